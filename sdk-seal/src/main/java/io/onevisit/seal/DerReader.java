package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Asn1;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;

/**
 * Takes the fields of one structure in their order, in DER (X.690 clause 10) and nothing else, until none is left over.
 * Keeps the original octets, since those are what signatures are over.
 */
final class DerReader {
    /** Greenwich time without a fraction: of X.690 clause 11.7 what GB/T 38540 has. */
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

    private static final int SEQUENCE = BERTags.SEQUENCE | BERTags.CONSTRUCTED;
    private static final int CONTEXT_0 = BERTags.CONTEXT_SPECIFIC | BERTags.CONSTRUCTED;

    private final String format;
    private final Bytes original;
    private final List<byte[]> fields;
    private int taken;

    private DerReader(String format, byte[] octets) {
        this.format = format;
        this.original = Bytes.of(octets);
        this.fields = Asn1.elements(format, octets);
    }

    /** The fields of the one SEQUENCE that {@code der} is. */
    static DerReader ofSequence(String format, byte[] der, int maxOctets) {
        Asn1.requireDer(format, der, maxOctets);
        if ((der[0] & 0xff) != SEQUENCE) {
            throw new MalformedMessageException(format, "is no SEQUENCE");
        }
        return new DerReader(format, der);
    }

    /** The original octets of this structure, tag and length included. */
    Bytes original() {
        return original;
    }

    boolean hasNext() {
        return taken < fields.size();
    }

    /** Nothing may be left. */
    void end() {
        require(!hasNext(), "has a field too many");
    }

    DerReader sequence() {
        return new DerReader(format, next(SEQUENCE));
    }

    /** What is under an explicit tag [0]. */
    DerReader tagged0() {
        return new DerReader(format, next(CONTEXT_0));
    }

    int integer(int max) {
        BigInteger value = unsigned();
        require(value.compareTo(BigInteger.valueOf(max)) <= 0, "has a number out of range");
        return value.intValue();
    }

    /** A number that is not negative. */
    BigInteger unsigned() {
        BigInteger value = ((ASN1Integer) primitive(BERTags.INTEGER)).getValue();
        require(value.signum() >= 0, "has a negative number");
        return value;
    }

    /** The value of a BOOLEAN DEFAULT FALSE, which DER writes only when true. */
    boolean defaultFalse() {
        if (!nextIs(BERTags.BOOLEAN)) {
            return false;
        }
        require(Arrays.equals(next(BERTags.BOOLEAN), new byte[] {1, 1, -1}), "has a BOOLEAN that is not in DER");
        return true;
    }

    String objectIdentifier() {
        return ((ASN1ObjectIdentifier) primitive(BERTags.OBJECT_IDENTIFIER)).getId();
    }

    String ia5String(int max) {
        return text(BERTags.IA5_STRING, StandardCharsets.US_ASCII, max);
    }

    String printableString(int max) {
        return text(BERTags.PRINTABLE_STRING, StandardCharsets.US_ASCII, max);
    }

    String utf8String(int max) {
        return text(BERTags.UTF8_STRING, StandardCharsets.UTF_8, max);
    }

    byte[] octetString() {
        return ((ASN1OctetString) primitive(BERTags.OCTET_STRING)).getOctets();
    }

    /** A BIT STRING of whole octets. */
    byte[] bitString() {
        ASN1BitString bits = (ASN1BitString) primitive(BERTags.BIT_STRING);
        require(bits.getPadBits() == 0, "has a BIT STRING that is not of whole octets");
        return bits.getOctets();
    }

    Instant generalizedTime() {
        String text = text(BERTags.GENERALIZED_TIME, StandardCharsets.US_ASCII, 15);
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new MalformedMessageException(format, "has a time that is not YYYYMMDDhhmmssZ");
        }
    }

    private String text(int tag, Charset charset, int max) {
        byte[] content = content(next(tag));
        String text = new String(content, charset);
        require(Arrays.equals(text.getBytes(charset), content), "has a text in the wrong character set");
        require(text.length() <= max, "has a text that is too long");
        require(text.chars().noneMatch(Character::isISOControl), "has a text with control characters");
        return text;
    }

    /** What follows tag and length of a primitive value, whose length takes one octet and those it announces. */
    private static byte[] content(byte[] field) {
        int header = 2 + ((field[1] & 0x80) == 0 ? 0 : field[1] & 0x7f);
        return Arrays.copyOfRange(field, header, field.length);
    }

    private ASN1Primitive primitive(int tag) {
        byte[] field = next(tag);
        ASN1Primitive value = Asn1.read(format, () -> ASN1Primitive.fromByteArray(field));
        require(Arrays.equals(Asn1.read(format, () -> value.getEncoded("DER")), field), "has a value not in DER");
        return value;
    }

    private boolean nextIs(int tag) {
        return hasNext() && (fields.get(taken)[0] & 0xff) == tag;
    }

    private byte[] next(int tag) {
        require(nextIs(tag), "lacks a field or has one of another type");
        return fields.get(taken++);
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(format, problem);
        }
    }
}
