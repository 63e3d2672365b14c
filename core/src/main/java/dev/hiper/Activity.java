package dev.hiper;

/**
 * Everything that can be going on with a handle, so that {@link CallGuard} can say what may begin
 * meanwhile. The data of libcurl's table of calls and callbacks (rules H2 to H8).
 */
enum Activity {
    ASSIGN(Rule.ALWAYS),
    HANDLES(Rule.ALWAYS),
    COUNT(Rule.ALWAYS),
    INFO_READ(Rule.ALWAYS),
    NOTIFY_ENABLE(Rule.ALWAYS),
    NOTIFY_DISABLE(Rule.ALWAYS),

    ADD(Rule.IDLE_OR_NOTIFY),
    REMOVE(Rule.IDLE_OR_NOTIFY),
    SET(Rule.IDLE_OR_NOTIFY),
    TIMEOUT(Rule.IDLE_OR_NOTIFY),
    FDSET(Rule.IDLE_OR_NOTIFY),
    WAIT(Rule.IDLE_OR_NOTIFY),
    POLL(Rule.IDLE_OR_NOTIFY),
    WAITFDS(Rule.IDLE_OR_NOTIFY),

    PERFORM(Rule.IDLE),
    SOCKET_ACTION(Rule.IDLE),
    SOCKET(Rule.IDLE),
    SOCKET_ALL(Rule.IDLE),
    CLOSE(Rule.IDLE),

    EASY_PERFORM(Rule.IDLE),
    EASY_UPKEEP(Rule.IDLE),
    EASY_CLOSE(Rule.IDLE),
    EASY_RESET(Rule.IDLE),
    EASY_PAUSE(Rule.NOT_IN_LISTENER),

    SOCKET_CALLBACK(Rule.CALLBACK),
    TIMER_CALLBACK(Rule.CALLBACK),
    NOTIFY_CALLBACK(Rule.CALLBACK),
    WRITE(Rule.CALLBACK),
    HEADER(Rule.CALLBACK),
    READ(Rule.CALLBACK),
    SEEK(Rule.CALLBACK),
    PROGRESS(Rule.CALLBACK),
    DEBUG(Rule.CALLBACK),
    OPEN_SOCKET(Rule.CALLBACK),
    SOCKOPT(Rule.CALLBACK),
    CLOSE_SOCKET(Rule.CALLBACK),
    PREREQ(Rule.CALLBACK),
    RESOLVER_START(Rule.CALLBACK),
    TRAILER(Rule.CALLBACK),
    HSTS_READ(Rule.CALLBACK);

    /** When something may begin. */
    enum Rule {
        /** At any time. */
        ALWAYS,

        /** While nothing is active, or anywhere below the notification callback. */
        IDLE_OR_NOTIFY,

        /** While nothing is active. */
        IDLE,

        /** At any time, but not below the socket or timer callback (H6). */
        NOT_IN_LISTENER,

        /** The engine begins it, not the application. */
        CALLBACK
    }

    private final Rule rule;

    Activity(Rule rule) {
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }
}
