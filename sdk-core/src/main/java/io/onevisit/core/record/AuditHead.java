package io.onevisit.core.record;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last link of an audit chain (审计链头). Kept elsewhere, it proves later that nothing up to it was changed or cut off.
 *
 * @param lines how many lines there are
 * @param hash SM3 over the hash before, the number of the line (8 octets) and the line
 */
public record AuditHead(long lines, Bytes hash) {
    /** The head of an empty log. */
    public static final AuditHead START = new AuditHead(0, Bytes.of(new byte[32]));

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    public AuditHead {
        Require.that(lines >= 0, "lines", "must not be negative");
        Require.that(Require.present(hash, "hash").length() == 32, "hash", "must have 32 octets");
    }

    /** Reads what {@link #toString} writes. */
    public static AuditHead parse(String text) {
        Matcher form = FORM.matcher(Require.present(text, "audit head"));
        if (!form.matches()) {
            throw new InvalidValueException("audit head", "must be a number, a colon and 64 hexadecimal digits");
        }
        return new AuditHead(Long.parseLong(form.group(1)), Bytes.ofHex(form.group(2)));
    }

    /** The head after one more line. */
    AuditHead next(byte[] line) {
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(lines + 1).array();
        return new AuditHead(lines + 1, Bytes.of(Hash.SM3.digest(hash.toArray(), number, line)));
    }

    /** The number of lines, a colon, and the hash in hexadecimal. */
    @Override
    public String toString() {
        return lines + ":" + hash.toHex();
    }
}
