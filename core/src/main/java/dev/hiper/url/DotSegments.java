package dev.hiper.url;

/**
 * Removal of dot segments, RFC 3986, 5.2.4. A dot written as {@code %2e} is a dot, since 6.2.2.2 makes the two
 * equal and servers treat them so. {@code %2f} is data and never a slash.
 */
final class DotSegments {
    private DotSegments() {}

    /**
     * The path without dot segments; the same object where it has none.
     *
     * @param path begins with a slash
     */
    static String remove(String path) {
        if (!mayHave(path)) {
            return path;
        }
        StringBuilder out = new StringBuilder(path.length());
        int start = 0;
        while (start < path.length()) {
            int end = path.indexOf('/', start + 1);
            boolean last = end < 0;
            if (last) {
                end = path.length();
            }
            switch (dots(path, start + 1, end)) {
                case 1 -> {}
                case 2 -> dropSegment(out);
                default -> {
                    out.append(path, start, end);
                    last = false; // The slash of a last dot segment stays; this one has brought its own.
                }
            }
            if (last) {
                out.append('/');
            }
            start = end;
        }
        return out.toString();
    }

    /** Each character is appended once and so is dropped at most once: linear over all calls. */
    private static void dropSegment(StringBuilder out) {
        int length = out.length();
        while (length > 0 && out.charAt(length - 1) != '/') {
            length--;
        }
        out.setLength(Math.max(0, length - 1));
    }

    private static boolean mayHave(String path) {
        for (int slash = 0; slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (slash + 1 < path.length()) {
                char next = path.charAt(slash + 1);
                if (next == '.' || next == '%') {
                    return true;
                }
            }
        }
        return false;
    }

    /** 1 or 2 where the segment is a dot or two dots, otherwise 0. */
    private static int dots(String path, int start, int end) {
        int count = 0;
        int i = start;
        while (i < end) {
            if (path.charAt(i) == '.') {
                i++;
            } else if (i + 3 <= end
                    && path.charAt(i) == '%'
                    && path.charAt(i + 1) == '2'
                    && Ascii.lower(path.charAt(i + 2)) == 'e') {
                i += 3;
            } else {
                return 0;
            }
            if (++count > 2) {
                return 0;
            }
        }
        return count;
    }
}
