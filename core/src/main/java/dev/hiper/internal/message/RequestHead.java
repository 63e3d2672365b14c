package dev.hiper.internal.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request as the application and the engine put it together, in the order it will be sent.
 * Nothing is checked here: it may still be changed. The encoder checks everything, last.
 */
public final class RequestHead {
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    /** What stands behind the colon where that is not a blank and the value; null elsewhere. */
    private final List<@Nullable String> verbatim = new ArrayList<>();

    private String method = "GET";
    private String target = "/";
    private HttpVersion version = HttpVersion.HTTP_1_1;
    private @Nullable String host;

    public String method() {
        return method;
    }

    /** What stands behind the method: a path with query, an absolute URL, {@code host:port} or {@code *}. */
    public String target() {
        return target;
    }

    public HttpVersion version() {
        return version;
    }

    /** The one Host field, sent first; {@code null} sends none. */
    public @Nullable String host() {
        return host;
    }

    public RequestHead method(String newMethod) {
        method = newMethod;
        return this;
    }

    public RequestHead target(String newTarget) {
        target = newTarget;
        return this;
    }

    public RequestHead version(HttpVersion newVersion) {
        version = newVersion;
        return this;
    }

    public RequestHead host(@Nullable String newHost) {
        host = newHost;
        return this;
    }

    public int fieldCount() {
        return names.size();
    }

    public String name(int field) {
        return names.get(field);
    }

    public String value(int field) {
        return values.get(field);
    }

    /** Appends a field, whether or not there is one of that name. An empty value sends {@code Name:}. */
    public RequestHead add(String name, String value) {
        return add(name, value, null);
    }

    /** {@link #add(String, String)}, with {@code behindColon} for the line instead of a blank and the value. */
    public RequestHead addVerbatim(String name, String value, String behindColon) {
        return add(name, value, behindColon);
    }

    private RequestHead add(String name, String value, @Nullable String behindColon) {
        names.add(name);
        values.add(value);
        verbatim.add(behindColon);
        return this;
    }

    /** What stands behind the colon as it is, blanks included; null for a blank and the value. */
    public @Nullable String verbatim(int field) {
        return verbatim.get(field);
    }

    public RequestHead add(FieldName name, String value) {
        return add(name.text(), value);
    }

    /** The first field with this name, or -1. */
    public int find(FieldName name) {
        for (int field = 0; field < names.size(); field++) {
            if (name.matches(names.get(field))) {
                return field;
            }
        }
        return -1;
    }

    public boolean has(FieldName name) {
        return find(name) >= 0;
    }

    /** Removes all fields with this name. */
    public RequestHead remove(FieldName name) {
        for (int field = names.size() - 1; field >= 0; field--) {
            if (name.matches(names.get(field))) {
                names.remove(field);
                values.remove(field);
                verbatim.remove(field);
            }
        }
        return this;
    }

    /** Makes it a {@code GET / HTTP/1.1} without fields again. */
    public void reset() {
        names.clear();
        values.clear();
        verbatim.clear();
        method = "GET";
        target = "/";
        version = HttpVersion.HTTP_1_1;
        host = null;
    }

    /** Tells no field and no target: both may be secret. */
    @Override
    public String toString() {
        return "RequestHead[" + names.size() + " fields]";
    }
}
