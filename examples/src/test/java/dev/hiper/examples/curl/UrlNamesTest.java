package dev.hiper.examples.curl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlNamesTest {
    @ParameterizedTest
    @CsvSource({
        "http://h/a/b.txt?q=1#f, b.txt",
        "http://h/a/, a",
        "h/x, x",
        "http://h, ''",
        "http://h/, ''",
        "http://h/../.., ''",
    })
    void aDownloadIsNamedLikeTheEndOfThePath(String url, String name) {
        assertEquals(name, UrlNames.fileName(url));
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/we/want/, log/58te[]st.txt, http://h/we/want/58te%5B%5Dst.txt",
        "http://h, dir/a b, http://h/a%20b",
        "http://h/x, f, http://h/x",
        "http://h/425/?fullpath, f, http://h/425/?fullpath",
        "http://h/?, f, http://h/?",
    })
    void anUploadGoesBehindASlash(String url, String file, String wanted) {
        assertEquals(wanted, UrlNames.forUpload(url, file));
    }
}
