package dev.hiper.examples.curl;

import dev.hiper.HttpAuth;
import dev.hiper.HttpVersion;
import dev.hiper.ProxyType;
import dev.hiper.TimeCondition;
import dev.hiper.examples.curl.form.FormParser;
import dev.hiper.examples.curl.form.PostData;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the options of one section say; {@code --next} begins another. Options that are just a value are kept under their
 * names, the fields hold what takes more. Texts are octets.
 */
final class Settings {
    private final Map<Option, Boolean> switches = new EnumMap<>(Option.class);
    private final Map<Option, String> texts = new EnumMap<>(Option.class);
    private final Map<Option, Long> numbers = new EnumMap<>(Option.class);
    private final Map<Option, List<String>> lists = new EnumMap<>(Option.class);

    final UrlList urls = new UrlList();
    final List<String> headers = new ArrayList<>();
    final List<String> proxyHeaders = new ArrayList<>();
    final List<String> cookies = new ArrayList<>();
    final List<String> cookieFiles = new ArrayList<>();

    /** Whether an earlier transfer has read the cookie files. */
    boolean cookiesRead;

    final PostData post;
    final FormParser form;
    HttpRequest request = HttpRequest.UNSPECIFIED;

    /** Whether kinds of request were asked for that exclude each other: at all, or unless --get makes one of them. */
    private boolean conflict;

    private boolean conflictWithoutGet;

    /**
     * What {@code --anyauth} means: Negotiate only where it is asked for by name, as in a curl that was built without it and
     * says so in its features. Where there are no tickets it would cost a look for them.
     */
    static final long ANY_AUTH = HttpAuth.ANY & ~HttpAuth.NEGOTIATE;

    /** Bits of HttpAuth; 0 for the default. */
    long auth;

    HttpVersion httpVersion = HttpVersion.NONE;
    long lowestTls;
    long highestTls;
    long lowestProxyTls;
    ProxyType proxyType = ProxyType.HTTP;
    TimeCondition timeCondition = TimeCondition.NONE;
    long timeValue;
    long resumeFrom;
    long localPorts;

    /** Whether the size of the output file says where to go on. */
    boolean resumeAtEnd;

    boolean resume;

    /** Families of addresses: 0 both, 4 or 6. */
    int addressFamily;

    @Nullable
    String writeOut;

    Settings(PostData post, FormParser form) {
        this.post = post;
        this.form = form;
    }

    /** Whether cookies or HSTS are used, which all transfers of a command line have in common. */
    boolean keepsState() {
        return !cookieFiles.isEmpty() || has(Option.COOKIE_JAR) || has(Option.HSTS);
    }

    boolean on(Option option) {
        return on(option, false);
    }

    boolean on(Option option, boolean otherwise) {
        Boolean value = switches.get(option);
        return value == null ? otherwise : value;
    }

    @Nullable
    String text(Option option) {
        return texts.get(option);
    }

    /** Another kind than {@link #request} is asked for, too. */
    void conflict(HttpRequest other) {
        EnumSet<HttpRequest> kinds = EnumSet.of(request, other);
        if (kinds.equals(EnumSet.of(HttpRequest.POST, HttpRequest.HEAD))) {
            conflictWithoutGet = true;
        } else {
            conflict = true;
        }
    }

    /** Whether no request can be all that was asked for. */
    boolean conflicting() {
        return conflict || (conflictWithoutGet && !on(Option.GET));
    }

    boolean has(Option option) {
        return texts.containsKey(option) || numbers.containsKey(option);
    }

    long number(Option option, long otherwise) {
        Long value = numbers.get(option);
        return value == null ? otherwise : value;
    }

    List<String> list(Option option) {
        List<String> values = lists.get(option);
        return values == null ? List.of() : values;
    }

    void put(Option option, boolean value) {
        switches.put(option, value);
    }

    void put(Option option, String value) {
        texts.put(option, value);
    }

    void put(Option option, long value) {
        numbers.put(option, value);
    }

    void add(Option option, String value) {
        List<String> values = lists.get(option);
        if (values == null) {
            values = new ArrayList<>();
            lists.put(option, values);
        }
        values.add(value);
    }
}
