package io.onevisit.licence.status;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.Zlib;
import io.onevisit.core.internal.crypto.Hash;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A status list (状态列表), section 4: statuses of 1, 2, 4 or 8 bits, packed from the least significant bit. Immutable and
 * thread-safe.
 */
public final class StatusList {
    /** In force, section 7.1. */
    public static final int VALID = 0;
    /** Permanently not in force, section 7.1. */
    public static final int INVALID = 1;
    /** Not in force for now, section 7.1. */
    public static final int SUSPENDED = 2;

    private static final String FORMAT = "status list";

    private final int bits;
    private final byte[] octets;

    private StatusList(int bits, byte[] octets) {
        this.bits = bits;
        this.octets = octets;
    }

    /**
     * A list in which everything is {@link #VALID}.
     *
     * @param bits how many bits one status has: 1, 2, 4 or 8
     * @param size how many statuses; rounded up to whole octets
     */
    public static StatusList of(int bits, int size) {
        Require.that(isWidth(bits), "bits", "must be 1, 2, 4 or 8");
        Require.that(size > 0, "size", "must be more than nothing");
        return new StatusList(bits, new byte[Math.toIntExact(((long) size * bits + 7) / 8)]);
    }

    /**
     * Inflates a list.
     *
     * @param zlib the list in the ZLIB format (RFC 1950)
     * @param maxOctets how long it may become
     * @throws MalformedMessageException for another width, other octets, octets left over, or a longer or empty list
     */
    public static StatusList inflate(int bits, byte[] zlib, int maxOctets) {
        if (!isWidth(bits)) {
            throw new MalformedMessageException(FORMAT, "must have 1, 2, 4 or 8 bits");
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Require.present(zlib, FORMAT));
            return new StatusList(bits, inflated(inflater, maxOctets));
        } catch (DataFormatException e) {
            throw new MalformedMessageException(FORMAT, "is not in the ZLIB format");
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflated(Inflater inflater, int maxOctets) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        while (!inflater.finished()) {
            int count = inflater.inflate(chunk);
            if (count == 0 && !inflater.finished()) {
                throw new MalformedMessageException(FORMAT, "is cut off");
            }
            if (count > maxOctets - out.size()) {
                throw new MalformedMessageException(FORMAT, "must have at most " + maxOctets + " octets");
            }
            out.write(chunk, 0, count);
        }
        if (inflater.getRemaining() > 0 || out.size() == 0) {
            throw new MalformedMessageException(FORMAT, "is empty or has octets left over");
        }
        return out.toByteArray();
    }

    /** The list in the ZLIB format, as small as can be. */
    public byte[] deflate() {
        return Zlib.deflate(octets, Deflater.BEST_COMPRESSION);
    }

    /** How many bits one status has. */
    public int bits() {
        return bits;
    }

    /** The same for lists that say the same in as many bits. */
    Bytes digest() {
        return Bytes.of(Hash.SHA_256.digest(new byte[] {(byte) bits}, octets));
    }

    /** How many octets they take. */
    int octets() {
        return octets.length;
    }

    /** How many statuses there are. */
    public int size() {
        return Math.toIntExact(octets.length * 8L / bits);
    }

    /**
     * The status at {@code index}.
     *
     * @throws io.onevisit.core.InvalidValueException when the list has no such place
     */
    public int get(int index) {
        requireIndex(index);
        return ((octets[octet(index)] & 0xFF) >>> shift(index)) & mask();
    }

    /**
     * The list with {@code status} at {@code index}; this one stays as it is.
     *
     * @throws io.onevisit.core.InvalidValueException when the list has no such place or the status not so few bits
     */
    public StatusList with(int index, int status) {
        requireIndex(index);
        Require.that(status >= 0 && status <= mask(), "status", "must fit into " + bits + " bits");
        byte[] changed = octets.clone();
        changed[octet(index)] = (byte) ((changed[octet(index)] & ~(mask() << shift(index))) | (status << shift(index)));
        return new StatusList(bits, changed);
    }

    private void requireIndex(int index) {
        Require.that(index >= 0 && index < size(), "status index", "must be within the list");
    }

    private int octet(int index) {
        return Math.toIntExact((long) index * bits / 8);
    }

    private int shift(int index) {
        return (int) ((long) index * bits % 8);
    }

    private int mask() {
        return (1 << bits) - 1;
    }

    private static boolean isWidth(int bits) {
        return bits == 1 || bits == 2 || bits == 4 || bits == 8;
    }

    @Override
    public String toString() {
        return size() + " statuses of " + bits + " bits";
    }
}
