package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.TrustAnchors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verification relied on, kept and replayed. */
class EvidenceTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final SealOffice OFFICE = new SealOffice();
    private static final byte[] SIGNATURE = new SealSigner(OFFICE.verifier())
            .withTimeStamps(OFFICE.timeStamps(NOW))
            .sign(OFFICE.seal(), OFFICE.signer(), DATA, "a")
            .encoded()
            .toArray();
    private static final int LARGE = 8 * 1024 * 1024;
    private static final Instant JUDGED = NOW.plusSeconds(90);
    private static final SealVerifier TOLD = told(CRLReason.keyCompromise);

    @Test
    void replayed_with_the_same_trust_it_gives_the_same_report_with_nothing_but_the_evidence() {
        EvidenceRecording recording = new EvidenceRecording(TOLD);
        Report<SealSignature> then = recording.verifier().verify(SIGNATURE, DATA);
        byte[] kept = recording.evidence(OFFICE.timeStamps(JUDGED)).encoded().toArray();

        SealVerifier replayed = replay(kept).orThrow();

        assertThat(then.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(replayed.verify(SIGNATURE, DATA).checks()).isEqualTo(then.checks());
        assertThat(then.checks()).anyMatch(check -> check.code().equals("SEAL_TIME_PROVEN"));
        assertThat(replayed.clock().instant()).isEqualTo(JUDGED);
        assertThat(Evidence.read(kept).judgedAt()).isEqualTo(JUDGED);
    }

    @Test
    void a_report_that_did_not_pass_is_replayed_too() {
        SealVerifier told = OFFICE.verifierAt(JUDGED, OFFICE.signer(), NOW.minusSeconds(1), CRLReason.superseded);
        EvidenceRecording recording = new EvidenceRecording(told);
        Report<SealSignature> then = recording.verifier().verify(SIGNATURE, DATA);

        SealVerifier replayed = replay(evidence(recording)).orThrow();

        assertThat(problems(then)).containsExactly("CERT_REVOCATION");
        assertThat(replayed.verify(SIGNATURE, DATA).checks()).isEqualTo(then.checks());
    }

    @Test
    void the_profile_is_the_replayers_and_another_one_then_is_noted() {
        EvidenceRecording recording = new EvidenceRecording(OFFICE.verifier(SealProfile.field()));

        byte[] kept = recording.evidence(OFFICE.timeStamps(NOW)).encoded().toArray();

        assertThat(replay(kept).orThrow().profile()).isEqualTo(SealProfile.strict());
        assertThat(SealOffice.notes(replay(kept))).contains("EVIDENCE_PROFILE");
        Report<SealVerifier> field = Evidence.read(kept).replay(OFFICE.verifier(SealProfile.field()));
        assertThat(field.orThrow().profile()).isEqualTo(SealProfile.field());
        assertThat(SealOffice.notes(field)).doesNotContain("EVIDENCE_PROFILE");
        assertThat(Evidence.read(kept).encoded()).isEqualTo(Bytes.of(kept));
    }

    @Test
    void who_asks_for_revocation_is_not_content_with_evidence_for_which_it_was_not_asked() {
        EvidenceRecording recording = new EvidenceRecording(OFFICE.verifier());
        recording.verifier().verify(SIGNATURE, DATA).orThrow();
        byte[] kept = recording.evidence(OFFICE.timeStamps(NOW)).encoded().toArray();

        Report<SealVerifier> replayed = Evidence.read(kept).replay(TOLD);

        assertThat(SealOffice.notes(replayed)).containsExactly("EVIDENCE_REVOCATION");
        assertThat(replayed.orThrow().verify(SIGNATURE, DATA).verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void trust_in_makers_is_recorded_and_is_the_replayers() {
        TrustAnchors makers = TrustAnchors.of(List.of(certificate(OFFICE.maker())));
        SealVerifier toldApart = TOLD.withMakerAnchors(makers);
        EvidenceRecording recording = new EvidenceRecording(toldApart);
        Report<SealSignature> then = recording.verifier().verify(SIGNATURE, DATA);
        byte[] kept = evidence(recording);

        SealVerifier same = OFFICE.verifier().withMakerAnchors(makers);
        SealVerifier other = OFFICE.verifier().withMakerAnchors(TrustAnchors.of(List.of(certificate(OFFICE.signer()))));

        assertThat(Evidence.read(kept)
                        .replay(same)
                        .orThrow()
                        .verify(SIGNATURE, DATA)
                        .checks())
                .isEqualTo(then.checks());
        assertThat(SealOffice.notes(Evidence.read(kept).replay(same))).isEmpty();
        assertThat(SealOffice.notes(replay(kept))).containsExactly("EVIDENCE_ANCHORS");
        assertThat(SealOffice.notes(Evidence.read(kept).replay(other))).containsExactly("EVIDENCE_ANCHORS");
        assertThat(Evidence.read(kept)
                        .replay(other)
                        .orThrow()
                        .verify(SIGNATURE, DATA)
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void without_asking_for_revocation_the_replay_does_not_ask_either() {
        EvidenceRecording recording = new EvidenceRecording(OFFICE.verifier());
        Report<SealSignature> then = recording.verifier().verify(SIGNATURE, DATA);

        byte[] kept = recording.evidence(OFFICE.timeStamps(NOW)).encoded().toArray();

        assertThat(replay(kept).orThrow().verify(SIGNATURE, DATA).checks()).isEqualTo(then.checks());
    }

    @Test
    void only_what_was_relied_on_is_kept() {
        EvidenceRecording unused = new EvidenceRecording(TOLD);
        EvidenceRecording used = new EvidenceRecording(TOLD);
        used.verifier().verify(SIGNATURE, DATA);

        assertThat(evidence(unused).length + 100).isLessThan(evidence(used).length);
        assertThat(replay(evidence(unused)).orThrow().verify(SIGNATURE, DATA).verdict())
                .isEqualTo(Verdict.INDETERMINATE);
    }

    // Trust is the replayer's

    @Test
    void nothing_passes_without_anchors_or_with_others() {
        byte[] kept = recorded();

        for (TrustAnchors other : List.of(TrustAnchors.none(), new SealOffice().anchors())) {
            SealVerifier replayed = Evidence.read(kept)
                    .replay(trusting(other).withTimeStampAnchors(OFFICE.anchors()))
                    .orThrow();
            assertThat(replayed.verify(SIGNATURE, DATA).verdict()).isNotEqualTo(Verdict.PASSED);
            assertThat(Evidence.read(kept)
                            .replay(OFFICE.verifier().withTimeStampAnchors(other))
                            .subject())
                    .isEmpty();
        }
    }

    @Test
    void anchors_that_are_others_than_then_are_noted() {
        Report<SealVerifier> report = Evidence.read(recorded())
                .replay(trusting(new SealOffice().anchors()).withTimeStampAnchors(OFFICE.anchors()));

        assertThat(SealOffice.notes(report)).containsExactly("EVIDENCE_ANCHORS");
        assertThat(SealOffice.notes(replay(recorded()))).isEmpty();
    }

    // Tampering

    @Test
    void an_octet_changed_in_the_content_never_replays() {
        byte[] kept = recorded();
        int content = Asn1.der(((ASN1Sequence) Asn1.parse(kept)).getObjectAt(0)).length;

        for (int i = 4; i < 4 + content; i += 5) {
            assertThat(replays(changed(kept, i))).as("octet " + i).isFalse();
        }
    }

    @Test
    void an_octet_changed_in_the_stamp_says_nothing_else_where_it_replays_at_all() {
        byte[] kept = recorded();
        Bytes content = Bytes.of(Asn1.der(((ASN1Sequence) Asn1.parse(kept)).getObjectAt(0)));
        int refused = 0;

        for (int i = 4 + content.length(); i < kept.length; i += 11) {
            byte[] changed = changed(kept, i);
            if (replays(changed)) { // certificates that the path did not need, and what nobody has signed
                assertThat(replay(changed).orThrow().verify(SIGNATURE, DATA).verdict())
                        .isEqualTo(Verdict.PASSED);
                assertThat(Evidence.read(changed).judgedAt()).isEqualTo(JUDGED);
            } else {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static byte[] changed(byte[] genuine, int at) {
        byte[] changed = genuine.clone();
        changed[at] ^= 1;
        return changed;
    }

    @Test
    void another_moment_a_list_left_out_and_a_tolerance_put_in_are_found() {
        ASN1Encodable kept = Asn1.parse(recorded());

        for (ASN1Encodable changed : List.of(
                Asn1.replace(kept, Asn1.time(JUDGED.minusSeconds(60)), 0, 1),
                Asn1.replace(kept, new DERSequence(), 0, 7),
                Asn1.replace(kept, new DERSequence(new DERPrintableString("TIME-AS-TEXT")), 0, 2))) {
            assertThat(problems(replay(Asn1.der(changed)))).contains("TIME_STAMP_IMPRINT");
            assertThat(replay(Asn1.der(changed)).verdict()).isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void a_list_that_nobody_trusted_has_signed_is_of_no_use_though_it_was_stamped() {
        SealOffice foreign = new SealOffice();
        EvidenceRecording recording = new EvidenceRecording(new SealVerifier(
                OFFICE.anchors(),
                List.of(),
                RevocationSource.ofCrls(List.of(foreign.crl(JUDGED))),
                Clock.fixed(JUDGED, ZoneOffset.UTC)));
        assertThat(recording.verifier().verify(SIGNATURE, DATA).verdict()).isEqualTo(Verdict.INDETERMINATE);

        assertThat(replay(evidence(recording)).orThrow().verify(SIGNATURE, DATA).verdict())
                .isEqualTo(Verdict.INDETERMINATE);
    }

    @ParameterizedTest
    @ValueSource(ints = {-301, 3601, 86_400 * 365})
    void a_stamp_from_another_time_is_refused(int seconds) {
        EvidenceRecording recording = new EvidenceRecording(TOLD);

        byte[] kept = recording
                .evidence(OFFICE.timeStamps(JUDGED.plusSeconds(seconds)))
                .encoded()
                .toArray();

        assertThat(problems(replay(kept))).containsExactly("EVIDENCE_PROMPT");
    }

    @Test
    void a_stamp_of_nobody_trusted_is_refused() {
        byte[] kept = new EvidenceRecording(TOLD)
                .evidence(new SealOffice().timeStamps(JUDGED))
                .encoded()
                .toArray();

        assertThat(replay(kept).verdict()).isEqualTo(Verdict.FAILED);
    }

    // The format

    @Test
    void refuses_what_is_no_evidence() {
        byte[] kept = recorded();
        ASN1Encodable whole = Asn1.parse(kept);

        for (byte[] octets : List.of(
                new byte[0],
                new byte[] {0x30, 0},
                Arrays.copyOf(kept, kept.length - 1),
                Arrays.copyOf(kept, kept.length + 1),
                Asn1.der(Asn1.append(whole, new ASN1Integer(1))),
                Asn1.der(Asn1.replace(whole, new ASN1Integer(2), 0, 0)),
                Asn1.der(Asn1.replace(whole, ASN1Boolean.FALSE, 0, 5)),
                Asn1.der(Asn1.replace(whole, new DERSequence(new DERPrintableString("ANYTHING")), 0, 2)),
                Asn1.der(Asn1.replace(whole, new DERSequence(new DEROctetString(new byte[3])), 0, 6)),
                Asn1.der(Asn1.replace(whole, many(257), 0, 3)),
                Asn1.der(Asn1.replace(whole, new DEROctetString(new byte[3]), 1)))) {
            assertThatThrownBy(() -> Evidence.read(octets)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void reading_copies_evidence_few_times_however_deep_it_is() throws Exception {
        Bytes list = Der.octetString(Bytes.of(new byte[LARGE]));
        ASN1Encodable large = Asn1.replace(Asn1.parse(recorded()), new DERSequence(Asn1.parse(list.toArray())), 0, 7);
        byte[] kept = Asn1.der(large);
        Evidence.read(recorded()); // loads what is needed

        assertThat(allocatedBy(() -> Evidence.read(kept))).isLessThan(6L * LARGE);
    }

    @Test
    void an_anchor_that_is_no_fingerprint_is_refused_without_a_copy() throws Exception {
        Bytes anchor = Der.octetString(Bytes.of(new byte[LARGE]));
        byte[] kept =
                Asn1.der(Asn1.replace(Asn1.parse(recorded()), new DERSequence(Asn1.parse(anchor.toArray())), 0, 3));

        assertThat(allocatedBy(() ->
                        assertThatThrownBy(() -> Evidence.read(kept)).isInstanceOf(MalformedMessageException.class)))
                .isLessThan(2L * LARGE);
    }

    /** Octets this thread takes from the heap; by reflection, since the module does not read jdk.management. */
    private static long allocatedBy(Runnable work) throws ReflectiveOperationException {
        long before = allocated();
        work.run();
        return allocated() - before;
    }

    private static long allocated() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        return (long) Class.forName("com.sun.management.ThreadMXBean")
                .getMethod("getThreadAllocatedBytes", long.class)
                .invoke(threads, Thread.currentThread().getId());
    }

    @Test
    void shows_its_length_only() {
        assertThat(Evidence.read(recorded()).toString()).matches("evidence, [0-9]+ octets");
    }

    private static ASN1Encodable many(int count) {
        ASN1Encodable[] entries = new ASN1Encodable[count];
        Arrays.fill(entries, new DEROctetString(new byte[32]));
        return new DERSequence(entries);
    }

    /** Revocation of the signer after the signature was stamped. */
    private static SealVerifier told(int reason) {
        return OFFICE.verifierAt(JUDGED, OFFICE.signer(), NOW.plus(Duration.ofMinutes(1)), reason);
    }

    private static byte[] evidence(EvidenceRecording recording) {
        return recording.evidence(OFFICE.timeStamps(JUDGED)).encoded().toArray();
    }

    private static byte[] recorded() {
        EvidenceRecording recording = new EvidenceRecording(TOLD);
        recording.verifier().verify(SIGNATURE, DATA).orThrow();
        return evidence(recording);
    }

    private static Report<SealVerifier> replay(byte[] kept) {
        return Evidence.read(kept).replay(OFFICE.verifier());
    }

    private static SealVerifier trusting(TrustAnchors anchors) {
        return SealOffice.verifier(anchors, NOW);
    }

    private static boolean replays(byte[] kept) {
        try {
            return replay(kept).verdict() == Verdict.PASSED;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @Test
    void the_certificates_between_are_kept() {
        SealVerifier between = new SealVerifier(
                OFFICE.anchors(),
                List.of(certificate(OFFICE.maker())),
                RevocationSource.none(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        byte[] kept = new EvidenceRecording(between)
                .evidence(OFFICE.timeStamps(NOW))
                .encoded()
                .toArray();

        assertThat(replay(kept).orThrow().policy().intermediates()).containsExactly(certificate(OFFICE.maker()));
    }
}
