package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.crypto.Hash;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Seals and signatures of each version, bent at random: a verifier throws nothing, and nothing passes that says something
 * else than the genuine one. A failure names its round; the seed is fixed.
 */
class SealFuzzTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final int EVERY_DAY = 100;
    private static final int MANY = 3_000;
    private static final SealOffice OFFICE = new SealOffice();
    private static final SealVerifier VERIFIER = OFFICE.verifier(SealProfile.field());

    @ParameterizedTest
    @EnumSource(SealVersion.class)
    void a_bent_seal_or_signature_throws_nothing_and_says_nothing_else(SealVersion version) {
        bend(version, EVERY_DAY);
    }

    @Tag("fuzz")
    @ParameterizedTest
    @EnumSource(SealVersion.class)
    void many_bent_seals_and_signatures(SealVersion version) {
        bend(version, MANY);
    }

    private static void bend(SealVersion version, int rounds) {
        Seal seal = seal(version);
        byte[] signature = signature(seal);
        Bytes signedPart =
                SealSignature.readWithoutVerification(signature).signInfo().signedPart();
        Random random = new Random(version.number());
        for (int round = 0; round < rounds; round++) {
            Report<Seal> ofSeal = VERIFIER.verify(bent(seal.encoded().toArray(), random));
            Report<SealSignature> ofSignature = VERIFIER.verify(bent(signature, random), DATA);

            assertThat(ofSeal.subject()
                            .map(found -> found.signInfo().signedPart())
                            .orElse(seal.signInfo().signedPart()))
                    .as("round " + round)
                    .isEqualTo(seal.signInfo().signedPart());
            assertThat(ofSignature
                            .subject()
                            .map(found -> found.signInfo().signedPart())
                            .orElse(signedPart))
                    .as("round " + round)
                    .isEqualTo(signedPart);
        }
        assertThat(VERIFIER.verify(signature, DATA).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_bent_plain_signature_with_attributes_throws_nothing_and_passes_as_it_was_signed_only() {
        bendPlain(EVERY_DAY * 10);
    }

    @Tag("fuzz")
    @Test
    void many_bent_plain_signatures_with_attributes() {
        bendPlain(MANY * 10);
    }

    private static void bendPlain(int rounds) {
        byte[] genuine =
                new PlainDraft(OFFICE.signer(), DATA).withAttributes(NOW).sign();
        Random random = new Random(6);
        for (int round = 0; round < rounds; round++) {
            byte[] bent = bent(genuine, random);

            Report<PlainSignature> report = VERIFIER.verifyPlain(bent, DATA);

            assertThat(report.subject().flatMap(PlainSignature::signedAt).orElse(NOW))
                    .as("round " + round)
                    .isEqualTo(NOW);
        }
        assertThat(VERIFIER.verifyPlain(genuine, DATA).verdict()).isEqualTo(Verdict.PASSED);
    }

    private static byte[] bent(byte[] genuine, Random random) {
        byte[] bent = genuine.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bent.length);
            switch (random.nextInt(4)) {
                case 0 -> bent[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bent[at] = (byte) random.nextInt(256);
                case 2 -> System.arraycopy(genuine, at / 2, bent, at, Math.min(8, bent.length - at));
                default -> bent = Arrays.copyOf(bent, Math.max(1, bent.length - random.nextInt(4)));
            }
        }
        return bent;
    }

    private static Seal seal(SealVersion version) {
        SealMaker maker = new SealMaker("OneVisit", OFFICE.maker(), VERIFIER).withTimeStamps(OFFICE.timeStamps(NOW));
        if (version.isMade()) {
            return maker.make(OFFICE.request().withVersion(version));
        }
        ASN1Encodable info =
                ((ASN1Sequence) Asn1.parse(OFFICE.seal(SealVersion.V1).encoded())).getObjectAt(0);
        return Seal.readWithoutVerification(
                OFFICE.makerSignsFirst(Asn1.replace(info, new ASN1Integer(version.number()), 0, 1)));
    }

    private static byte[] signature(Seal seal) {
        SignatureDraft draft = SignatureDraft.of(
                seal,
                SealOffice.certificate(OFFICE.signer()),
                SigningTime.of(NOW),
                Bytes.of(Hash.SM3.digest(DATA)),
                "a",
                List.of());
        byte[] value = OFFICE.signer().sign(draft.toBeSigned().toArray());
        return draft.with(SealMaker.derValue(value), null).toArray();
    }
}
