package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.TimeStampToken;
import io.onevisit.core.internal.crypto.Asn1;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
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

    /** Greenwich time in the years 1950 to 2049, X.690 clause 11.8. */
    static final DateTimeFormatter UTC_TIME = new DateTimeFormatterBuilder()
            .appendValueReduced(ChronoField.YEAR, 2, 2, 1950)
            .appendPattern("MMddHHmmss'Z'")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter TEXT_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final int TEXT_TIME_LENGTH = 19;
    private static final int MAX_TIME = 256 * 1024;

    private static final int SEQUENCE = BERTags.SEQUENCE | BERTags.CONSTRUCTED;
    private static final int CONTEXT_0 = BERTags.CONTEXT_SPECIFIC | BERTags.CONSTRUCTED;

    static final int MAX_IDENTIFIER = 128;

    private final String format;
    private final byte[] octets;
    private final int start;
    private final int end;
    private final Set<Deviation> deviations;
    private final Function<byte[], Certificate> certificates;
    private int position;

    /** Over the value from {@code start} on, of octets shared with the whole. */
    private DerReader(
            String format,
            byte[] octets,
            int start,
            Set<Deviation> deviations,
            Function<byte[], Certificate> certificates) {
        this.format = format;
        this.octets = octets;
        this.start = start;
        this.end = Asn1.endOfValue(format, octets, start);
        this.deviations = deviations;
        this.certificates = certificates;
        this.position = Asn1.startOfContent(format, octets, start);
    }

    /** The fields of the one SEQUENCE that {@code der} is. */
    static DerReader ofSequence(String format, byte[] der, int maxOctets) {
        return ofSequence(format, der, maxOctets, Certificate::parse);
    }

    /** The same, where {@code certificates} parses the certificates inside. */
    static DerReader ofSequence(String format, byte[] der, int maxOctets, Function<byte[], Certificate> certificates) {
        if (der.length > maxOctets) {
            throw new MalformedMessageException(format, "must have at most " + maxOctets + " octets");
        }
        byte[] octets = der.clone(); // no caller changes them while they are read
        Asn1.requireDer(format, octets, maxOctets);
        if ((octets[0] & 0xff) != SEQUENCE) {
            throw new MalformedMessageException(format, "is no SEQUENCE");
        }
        return new DerReader(format, octets, 0, EnumSet.noneOf(Deviation.class), certificates);
    }

    /** What was met so far, in this or anywhere inside, that is not as the standard has it. */
    Set<Deviation> deviations() {
        return Set.copyOf(deviations);
    }

    /** The original octets of this structure, tag and length included. */
    Bytes original() {
        return Bytes.of(octets, start, end);
    }

    /** How many octets of this structure have been taken, tag and length included. */
    int taken() {
        return position - start;
    }

    boolean hasNext() {
        return position < end;
    }

    /** Nothing may be left. */
    void end() {
        require(!hasNext(), "has a field too many");
    }

    DerReader sequence() {
        return new DerReader(format, octets, pass(SEQUENCE), deviations, certificates);
    }

    /** A SEQUENCE that stands for itself: with its own name in errors, its own deviations. */
    DerReader sequence(String itsFormat) {
        return new DerReader(itsFormat, octets, pass(SEQUENCE), EnumSet.noneOf(Deviation.class), certificates);
    }

    boolean nextIsSequence() {
        return nextIs(SEQUENCE);
    }

    boolean nextIsTagged0() {
        return nextIs(CONTEXT_0);
    }

    /** Any SEQUENCE, unread. */
    byte[] encodedSequence() {
        return next(SEQUENCE);
    }

    /** What is under an explicit tag [0]. */
    DerReader tagged0() {
        return new DerReader(format, octets, pass(CONTEXT_0), deviations, certificates);
    }

    /** The certificate that {@code der}, taken from here, is. */
    Certificate certificate(byte[] der) {
        return certificates.apply(der);
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
        byte[] field = next(BERTags.BOOLEAN);
        if (Arrays.equals(field, new byte[] {1, 1, 0})) {
            deviations.add(Deviation.DEFAULT_WRITTEN_OUT);
            return false;
        }
        require(Arrays.equals(field, new byte[] {1, 1, -1}), "has a BOOLEAN that is not in DER");
        return true;
    }

    String objectIdentifier() {
        String id = ((ASN1ObjectIdentifier) primitive(BERTags.OBJECT_IDENTIFIER)).getId();
        require(id.length() <= MAX_IDENTIFIER, "has an object identifier that is too long");
        return id;
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
        return octetString(Integer.MAX_VALUE);
    }

    byte[] octetString(int max) {
        return content(BERTags.OCTET_STRING, max);
    }

    /** A BIT STRING of whole octets. */
    byte[] bitString() {
        ASN1BitString bits = (ASN1BitString) primitive(BERTags.BIT_STRING);
        require(bits.getPadBits() == 0, "has a BIT STRING that is not of whole octets");
        return bits.getOctets();
    }

    Instant generalizedTime() {
        return time(text(BERTags.GENERALIZED_TIME, StandardCharsets.US_ASCII, 15), TIME, ZoneOffset.UTC);
    }

    Instant utcTime() {
        return time(text(BERTags.UTC_TIME, StandardCharsets.US_ASCII, 13), UTC_TIME, ZoneOffset.UTC);
    }

    /** {@code timeInfo} of GM/T 0031-2014: in a BIT STRING a UTCTime, a time stamp or, against the text, a text. */
    SigningTime timeInfo() {
        byte[] content = bitString();
        if (content.length == TEXT_TIME_LENGTH) {
            deviations.add(Deviation.TIME_AS_TEXT);
            return SigningTime.of(time(new String(content, StandardCharsets.US_ASCII), TEXT_TIME, CHINA));
        }
        require(content.length > 0, "has no time");
        if ((content[0] & 0xff) == SEQUENCE) {
            return SigningTime.of(TimeStampToken.parse(content, certificates));
        }
        DerReader inside = ofSequence(format, Der.sequence(Bytes.of(content)).toArray(), MAX_TIME);
        Instant instant = inside.utcTime();
        inside.end();
        return SigningTime.of(instant);
    }

    private Instant time(String text, DateTimeFormatter form, ZoneOffset zone) {
        try {
            return LocalDateTime.parse(text, form).toInstant(zone);
        } catch (DateTimeException e) {
            throw new MalformedMessageException(format, "has a time that is not to the second in Greenwich");
        }
    }

    private String text(int tag, Charset charset, int max) {
        byte[] content = content(tag, Integer.MAX_VALUE);
        String text = new String(content, charset);
        require(Arrays.equals(text.getBytes(charset), content), "has a text in the wrong character set");
        require(text.length() <= max, "has a text that is too long");
        require(text.chars().noneMatch(Character::isISOControl), "has a text with control characters");
        return text;
    }

    /** What follows tag and length of a primitive value; too long, it is not copied. */
    private byte[] content(int tag, int max) {
        int from = Asn1.startOfContent(format, octets, pass(tag));
        require(position - from <= max, "has a field that is too long");
        return Arrays.copyOfRange(octets, from, position);
    }

    private ASN1Primitive primitive(int tag) {
        byte[] field = next(tag);
        ASN1Primitive value = Asn1.read(format, () -> ASN1Primitive.fromByteArray(field));
        require(Arrays.equals(Asn1.read(format, () -> value.getEncoded("DER")), field), "has a value not in DER");
        return value;
    }

    private boolean nextIs(int tag) {
        return hasNext() && (octets[position] & 0xff) == tag;
    }

    private byte[] next(int tag) {
        int from = pass(tag);
        return Arrays.copyOfRange(octets, from, position);
    }

    /** Passes over the next field and says where it began. */
    private int pass(int tag) {
        require(nextIs(tag), "lacks a field or has one of another type");
        int from = position;
        position = Asn1.endOfValue(format, octets, from);
        return from;
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(format, problem);
        }
    }
}
