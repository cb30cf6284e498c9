package io.onevisit.licence.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.StrictText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one data item that is encoded deterministically, RFC 8949 section 4.2.1: heads of the fewest octets, definite
 * lengths, map keys in order and each once, nothing after the item. Refuses floating point and simple values.
 */
final class CborReader {
    private static final int MAX_DEPTH = 8;

    private final ByteBuffer octets;

    private CborReader(byte[] octets) {
        this.octets = ByteBuffer.wrap(octets);
    }

    /**
     * Reads {@code octets} to their end.
     *
     * @throws MalformedMessageException when they are anything else than one item so encoded
     */
    static Cbor read(byte[] octets) {
        CborReader reader = new CborReader(octets);
        Cbor item = reader.item(MAX_DEPTH);
        if (reader.octets.hasRemaining()) {
            throw malformed("goes on after its item");
        }
        return item;
    }

    /** The same for an item of this {@code type}. */
    static <T extends Cbor> T read(byte[] octets, Class<T> type) {
        Cbor item = read(octets);
        if (!type.isInstance(item)) {
            throw malformed("is an item of another type");
        }
        return type.cast(item);
    }

    private Cbor item(int depth) {
        if (depth == 0) {
            throw malformed("is nested more than " + MAX_DEPTH + " deep");
        }
        int initial = take(1)[0] & 0xFF;
        if (initial >> 5 == 7) {
            throw malformed("holds a floating-point or simple value");
        }
        long argument = argument(initial & 0x1F);
        return switch (initial >> 5) {
            case 0 -> new Cbor.Int(argument);
            case 1 -> new Cbor.Int(-1 - argument);
            case 2 -> new Cbor.Octets(Bytes.of(take(argument)));
            case 3 -> new Cbor.Text(text(take(argument)));
            case 4 -> items(argument, depth - 1);
            case 5 -> entries(argument, depth - 1);
            default -> new Cbor.Tagged(argument, item(depth - 1));
        };
    }

    private long argument(int info) {
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw malformed("has a length left open or a reserved head");
        }
        int width = 1 << (info - 24);
        long value = 0;
        for (byte octet : take(width)) {
            value = value << 8 | (octet & 0xFF);
        }
        long least = width == 1 ? 24 : 1L << (4 * width);
        if (value < 0 || value < least) {
            throw malformed(value < 0 ? "has a number beyond 63 bits" : "has a head longer than needed");
        }
        return value;
    }

    private Cbor items(long count, int depth) {
        List<Cbor> values = new ArrayList<>();
        for (long left = bounded(count); left > 0; left--) {
            values.add(item(depth));
        }
        return new Cbor.Items(values);
    }

    private Cbor entries(long count, int depth) {
        Map<Cbor, Cbor> values = new LinkedHashMap<>();
        byte[] before = {};
        for (long left = bounded(count); left > 0; left--) {
            int start = octets.position();
            Cbor key = item(depth);
            byte[] encoded = Arrays.copyOfRange(octets.array(), start, octets.position());
            if (!(key instanceof Cbor.Int || key instanceof Cbor.Text)) {
                throw malformed("has a key that is neither integer nor text");
            }
            if (Arrays.compareUnsigned(before, encoded) >= 0) {
                throw malformed("has keys out of order or twice");
            }
            before = encoded;
            values.put(key, item(depth));
        }
        return new Cbor.Entries(values);
    }

    private long bounded(long count) {
        if (count > octets.remaining()) {
            throw malformed("is cut short");
        }
        return count;
    }

    private byte[] take(long length) {
        byte[] taken = new byte[(int) bounded(length)];
        octets.get(taken);
        return taken;
    }

    private static String text(byte[] utf8) {
        return StrictText.of(utf8, StandardCharsets.UTF_8).orElseThrow(() -> malformed("has text that is not UTF-8"));
    }

    private static MalformedMessageException malformed(String problem) {
        return new MalformedMessageException("CBOR", problem);
    }
}
