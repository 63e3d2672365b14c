package dev.hiper.examples.curl;

/** Which kind of request the options ask for; at most one. */
enum HttpRequest {
    UNSPECIFIED("", "GET"),
    GET("GET (-G, --get)", "GET"),
    HEAD("HEAD (-I, --head)", "HEAD"),
    FORM("multipart formpost (-F, --form)", "POST"),
    POST("POST (-d, --data)", "POST"),
    PUT("PUT (-T, --upload-file)", "PUT");

    /** How to name it, with its option. */
    final String title;

    /** Its method. */
    final String method;

    HttpRequest(String title, String method) {
        this.title = title;
        this.method = method;
    }
}
