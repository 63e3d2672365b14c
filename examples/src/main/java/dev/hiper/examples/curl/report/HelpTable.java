package dev.hiper.examples.curl.report;

import java.util.ArrayList;
import java.util.List;

/** What help says about each option that this program can do. Read from its text when help is asked for only. */
public final class HelpTable {
    /**
     * An option.
     *
     * @param shortName its letter; empty for none
     * @param longName without dashes; with {@code no-} where switching off is what the option is there for
     * @param argument as help shows it; empty for none
     * @param categories separated by spaces
     * @param description one sentence
     */
    record Row(String shortName, String longName, String argument, String categories, String description) {
        boolean in(String category) {
            return (" " + categories + " ").contains(" " + category + " ");
        }
    }

    private static final int COLUMNS = 5;
    private static final String NEGATION = "no-";

    /** Letter, name, argument, categories and description, sorted by names. */
    private static final String TEXT =
            """
            |alt-svc|<file>|http|Use alternative services, and keep them in this file
            |anyauth||http auth|Use the best authentication that the server offers
            a|append||ftp sftp|Add to the uploaded file at the server
            |aws-sigv4|<provider1[:prvdr2[:reg[:srv]]]>|auth http|Sign requests as AWS does, version 4
            |basic||http auth|Use Basic authentication
            |ca-native||tls|Trust what the system trusts
            |cacert|<file>|tls|Certificates of trusted authorities
            |capath|<dir>|tls|Folder with certificates of trusted authorities
            E|cert|<certificate[:password]>|tls|Client certificate
            |cert-type|<type>|tls|Format of the client certificate: PEM, DER or P12
            |ciphers|<list>|tls|Cipher suites up to TLS 1.2
            |compressed||http|Ask for compressed responses and decompress them
            K|config|<file>|curl|Read options from a file
            |connect-timeout|<seconds>|connection timeout|Longest time for connecting
            |connect-to|<HOST1:PORT1:HOST2:PORT2>|connection dns|Connect to another host and port
            C|continue-at|<offset>|connection|Go on with a transfer from this offset; - finds it out
            b|cookie|<data/filename>|http|Send cookies from this text or file
            c|cookie-jar|<filename>|http|Store cookies in this file at the end
            |create-dirs||output|Make missing folders for output files
            |create-file-mode|<mode>|output|Permissions of output files, octal
            |crlfile|<file>|tls|List of revoked certificates
            d|data|<data>|important http post upload|Send this text as a POST body
            |data-ascii|<data>|http post upload|The same as --data
            |data-binary|<data>|http post upload|Send this text or file as it is as a POST body
            |data-raw|<data>|http post upload|Send this text as a POST body, with @ for itself
            |data-urlencode|<data>|http post upload|Send this text URL encoded as a POST body
            |digest||proxy auth http|Use Digest authentication
            q|disable||curl|Do not read .curlrc; must come first
            |disallow-username-in-url||curl|Refuse URLs with a user name
            |doh-insecure||dns tls|Do not verify DNS-over-HTTPS servers
            |doh-url|<URL>|dns|Resolve names with DNS over HTTPS
            |dump-ca-embed||http proxy tls|Write the built-in trusted certificates
            D|dump-header|<filename>|http|Write received header fields to this file
            |etag-compare|<filename>|http|Ask for a resource only if its ETag is not the one in this file
            |etag-save|<filename>|http|Write the ETag of the response to this file
            |expect100-timeout|<seconds>|http timeout|Longest wait for 100 Continue
            f|fail||important http|Fail without output for a status from 400
            |fail-early||curl global|End with the first transfer that fails
            |fail-with-body||http output|Fail for a status from 400 but write the body
            |follow||http|Follow redirects, with the methods that HTTP says
            F|form|<name=content>|http post upload|Send a form with files, multipart/form-data
            |form-escape||http post upload|Escape names in forms with backslashes
            |form-string|<name=string>|http post upload|Add a form field whose content is taken as it is
            G|get||http|Put the data into the URL and use GET
            g|globoff||curl|Take {} and [] in URLs as they are
            |happy-eyeballs-timeout-ms|<ms>|connection timeout|Head start of IPv6, in milliseconds
            |haproxy-clientip|<ip>|http proxy|Address to name in the PROXY protocol header
            |haproxy-protocol||http proxy|Start connections with a PROXY protocol header
            I|head||http ftp file|Ask for the head of the response only
            H|header|<header/@file>|http imap smtp|Send, replace or leave out a header field
            h|help|<subject>|important curl|Help for a category or an option
            |hsts|<filename>|http|Use HTTP Strict Transport Security, and keep its hosts in this file
            |http0.9||http|Accept HTTP/0.9 responses
            0|http1.0||http|Use HTTP/1.0
            |http1.1||http|Use HTTP/1.1
            |ignore-content-length||http ftp|Ignore the Content-Length of responses
            |include||verbose|The old name of --show-headers
            k|insecure||tls sftp scp ssh|Do not verify servers
            |interface|<name>|connection|Connect from this interface or address
            4|ipv4||connection dns|Use IPv4 only
            6|ipv6||connection dns|Use IPv6 only
            |json|<data>|http post upload|Send JSON as a POST body and ask for JSON
            j|junk-session-cookies||http|Drop session cookies that were read from a file
            |keepalive-cnt|<integer>|connection|How many keepalive probes may be lost
            |keepalive-time|<seconds>|connection timeout|Time between keepalive probes
            |key|<key>|tls ssh|Private key of the client certificate
            |key-type|<type>|tls|Format of the private key: PEM or DER
            |limit-rate|<speed>|connection|Highest speed in bytes per second; k, M, G and T for more
            |local-port|<range>|connection|Connect from a port of this range
            L|location||http|Follow redirects
            |location-trusted||http auth|Follow redirects, and send credentials to other hosts, too
            M|manual||curl|Show the manual
            |max-filesize|<bytes>|connection|Refuse larger responses
            |max-redirs|<num>|http|Follow no more redirects than this; -1 for any number
            m|max-time|<seconds>|connection timeout|Longest time for a transfer
            |negotiate||auth http|Use Negotiate (SPNEGO) authentication
            n|netrc||auth|Take user and password from .netrc
            |netrc-file|<filename>|auth|Take user and password from this file
            |netrc-optional||auth|Take what the URL lacks from .netrc
            :|next||curl|Start another set of options for the URLs that follow
            |no-alpn||tls http|Leave the ALPN extension out of TLS handshakes
            N|no-buffer||output|Write output as soon as it arrives
            |no-clobber||output|Never write over files
            |no-keepalive||connection|Do not use TCP keepalive
            |no-progress-meter||verbose global|Show no progress
            |no-sessionid||tls|Do not resume TLS sessions
            |noproxy|<no-proxy-list>|proxy|Hosts that are reached without a proxy
            |ntlm||auth http|Use NTLM authentication
            |oauth2-bearer|<token>|auth imap pop3 smtp ldap|Send this bearer token
            |out-null||output|Throw received bodies away
            o|output|<file>|important output|Write to this file
            |output-dir|<dir>|output|Folder for output files
            Z|parallel||connection curl global|Do several transfers at once
            |parallel-immediate||connection curl global|Rather open connections than wait for one to share
            |parallel-max|<num>|connection curl global|How many transfers at once
            |parallel-max-host|<num>|connection curl global|How many connections at once to one host
            |pass|<phrase>|tls auth ssh|Passphrase of the private key
            |path-as-is||curl|Keep dot segments in paths
            |pinnedpubkey|<hashes>|tls|Public key that the server has to have
            |post301||http post|Keep POST when following a 301
            |post302||http post|Keep POST when following a 302
            |post303||http post|Keep POST when following a 303
            |preproxy|<[protocol://]host[:port]>|proxy|Proxy to reach the proxy through
            #|progress-bar||verbose global|Show progress as a bar
            |proto|<protocols>|connection curl|Protocols that may be used
            |proto-default|<protocol>|connection curl|Protocol of URLs without one
            |proto-redir|<protocols>|connection curl|Protocols that redirects may lead to
            x|proxy|<[protocol://]host[:port]>|proxy|Use this proxy
            |proxy-anyauth||proxy auth|Use the best authentication that the proxy offers
            |proxy-basic||proxy auth|Use Basic authentication with the proxy
            |proxy-ca-native||proxy tls|Trust for proxies what the system trusts
            |proxy-cacert|<file>|proxy tls|Certificates of authorities trusted for proxies
            |proxy-capath|<dir>|proxy tls|Folder with certificates of authorities trusted for proxies
            |proxy-cert|<cert[:passwd]>|proxy tls|Client certificate for the proxy
            |proxy-cert-type|<type>|proxy tls|Format of the client certificate for the proxy
            |proxy-ciphers|<list>|proxy tls|Cipher suites up to TLS 1.2 for the proxy
            |proxy-crlfile|<file>|proxy tls|List of revoked certificates for proxies
            |proxy-digest||proxy auth|Use Digest authentication with the proxy
            |proxy-header|<header/@file>|proxy|Send, replace or leave out a header field to the proxy
            |proxy-insecure||proxy tls|Do not verify the proxy
            |proxy-key|<key>|proxy tls|Private key of the client certificate for the proxy
            |proxy-key-type|<type>|proxy tls|Format of the private key for the proxy
            |proxy-negotiate||proxy auth|Use Negotiate authentication with the proxy
            |proxy-ntlm||proxy auth|Use NTLM authentication with the proxy
            |proxy-pass|<phrase>|proxy tls auth|Passphrase of the private key for the proxy
            |proxy-pinnedpubkey|<hashes>|proxy tls|Public key that the proxy has to have
            |proxy-service-name|<name>|proxy tls|Service name for Negotiate with the proxy
            |proxy-ssl-allow-beast||proxy tls|Accepted for compatibility; without effect
            |proxy-tls13-ciphers|<list>|proxy tls|Cipher suites of TLS 1.3 for the proxy
            |proxy-tlsv1||proxy tls|Use TLS 1.0 or newer with the proxy
            U|proxy-user|<user:password>|proxy auth|User and password for the proxy
            |proxy1.0|<host[:port]>|proxy|Use this proxy with HTTP/1.0
            p|proxytunnel||proxy|Tunnel through the proxy with CONNECT
            r|range|<range>|http ftp sftp file|Ask for these bytes only
            |rate|<max request rate>|connection global|Start no more transfers than this, such as 10/m
            |raw||http|Do not decode transfers
            e|referer|<URL>|http|Send this Referer; ;auto for redirects
            J|remote-header-name||output|Take the file name from the header
            O|remote-name||important output|Write to a file named as in the URL
            |remote-name-all||output|Use --remote-name for all URLs
            R|remote-time||output|Give the file the time of the resource
            |remove-on-error||output|Remove the output file when the transfer fails
            X|request|<method>|http pop3 ftp imap smtp|Use this method
            |request-target|<path>|http|Send this in place of the path
            |resolve|<[+]host:port:addr[,addr]...>|connection dns|Addresses of a host and port
            |retry|<num>|curl|Try so often again after passing failures
            |retry-all-errors||curl|Try again after every failure
            |retry-connrefused||curl|Try again when the connection is refused
            |retry-delay|<seconds>|curl timeout|Time between tries
            |retry-max-time|<seconds>|curl timeout|Do not try again after this time
            |service-name|<name>|auth|Service name for Negotiate
            S|show-error||curl global|Show errors with --silent, too
            i|show-headers||important verbose output|Write header fields in front of the body
            s|silent||important verbose global|Show neither progress nor errors
            |skip-existing||curl output|Leave out downloads whose file exists
            |socks4|<host[:port]>|proxy|SOCKS4 proxy
            |socks4a|<host[:port]>|proxy|SOCKS4a proxy, which resolves the host
            |socks5|<host[:port]>|proxy|SOCKS5 proxy
            |socks5-basic||proxy auth|Use user and password with SOCKS5 proxies
            |socks5-hostname|<host[:port]>|proxy|SOCKS5 proxy, which resolves the host
            Y|speed-limit|<speed>|connection|Give up transfers slower than this, in bytes per second
            y|speed-time|<seconds>|connection timeout|For how long a transfer may be too slow
            |ssl-allow-beast||tls|Accepted for compatibility; without effect
            |ssl-no-revoke||tls|Accepted for compatibility; without effect
            |ssl-revoke-best-effort||tls|Accepted for compatibility; without effect
            2|sslv2||tls|Accepted for compatibility; without effect
            3|sslv3||tls|Accepted for compatibility; without effect
            |stderr|<file>|verbose global|Write to this file what would go to standard error
            |styled-output||verbose global|Print header names in bold on terminals
            |suppress-connect-headers||proxy|Leave out header fields of CONNECT responses
            |tcp-nodelay||connection|Send small pieces at once
            z|time-cond|<time>|http ftp|Ask for what is newer than this date or file
            |tls-max|<VERSION>|tls|Newest TLS version
            |tls13-ciphers|<list>|tls|Cipher suites of TLS 1.3
            1|tlsv1||tls|Use TLS 1.0 or newer
            |tlsv1.0||tls|Use TLS 1.0 or newer
            |tlsv1.1||tls|Use TLS 1.1 or newer
            |tlsv1.2||tls|Use TLS 1.2 or newer
            |tlsv1.3||tls|Use TLS 1.3 or newer
            |tr-encoding||http|Ask for compressed transfer encodings
            |trace|<file>|verbose global|Write all that is sent and received, in hexadecimal
            |trace-ascii|<file>|verbose global|Write all that is sent and received, as text
            |trace-config|<string>|verbose global|What to trace
            |trace-ids||verbose global|Put numbers of transfer and connection in front of trace lines
            |trace-time||verbose global|Put the time in front of trace lines
            |unix-socket|<path>|connection|Connect to this Unix domain socket
            T|upload-file|<file>|important upload|Upload this file
            |url|<url/file>|curl|Another way to give a URL, or a file of URLs
            |url-query|<data>|http post upload|Add this to the query of the URL
            B|use-ascii||ftp output ldap tftp|Accepted for compatibility; without effect
            u|user|<user:password>|important auth|User and password
            A|user-agent|<name>|important http|Send this User-Agent
            |variable|<[%]name=text/@file>|curl|Set a variable for --expand- options
            v|verbose||important verbose global|Show what happens
            V|version||important curl|Show the version
            w|write-out|<format>|verbose|What to print after a transfer
            """;

    private HelpTable() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String line : TEXT.split("\n", -1)) {
            if (!line.isEmpty()) {
                String[] columns = line.split("\\|", COLUMNS);
                rows.add(new Row(columns[0], columns[1], columns[2], columns[3], columns[4]));
            }
        }
        return rows;
    }

    /** The names of all options that have help, as the command line knows them: without {@code no-}. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Row row : rows()) {
            String name = row.longName();
            names.add(name.startsWith(NEGATION) ? name.substring(NEGATION.length()) : name);
        }
        return names;
    }
}
