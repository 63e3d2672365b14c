package dev.hiper.examples.curl;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages of the engine, and what scripts around curl look for instead. Each is tried on the whole message. */
final class ErrorWords {
    private record Rule(Pattern said, String instead) {
        static Rule of(String said, String instead) {
            return new Rule(Pattern.compile(said, Pattern.DOTALL), instead);
        }
    }

    private static final String NO_FILE = "Failed to open/read local data from file/application";
    private static final String REJECTED = "URL rejected: ";

    private static final List<Rule> RULES = List.of(
            Rule.of(
                    "(Operation|Resolving|Connection) timed out after (\\d+) ms(.*)",
                    "$1 timed out after $2 milliseconds$3"),
            Rule.of("TLS connection timed out after (\\d+) ms", "Connection timed out after $1 milliseconds"),
            Rule.of("Timed out after (\\d+) ms waiting for a connection", "Connection timed out after $1 milliseconds"),
            Rule.of("Operation too slow: less (.*)", "Operation too slow. Less $1"),
            Rule.of("the connection was closed before an answer came", "Empty reply from server"),
            Rule.of("the answer has no status line: HTTP/0.9 is not allowed", "Received HTTP/0.9 when not allowed"),
            Rule.of("unsupported status line: the answer is of another .*", "Unsupported HTTP version in response"),
            Rule.of(
                    "The connection was closed with (\\d+) bytes of the body missing",
                    "end of response with $1 bytes missing"),
            Rule.of(
                    "The connection was closed before the last chunk",
                    "transfer closed with outstanding read data remaining"),
            Rule.of("Receive failure.*: Connection reset.*", "Recv failure: Connection reset by peer"),
            Rule.of("Send failure.*: Broken pipe.*", "Send failure: Broken pipe"),
            Rule.of("Send failure.*: Connection reset.*", "Send failure: Connection reset by peer"),
            Rule.of("The announced body of .* exceeds the maximum of .*", "Maximum file size exceeded"),
            Rule.of("invalid Content-Length in the response", "Invalid Content-Length: value"),
            Rule.of(
                    "malformed chunked body: a chunk without a size",
                    "Illegal or missing hexadecimal sequence in chunked-encoding"),
            Rule.of(
                    "The certificate of .* is refused: it is not for (\\S+) but for .*",
                    "SSL: no alternative certificate subject name matches target host name '$1'"),
            Rule.of("The public key of .* is not the pinned one.", "SSL: public key does not match pinned public key"),
            Rule.of("(Could not parse) the (RESOLVE entry .*)", "$1 CURLOPT_$2"),
            Rule.of("malformed response head: a line that does not begin with .*", "Header without colon"),
            Rule.of("malformed response head: a NUL within a line", "Nul byte in header"),
            Rule.of("Proxy CONNECT aborted: .*", "Proxy CONNECT aborted"),
            Rule.of("Cannot (find the file|read) .*, which is in a multipart", NO_FILE),
            Rule.of("Nothing is left to upload after offset .*", "File already completely uploaded"),
            Rule.of("The request must be sent again, but .* rewound", "seek callback returned error 2"),
            Rule.of(
                    "Failure writing (\\d+) body bytes to the application",
                    "client returned ERROR on write, $1 requested"),
            Rule.of("(Protocol \".*\") is disabled by .*", "$1 disabled"),
            Rule.of("The URL has no host", REJECTED + "No host part in the URL"),
            Rule.of("The URL is malformed: .*", REJECTED + "Malformed input to a URL function"),
            Rule.of("The URL is empty", REJECTED + "Malformed input to a URL function"),
            Rule.of("The host (is not a valid name|consists of numbers).*", REJECTED + "Bad hostname"),
            Rule.of("The IPv6 address or its zone is not valid", REJECTED + "Bad IPv6 address"),
            Rule.of("One to three slashes .*", REJECTED + "Unsupported number of slashes following scheme"),
            Rule.of(
                    "(The redirect target URL could not be parsed: )The port is not a decimal .*",
                    "$1Port number was not a decimal number between 0 and 65535"),
            Rule.of(
                    "The port is not a decimal .*",
                    REJECTED + "Port number was not a decimal number between 0 and 65535"),
            Rule.of("User information is not .*", REJECTED + "Credentials was passed in the URL when prohibited"));

    private ErrorWords() {}

    /** The message in those words; as it is where there are none. */
    static String of(String message) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.said.matcher(message);
            if (matcher.matches()) {
                return matcher.replaceFirst(rule.instead);
            }
        }
        return message;
    }
}
