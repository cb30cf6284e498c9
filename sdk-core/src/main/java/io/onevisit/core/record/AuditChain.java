package io.onevisit.core.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.onevisit.core.Report;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Checks an audit log offline (审计链核验). A line is 64 hexadecimal digits, a blank, JSON in UTF-8 and a line feed; the digits
 * are the {@link AuditHead} after it.
 */
public final class AuditChain {
    static final int MAX_LINE = 64 * 1024;

    private static final int HASH_DIGITS = 64;
    private static final int MAX_PROBLEMS = 100;

    private final AuditHead known;
    private final Checks checks = new Checks();
    private AuditHead head;
    private int problems;

    private AuditChain(AuditHead start, AuditHead known) {
        this.head = start;
        this.known = known;
    }

    /**
     * Finds lines that were changed, put in or taken out; the report names the first hundred. Lines cut off the end are
     * found up to the head that is {@code known}; with {@link AuditHead#START} they are not.
     *
     * @param known a head of this log that was kept elsewhere
     * @return the head of the log, when it is whole
     * @throws StorageException when the file cannot be read
     */
    public static Report<AuditHead> check(Path file, AuditHead known) {
        return check(file, AuditHead.START, known);
    }

    /**
     * The same for a file that goes on from another.
     *
     * @param start the head of the file before
     */
    public static Report<AuditHead> check(Path file, AuditHead start, AuditHead known) {
        AuditChain chain = new AuditChain(Require.present(start, "start"), Require.present(known, "known head"));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Require.present(file, "file")))) {
            return chain.check(in);
        } catch (IOException e) {
            throw new StorageException("reading the audit log", e);
        }
    }

    private Report<AuditHead> check(InputStream in) throws IOException {
        boolean anchored = head.equals(known);
        for (byte[] line = line(in); line.length > 0 && problems < MAX_PROBLEMS; line = line(in)) {
            follow(line);
            anchored |= head.equals(known);
        }
        if (problems == 0) {
            checks.that(AuditRules.FORM, true);
            checks.that(AuditRules.CHAIN, true);
        }
        checks.that(AuditRules.ANCHOR, anchored, "line " + known.lines(), head.lines() + " lines");
        return checks.report(head);
    }

    /** Goes on from the hash that the line states, so that one broken link does not hide the next. */
    private void follow(byte[] line) {
        String where = "line " + (head.lines() + 1);
        if (!hasForm(line)) {
            problems++;
            checks.that(AuditRules.FORM, false, null, where);
            head = new AuditHead(head.lines() + 1, head.hash());
            return;
        }
        AuditHead next = head.next(Arrays.copyOfRange(line, HASH_DIGITS + 1, line.length - 1));
        AuditHead stated = AuditHead.parse(next.lines() + ":" + new String(line, 0, HASH_DIGITS, US_ASCII));
        if (!next.equals(stated)) {
            problems++;
            checks.that(AuditRules.CHAIN, false, null, where);
        }
        head = stated;
    }

    private static boolean hasForm(byte[] line) {
        return line.length > HASH_DIGITS + 2
                && line[HASH_DIGITS] == ' '
                && line[line.length - 1] == '\n'
                && new String(line, 0, HASH_DIGITS, US_ASCII).matches("[0-9a-f]{64}");
    }

    /** Up to and with the next line feed, the end of the file or the greatest length; empty at the end. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = 0;
        while (octet != '\n' && line.size() < MAX_LINE && (octet = in.read()) >= 0) {
            line.write(octet);
        }
        return line.toByteArray();
    }
}
