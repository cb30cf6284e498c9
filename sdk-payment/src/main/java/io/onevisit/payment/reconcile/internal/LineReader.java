package io.onevisit.payment.reconcile.internal;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts a file into lines that end in LF and decodes each strictly. For one thread. */
public final class LineReader implements Refusals {
    /** Charsets in which no part of a character looks like LF, so that lines can be cut before they are decoded. */
    private static final Set<String> CHARSETS = Set.of("UTF-8", "GBK", "GB18030");

    private static final int BLOCK = 64 * 1024;

    private final String format;
    private final InputStream file;
    private final Charset charset;
    private final int maxLine;
    private final byte[] block = new byte[BLOCK];
    private final byte[] line;
    private int position;
    private int end;
    private int length;
    private long number;

    /**
     * A reader of {@code file}.
     *
     * @param maxLine how many octets a line may have
     */
    public LineReader(String format, InputStream file, Charset charset, int maxLine) {
        this.format = format;
        this.file = file;
        this.charset = charset;
        this.maxLine = maxLine;
        this.line = new byte[maxLine];
    }

    /** {@code charset}, if lines can be cut in it. */
    public static Charset known(@Nullable Charset charset) {
        Charset known = Require.present(charset, "charset");
        Require.that(CHARSETS.contains(known.name()), "charset", "must be UTF-8, GBK or GB18030");
        return known;
    }

    /** The next line without its LF, or null after the last one, which must end in LF too. */
    public @Nullable String next() throws IOException {
        number++;
        length = 0;
        while (true) {
            if (position == end && !fill()) {
                refuseUnless(length == 0, "does not end in LF: the file is cut");
                return null;
            }
            if (upToLf()) {
                return decoded();
            }
        }
    }

    /** The next line, which must be there. */
    public String required() throws IOException {
        String next = next();
        if (next == null) {
            throw refusal("does not end in LF: the file is cut");
        }
        return next;
    }

    /** The line last read, counted from 1. */
    public long number() {
        return number;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, file.readNBytes(block, 0, BLOCK));
        return end > 0;
    }

    /** Takes what the block has of the line; true when that is all of it. */
    private boolean upToLf() {
        int lf = position;
        while (lf < end && block[lf] != '\n') {
            lf++;
        }
        int more = lf - position;
        if (length + more > maxLine) {
            throw refusal("is longer than " + maxLine + " octets");
        }
        System.arraycopy(block, position, line, length, more);
        length += more;
        position = Math.min(end, lf + 1);
        return lf < end;
    }

    private String decoded() {
        for (int i = 0; i < length; i++) {
            if (line[i] < 0) {
                return strictly();
            }
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    private String strictly() {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(Arrays.copyOf(line, length)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refusal("is not " + charset.name());
        }
    }

    @Override
    public MalformedMessageException refusal(String reason) {
        return refusal(number, reason);
    }

    /** The refusal of what stands on another line than the one now read. */
    public MalformedMessageException refusal(long line, String reason) {
        return new MalformedMessageException(format, "line " + line + " " + reason);
    }
}
