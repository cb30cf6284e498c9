package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Asn1;
import io.onevisit.core.internal.crypto.Hash;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** One question to a time-stamping authority, RFC 3161 section 2.4.1, with a nonce of its own. */
record TimeStampRequest(MessageImprint imprint, ASN1Integer nonce) {
    static final String FORMAT = "time stamp";
    private static final int MAX_OCTETS = 256 * 1024;
    private static final int NONCE_BITS = 64;

    static TimeStampRequest about(Hash hash, byte[] digest) {
        ASN1ObjectIdentifier oid = switch (hash) {
            case SM3 -> GMObjectIdentifiers.sm3;
            case SHA_256 -> NISTObjectIdentifiers.id_sha256;
        };
        return new TimeStampRequest(
                new MessageImprint(new AlgorithmIdentifier(oid), digest),
                new ASN1Integer(new BigInteger(NONCE_BITS, new SecureRandom())));
    }

    byte[] encoded() {
        return Asn1.read(
                FORMAT,
                () -> new TimeStampReq(imprint, null, nonce, ASN1Boolean.TRUE, null).getEncoded(ASN1Encoding.DER));
    }

    /** The token in the answer, section 2.4.2. */
    TimeStampToken accept(byte[] answer) {
        Asn1.requireBer(FORMAT, Require.present(answer, FORMAT), MAX_OCTETS);
        TimeStampResp response = Asn1.read(FORMAT, () -> TimeStampResp.getInstance(answer));
        requireGranted(response.getStatus());
        byte[] encoded = Asn1.read(FORMAT, () -> response.getTimeStampToken().getEncoded(ASN1Encoding.DL));
        TimeStampToken token = TimeStampToken.parse(encoded);
        if (!token.answers(imprint, nonce)) {
            throw new MalformedMessageException(FORMAT, "answers another request");
        }
        return token;
    }

    private static void requireGranted(PKIStatusInfo status) {
        int code = Asn1.read(FORMAT, () -> status.getStatusObject().intValueExact());
        if (code != PKIStatus.GRANTED && code != PKIStatus.GRANTED_WITH_MODS) {
            throw new PlatformRefusedException(
                    "time-stamping authority",
                    new Refusal(Integer.toString(code), "the authority has not granted a time stamp", null));
        }
    }
}
