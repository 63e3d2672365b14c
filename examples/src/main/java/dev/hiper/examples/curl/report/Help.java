package dev.hiper.examples.curl.report;

import dev.hiper.examples.curl.os.Octets;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answers to {@code --help}. */
public final class Help {
    private static final String USAGE = "Usage: curl [options...] <url>\n";
    private static final String IMPORTANT = "important";
    private static final int NAME_WIDTH = 24;
    private static final int CATEGORY_WIDTH = 12;

    private static final List<String> CATEGORIES = List.of(
            "auth        Ways to prove who one is",
            "connection  Making and keeping connections",
            "curl        The program itself",
            "dns         Names and addresses",
            "global      What holds for the whole command line",
            "http        HTTP and HTTPS",
            "output      Where received data goes",
            "post        Sending data with POST",
            "proxy       Proxies of all kinds",
            "timeout     Limits of time",
            "tls         Secure connections",
            "upload      Sending files and data",
            "verbose     What is told about transfers");

    private final StringBuilder out = new StringBuilder();

    private Help() {}

    /**
     * Prints help.
     *
     * @param subject a category, {@code all}, {@code category}, or an option with its dashes; null for the most
     *     important options
     */
    public static void print(@Nullable String subject, OutputStream out) throws IOException {
        Help help = new Help();
        help.about(subject);
        out.write(Octets.bytes(help.out.toString()));
        out.flush();
    }

    private void about(@Nullable String subject) {
        if (subject == null) {
            out.append(USAGE);
            rows(IMPORTANT);
            out.append("\nThese are the options for every day. Give a category for more:\n");
            categories();
            out.append("\"--help all\" lists every option, \"--help --name\" describes one.\n");
        } else if (subject.startsWith("-")) {
            option(subject);
        } else {
            category(subject.toLowerCase(Locale.ROOT));
        }
    }

    private void category(String category) {
        if (category.equals("all")) {
            out.append(USAGE);
            rows(null);
        } else if (category.equals("category")) {
            out.append(USAGE);
            categories();
        } else {
            String title = title(category);
            if (title == null) {
                out.append("There is no such category; these are all:\n");
                categories();
            } else {
                out.append(USAGE)
                        .append(category)
                        .append(": ")
                        .append(title.substring(CATEGORY_WIDTH))
                        .append('\n');
                rows(category);
            }
        }
    }

    private void option(String option) {
        for (HelpTable.Row row : HelpTable.rows()) {
            String letter = "-" + row.shortName();
            boolean asked = option.equals("--" + row.longName()) || (option.length() == 2 && option.equals(letter));
            if (asked) {
                out.append("    ");
                names(row);
                out.append("\n          ").append(row.description()).append(".\n");
                return;
            }
        }
        out.append("There is no help for this option, see curl --help all\n");
    }

    private void rows(@Nullable String category) {
        for (HelpTable.Row row : HelpTable.rows()) {
            if (category == null || row.in(category)) {
                int start = out.length();
                out.append(row.shortName().isEmpty() ? "     " : " -" + row.shortName() + ", ");
                longName(row);
                pad(start, NAME_WIDTH + 1);
                out.append(' ').append(row.description()).append('\n');
            }
        }
    }

    private void names(HelpTable.Row row) {
        if (!row.shortName().isEmpty()) {
            out.append('-').append(row.shortName()).append(", ");
        }
        longName(row);
    }

    private void longName(HelpTable.Row row) {
        out.append("--").append(row.longName());
        if (!row.argument().isEmpty()) {
            out.append(' ').append(row.argument());
        }
    }

    private void categories() {
        for (String category : CATEGORIES) {
            out.append(' ').append(category).append('\n');
        }
    }

    private void pad(int start, int width) {
        while (out.length() - start < width) {
            out.append(' ');
        }
    }

    private static @Nullable String title(String category) {
        for (String title : CATEGORIES) {
            if (title.startsWith(category + " ")) {
                return title;
            }
        }
        return null;
    }
}
