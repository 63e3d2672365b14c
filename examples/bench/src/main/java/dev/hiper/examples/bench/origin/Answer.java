package dev.hiper.examples.bench.origin;

import dev.hiper.examples.bench.scenario.Resource;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.CharsetUtil;

/** What the origin can answer. */
enum Answer {
    HELLO("200 OK", "Hello, world\n"),
    BODY64K("200 OK", "0123456789abcde\n".repeat(4_096)),
    NOT_FOUND("404 Not Found", "Not found\n"),
    /** The wrong method, or a body of the wrong size. */
    WRONG("400 Bad Request", "Wrong method or length\n"),
    MALFORMED("400 Bad Request", "Malformed\n"),
    LENGTH_REQUIRED("411 Length Required", "Length required\n"),
    HEAD_TOO_LARGE("431 Request Header Fields Too Large", "Too large\n"),
    NOT_IMPLEMENTED("501 Not Implemented", "Not implemented\n"),
    /** The head alone. */
    BIG("200 OK", "") {
        @Override
        long length() {
            return Resource.BIG.responseBytes();
        }
    };

    private final String status;
    private final String body;

    Answer(String status, String body) {
        this.status = status;
        this.body = body;
    }

    /** Of the body. */
    long length() {
        return body.length();
    }

    private String text(boolean close) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + length() + "\r\nContent-Type: text/plain\r\n"
                + (close ? "Connection: close\r\n" : "") + "\r\n" + body;
    }

    /** All of them as bytes, made once: sending one takes no more than another view of them. */
    static final class Encoded {
        private static final Answer[] ALL = values();

        private final ByteBuf[] kept = new ByteBuf[ALL.length];
        private final ByteBuf[] closed = new ByteBuf[ALL.length];
        private final ByteBuf goOn = direct("HTTP/1.1 100 Continue\r\n\r\n");

        Encoded() {
            for (Answer answer : ALL) {
                kept[answer.ordinal()] = direct(answer.text(false));
                closed[answer.ordinal()] = direct(answer.text(true));
            }
        }

        private static ByteBuf direct(String text) {
            // Views of pooled memory are pooled themselves.
            return PooledByteBufAllocator.DEFAULT
                    .directBuffer(text.length(), text.length())
                    .writeBytes(text.getBytes(CharsetUtil.US_ASCII));
        }

        /** The bytes of an answer; the receiver releases them. */
        ByteBuf of(Answer answer, boolean close) {
            return (close ? closed : kept)[answer.ordinal()].retainedDuplicate();
        }

        /** 100 (Continue). */
        ByteBuf goOn() {
            return goOn.retainedDuplicate();
        }

        void release() {
            for (Answer answer : ALL) {
                kept[answer.ordinal()].release();
                closed[answer.ordinal()].release();
            }
            goOn.release();
        }
    }
}
