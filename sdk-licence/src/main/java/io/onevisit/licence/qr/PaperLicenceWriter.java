package io.onevisit.licence.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.qr.Cbor.Entries;
import io.onevisit.licence.qr.Cbor.Int;
import io.onevisit.licence.qr.Cbor.Octets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;

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
    private final SecureRandom random = new SecureRandom();

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
        return signed(PaperClaims.write(Require.present(licence, "licence")));
    }

    /**
     * The texts for the QR codes of one sheet of paper, one licence in each. Every code can be verified by itself, and
     * together they tell whether the sheet is complete.
     *
     * @param licences 1 to 16, of one issuer
     * @throws InvalidValueException when one says too much for one code: show fewer fields
     */
    public List<String> writeSheet(List<PaperLicence> licences) {
        byte[] sheet = new byte[SheetPlace.SHEET_OCTETS];
        random.nextBytes(sheet);
        int count = Require.present(licences, "licences").size();
        Require.that(count >= 1 && count <= SheetPlace.MAX_COUNT, "licences", "must be 1 to " + SheetPlace.MAX_COUNT);
        Require.that(
                licences.stream()
                                .map(licence -> licence.id().issuerCode())
                                .distinct()
                                .count()
                        == 1,
                "licences",
                "must be of one issuer");
        return IntStream.range(0, count)
                .mapToObj(
                        i -> signed(PaperClaims.write(licences.get(i), new SheetPlace(Bytes.of(sheet), i + 1, count))))
                .toList();
    }

    private String signed(Entries claims) {
        Entries header = Entries.none()
                .with(CoseSign1.ALGORITHM, new Int(key.algorithm().coseId()))
                .with(CoseSign1.KEY_ID, new Octets(Bytes.of(key.keyId().getBytes(StandardCharsets.UTF_8))));
        CoseSign1 message = CoseSign1.sign(header, Bytes.of(claims.encode()), key);
        String text = PREFIX + Base45.encode(Packing.pack(message.encode()));
        Require.that(
                text.length() <= MAX_CHARACTERS,
                "licence on paper",
                "must fit QR version 16 at level M: show less of it");
        return text;
    }
}
