package io.onevisit.core;

import io.onevisit.core.internal.Require;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Immutable octets (字节串). {@code toString} tells the length only. */
public final class Bytes {
    private static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    /** A copy of {@code octets}. */
    public static Bytes of(byte[] octets) {
        Require.present(octets, "octets");
        return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
    }

    /** A copy of {@code octets} from {@code from} on, up to {@code to}, which is left out. */
    public static Bytes of(byte[] octets, int from, int to) {
        Require.present(octets, "octets");
        Require.that(from >= 0 && from <= to && to <= octets.length, "range", "must lie within the octets");
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(octets, from, to));
    }

    /** No octets. */
    public static Bytes empty() {
        return EMPTY;
    }

    /** The octets that {@code hex} spells, two digits each. */
    public static Bytes ofHex(String hex) {
        try {
            return new Bytes(HexFormat.of().parseHex(Require.present(hex, "hex")));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("hex", "must be pairs of hexadecimal digits");
        }
    }

    /** A copy of the octets. */
    public byte[] toArray() {
        return octets.clone();
    }

    /** How many octets there are. */
    public int length() {
        return octets.length;
    }

    /** Reads the octets from the start. */
    public InputStream stream() {
        return new ByteArrayInputStream(octets);
    }

    /** Lower-case hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().formatHex(octets);
    }

    /** Compares in constant time for octets of the same length. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && MessageDigest.isEqual(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return octets.length + " octets";
    }
}
