package dev.hiper.examples.curl.form;

import dev.hiper.error.ResultCode;
import dev.hiper.examples.curl.os.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file of header fields for a part: one a line, more lines with leading spaces, comments behind {@code #}. */
final class HeaderFile {
    private HeaderFile() {}

    /**
     * Adds the fields of a file.
     *
     * @throws FormException if it is there but cannot be read
     */
    static void read(String name, List<String> headers, WarningSink warnings) throws FormException {
        try {
            Path path = Octets.path(name);
            if (Files.isDirectory(path)) {
                throw new FormException(ResultCode.FAILED_INIT, "Header file " + name + " read error: Is a directory");
            }
            parse(Octets.of(Files.readAllBytes(path)), headers);
        } catch (NoSuchFileException | InvalidPathException absent) {
            warnings.warn("Cannot read from " + name + ": No such file or directory");
        } catch (IOException unreadable) {
            warnings.warn("Cannot read from " + name + ": Permission denied");
        }
    }

    static void parse(String content, List<String> headers) {
        StringBuilder field = new StringBuilder();
        for (String line : content.replace("\r", "").split("\n", -1)) {
            boolean continued = line.isEmpty() || FieldText.isSpace(line.charAt(0));
            if (!continued) {
                flush(field, headers);
            }
            if (!line.startsWith("#")) {
                field.append(line);
            }
        }
        flush(field, headers);
    }

    private static void flush(StringBuilder field, List<String> headers) {
        int end = field.length();
        while (end > 0 && FieldText.isSpace(field.charAt(end - 1))) {
            end--;
        }
        if (end > 0) {
            headers.add(field.substring(0, end));
        }
        field.setLength(0);
    }
}
