package io.onevisit.payment.qr;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A row of {@code emv-vectors.tsv}: a public payload and what a strict reader says of it. */
record EmvVector(String id, Conformance conformance, String clause, String text) {
    static List<EmvVector> all() {
        try (InputStream in = EmvVector.class.getResourceAsStream("emv-vectors.tsv")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(EmvVector::of)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<EmvVector> valid() {
        return all().stream().filter(vector -> vector.conformance == Conformance.VALID);
    }

    static EmvVector named(String id) {
        return all().stream().filter(vector -> vector.id.equals(id)).findFirst().orElseThrow();
    }

    private static EmvVector of(String line) {
        String[] cells = line.split("\t", -1);
        Conformance conformance =
                Conformance.valueOf(cells[1].toUpperCase(Locale.ROOT).replace('-', '_'));
        return new EmvVector(cells[0], conformance, cells[2], cells[4]);
    }

    /** The same payload with something else in it, and the right checksum. */
    String with(String from, String to) {
        if (!text.contains(from)) {
            throw new AssertionError(id + " has no " + from);
        }
        return sealed(text.substring(0, text.length() - 4).replace(from, to));
    }

    /** The text up to {@code 6304} with its checksum, computed bit by bit. */
    static String sealed(String text) {
        int crc = 0xffff;
        for (byte octet : text.getBytes(UTF_8)) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean one = ((crc >> 15) & 1) != ((octet >> bit) & 1);
                crc = ((crc << 1) & 0xffff) ^ (one ? 0x1021 : 0);
            }
        }
        return text + "%04X".formatted(crc);
    }

    @Override
    public String toString() {
        return id;
    }
}
