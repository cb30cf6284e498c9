package io.onevisit.examples.sandbox;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealMaker;
import io.onevisit.seal.SealPicture;
import io.onevisit.seal.SealRequest;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.SignerList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** The department's seal: made once by the seal authority, kept as a file. */
final class SealFile {
    static final String SEAL_ID = "33010600000001";

    private static final String FILE = "seal.esl";
    private static final int OFFICIAL_SEAL = 1;
    private static final int MILLIMETRES = 40;

    private SealFile() {}

    static Seal open(Path folder, Keyring keyring, Clock clock) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            Files.write(file, make(keyring, clock).encoded().toArray());
        }
        return Seal.readWithoutVerification(Files.readAllBytes(file)); // whoever seals with it verifies it first
    }

    private static Seal make(Keyring keyring, Clock clock) throws IOException {
        SigningKey maker = keyring.key(Role.SEAL_MAKER);
        List<Certificate> chain = maker.certificates();
        TrustAnchors anchors = TrustAnchors.of(List.of(chain.get(chain.size() - 1)));
        SealVerifier verifier = new SealVerifier(anchors, chain, RevocationSource.none(), clock)
                .withMakerAnchors(TrustAnchors.of(chain.subList(0, 1)));
        Certificate signer = keyring.key(Role.SEAL_SIGNER).certificates().get(0);
        return new SealMaker("ONEVISIT-SANDBOX", maker, verifier)
                .make(new SealRequest(
                        SEAL_ID,
                        OFFICIAL_SEAL,
                        Organisation.DEPARTMENT.displayName(),
                        SealPicture.png(picture(), MILLIMETRES, MILLIMETRES),
                        signer.notBefore(),
                        signer.notAfter(),
                        SignerList.ofCertificates(List.of(signer))));
    }

    private static Bytes picture() throws IOException {
        try (InputStream file = SealFile.class.getResourceAsStream("seal.png")) {
            return Bytes.of(
                    Objects.requireNonNull(file, "seal.png is in this jar").readAllBytes());
        }
    }
}
