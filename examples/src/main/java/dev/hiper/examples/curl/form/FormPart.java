package dev.hiper.examples.curl.form;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a form as the command line has described it. Built by {@link FormParser}, read by {@link FormMime}. */
final class FormPart {
    /** Where the content of a part comes from. */
    enum Kind {
        /** Further parts. */
        PARTS,

        /** The command line. */
        DATA,

        /** A file, whose name is told to the receiver. */
        FILE,

        /** A file, whose name is not told. */
        FILE_CONTENT,

        /** Standard input, which is told to be a file. */
        STDIN,

        /** Standard input, as if it had been on the command line. */
        STDIN_CONTENT
    }

    final Kind kind;
    final List<FormPart> children = new ArrayList<>();

    /** The content, or the name of the file that has it. */
    final String content;

    @Nullable
    String name;

    @Nullable
    String type;

    @Nullable
    String filename;

    @Nullable
    String encoder;

    List<String> headers = List.of();

    /** What was read from standard input, which can be read once only, for all transfers of this form. */
    byte @Nullable [] input;

    FormPart(Kind kind, String content) {
        this.kind = kind;
        this.content = content;
    }

    /** A file, or standard input for a name of {@code -}. */
    static FormPart file(String file, boolean named) {
        if (file.equals("-")) {
            return new FormPart(named ? Kind.STDIN : Kind.STDIN_CONTENT, file);
        }
        return new FormPart(named ? Kind.FILE : Kind.FILE_CONTENT, file);
    }

    /** Takes over what follows the content in a field's text. */
    FormPart described(FieldText.Section section) {
        type = section.type();
        filename = section.filename();
        encoder = section.encoder();
        headers = section.headers();
        return this;
    }

    FormPart add(FormPart child) {
        children.add(child);
        return child;
    }
}
