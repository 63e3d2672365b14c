package dev.hiper.examples.curl;

/** What {@code --manual} tells: where the manual is. */
final class ManualText {
    private ManualText() {}

    static String text() {
        return "This program takes the options of curl " + VersionText.VERSION + " for HTTP and HTTPS.\n"
                + "Their meaning is written in the manual of curl: https://curl.se/docs/manpage.html\n"
                + "'curl --help all' lists them.\n";
    }
}
