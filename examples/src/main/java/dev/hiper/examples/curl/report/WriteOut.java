package dev.hiper.examples.curl.report;

import dev.hiper.examples.curl.os.Octets;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Prints the format of {@code --write-out} for a transfer that has ended.
 *
 * <pre>
 *   %{name}  %header{name}  %header{name:all:separator}  %time{strftime}  %output{file}  %output{>>file}
 *   %{stdout}  %{stderr}  %{onerror}  %{json}  %{header_json}  %%  \n  \r  \t
 * </pre>
 */
public final class WriteOut {
    private static final String HEADER = "%header{";
    private static final String TIME = "%time{";
    private static final String OUTPUT = "%output{";
    private static final String APPEND = ">>";

    private final String format;
    private final Report report;
    private final OutputStream standardOutput;
    private final OutputStream standardError;
    private final StringBuilder pending = new StringBuilder();

    private OutputStream target;
    private int at;
    private boolean done;

    private WriteOut(String format, Report report, OutputStream out, OutputStream err) {
        this.format = format;
        this.report = report;
        this.standardOutput = out;
        this.standardError = err;
        this.target = out;
    }

    /**
     * Prints and flushes. Neither stream is closed.
     *
     * @param format an octet string
     * @param out where {@code %{stdout}} leads, and where it starts
     * @param err where {@code %{stderr}} and complaints about unknown variables lead
     */
    public static void print(String format, Report report, OutputStream out, OutputStream err) throws IOException {
        WriteOut writeOut = new WriteOut(format, report, out, err);
        try {
            writeOut.walk();
        } finally {
            writeOut.redirect(out);
        }
    }

    /** Whether {@link dev.hiper.EasyOption#CERTINFO} is needed for a format. */
    public static boolean needsCertificates(String format) {
        return format.contains("%{certs}") || format.contains("%{num_certs}") || format.contains("%{json}");
    }

    private void walk() throws IOException {
        while (at < format.length() && !done) {
            char c = format.charAt(at);
            boolean last = at + 1 == format.length();
            if (c == '%' && !last) {
                instruction();
            } else if (c == '\\' && !last) {
                escape(format.charAt(at + 1));
                at += 2;
            } else {
                pending.append(c);
                at++;
            }
        }
    }

    private void escape(char c) {
        switch (c) {
            case 'n' -> pending.append('\n');
            case 'r' -> pending.append('\r');
            case 't' -> pending.append('\t');
            default -> pending.append('\\').append(c);
        }
    }

    private void instruction() throws IOException {
        char next = format.charAt(at + 1);
        if (next == '%') {
            pending.append('%');
            at += 2;
        } else if (next == '{') {
            variable();
        } else if (format.startsWith(HEADER, at)) {
            int end = HeaderOutput.closingBrace(format, at + HEADER.length());
            String name = argument(HEADER, end);
            if (end >= 0) {
                new HeaderOutput(report.headers(), pending).field(name);
            }
        } else if (format.startsWith(TIME, at)) {
            int end = format.indexOf('}', at);
            String pattern = argument(TIME, end);
            if (end >= 0) {
                TimeFormat.append(pending, pattern, Instant.now());
            }
        } else if (format.startsWith(OUTPUT, at)) {
            int end = format.indexOf('}', at);
            String file = argument(OUTPUT, end);
            if (end >= 0) {
                output(file);
            }
        } else {
            pending.append('%').append(next);
            at += 2;
        }
    }

    /** What stands between the braces; without a closing one, the opening is printed as it is. */
    private String argument(String opening, int end) {
        int start = at + opening.length();
        if (end < 0) {
            pending.append(opening);
            at = start;
            return "";
        }
        at = end + 1;
        return format.substring(start, end);
    }

    private void variable() throws IOException {
        int end = format.indexOf('}', at);
        String name = argument("%{", end);
        if (end < 0) {
            return;
        }
        switch (name) {
            case "onerror" -> done = report.facts().exitCode() == 0;
            case "stdout" -> redirect(standardOutput);
            case "stderr" -> redirect(standardError);
            case "json" -> Variables.writeJson(report, pending);
            case "header_json" -> new HeaderOutput(report.headers(), pending).json();
            default -> {
                if (!new Variables(report, pending, false).write(name)) {
                    flush();
                    standardError.write(Octets.bytes("curl: unknown --write-out variable: '" + name + "'\n"));
                    standardError.flush();
                }
            }
        }
    }

    /** A file that cannot be written leaves the target as it is: the format must not change how a transfer ends. */
    private void output(String file) throws IOException {
        boolean append = file.startsWith(APPEND);
        OutputStream opened = open(append ? file.substring(APPEND.length()) : file, append);
        if (opened != null) {
            redirect(opened);
        }
    }

    private static @Nullable OutputStream open(String name, boolean append) {
        try {
            return new BufferedOutputStream(
                    new FileOutputStream(Octets.path(name).toFile(), append));
        } catch (FileNotFoundException | InvalidPathException unusable) {
            return null;
        }
    }

    private void redirect(OutputStream next) throws IOException {
        flush();
        if (target != standardOutput && target != standardError) {
            target.close();
        }
        target = next;
    }

    private void flush() throws IOException {
        target.write(Octets.bytes(pending.toString()));
        target.flush();
        pending.setLength(0);
    }
}
