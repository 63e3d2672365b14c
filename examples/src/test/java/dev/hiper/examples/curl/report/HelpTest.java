package dev.hiper.examples.curl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HelpTest {
    @Test
    void shortHelpHasTheImportantOptions() throws IOException {
        String help = help(null);
        assertTrue(help.startsWith("Usage: curl [options...] <url>\n"), help);
        assertTrue(help.contains(" -d, --data <data>        "), help);
        assertFalse(help.contains("--proxy"), help);
    }

    @Test
    void allOptionsAreListed() throws IOException {
        String help = help("all");
        for (HelpTable.Row row : HelpTable.rows()) {
            assertTrue(help.contains("--" + row.longName() + " "), row.longName());
        }
    }

    @Test
    void categoriesAreListedAndShown() throws IOException {
        assertTrue(help("category").contains(" tls         "));
        String tls = help("TLS");
        assertTrue(tls.contains("\ntls: "), tls);
        assertTrue(tls.contains("--cacert <file>"), tls);
        assertFalse(tls.contains("--cookie "), tls);
        assertTrue(help("nonsense").contains(" auth "), "offers the categories");
    }

    @Test
    void oneOptionIsDescribed() throws IOException {
        String text = "    -X, --request <method>\n          Use this method.\n";
        assertEquals(text, help("-X"));
        assertEquals(text, help("--request"));
        assertEquals("There is no help for this option, see curl --help all\n", help("--nope"));
        assertEquals("There is no help for this option, see curl --help all\n", help("-"));
    }

    @Test
    void tableIsSortedAndComplete() throws IOException {
        List<String> names = new ArrayList<>();
        String categories = help("category") + " important ldap ftp sftp scp ssh file imap pop3 smtp tftp ";
        for (HelpTable.Row row : HelpTable.rows()) {
            names.add(row.longName());
            assertTrue(row.shortName().length() <= 1, row.longName());
            assertFalse(row.description().isEmpty(), row.longName());
            for (String category : row.categories().split(" ", -1)) {
                assertTrue(categories.contains(" " + category + " "), row.longName() + " is in " + category);
            }
        }
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(null);
        assertEquals(sorted, names);
        assertEquals(names.size(), new HashSet<>(HelpTable.names()).size());
    }

    private static String help(@Nullable String subject) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Help.print(subject, out);
        return Transfers.text(out);
    }
}
