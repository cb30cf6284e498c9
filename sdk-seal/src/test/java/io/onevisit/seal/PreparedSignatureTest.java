package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SignatureAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in two steps, with the key elsewhere. */
class PreparedSignatureTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final SealOffice OFFICE = new SealOffice();
    private static final SealSigner SIGNER = new SealSigner(OFFICE.verifier());
    private static final Seal SEAL = OFFICE.seal();
    private static final PreparedSignature PREPARED =
            SIGNER.prepare(SEAL, certificate(OFFICE.signer()), DATA, "notice.txt");

    @Test
    void a_value_made_elsewhere_completes_what_was_prepared() {
        byte[] value = OFFICE.signer().sign(PREPARED.toBeSigned().toArray());

        SealSignature signature = PREPARED.complete(value);

        assertThat(OFFICE.verifier().verify(signature.encoded().toArray(), DATA).orThrow())
                .isEqualTo(signature);
        assertThat(signature.signInfo().signedPart()).isEqualTo(PREPARED.toBeSigned());
        assertThat(signature.signer()).isEqualTo(PREPARED.signer());
        assertThat(signature.propertyInfo()).isEqualTo("notice.txt");
        assertThat(signature.signedAt()).isEqualTo(NOW);
    }

    @Test
    void a_value_in_der_makes_the_same_signature_as_one_of_64_octets() {
        byte[] value = OFFICE.signer().sign(PREPARED.toBeSigned().toArray());

        assertThat(PREPARED.complete(SignatureAlgorithm.SM2.derSignature(value)))
                .isEqualTo(PREPARED.complete(value));
    }

    @Test
    void the_digest_is_what_a_remote_signer_signs() throws Exception {
        byte[] value =
                OtherSm2.signDigest(OFFICE.signerPkcs8(), PREPARED.digest().toArray());

        assertThat(PREPARED.digest().length()).isEqualTo(32);
        assertThat(PREPARED.complete(value).seal()).isEqualTo(SEAL);
    }

    @Test
    void what_was_kept_is_taken_up_in_another_process() {
        byte[] kept = PREPARED.encoded().toArray();
        byte[] value = OFFICE.signer().sign(PREPARED.toBeSigned().toArray());

        PreparedSignature resumed = new SealSigner(OFFICE.verifierAt(NOW.plusSeconds(60))).resume(kept, DATA);

        assertThat(resumed.encoded()).isEqualTo(PREPARED.encoded());
        assertThat(resumed.complete(value)).isEqualTo(PREPARED.complete(value));
    }

    // What is not allowed is found before anyone signs

    @Test
    void refuses_to_prepare_for_a_signer_who_is_not_in_the_list() {
        Certificate stranger = certificate(OFFICE.issue("Stranger"));

        assertThatThrownBy(() -> SIGNER.prepare(SEAL, stranger, DATA, "notice.txt"))
                .isInstanceOf(VerificationFailedException.class)
                .hasMessageContaining("SEAL_SIGNER_LISTED");
    }

    @Test
    void refuses_to_prepare_with_a_seal_that_is_over() {
        SealSigner later = new SealSigner(OFFICE.verifierAt(SealOffice.SEAL_UNTIL.plusSeconds(1)));

        assertThatThrownBy(() -> later.prepare(SEAL, certificate(OFFICE.signer()), DATA, "notice.txt"))
                .hasMessageContaining("SEAL_VALIDITY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "路径", "a\nb"})
    void refuses_a_property_that_is_not_plain_ascii(String property) {
        assertThatThrownBy(() -> SIGNER.prepare(SEAL, certificate(OFFICE.signer()), DATA, property))
                .isInstanceOf(InvalidValueException.class);
    }

    // What comes back from the signer

    @Test
    void refuses_a_value_of_another_key() {
        byte[] value = OFFICE.issue("Stranger").sign(PREPARED.toBeSigned().toArray());

        assertThatThrownBy(() -> PREPARED.complete(value))
                .isInstanceOf(VerificationFailedException.class)
                .hasMessageContaining("SEAL_SIGNATURE_VALUE");
    }

    @Test
    void refuses_a_value_over_something_else() {
        byte[] value = OFFICE.signer().sign(DATA);

        assertThatThrownBy(() -> PREPARED.complete(value)).hasMessageContaining("SEAL_SIGNATURE_VALUE");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 65, 72, 4096})
    void refuses_octets_that_are_no_value(int length) {
        assertThatThrownBy(() -> PREPARED.complete(new byte[length])).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_a_value_in_another_encoding_than_der_and_one_of_zeros() {
        byte[] value = SignatureAlgorithm.SM2.derSignature(
                OFFICE.signer().sign(PREPARED.toBeSigned().toArray()));
        byte[] longer = Arrays.copyOf(value, value.length + 1);

        assertThatThrownBy(() -> PREPARED.complete(longer)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> PREPARED.complete(new byte[64])).isInstanceOf(VerificationFailedException.class);
    }

    // What comes back from storage

    @Test
    void refuses_other_data_on_resuming() {
        assertThatThrownBy(() -> SIGNER.resume(PREPARED.encoded().toArray(), new byte[1]))
                .isInstanceOf(VerificationFailedException.class)
                .hasMessageContaining("SEAL_DATA_HASH");
    }

    @Test
    void refuses_a_seal_changed_in_storage() {
        assertThatThrownBy(() -> SIGNER.resume(stored(new DERUTF8String("x"), 0, 1, 0, 2, 1), DATA))
                .isInstanceOf(VerificationFailedException.class)
                .hasMessageContaining("SEAL_SIGNATURE");
    }

    @Test
    void refuses_a_signer_changed_in_storage() {
        byte[] stranger = certificate(OFFICE.issue("Stranger")).encoded().toArray();

        assertThatThrownBy(() -> SIGNER.resume(stored(new DEROctetString(stranger), 1), DATA))
                .hasMessageContaining("SEAL_SIGNER_LISTED");
    }

    @Test
    void refuses_to_complete_a_time_put_into_the_future_in_storage() {
        Instant future = NOW.plus(Duration.ofHours(1));
        PreparedSignature resumed = SIGNER.resume(stored(Asn1.time(future), 0, 2), DATA);
        byte[] value = OFFICE.signer().sign(resumed.toBeSigned().toArray());

        assertThatThrownBy(() -> resumed.complete(value)).hasMessageContaining("SEAL_SIGNATURE_TIME");
    }

    @Test
    void refuses_to_resume_when_the_seal_has_ended_meanwhile() {
        SealSigner later = new SealSigner(OFFICE.verifierAt(SealOffice.SEAL_UNTIL.plusSeconds(1)));

        assertThatThrownBy(() -> later.resume(PREPARED.encoded().toArray(), DATA))
                .hasMessageContaining("SEAL_VALIDITY");
    }

    @Test
    void refuses_octets_that_are_no_prepared_signature() {
        byte[] whole = PREPARED.encoded().toArray();
        ASN1Encodable digestOfAnotherLength = new DERBitString(new byte[3]);

        for (byte[] octets : List.of(
                new byte[0],
                new byte[] {0x30, 0},
                Arrays.copyOf(whole, whole.length - 1),
                Arrays.copyOf(whole, whole.length + 1),
                Asn1.der(new DERSequence(Asn1.parse(whole))),
                Asn1.der(Asn1.append(Asn1.parse(whole), digestOfAnotherLength)))) {
            assertThatThrownBy(() -> SIGNER.resume(octets, DATA)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void shows_neither_data_nor_seal() {
        assertThat(PREPARED.toString()).startsWith("prepared signature, ").doesNotContain("330100", "notice");
    }

    private static byte[] stored(ASN1Encodable replacement, int... path) {
        return Asn1.der(Asn1.replace(Asn1.parse(PREPARED.encoded().toArray()), replacement, path));
    }

    @Test
    void equal_ones_have_equal_octets_and_data() {
        PreparedSignature same = SIGNER.resume(PREPARED.encoded().toArray(), DATA);

        assertThat(same).isEqualTo(PREPARED).hasSameHashCodeAs(PREPARED);
        assertThat(Bytes.of(DATA)).isNotEqualTo(same.encoded());
    }
}
