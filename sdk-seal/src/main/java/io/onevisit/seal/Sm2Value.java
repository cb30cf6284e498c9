package io.onevisit.seal;

import io.onevisit.core.MalformedMessageException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.util.BigIntegers;

/** An SM2 signature value: {@code SEQUENCE { R INTEGER, S INTEGER }} of GB/T 35276-2017 in seals, r then s in keys. */
final class Sm2Value {
    private static final int HALF = 32;
    private static final int MAX_OCTETS = 72;

    private Sm2Value() {}

    /** The sequence in DER for 64 octets, r then s. */
    static byte[] toDer(byte[] plain) {
        ASN1Encodable[] halves = {
            new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(plain, 0, HALF))),
            new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(plain, HALF, plain.length)))
        };
        try {
            return new DERSequence(halves).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("two numbers always encode", e);
        }
    }

    /**
     * The 64 octets for a sequence in DER; their range is the key's to check.
     *
     * @throws MalformedMessageException for other octets, raw r and s among them
     */
    static byte[] toPlain(byte[] der) {
        DerReader sequence = DerReader.ofSequence("SM2 signature value", der, MAX_OCTETS);
        byte[] r = half(sequence.unsigned());
        byte[] s = half(sequence.unsigned());
        sequence.end();
        byte[] plain = Arrays.copyOf(r, 2 * HALF);
        System.arraycopy(s, 0, plain, HALF, HALF);
        return plain;
    }

    private static byte[] half(BigInteger value) {
        if (value.bitLength() > 8 * HALF) {
            throw new MalformedMessageException("SM2 signature value", "has a number out of range");
        }
        return BigIntegers.asUnsignedByteArray(HALF, value);
    }
}
