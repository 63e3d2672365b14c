package dev.hiper.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("T141")
class NoProxyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.test              | a.test           | true",
                "a.test              | A.TEST           | true",
                "A.test              | a.test           | true",
                "a.test              | www.a.test       | true",
                ".a.test             | a.test           | true",
                ".a.test             | www.a.test       | true",
                "a.test.             | a.test           | true",
                "a.test              | a.test.          | true",
                ".a.test.            | www.a.test.      | true",
                "b.test,a.test       | a.test           | true",
                "b.test a.test       | a.test           | true",
                "'b.test ,  a.test ' | a.test           | true",
                "b.test,,a.test      | a.test           | true",
                "*                   | a.test           | true",
                "*                   | 1.2.3.4          | true",
                "'*,b.test'          | a.test           | false",
                "*.a.test            | www.a.test       | false",
                "a.test              | notA.test        | false",
                "a.test              | a.test.evil.test | false",
                "a.test              | est              | false",
                "www.a.test          | a.test           | false",
                "a.test:8080         | a.test           | false",
                "''                  | a.test           | false",
                "', .'               | a.test           | false",
                "a.test              | ''               | false",
                "10.0.0.0/8          | 10.1.2.3         | true",
                "10.0.0.0/8          | 11.1.2.3         | false",
                "192.168.0.0/17      | 192.168.127.255  | true",
                "192.168.0.0/17      | 192.168.128.0    | false",
                "192.0.2.1           | 192.0.2.1        | true",
                "192.0.2.1/32        | 192.0.2.1        | true",
                "192.0.2.1/32        | 192.0.2.2        | false",
                "192.0.2.1/33        | 192.0.2.1        | false",
                "192.0.2.1/          | 192.0.2.1        | false",
                "192.0.2.1/a         | 192.0.2.1        | false",
                "192.0.2.1/-1        | 192.0.2.1        | false",
                "192.0.2.1/99999999999 | 192.0.2.1      | false",
                "192.0.2.1           | 1192.0.2.1.test  | false",
                "0.2.1               | 192.0.2.1        | false",
                ".0.2.1              | 192.0.2.1        | false",
                "10.0.0.0/8          | 10.evil.test     | false",
                "::1                 | [::1]            | true",
                "[::1]               | ::1              | true",
                "0:0::1              | ::1              | true",
                "2001:db8::/32       | [2001:db8:1::7]  | true",
                "2001:db8::/32       | [2001:db9::]     | false",
                "2001:db8::/129      | [2001:db8::]     | false",
                "fe80::1             | [fe80::1%25a.test] | true",
                "a.test              | [::1%25.a.test]  | false",
                "::1                 | 0.0.0.1          | false",
                "0.0.0.0/0           | ::1              | false"
            })
    void hostIsOnTheList(String list, String host, boolean expected) {
        assertEquals(expected, NoProxy.contains(list, host));
    }
}
