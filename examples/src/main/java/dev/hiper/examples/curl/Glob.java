package dev.hiper.examples.curl;

import java.util.ArrayList;
import java.util.List;

/**
 * A URL with sets and ranges: {@code {a,b}}, {@code [1-10:2]}, {@code [a-z]}. Counts through all that it stands for, the
 * last place fastest, and fills matches into names: {@code #1} is what the first place stands for.
 */
final class Glob {
    private static final int MOST_PLACES = 100;
    private static final int RADIX = 10;

    /** Either a fixed text or a place. */
    private interface Piece {
        long size();

        String at(long index);
    }

    private record Fixed(String text) implements Piece {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public String at(long index) {
            return text;
        }
    }

    private record Choice(List<String> elements) implements Piece {
        @Override
        public long size() {
            return elements.size();
        }

        @Override
        public String at(long index) {
            return elements.get((int) index);
        }
    }

    private record Letters(char first, long size, long step) implements Piece {
        @Override
        public String at(long index) {
            return String.valueOf((char) (first + index * step));
        }
    }

    private record Digits(long first, long size, long step, int width) implements Piece {
        @Override
        public String at(long index) {
            StringBuilder digits = new StringBuilder(Long.toString(first + index * step));
            while (digits.length() < width) {
                digits.insert(0, '0');
            }
            return digits.toString();
        }
    }

    private final String pattern;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Piece> places = new ArrayList<>();
    private long count = 1;
    private int at;

    private Glob(String pattern) {
        this.pattern = pattern;
    }

    /** Takes a URL apart. */
    static Glob of(String pattern) throws GlobException {
        Glob glob = new Glob(pattern);
        glob.parse();
        return glob;
    }

    /** A URL that is taken as it is. */
    static Glob literal(String url) {
        Glob glob = new Glob(url);
        glob.pieces.add(new Fixed(url));
        return glob;
    }

    /** How many URLs it stands for. */
    long count() {
        return count;
    }

    /** The URL number {@code index}, from 0. */
    String at(long index) {
        StringBuilder url = new StringBuilder();
        long[] choices = choices(index);
        int place = 0;
        for (Piece piece : pieces) {
            url.append(piece.at(piece instanceof Fixed ? 0 : choices[place++]));
        }
        return url.toString();
    }

    /** A file name with {@code #1} and so on filled in for the URL number {@code index}. */
    String fill(String name, long index) {
        long[] choices = choices(index);
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (from < name.length()) {
            char c = name.charAt(from);
            int end = from + 1;
            int number = 0;
            while (c == '#' && end < name.length() && Character.isDigit(name.charAt(end)) && number <= MOST_PLACES) {
                number = number * RADIX + name.charAt(end) - '0';
                end++;
            }
            if (number > 0 && number <= places.size()) {
                filled.append(places.get(number - 1).at(choices[number - 1]));
            } else {
                filled.append(name, from, end);
            }
            from = end;
        }
        return filled.toString();
    }

    private long[] choices(long index) {
        long[] choices = new long[places.size()];
        long rest = index;
        for (int i = places.size() - 1; i >= 0; i--) {
            choices[i] = rest % places.get(i).size();
            rest /= places.get(i).size();
        }
        return choices;
    }

    private void parse() throws GlobException {
        while (at < pattern.length()) {
            fixed();
            if (at == pattern.length()) {
                return;
            }
            Piece place = pattern.charAt(at) == '{' ? choice() : range();
            pieces.add(place);
            places.add(place);
            if (places.size() >= MOST_PLACES) {
                throw error("too many {} sets", at + 1);
            }
        }
    }

