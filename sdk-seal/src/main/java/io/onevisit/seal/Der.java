package io.onevisit.seal;

import io.onevisit.core.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;

/** Writes DER (X.690 clause 10) around parts that are encoded already, which stay as they are. */
final class Der {
    private static final int MAX_HEADER = 6;

    private Der() {}

    static Bytes sequence(Bytes... fields) {
        return sequence(List.of(fields));
    }

    static Bytes sequence(List<Bytes> fields) {
        return constructed(BERTags.SEQUENCE | BERTags.CONSTRUCTED, fields);
    }

    /** {@code field} under an explicit tag [0]. */
    static Bytes tagged0(Bytes field) {
        return constructed(BERTags.CONTEXT_SPECIFIC | BERTags.CONSTRUCTED, List.of(field));
    }

    static Bytes integer(int value) {
        return encoded(new ASN1Integer(value));
    }

    static Bytes trueBoolean() {
        return encoded(ASN1Boolean.TRUE);
    }

    static Bytes ia5String(String text) {
        return encoded(new DERIA5String(text));
    }

    static Bytes printableString(String text) {
        return encoded(new DERPrintableString(text));
    }

    static Bytes utf8String(String text) {
        return encoded(new DERUTF8String(text));
    }

    static Bytes objectIdentifier(String id) {
        return encoded(new ASN1ObjectIdentifier(id));
    }

    static Bytes octetString(Bytes octets) {
        return encoded(new DEROctetString(octets.toArray()));
    }

    static Bytes bitString(Bytes octets) {
        return encoded(new DERBitString(octets.toArray()));
    }

    static Bytes generalizedTime(Instant instant) {
        return encoded(new DERGeneralizedTime(DerReader.TIME.format(instant.atOffset(ZoneOffset.UTC))));
    }

    /** For the years 1950 to 2049, which are all it can tell. */
    static Bytes utcTime(Instant instant) {
        return encoded(new DERUTCTime(DerReader.UTC_TIME.format(instant.atOffset(ZoneOffset.UTC))));
    }

    private static Bytes encoded(ASN1Encodable value) {
        try {
            return Bytes.of(value.toASN1Primitive().getEncoded("DER"));
        } catch (IOException e) {
            throw new IllegalStateException("what is in memory always encodes", e);
        }
    }

    private static Bytes constructed(int tag, List<Bytes> fields) {
        int length = fields.stream().mapToInt(Bytes::length).sum();
        ByteBuffer out = ByteBuffer.allocate(MAX_HEADER + length).put((byte) tag);
        if (length < 0x80) {
            out.put((byte) length);
        } else {
            int octets = (Integer.SIZE + 7 - Integer.numberOfLeadingZeros(length)) / 8;
            out.put((byte) (0x80 | octets));
            Stream.iterate(octets - 1, i -> i >= 0, i -> i - 1).forEach(i -> out.put((byte) (length >> (8 * i))));
        }
        fields.forEach(field -> out.put(field.toArray()));
        byte[] encoded = new byte[out.flip().remaining()];
        out.get(encoded);
        return Bytes.of(encoded);
    }
}
