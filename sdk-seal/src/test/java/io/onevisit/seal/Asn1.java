package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/** Alters one place deep inside a structure of sequences. */
final class Asn1 {
    private Asn1() {}

    /** The structure with the element at {@code path} changed; the path counts from 0 in each sequence. */
    static ASN1Encodable change(ASN1Encodable structure, UnaryOperator<ASN1Encodable> change, int... path) {
        if (path.length == 0) {
            return change.apply(structure);
        }
        ASN1Encodable[] elements = ASN1Sequence.getInstance(structure).toArray();
        int[] rest = Arrays.copyOfRange(path, 1, path.length);
        elements[path[0]] = change(elements[path[0]], change, rest);
        return new DERSequence(elements);
    }

    /** The structure with {@code replacement} at {@code path}. */
    static ASN1Encodable replace(ASN1Encodable structure, ASN1Encodable replacement, int... path) {
        return change(structure, old -> replacement, path);
    }

    /** The sequence with one more element at its end. */
    static ASN1Encodable append(ASN1Encodable sequence, ASN1Encodable element) {
        ASN1Encodable[] elements = ASN1Sequence.getInstance(sequence).toArray();
        ASN1Encodable[] more = Arrays.copyOf(elements, elements.length + 1);
        more[elements.length] = element;
        return new DERSequence(more);
    }

    /** {@code SEQUENCE { content, cert, algorithm, value }}: the frame of seals and signatures from version 4 on. */
    static byte[] signed(ASN1Encodable content, SigningKey key) {
        return der(new DERSequence(new ASN1Encodable[] {
            content,
            new DEROctetString(key.certificates().get(0).encoded().toArray()),
            new ASN1ObjectIdentifier("1.2.156.10197.1.501"),
            value(content, key)
        }));
    }

    /** The BIT STRING with the signature over {@code content}. */
    static DERBitString value(ASN1Encodable content, SigningKey key) {
        return new DERBitString(SignatureAlgorithm.SM2.derSignature(key.sign(der(content))));
    }

    static DERGeneralizedTime time(Instant instant) {
        return new DERGeneralizedTime(Date.from(instant));
    }

    static ASN1Encodable parse(Bytes octets) {
        return parse(octets.toArray());
    }

    static ASN1Encodable parse(byte[] octets) {
        try {
            return ASN1Primitive.fromByteArray(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] der(ASN1Encodable structure) {
        return encoded(structure, "DER");
    }

    static byte[] encoded(ASN1Encodable structure, String rules) {
        try {
            return structure.toASN1Primitive().getEncoded(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
