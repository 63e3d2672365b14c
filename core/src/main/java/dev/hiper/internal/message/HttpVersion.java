package dev.hiper.internal.message;

/** A version of HTTP as a message names it. Ordered: a later version compares greater. */
public enum HttpVersion {
    /** No head at all: every byte of the answer is body. */
    HTTP_0_9("HTTP/0.9"),
    HTTP_1_0("HTTP/1.0"),
    HTTP_1_1("HTTP/1.1"),
    /** Shown as {@code HTTP/2}, as libcurl does in its made-up status line. */
    HTTP_2("HTTP/2"),
    HTTP_3("HTTP/3");

    private final String text;

    HttpVersion(String text) {
        this.text = text;
    }

    /** As it stands in a start line. */
    public String text() {
        return text;
    }
}
