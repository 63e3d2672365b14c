package dev.hiper.internal.connect;

/** Why a connection is not used again. */
public enum CloseReason {
    PEER_CLOSES("the peer said that it closes the connection"),
    READ_UNTIL_CLOSE("the response ends with the connection"),
    CLOSE_ASKED("the request asked for it to be closed"),
    UPLOAD_CUT("the request was not sent to its end"),
    AMBIGUOUS_LENGTH("the response announced its length in two ways"),
    PREMATURE("the transfer ended in the middle of an exchange"),
    FAILED("the exchange failed"),
    REUSE_FORBIDDEN("the transfer forbids reuse"),
    PROTOCOL_SWITCHED("another protocol is spoken on it now"),
    RESPONSE_NOT_READ("the response was not read to its end"),
    UNASKED_BYTES("the peer sent bytes that belong to no request"),
    IDLE_TOO_LONG("it was idle for longer than MAXAGE_CONN"),
    PEER_IDLE_LIMIT("it was idle for about as long as the peer said it would wait"),
    TOO_OLD("it is older than MAXLIFETIME_CONN"),
    DEAD("it was found dead"),
    EVICTED("the pool is full, and it was idle for longest"),
    LIMIT_REACHED("the limit of connections is reached, and another one is wanted"),
    NO_MORE_STREAMS("the peer takes no new requests on it"),
    NETWORK_CHANGED("the network changed"),
    UPKEEP_FAILED("keeping it alive failed"),
    CONNECT_ONLY_ENDED("its CONNECT_ONLY transfer is gone"),
    ENGINE_CLOSED("the multi handle was closed");

    private final String sentence;

    CloseReason(String sentence) {
        this.sentence = sentence;
    }

    /** The reason in words: the end of a sentence that begins with "closed, because". */
    public String sentence() {
        return sentence;
    }
}
