package io.onevisit.licence.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.qr.Cbor.Entries;
import io.onevisit.licence.qr.Cbor.Int;
import io.onevisit.licence.qr.Cbor.Octets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final String issuerCode;
    private final Set<String> types;
    private final SecureRandom random = new SecureRandom();

    /**
     * A writer of one issuer.
     *
     * @param key the issuer's; a short key id leaves more room for the licence
     * @param issuerCode the issuer's unified social credit code
     * @param types the types it is registered for; it signs no others
     */
    public PaperLicenceWriter(SigningKey key, CreditCode issuerCode, Collection<LicenceType> types) {
        this.key = Require.present(key, "key");
        this.issuerCode = Require.present(issuerCode, "issuer code").value();
        this.types = Require.present(types, "licence types").stream()
                .map(LicenceType::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The text for the QR code.
     *
     * @throws InvalidValueException when the licence is not of this issuer or of a type it is registered for, or says too
     *     much for one code: show fewer fields
     */
    public String write(PaperLicence licence) {
        requireOwn(licence);
        return signed(PaperClaims.write(licence));
    }

    private void requireOwn(PaperLicence licence) {
        LicenceId id = Require.present(licence, "licence").id();
        Require.that(id.issuerCode().equals(issuerCode), "issuer code", "must be this writer's");
        Require.that(types.contains(id.typeCode()), "licence type", "must be one this issuer is registered for");
    }

    /**
     * The texts for the QR codes of one sheet of paper, one licence in each. Every code can be verified by itself, and
     * together they tell whether the sheet is complete.
     *
     * @param licences 1 to 16
     * @throws InvalidValueException as {@link #write} for one of them
     */
    public List<String> writeSheet(List<PaperLicence> licences) {
        byte[] sheet = new byte[SheetPlace.SHEET_OCTETS];
        random.nextBytes(sheet);
        int count = Require.present(licences, "licences").size();
        Require.that(count >= 1 && count <= SheetPlace.MAX_COUNT, "licences", "must be 1 to " + SheetPlace.MAX_COUNT);
        licences.forEach(this::requireOwn);
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
