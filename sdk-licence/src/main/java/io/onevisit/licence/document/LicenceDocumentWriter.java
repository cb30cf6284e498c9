package io.onevisit.licence.document;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicenceWriter;
import io.onevisit.seal.Seal;
import io.onevisit.seal.ofd.OfdDraft;
import io.onevisit.seal.ofd.OfdSigner;
import io.onevisit.seal.ofd.OfdWriter;
import io.onevisit.seal.ofd.StampPlace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes documents of licences (证照文件制作), GB/T 36905 and GB/T 33190: OFD pages that people read, with the licence
 * attached as {@code licence.sd-jwt}, sealed over every file. There is no way to one without a seal. Immutable and
 * thread-safe.
 */
public final class LicenceDocumentWriter {
    private final LicenceVerifier verifier;
    private final Map<String, LicenceType> types;
    private final OfdSigner signer;
    private final Seal seal;
    private final SigningKey sealKey;

    /**
     * A writer for one seal.
     *
     * @param verifier only licences that pass it become documents
     * @param types the types it knows, for the labels of their fields
     * @param signer seals, and verifies the result
     * @param seal the issuer's seal
     * @param sealKey the SM2 key of a signer in the seal's list
     */
    public LicenceDocumentWriter(
            LicenceVerifier verifier, Collection<LicenceType> types, OfdSigner signer, Seal seal, SigningKey sealKey) {
        this.verifier = Require.present(verifier, "verifier");
        this.types = Require.present(types, "licence types").stream()
                .collect(Collectors.toUnmodifiableMap(LicenceType::code, Function.identity()));
        this.signer = Require.present(signer, "signer");
        this.seal = Require.present(seal, "seal");
        this.sealKey = Require.present(sealKey, "seal key");
    }

    /**
     * The sealed document of a licence: it shows and carries what {@code token} discloses.
     *
     * @param token the SD-JWT VC
     * @throws io.onevisit.core.VerificationFailedException when licence or seal do not pass
     * @throws InvalidValueException when its type is not known
     * @throws io.onevisit.core.PlatformUnreachableException when a remote signer gives no answer
     */
    public Bytes write(String token) {
        Licence licence = verifier.verify(token).orThrow();
        return seal(LicenceLayout.draft(licence, typeOf(licence), token, null));
    }

    /**
     * The same with a QR code, so that a print-out can be verified.
     *
     * @param paper what the QR code says
     * @param paperWriter signs it
     * @throws InvalidValueException also when {@code paper} is not of the licence in {@code token}, or too long
     */
    public Bytes write(String token, PaperLicence paper, PaperLicenceWriter paperWriter) {
        Licence licence = verifier.verify(token).orThrow();
        Require.that(
                Require.present(paper, "licence on paper").isOf(licence), "licence on paper", "must be of the licence");
        String text =
                Require.present(paperWriter, "writer of licences on paper").write(paper);
        return seal(LicenceLayout.draft(licence, typeOf(licence), token, LicenceLayout.qrPicture(text)));
    }

    private LicenceType typeOf(Licence licence) {
        LicenceType type = types.get(licence.id().typeCode());
        if (type == null) {
            throw new InvalidValueException("licence type", "must be one this writer knows");
        }
        return type;
    }

    private Bytes seal(OfdDraft draft) {
        double x = LicenceLayout.RIGHT - seal.picture().width();
        StampPlace place = new StampPlace.OnPage(draft.pages().size(), x, LicenceLayout.FOOT);
        return signer.sign(OfdWriter.write(draft), seal, sealKey, List.of(place));
    }
}