    private void fixed() throws GlobException {
        StringBuilder text = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '{') {
            char c = pattern.charAt(at);
            if (c == '[') {
                int end = addressEnd();
                if (end < 0) {
                    break;
                }
                text.append(pattern, at, end);
                at = end;
                continue;
            }
            if (c == '}' || c == ']') {
                throw error("unmatched close brace/bracket", at + 1);
            }
            if (c == '\\' && at + 1 < pattern.length() && "{[}]".indexOf(pattern.charAt(at + 1)) >= 0) {
                at++;
                c = pattern.charAt(at);
            }
            text.append(c);
            at++;
        }
        if (text.length() > 0) {
            pieces.add(new Fixed(text.toString()));
        }
    }

    /** Where an IPv6 address in brackets ends that begins here; -1 if there is none. */
    private int addressEnd() {
        int close = pattern.indexOf(']', at);
        if (close < 0) {
            return -1;
        }
        int colons = 0;
        for (int i = at + 1; i < close; i++) {
            char c = pattern.charAt(i);
            if (c == '%' && colons > 1) {
                break;
            }
            if (c == ':') {
                colons++;
            } else if (c != '.' && Character.digit(c, 16) < 0) {
                return -1;
            }
        }
        return colons > 1 ? close + 1 : -1;
    }

    private Piece choice() throws GlobException {
        int open = at + 1;
        at++;
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            switch (c) {
                case '{', '[' -> throw error("nested brace", at + 1);
                case ']' -> throw error("unexpected close bracket", at + 1);
                case ',', '}' -> {
                    if (c == '}' && at == open) {
                        throw error("empty string within braces", at + 1);
                    }
                    elements.add(element.toString());
                    element.setLength(0);
                    at++;
                    if (c == '}') {
                        multiply(elements.size(), 0);
                        return new Choice(elements);
                    }
                }
                default -> {
                    if (c == '\\' && at + 1 < pattern.length()) {
                        at++;
                    }
                    element.append(pattern.charAt(at));
                    at++;
                }
            }
        }
        throw error("unmatched brace", open);
    }

    private Piece range() throws GlobException {
        at++;
        char c = at < pattern.length() ? pattern.charAt(at) : 0;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            return letters(c);
        }
        if (c >= '0' && c <= '9') {
            return digits();
        }
        throw error("bad range specification", at + 1);
    }

    private Piece letters(char first) throws GlobException {
        int start = at;
        if (start + 3 >= pattern.length() || pattern.charAt(start + 1) != '-') {
            throw error("bad range", start + 1);
        }
        char last = pattern.charAt(start + 2);
        char end = pattern.charAt(start + 3);
        if (end != ']' && end != ':') {
            throw error("bad range", start + 1);
        }
        at = start + 4;
        long step = end == ':' ? step() : 1;
        return place(first, last, step, new Letters(first, 1 + size(first, last, step), step));
    }

    private Piece digits() throws GlobException {
        int start = at;
        long first = number();
        int width = pattern.charAt(start) == '0' ? at - start : 0;
        if (first < 0 || !skip('-')) {
            throw error("bad range", at + 1);
        }
        while (at < pattern.length() && pattern.charAt(at) == ' ') {
            at++;
        }
        int second = at;
        long last = number();
        if (last < 0) {
            throw error("bad range", second + 1);
        }
        long step = 1;
        if (skip(':')) {
            step = step();
        } else if (!skip(']')) {
            throw error("bad range", at + 1);
        }
        return place(first, last, step, new Digits(first, 1 + size(first, last, step), step, width));
    }

    /** Checks a range that was read to its end. */
    private Piece place(long first, long last, long step, Piece range) throws GlobException {
        boolean fine = step > 0 && (first == last ? step == 1 : first < last && step <= last - first);
        if (!fine) {
            throw error("bad range", at + 1);
        }
        multiply(range.size(), at + 1);
        return range;
    }

    private static long size(long first, long last, long step) {
        return step > 0 ? (last - first) / step : 0;
    }

    private long step() throws GlobException {
        long step = number();
        if (step < 0 || !skip(']')) {
            throw error("bad range", at + 1);
        }
        return step;
    }

    /** The number here; -1 if there is none or it is too large. */
    private long number() {
        int start = at;
        while (at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
            at++;
        }
        try {
            return Long.parseLong(pattern, start, at, RADIX);
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    private boolean skip(char expected) {
        boolean there = at < pattern.length() && pattern.charAt(at) == expected;
        if (there) {
            at++;
        }
        return there;
    }

    private void multiply(long factor, int position) throws GlobException {
        if (factor > Long.MAX_VALUE / count) {
            throw error("range overflow", position);
        }
        count *= factor;
    }

    private GlobException error(String what, int position) {
        return GlobException.at(what, pattern, position);
    }
}
