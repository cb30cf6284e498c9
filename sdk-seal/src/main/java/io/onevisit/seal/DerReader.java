package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.io.IOException;
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
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;

/**
 * Takes the fields of one structure in their order, in DER (X.690 clause 10) and nothing else: definite lengths in their
 * shortest form, no field left over. Only what the format names is descended into, so depth is bounded by the format.
 * Keeps the original octets, since those are what signatures are over.
 */
final class DerReader {
    static final int CONTEXT_0 = BERTags.CONTEXT_SPECIFIC | BERTags.CONSTRUCTED;

    /** X.690 clause 11.7, to the second as GB/T 38540 has it. */
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

    private static final int SEQUENCE = BERTags.SEQUENCE | BERTags.CONSTRUCTED;

    private final String format;
    private final byte[] octets;
    private final int start;
    private final int end;
    private int position;

    private DerReader(String format, byte[] octets, int start, int position, int end) {
        this.format = format;
        this.octets = octets;
        this.start = start;
        this.position = position;
        this.end = end;
    }

    /** The fields of the one SEQUENCE that {@code der} is. */
    static DerReader ofSequence(String format, byte[] der, int maxOctets) {
        if (der.length > maxOctets) {
            throw new MalformedMessageException(format, "has more than " + maxOctets + " octets");
        }
        DerReader whole = new DerReader(format, der, 0, 0, der.length);
        DerReader sequence = whole.sequence();
        whole.end();
        return sequence;
    }

    /** The original octets of this structure, tag and length included. */
    Bytes original() {
        return Bytes.of(Arrays.copyOfRange(octets, start, end));
    }

    boolean nextIs(int tag) {
        return position < end && (octets[position] & 0xff) == tag;
    }

    boolean hasNext() {
        return position < end;
    }

    /** Nothing may be left. */
    void end() {
        require(position == end, "has a field too many");
    }

    DerReader sequence() {
        return constructed(SEQUENCE);
    }

    /** What is under an explicit tag [0]. */
    DerReader tagged0() {
        return constructed(CONTEXT_0);
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
        byte[] content = content(BERTags.BOOLEAN);
        require(content.length == 1 && content[0] == (byte) 0xff, "has a BOOLEAN that is not in DER");
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
        return content(BERTags.OCTET_STRING);
    }

    /** A BIT STRING of whole octets. */
    byte[] bitString() {
        byte[] content = content(BERTags.BIT_STRING);
        require(content.length > 0 && content[0] == 0, "has a BIT STRING that is not of whole octets");
        return Arrays.copyOfRange(content, 1, content.length);
    }

    /** Greenwich time, without a fraction. */
    Instant generalizedTime() {
        String text = text(BERTags.GENERALIZED_TIME, StandardCharsets.US_ASCII, 15);
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new MalformedMessageException(format, "has a time that is not YYYYMMDDhhmmssZ");
        }
    }

    private String text(int tag, Charset charset, int max) {
        byte[] content = content(tag);
        String text = new String(content, charset);
        require(Arrays.equals(text.getBytes(charset), content), "has a text in the wrong character set");
        require(text.length() <= max, "has a text that is too long");
        require(text.chars().noneMatch(Character::isISOControl), "has a text with control characters");
        return text;
    }

    private ASN1Primitive primitive(int tag) {
        int from = position;
        content(tag);
        try {
            return ASN1Primitive.fromByteArray(Arrays.copyOfRange(octets, from, position));
        } catch (IOException | RuntimeException e) {
            throw new MalformedMessageException(format, "has a value that is not in DER");
        }
    }

    private byte[] content(int tag) {
        int contentEnd = enter(tag);
        byte[] content = Arrays.copyOfRange(octets, position, contentEnd);
        position = contentEnd;
        return content;
    }

    private DerReader constructed(int tag) {
        int from = position;
        int contentEnd = enter(tag);
        DerReader inner = new DerReader(format, octets, from, position, contentEnd);
        position = contentEnd;
        return inner;
    }

    /** Steps over tag and length; returns where the content ends. */
    private int enter(int tag) {
        require(nextIs(tag), "lacks a field or has one of another type");
        position++;
        int length = length();
        require(length <= end - position, "has a field that is longer than the whole");
        return position + length;
    }

    private int length() {
        int first = nextOctet();
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        require(count >= 1 && count <= 4, "has an indefinite or huge length");
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | nextOctet();
        }
        require(length >= 0x80 && (length >>> (8 * (count - 1))) != 0, "has a length that is not in its shortest form");
        require(length <= end, "has a field that is longer than the whole");
        return (int) length;
    }

    private int nextOctet() {
        require(position < end, "is cut off");
        return octets[position++] & 0xff;
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(format, problem);
        }
    }
}
