package dev.hiper;

/**
 * A header field that a transfer has received: libcurl's {@code curl_header}. A value of its own: it
 * stays what it is when the transfer goes on or another one begins.
 *
 * @param name as received
 * @param value without blanks around it, folded lines joined by one space; bytes above ASCII read as
 *     ISO-8859-1
 * @param amount how many fields of this name there were at the time, in the same request and from the
 *     origins asked for
 * @param index which of those this is, from 0, in the order received
 * @param origin where it came from: one bit of {@link HeaderOrigin}
 */
public record Header(String name, String value, int amount, int index, int origin) {

    /** Tells no value: that may be secret. */
    @Override
    public String toString() {
        return name + " (" + (index + 1) + " of " + amount + ")";
    }
}
