package dev.hiper.url;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** RFC 3492: a label of any characters as letters, digits and hyphens. Without the {@code xn--} in front. */
final class Punycode {
    private static final int BASE = 36;
    private static final int LOWEST_THRESHOLD = 1;
    private static final int HIGHEST_THRESHOLD = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_CODE_POINT = 0x80;

    private Punycode() {}

    /** The label encoded. Its length is quadratic in time: the caller bounds it. */
    static String encode(int[] label) {
        StringBuilder out = new StringBuilder();
        for (int c : label) {
            if (c < INITIAL_CODE_POINT) {
                out.append((char) c);
            }
        }
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        int done = basic;
        int next = INITIAL_CODE_POINT;
        int delta = 0;
        int bias = INITIAL_BIAS;
        while (done < label.length) {
            int least = Integer.MAX_VALUE;
            for (int c : label) {
                least = c >= next ? Math.min(least, c) : least;
            }
            delta += (least - next) * (done + 1);
            next = least;
            for (int c : label) {
                if (c < next) {
                    delta++;
                } else if (c == next) {
                    appendNumber(out, delta, bias);
                    bias = adapt(delta, done + 1, done == basic);
                    delta = 0;
                    done++;
                }
            }
            delta++;
            next++;
        }
        return out.toString();
    }

    /** The label decoded from ASCII in lower case, or null if it is not the encoding of anything. */
    static int @Nullable [] decode(String text) {
        int basic = Math.max(text.lastIndexOf('-'), 0);
        int[] out = new int[text.length()];
        for (int i = 0; i < basic; i++) {
            out[i] = text.charAt(i);
        }
        int length = basic;
        int in = text.indexOf('-') < 0 ? 0 : basic + 1;
        int next = INITIAL_CODE_POINT;
        int bias = INITIAL_BIAS;
        long position = 0;
        while (in < text.length()) {
            long before = position;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = in < text.length() ? digit(text.charAt(in)) : -1;
                in++;
                position += digit * weight;
                if (digit < 0 || position > Integer.MAX_VALUE) {
                    return null;
                }
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
                if (weight > Integer.MAX_VALUE) {
                    return null;
                }
            }
            length++;
            bias = adapt((int) (position - before), length, before == 0);
            long codePoint = next + position / length;
            if (codePoint > Character.MAX_CODE_POINT) {
                return null;
            }
            next = (int) codePoint;
            position %= length;
            System.arraycopy(out, (int) position, out, (int) position + 1, length - 1 - (int) position);
            out[(int) position] = next;
            position++;
        }
        return Arrays.copyOf(out, length);
    }

    private static void appendNumber(StringBuilder out, int number, int bias) {
        int rest = number;
        int k = BASE;
        while (true) {
            int threshold = threshold(k, bias);
            if (rest < threshold) {
                out.append(digit(rest));
                return;
            }
            out.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
            k += BASE;
        }
    }

    private static int threshold(int k, int bias) {
        return Math.min(Math.max(k - bias, LOWEST_THRESHOLD), HIGHEST_THRESHOLD);
    }

    private static int adapt(int delta, int count, boolean first) {
        int scaled = first ? delta / DAMP : delta / 2;
        scaled += scaled / count;
        int k = 0;
        while (scaled > (BASE - LOWEST_THRESHOLD) * HIGHEST_THRESHOLD / 2) {
            scaled /= BASE - LOWEST_THRESHOLD;
            k += BASE;
        }
        return k + (BASE - LOWEST_THRESHOLD + 1) * scaled / (scaled + SKEW);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '0' && c <= '9' ? c - '0' + 26 : -1;
    }
}
