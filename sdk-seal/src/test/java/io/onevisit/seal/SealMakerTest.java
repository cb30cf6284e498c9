package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.examples.authority.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making seals: GB/T 38540-2020, 6.2. */
class SealMakerTest {
    private static final SealOffice OFFICE = new SealOffice();

    @Test
    void a_seal_may_hold_digests_in_the_place_of_certificates() {
        SigningKey stranger = OFFICE.issue("Stranger");
        SignerList digests = SignerList.ofDigests(List.of(certificate(OFFICE.signer())));

        Seal seal = OFFICE.sealFor(OFFICE.request(digests));

        assertThat(seal.signers().contains(certificate(OFFICE.signer()))).isTrue();
        assertThat(seal.signers().contains(certificate(stranger))).isFalse();
        assertThat(seal.encoded().toHex())
                .doesNotContain(certificate(OFFICE.signer()).encoded().toHex());
    }

    @Test
    void a_seal_may_be_for_several_signers() {
        SigningKey second = OFFICE.issue("Second");
        Seal seal = OFFICE.sealFor(
                OFFICE.request(SignerList.ofCertificates(List.of(certificate(OFFICE.signer()), certificate(second)))));

        assertThat(seal.signers().size()).isEqualTo(2);
        assertThat(seal.signers().contains(certificate(second))).isTrue();
    }

    @Test
    void a_seal_that_is_not_valid_yet_is_not_made() {
        SealRequest usual = OFFICE.request();
        SealRequest later = new SealRequest(
                usual.id(),
                usual.type(),
                usual.name(),
                usual.picture(),
                NOW.plusSeconds(1),
                SealOffice.SEAL_UNTIL,
                usual.signers());

        assertThatThrownBy(() -> OFFICE.sealFor(later))
                .isInstanceOf(VerificationFailedException.class)
                .hasMessageContaining("SEAL_VALIDITY");
    }

    @Test
    void a_picture_that_would_be_refused_is_not_sealed() {
        SealRequest usual = OFFICE.request();
        SealPicture ofd = new SealPicture("ofd", Bytes.of(new byte[] {1}), 40, 40);
        SealRequest request = new SealRequest(
                usual.id(), 1, usual.name(), ofd, usual.validFrom(), usual.validUntil(), usual.signers());

        assertThatThrownBy(() -> OFFICE.sealFor(request)).hasMessageContaining("SEAL_PICTURE");
    }

    @Test
    void a_maker_whose_certificate_is_over_makes_nothing() {
        SigningKey shortLived =
                OFFICE.issue("Maker", NOW.minusSeconds(9), NOW.minusSeconds(1), Usage.DIGITAL_SIGNATURE);
        SealMaker maker = new SealMaker("OneVisit", new UntouchedKey(shortLived), OFFICE.verifier());

        assertThatThrownBy(() -> maker.make(OFFICE.request())).isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void a_maker_whom_the_verifier_does_not_trust_makes_nothing() {
        SealMaker maker = new SealMaker(
                "OneVisit", new UntouchedKey(OFFICE.maker()), SealOffice.verifier(TrustAnchors.none(), NOW));

        assertThatThrownBy(() -> maker.make(OFFICE.request())).isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void a_maker_needs_an_sm2_key_with_a_certificate() {
        SealVerifier verifier = OFFICE.verifier();

        assertThatThrownBy(
                        () -> new SealMaker("OneVisit", SigningKey.generate(SignatureAlgorithm.ES256, "key"), verifier))
                .hasMessageContaining("SM2");
        assertThatThrownBy(
                        () -> new SealMaker("OneVisit", SigningKey.generate(SignatureAlgorithm.SM2, "key"), verifier))
                .hasMessageContaining("certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "厂商", "a b"})
    void a_vendor_is_named_in_ascii(String vendor) {
        assertThatThrownBy(() -> new SealMaker(vendor, OFFICE.maker(), OFFICE.verifier()))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({"编号, 1, 名称", "'', 1, 名称", "id, -1, 名称", "id, 1000, 名称", "id, 1, ' '"})
    void a_request_out_of_form_is_refused(String id, int type, String name) {
        SealRequest usual = OFFICE.request();

        assertThatThrownBy(() -> new SealRequest(
                        id, type, name, usual.picture(), usual.validFrom(), usual.validUntil(), usual.signers()))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_validity_is_in_whole_seconds_and_not_empty() {
        assertThatThrownBy(() -> validity(NOW, NOW)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> validity(NOW.plusMillis(1), NOW.plus(Duration.ofDays(1))))
                .hasMessageContaining("whole second");
    }

    @Test
    void a_list_has_one_to_sixty_four_signers() {
        assertThatThrownBy(() -> SignerList.ofCertificates(List.of())).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> SignerList.ofDigests(Collections.nCopies(65, certificate(OFFICE.signer()))))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 40", "40, 0", "501, 501", "40, 30"})
    void a_picture_has_a_size_of_its_own_proportion(int width, int height) {
        Bytes png = Pictures.png(80, 80);

        assertThatThrownBy(() -> SealPicture.png(png, width, height)).isInstanceOf(InvalidValueException.class);
    }

    private SealRequest validity(Instant from, Instant until) {
        SealRequest usual = OFFICE.request();
        return new SealRequest(usual.id(), 1, usual.name(), usual.picture(), from, until, usual.signers());
    }
}
