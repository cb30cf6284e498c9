package io.onevisit.payment.reconcile;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads one statement file, line by line. For one thread. */
final class StatementReader {
    private static final String FORMAT = "bank statement";
    private static final int MAX_LINE = 128;
    /** Charsets in which no part of a character looks like LF, so that lines can be cut before they are decoded. */
    private static final Set<String> CHARSETS = Set.of("UTF-8", "GBK", "GB18030");

    private final byte[] file;
    private final Charset charset;
    private int position;
    private int number;

    StatementReader(byte[] file, Charset charset) {
        Require.that(CHARSETS.contains(charset.name()), "charset", "must be UTF-8, GBK or GB18030");
        if (file.length > StatementFormat.MAX_OCTETS) {
            throw new MalformedMessageException(FORMAT, "must have at most 64 MiB");
        }
        this.file = file;
        this.charset = charset;
    }

    List<StatementLine> read() {
        String first = next();
        StatementFormat.Header header = refusing(() -> StatementFormat.header(first));
        List<StatementLine> lines = new ArrayList<>();
        Set<String> serials = new HashSet<>();
        Money sum = Yuan.NOTHING;
        while (position < file.length) {
            String text = next();
            StatementLine line = refusing(() -> StatementFormat.line(text));
            refuseUnless(serials.add(line.bankSerial()), "has a serial that an earlier line has");
            Money before = sum;
            sum = refusing(() -> before.plus(line.counting()));
            lines.add(line);
        }
        number = 1;
        refuseUnless(header.count() == lines.size(), "says " + header.count() + " lines, there are " + lines.size());
        refuseUnless(header.sum().equals(sum), "says " + header.sum() + ", the lines come to " + sum);
        return List.copyOf(lines);
    }

    /** The next line, which must end in LF. */
    private String next() {
        number++;
        int start = position;
        while (position < file.length && file[position] != '\n') {
            position++;
            refuseUnless(position - start <= MAX_LINE, "is longer than " + MAX_LINE + " octets");
        }
        refuseUnless(position < file.length, "does not end in LF: the file is cut");
        String line = decode(ByteBuffer.wrap(file, start, position - start));
        position++;
        return line;
    }

    private String decode(ByteBuffer octets) {
        try {
            String line = charset.newDecoder().decode(octets).toString();
            refuseUnless(!line.startsWith("\uFEFF"), "starts with a byte order mark");
            refuseUnless(line.indexOf('\r') < 0, "has a CR");
            return line;
        } catch (CharacterCodingException e) {
            throw refusal("is not " + charset.name());
        }
    }

    private <T> T refusing(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidValueException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private void refuseUnless(boolean holds, String reason) {
        if (!holds) {
            throw refusal(reason);
        }
    }

    private MalformedMessageException refusal(String reason) {
        return new MalformedMessageException(FORMAT, "line " + number + " " + reason);
    }
}
