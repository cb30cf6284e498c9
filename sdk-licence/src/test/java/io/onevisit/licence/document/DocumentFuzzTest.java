package io.onevisit.licence.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.onevisit.core.Report;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.licence.Bureau;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.Limits;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.seal.ofd.OfdSigner;
import io.onevisit.seal.ofd.OfdVerifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Bent documents: only reports come out, and a licence comes out only as it went in. A document can pass bent, since what
 * ZIP writes about its files is not sealed. Seeded.
 */
class DocumentFuzzTest {
    private static final SealOffice OFFICE = new SealOffice();
    private static final Bureau BUREAU = new Bureau(SignatureAlgorithm.SM2);
    private static final IssuedLicence ISSUED = BUREAU.issue();
    private static final Licence LICENCE =
            BUREAU.verifier().verify(ISSUED.token()).orThrow();
    private static final byte[] GENUINE = new LicenceDocumentWriter(
                    BUREAU.verifier(),
                    LicenceType.shipped(),
                    new OfdSigner(OFFICE.verifier()),
                    OFFICE.seal("3301060012345"),
                    OFFICE.signer())
            .write(ISSUED.token())
            .toArray();
    private static final LicenceDocumentVerifier VERIFIER = new LicenceDocumentVerifier(
            new OfdVerifier(OFFICE.verifier()),
            BUREAU.verifier(),
            new PaperLicenceVerifier(BUREAU.trusted(), BUREAU.published(), Bureau.CLOCK, Limits.DEFAULT),
            LicenceType.shipped(),
            Map.of(Bureau.CODE, Set.of("3301060012345")));

    @Test
    void a_bent_document_says_nothing_new() {
        bend(25);
    }

    @Test
    @Tag("fuzz")
    void no_bent_document_of_many_says_anything_new() {
        bend(5_000);
    }

    private static void bend(int times) {
        assertThat(VERIFIER.verify(GENUINE).orThrow()).isEqualTo(LICENCE);
        Random random = new Random(36905);
        for (int run = 0; run < times; run++) {
            byte[] bent = bent(random);
            Report<Licence> report = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> VERIFIER.verify(bent));
            assertThat(report.subject().orElse(LICENCE)).as("run %d", run).isEqualTo(LICENCE);
        }
    }

    private static byte[] bent(Random random) {
        byte[] bent =
                Arrays.copyOf(GENUINE, random.nextInt(8) == 0 ? random.nextInt(GENUINE.length) + 1 : GENUINE.length);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            bent[random.nextInt(bent.length)] = (byte) random.nextInt();
        }
        return bent;
    }
}
