package dev.hiper.examples.curl.form;

import dev.hiper.error.ResultCode;
import dev.hiper.examples.curl.os.Octets;
import dev.hiper.mime.Mime;
import dev.hiper.mime.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;

/** Makes the engine's form from the command line's. */
final class FormMime {
    private static final String STDIN_NAME = "-";

    private final InputStream stdin;

    FormMime(InputStream stdin) {
        this.stdin = stdin;
    }

    /** The parts within {@code parts}. */
    Mime of(FormPart parts) throws FormException {
        Mime mime = Mime.create();
        for (FormPart child : parts.children) {
            fill(mime.addPart(), child);
        }
        return mime;
    }

    private void fill(MimePart part, FormPart source) throws FormException {
        try {
            content(part, source);
            if (!source.headers.isEmpty()) {
                part.headers(texts(source.headers));
            }
            if (source.encoder != null) {
                part.encoder(source.encoder);
            }
            if (source.type != null) {
                part.type(Octets.text(source.type));
            }
            if (source.name != null) {
                part.name(Octets.text(source.name));
            }
            if (source.filename != null) {
                part.filename(Octets.text(source.filename));
            }
        } catch (InvalidPathException absent) {
            throw new FormException(ResultCode.READ_ERROR, "Failed to open/read local data from file/application");
        } catch (IllegalArgumentException refused) {
            throw new FormException(ResultCode.BAD_FUNCTION_ARGUMENT, "A libcurl function was given a bad argument");
        }
    }

    private void content(MimePart part, FormPart source) throws FormException {
        switch (source.kind) {
            case PARTS -> part.subparts(of(source));
            case DATA -> part.data(Octets.bytes(source.content));
            case FILE -> part.filedata(Octets.path(source.content));
            case FILE_CONTENT -> part.filedata(Octets.path(source.content)).filename(null);
            case STDIN -> part.data(standardInput(source)).filename(STDIN_NAME);
            case STDIN_CONTENT -> part.data(standardInput(source));
        }
    }

    /** The whole input: its size has to be known before the request, and a second try needs it again. */
    private byte[] standardInput(FormPart source) throws FormException {
        byte[] input = source.input;
        if (input == null) {
            try {
                input = stdin.readAllBytes();
            } catch (IOException unreadable) {
                throw new FormException(ResultCode.READ_ERROR, "error while reading standard input");
            }
            source.input = input;
        }
        return input;
    }

    private static List<String> texts(List<String> octets) {
        List<String> texts = new ArrayList<>(octets.size());
        for (String line : octets) {
            texts.add(Octets.text(line));
        }
        return texts;
    }
}
