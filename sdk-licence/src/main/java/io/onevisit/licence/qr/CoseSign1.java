package io.onevisit.licence.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;

/**
 * A signed message of one signer, RFC 9052 section 4.2, with its tag, its payload inside and no data from elsewhere
 * signed along.
 *
 * @param header the protected header
 * @param unprotected the header that nobody signs
 * @param payload what is signed
 * @param signature r then s
 */
record CoseSign1(Cbor.Entries header, Cbor.Entries unprotected, Bytes payload, Bytes signature) {
    /** Section 3.1: the algorithm, an integer or a name. */
    static final long ALGORITHM = 1;
    /** Section 3.1: which key signed. */
    static final long KEY_ID = 4;

    private static final long TAG = 18;
    private static final int PARTS = 4;
    private static final Cbor.Octets NOTHING = new Cbor.Octets(Bytes.empty());

    /** Signs {@code payload} under {@code header}. */
    static CoseSign1 sign(Cbor.Entries header, Bytes payload, SigningKey key) {
        return new CoseSign1(header, Cbor.Entries.none(), payload, Bytes.of(key.sign(toBeSigned(header, payload))));
    }

    /**
     * The message that {@code item} is.
     *
     * @throws MalformedMessageException when it is none, or the header inside is not deterministically encoded
     */
    static CoseSign1 of(Cbor item) {
        if (item instanceof Cbor.Tagged tagged
                && tagged.tag() == TAG
                && tagged.content() instanceof Cbor.Items parts
                && parts.values().size() == PARTS
                && parts.values().get(0) instanceof Cbor.Octets header
                && parts.values().get(1) instanceof Cbor.Entries unprotected
                && parts.values().get(2) instanceof Cbor.Octets payload
                && parts.values().get(3) instanceof Cbor.Octets signature) {
            return new CoseSign1(header(header.value()), unprotected, payload.value(), signature.value());
        }
        throw new MalformedMessageException("COSE", "is no message of one signer");
    }

    /** The message in CBOR. */
    byte[] encode() {
        Cbor.Items parts =
                Cbor.Items.of(octets(header), unprotected, new Cbor.Octets(payload), new Cbor.Octets(signature));
        return new Cbor.Tagged(TAG, parts).encode();
    }

    /** Whether {@code key} made the signature. */
    Verdict verify(VerificationKey key) {
        return key.verify(toBeSigned(header, payload), signature.toArray());
    }

    /** Section 4.4: the Sig_structure. */
    private static byte[] toBeSigned(Cbor.Entries header, Bytes payload) {
        return Cbor.Items.of(new Cbor.Text("Signature1"), octets(header), NOTHING, new Cbor.Octets(payload))
                .encode();
    }

    /** Section 3: a header without entries is no octets. */
    private static Cbor.Octets octets(Cbor.Entries header) {
        return header.values().isEmpty() ? NOTHING : new Cbor.Octets(Bytes.of(header.encode()));
    }

    private static Cbor.Entries header(Bytes encoded) {
        return encoded.length() == 0 ? Cbor.Entries.none() : CborReader.read(encoded.toArray(), Cbor.Entries.class);
    }
}
