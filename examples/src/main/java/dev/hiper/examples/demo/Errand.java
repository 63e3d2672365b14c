package dev.hiper.examples.demo;

import dev.hiper.Easy;
import dev.hiper.EasyOption;

/**
 * One kind of request and what must come back.
 *
 * @param method GET, HEAD or POST
 * @param path what the {@link Origin} is asked for
 * @param sent bytes of the request's body
 * @param status expected
 * @param length expected bytes of the response's body
 */
record Errand(String method, String path, int sent, int status, long length) {
    private static final Errand[] ALL = {
        get("/bytes/200", 200, 200),
        get("/bytes/16384", 200, 16_384),
        get("/chunked/5000", 200, 5000),
        get("/status/404", 404, Origin.TEXT_BYTES),
        new Errand("POST", "/echo", 10_000, 200, 10_000),
        get("/delay/5", 200, Origin.TEXT_BYTES),
        new Errand("HEAD", "/bytes/1000", 0, 200, 0),
        get("/status/204", 204, 0),
        get("/bytes/300000", 200, 300_000),
        get("/status/500", 500, Origin.TEXT_BYTES),
    };

    /** All kinds in turn. */
    static Errand number(int index) {
        return ALL[index % ALL.length];
    }

    /** Makes {@code easy} ask {@code proxy} for it, in absolute-form, as a client of a forward proxy does. */
    void prepare(Easy easy, String proxy, String origin) {
        easy.set(EasyOption.URL, proxy + "/").set(EasyOption.REQUEST_TARGET, origin + path);
        switch (method) {
            case "HEAD" -> easy.set(EasyOption.NOBODY, true);
            case "POST" -> easy.set(EasyOption.POSTFIELDS, new byte[sent]);
            default -> easy.set(EasyOption.HTTPGET, true);
        }
    }

    private static Errand get(String path, int status, long length) {
        return new Errand("GET", path, 0, status, length);
    }
}
