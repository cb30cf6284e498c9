package io.onevisit.licence.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A data item of CBOR, RFC 8949, as far as a licence on paper needs them: integers of 64 bits with sign, octets, text,
 * arrays, maps and tags. There is one encoding of each, the deterministic one of section 4.2.1; {@link CborReader}
 * reads no other, so an item that was read encodes to the octets it was read from.
 */
sealed interface Cbor {
    /** Section 3.1, major types 0 and 1. */
    record Int(long value) implements Cbor {
        @Override
        public void writeTo(ByteArrayOutputStream out) {
            writeHead(out, value < 0 ? 1 : 0, value < 0 ? -1 - value : value);
        }
    }

    /** Major type 2. */
    record Octets(Bytes value) implements Cbor {
        @Override
        public void writeTo(ByteArrayOutputStream out) {
            writeHead(out, 2, value.length());
            out.writeBytes(value.toArray());
        }
    }

    /** Major type 3. */
    record Text(String value) implements Cbor {
        @Override
        public void writeTo(ByteArrayOutputStream out) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            writeHead(out, 3, utf8.length);
            out.writeBytes(utf8);
        }
    }

    /** Major type 4. */
    record Items(List<Cbor> values) implements Cbor {
        public Items {
            values = List.copyOf(values);
        }

        static Items of(Cbor... values) {
            return new Items(Arrays.asList(values));
        }

        @Override
        public void writeTo(ByteArrayOutputStream out) {
            writeHead(out, 4, values.size());
            values.forEach(value -> value.writeTo(out));
        }
    }

    /** Major type 5, with integers and texts as keys. */
    record Entries(Map<Cbor, Cbor> values) implements Cbor {
        public Entries {
            values = Map.copyOf(values);
        }

        /** No entries. */
        static Entries none() {
            return new Entries(Map.of());
        }

        /** These and one more. */
        Entries with(long key, Cbor value) {
            return with(new Int(key), value);
        }

        /** These and one more. */
        Entries with(String key, Cbor value) {
            return with(new Text(key), value);
        }

        private Entries with(Cbor key, Cbor value) {
            Map<Cbor, Cbor> more = new LinkedHashMap<>(values);
            more.put(key, value);
            return new Entries(more);
        }

        Optional<Cbor> find(long key) {
            return Optional.ofNullable(values.get(new Int(key)));
        }

        /** What stands under {@code key}, which must be there and of this {@code type}. */
        <T extends Cbor> T get(long key, Class<T> type) {
            return get(new Int(key), type);
        }

        <T extends Cbor> T get(String key, Class<T> type) {
            return get(new Text(key), type);
        }

        private <T extends Cbor> T get(Cbor key, Class<T> type) {
            Cbor value = values.get(key);
            if (!type.isInstance(value)) {
                throw new MalformedMessageException("CBOR", "a map lacks an entry or has one of another type");
            }
            return type.cast(value);
        }

        /** Refuses any key besides these: what nobody reads must not be signed along. */
        void requireKeysWithin(Set<Cbor> known) {
            if (!known.containsAll(values.keySet())) {
                throw new MalformedMessageException("CBOR", "a map has an entry that is not known");
            }
        }

        /** Section 4.2.1: sorted by the octets of the encoded keys. */
        @Override
        public void writeTo(ByteArrayOutputStream out) {
            Map<byte[], Cbor> sorted = new TreeMap<>(Arrays::compareUnsigned);
            values.forEach((key, value) -> sorted.put(key.encode(), value));
            writeHead(out, 5, sorted.size());
            sorted.forEach((key, value) -> {
                out.writeBytes(key);
                value.writeTo(out);
            });
        }
    }

    /** Major type 6. */
    record Tagged(long tag, Cbor content) implements Cbor {
        @Override
        public void writeTo(ByteArrayOutputStream out) {
            writeHead(out, 6, tag);
            content.writeTo(out);
        }
    }

    /** Appends the encoding of this item. */
    void writeTo(ByteArrayOutputStream out);

    /** The encoding of this item. */
    default byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeTo(out);
        return out.toByteArray();
    }

    /** Section 3: the major type and its argument in the fewest octets. */
    private static void writeHead(ByteArrayOutputStream out, int majorType, long argument) {
        int high = majorType << 5;
        if (argument < 24) {
            out.write(high | (int) argument);
            return;
        }
        int power = argument < 1L << 8 ? 0 : argument < 1L << 16 ? 1 : argument < 1L << 32 ? 2 : 3;
        out.write(high | (24 + power));
        for (int shift = (8 << power) - 8; shift >= 0; shift -= 8) {
            out.write((int) (argument >>> shift));
        }
    }
}
