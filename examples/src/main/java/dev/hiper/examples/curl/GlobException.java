package dev.hiper.examples.curl;

/** A URL pattern that cannot be understood; the message shows where. */
final class GlobException extends Exception {
    private static final long serialVersionUID = 1L;

    private GlobException(String message) {
        super(message, null, false, false);
    }

    /**
     * A mistake at a place.
     *
     * @param position counted from 1; 0 for nowhere in particular
     */
    static GlobException at(String what, String pattern, int position) {
        if (position == 0) {
            return new GlobException(what);
        }
        return new GlobException(
                what + " in URL position " + position + ":\n" + pattern + "\n" + " ".repeat(position - 1) + "^");
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
