package io.onevisit.payment.qr;

import io.onevisit.core.Bytes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads BER-TLV of EMV Book 3 Annex B: each length in its shortest form, and no filling. */
final class BerReader {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int NUMBER = 0x1f;
    private static final int MORE = 0x80;

    private final byte[] octets;
    private final int end;
    private int at;

    private BerReader(byte[] octets) {
        this.octets = octets;
        this.end = octets.length;
    }

    /**
     * The data objects of one level; those before the first fault.
     *
     * @param origin the octet of the whole that {@code value} begins at
     */
    static List<BerTlv> read(Bytes value, int origin, String template, PlacedChecks checks) {
        BerReader reader = new BerReader(value.toArray());
        List<BerTlv> objects = new ArrayList<>();
        while (reader.at < reader.end) {
            int start = reader.at;
            if (!reader.next(objects)) {
                checks.that(ConsumerRules.TLV, false, (template + " at octet " + (origin + start)).strip());
                return objects;
            }
        }
        checks.that(ConsumerRules.TLV, true, template);
        return objects;
    }

    private boolean next(List<BerTlv> objects) {
        int tagStart = at;
        if (!skipTag()) {
            return false;
        }
        String tag = HEX.formatHex(octets, tagStart, at);
        int length = length();
        if (length < 0 || length > end - at) {
            return false;
        }
        objects.add(new BerTlv(tag, Bytes.of(octets, at, at + length)));
        at += length;
        return true;
    }

    /**
     * One octet; where the first says so, one or two more, the first of which is no filling. EMV also numbers from 1 there,
     * 9F02 for one.
     */
    private boolean skipTag() {
        int first = octets[at++] & 0xff;
        if ((first & NUMBER) != NUMBER) {
            return first != 0;
        }
        boolean three = at < end && (octets[at] & MORE) != 0;
        if (three && octets[at++] == (byte) MORE) {
            return false;
        }
        return at < end && (octets[at++] & MORE) == 0;
    }

    private int length() {
        if (at == end) {
            return -1;
        }
        int first = octets[at++] & 0xff;
        if (first < MORE) {
            return first;
        }
        int count = first - MORE;
        if (count < 1 || count > 2 || end - at < count) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (octets[at++] & 0xff);
        }
        return length < (count == 1 ? MORE : 0x100) ? -1 : length;
    }

    static int headOctets(BerTlv object) {
        int length = object.value().length();
        int lengthOctets = length < MORE ? 1 : length < 0x100 ? 2 : 3;
        return object.tag().length() / 2 + lengthOctets;
    }
}
