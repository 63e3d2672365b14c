package dev.hiper.internal.mime;

import dev.hiper.error.TransferException;
import dev.hiper.mime.Mime;
import dev.hiper.mime.MimeContent;
import dev.hiper.mime.MimeEncoder;
import dev.hiper.mime.MimePart;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A multipart body on its way out: made from the application's tree when a transfer starts, read bit by bit, rewound
 * when the request is made again, closed at the end of the transfer.
 *
 * <p>The shape of the tree, the header fields and the sizes of files are taken when it is made; later changes to the tree
 * change nothing here. Closing closes files only; sources belong to the application's tree, which tells them when
 * they are let go.
 */
public final class MimeBody {
    /** {@link #read} answers: nothing at the moment, a source paused sending. */
    public static final int PAUSED = 0;

    /** {@link #read} answers: the body is through. */
    public static final int END = -1;

    private static final String CRLF = "\r\n";
    private static final String BOUNDARY_DASHES = "------------------------";
    /** Of 62 letters and digits: 131 bits, so that neither chance nor an attacker puts a boundary into the data. */
    private static final int BOUNDARY_RANDOM_CHARS = 22;

    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final RandomGenerator random;
    private final boolean formEscape;
    private final String contentType;
    private final Content content;

    private MimeBody(Mime mime, @Nullable String givenType, boolean formEscape, RandomGenerator random)
            throws TransferException {
        this.random = random;
        this.formEscape = formEscape;
        String type = givenType == null ? PartHead.FORM_DATA : givenType;
        String boundary = newBoundary();
        contentType = type + "; boundary=" + boundary;
        content = multipart(mime, PartHead.isType(type, PartHead.FORM_DATA), boundary);
    }

    /**
     * Makes the body.
     *
     * @param givenType value of the Content-Type field that the application set for the request; null if it set none
     * @param formEscape whether names are escaped with backslashes (MIME_OPTIONS, CURLMIMEOPT_FORMESCAPE)
     * @param random where boundaries come from; nobody may be able to predict it
     * @throws TransferException READ_ERROR for a file that cannot be read, BAD_FUNCTION_ARGUMENT for a name that
     *     cannot be escaped, SEND_FAIL_REWIND for a source that was read before and cannot go back
     */
    public static MimeBody of(Mime mime, @Nullable String givenType, boolean formEscape, RandomGenerator random)
            throws TransferException {
        return new MimeBody(mime, givenType, formEscape, random);
    }

    /** How many bytes the body has; -1 if that is not known. */
    public long size() {
        return content.size();
    }

    /** The value of the request's Content-Type field: what was given or {@code multipart/form-data}, and the boundary. */
    public String contentType() {
        return contentType;
    }

    /**
     * Puts body bytes into {@code destination}, which has room. Never more in all than {@link #size}, and never fewer
     * without an exception.
     *
     * @return bytes put; {@link #PAUSED}, then the next call asks the source again; {@link #END}
     */
    public int read(ByteBuffer destination) throws TransferException {
        return content.read(destination);
    }

    /**
     * Back to the first byte, so that the request can be made again. Sources that were not read yet are left alone.
     *
     * @throws TransferException SEND_FAIL_REWIND if a source or a file that is no regular one cannot go back
     */
    public void rewind() throws TransferException {
        content.rewind();
    }

    /** Closes open files. To be called once the body is not read any more, at its end or before. */
    public void close() {
        content.close();
    }

    private Content multipart(Mime mime, boolean form, String boundary) throws TransferException {
        List<Content> contents = new ArrayList<>();
        StringBuilder between = new StringBuilder();
        for (MimePart part : mime.parts()) {
            between.append("--").append(boundary).append(CRLF);
            appendPart(part, form, between, contents);
            between.append(CRLF);
        }
        between.append("--").append(boundary).append("--").append(CRLF);
        contents.add(text(between));
        return new ContentSequence(contents);
    }

    /** Appends head and content of a part. What {@code between} holds goes in front; it comes back empty. */
    private void appendPart(MimePart part, boolean inForm, StringBuilder between, List<Content> contents)
            throws TransferException {
        PartHead head = new PartHead(part, formEscape);
        MimeContent held = part.content();
        Content plain = null;
        String boundary = null;
        if (held instanceof MimeContent.Subparts below) {
            boundary = newBoundary();
            plain = multipart(below.mime(), PartHead.isType(head.contentType(), PartHead.FORM_DATA), boundary);
        } else if (held != null) {
            plain = leaf(held);
        }
        head.appendTo(between, inForm, boundary);
        contents.add(text(between));
        between.setLength(0);
        if (plain != null) {
            MimeEncoder encoder = part.encoder();
            contents.add(encoder == null ? plain : EncodedContent.of(plain, encoder));
        }
    }

    private static Content leaf(MimeContent held) throws TransferException {
        if (held instanceof MimeContent.Data data) {
            return new BytesContent(data.bytes());
        }
        if (held instanceof MimeContent.File file) {
            return FileContent.of(file.path());
        }
        if (held instanceof MimeContent.Source source) {
            return SourceContent.of(source);
        }
        throw new IllegalStateException("a kind of content without a reader: " + held);
    }

    private String newBoundary() {
        StringBuilder boundary = new StringBuilder(BOUNDARY_DASHES);
        for (int i = 0; i < BOUNDARY_RANDOM_CHARS; i++) {
            boundary.append(ALPHANUMERIC.charAt(random.nextInt(ALPHANUMERIC.length())));
        }
        return boundary.toString();
    }

    private static Content text(StringBuilder text) {
        return new BytesContent(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
