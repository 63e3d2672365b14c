package dev.hiper;

/** What a {@link NotifyListener} can be told: libcurl's {@code CURLMNOTIFY_} values. */
public enum Notification {
    /** A message was put into the empty queue of {@link Multi#infoRead}. */
    INFO_READ(0),

    /** A transfer has finished. */
    EASY_DONE(1);

    private final int code;

    Notification(int code) {
        this.code = code;
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }
}
