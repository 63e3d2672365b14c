package dev.hiper.examples.curl.form;

import dev.hiper.error.ResultCode;
import dev.hiper.examples.curl.form.FormPart.Kind;
import dev.hiper.mime.Mime;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of one form from {@code -F}, {@code --form} and {@code --form-string}.
 *
 * <pre>
 *   name=content            name=@file,file        name=&lt;file
 *   name=(;type=...         =)                     opens and closes a part that holds parts
 *   ...;type=t;filename=f;encoder=e;headers=h
 * </pre>
 */
public final class FormParser {
    private final WarningSink warnings;
    private final FormPart root = new FormPart(Kind.PARTS, "");

    /** The parts that hold the next field, innermost first. */
    private final Deque<FormPart> open = new ArrayDeque<>();

    public FormParser(WarningSink warnings) {
        this.warnings = warnings;
        open.push(root);
    }

    /** Whether no field was added. */
    public boolean isEmpty() {
        return root.children.isEmpty();
    }

    /**
     * Adds the argument of {@code -F}.
     *
     * @throws FormException with FAILED_INIT if it is malformed: a usage error
     */
    public void add(String argument) throws FormException {
        int equals = equalSign(argument);
        String name = equals == 0 ? null : argument.substring(0, equals);
        int start = equals + 1;
        char first = start < argument.length() ? argument.charAt(start) : FieldText.END;
        if (first == '(') {
            openPart(name, argument, start);
        } else if (name == null && argument.startsWith(")", start) && argument.length() == start + 1) {
            closePart();
        } else if (first == '@') {
            addFiles(name, argument, start + 1);
        } else {
            addContent(name, argument, start, first == '<');
        }
    }

    /**
     * Adds the argument of {@code --form-string}, whose content is taken as it is.
     *
     * @throws FormException with FAILED_INIT if it has no equal sign: a usage error
     */
    public void addLiteral(String argument) throws FormException {
        int equals = equalSign(argument);
        FormPart part = new FormPart(Kind.DATA, argument.substring(equals + 1));
        part.name = equals == 0 ? null : argument.substring(0, equals);
        innermost().add(part);
    }

    /**
     * The form for one transfer; may be called for each.
     *
     * @param stdin for fields that read standard input; read to its end by the first call
     * @throws FormException with BAD_FUNCTION_ARGUMENT for an unknown encoder or a header with line ends, with
     *     READ_ERROR if standard input cannot be read
     */
    public Mime toMime(InputStream stdin) throws FormException {
        return new FormMime(stdin).of(root);
    }

    FormPart root() {
        return root;
    }

    private int equalSign(String argument) throws FormException {
        int equals = argument.indexOf('=');
        if (equals < 0) {
            warnings.warn("Illegally formatted input field");
            throw new FormException(ResultCode.FAILED_INIT, "");
        }
        return equals;
    }

    private void openPart(@Nullable String name, String argument, int start) throws FormException {
        FieldText.Section section = new FieldText(argument, start, FieldText.END, warnings).section();
        refuse("filename", section.filename());
        refuse("encoder", section.encoder());
        FormPart part = new FormPart(Kind.PARTS, "");
        part.type = section.type();
        part.headers = section.headers();
        part.name = name;
        innermost().add(part);
        open.push(part);
    }

    private void closePart() throws FormException {
        if (innermost() == root) {
            warnings.warn("no multipart to terminate");
            throw new FormException(ResultCode.FAILED_INIT, "");
        }
        open.pop();
    }

    private void addFiles(@Nullable String name, String argument, int start) throws FormException {
        FieldText text = new FieldText(argument, start, ',', warnings);
        FieldText.Section section = text.section();
        FormPart file = FormPart.file(section.content(), true).described(section);
        if (!text.nextSection()) {
            file.name = name;
            innermost().add(file);
            return;
        }
        FormPart files = innermost().add(new FormPart(Kind.PARTS, ""));
        files.name = name;
        files.add(file);
        do {
            FieldText.Section next = text.section();
            files.add(FormPart.file(next.content(), true).described(next));
        } while (text.nextSection());
    }

    private void addContent(@Nullable String name, String argument, int start, boolean fromFile) throws FormException {
        int from = fromFile ? start + 1 : start;
        FieldText.Section section = new FieldText(argument, from, FieldText.END, warnings).section();
        FormPart part = fromFile ? FormPart.file(section.content(), false) : new FormPart(Kind.DATA, section.content());
        part.described(section);
        if (fromFile) {
            refuse("filename", section.filename());
            part.filename = null;
        }
        part.name = name;
        innermost().add(part);
    }

    private void refuse(String what, @Nullable String value) {
        if (value != null) {
            warnings.warn("Field " + what + " not allowed here: " + value);
        }
    }

    private FormPart innermost() {
        return open.getFirst();
    }
}
