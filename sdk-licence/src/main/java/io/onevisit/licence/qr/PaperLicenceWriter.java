package io.onevisit.licence.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.qr.Cbor.Entries;
import io.onevisit.licence.qr.Cbor.Int;
import io.onevisit.licence.qr.Cbor.Octets;
import java.nio.charset.StandardCharsets;

/**
 * Signs licences for paper (纸质证照二维码生成). The text is {@code ZZ1:} and the base45 (RFC 9285) of a signed CWT (RFC 8392,
 * RFC 9052), compressed where that is shorter; it fits one QR code of version 16 at level M. The algorithm is SM2, which
 * has no registered number and goes by -48 as in other public code, or ES256. Immutable and thread-safe.
 */
public final class PaperLicenceWriter {
    static final String PREFIX = "ZZ1:";

    /** What a QR code of version 16 at level M holds in its alphanumeric mode, ISO/IEC 18004 table 7. */
    static final int MAX_CHARACTERS = 656;

    private final SigningKey key;

    /** A writer for the issuer whose key this is; a short key id leaves more room for the licence. */
    public PaperLicenceWriter(SigningKey key) {
        this.key = Require.present(key, "key");
    }

    /**
     * The text for the QR code.
     *
     * @throws InvalidValueException when the licence says too much for one code: show fewer fields
     */
    public String write(PaperLicence licence) {
        Entries header = Entries.none()
                .with(CoseSign1.ALGORITHM, new Int(key.algorithm().coseId()))
                .with(CoseSign1.KEY_ID, new Octets(Bytes.of(key.keyId().getBytes(StandardCharsets.UTF_8))));
        Bytes claims =
                Bytes.of(PaperClaims.write(Require.present(licence, "licence")).encode());
        String text = PREFIX
                + Base45.encode(Packing.pack(CoseSign1.sign(header, claims, key).encode()));
        Require.that(
                text.length() <= MAX_CHARACTERS,
                "licence on paper",
                "must fit QR version 16 at level M: show less of it");
        return text;
    }
}
