package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.jose.Jwk;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.licence.status.StatusSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotated copies (加注件): shown by the platform, on one occasion, for a time. */
class AnnotatedCopyTest {
    private static final CreditCode PLATFORM = CreditCode.parse(Bureau.CODE);
    private static final SigningKey PLATFORM_KEY = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
    private static final Bureau BUREAU = new Bureau(SignatureAlgorithm.SM2);
    private static final LicenceToken LICENCE = LicenceToken.parse(
            BUREAU.issue(Bureau.draft().boundTo(null), Bureau.CASE).token());
    private static final Occasion OCCASION =
            new Occasion("https://counter.example.gov.cn", "n-0123456789abcdef", Bureau.PURPOSE);
    private static final Instant ENDS = Bureau.NOW.plus(Duration.ofDays(3));
    private static final LicenceVerifier VERIFIER = BUREAU.verifier().believing(List.of(trusted(PLATFORM_KEY)));
    private static final String COPY = annotator(PLATFORM_KEY).annotate(LICENCE, OCCASION, "新生儿入户", ENDS);

    @Test
    void a_copy_shows_the_licence_on_its_occasion_for_a_holder_without_a_key() {
        Report<Licence> report = VERIFIER.verifyPresentation(COPY, OCCASION);

        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASSED);
        assertThat(report.orThrow().holders()).isEqualTo(Bureau.draft().holders());
        assertThat(report.checks())
                .extracting(Check::code)
                .startsWith(
                        "ANNOTATION_FORMAT",
                        "ANNOTATION_ANNOTATOR",
                        "ANNOTATION_SIGNATURE",
                        "ANNOTATION_TIME",
                        "ANNOTATION_AUDIENCE",
                        "ANNOTATION_NONCE",
                        "ANNOTATION_PURPOSE",
                        "LICENCE_FORMAT");
    }

    @Test
    void a_copy_of_a_licence_with_a_key_passes_where_binding_is_required_since_its_maker_bound_it() {
        LicenceToken withKey = LicenceToken.parse(BUREAU.issue(
                        Bureau.draft(LicenceId.make(Bureau.TYPE, Bureau.CODE, "ZJ2026BDC0002", 1), null),
                        new CaseNumber("330100-2026-000002"))
                .token());
        String copy = annotator(PLATFORM_KEY).annotate(withKey, OCCASION, "入学", ENDS);

        assertThat(VERIFIER.requiringBinding().verifyPresentation(copy, OCCASION).verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(VERIFIER.requiringBinding().verify(withKey.compact()).verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void a_copy_shows_what_was_chosen_and_no_more() {
        String copy =
                annotator(PLATFORM_KEY).annotate(LICENCE.present(Set.of("/holders/0/CZZT")), OCCASION, "入学", ENDS);

        Licence licence = VERIFIER.verifyPresentation(copy, OCCASION).orThrow();

        assertThat(licence.holders()).containsExactly(new Holder("张三", null, null));
        assertThat(licence.number()).isNull();
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void an_issuer_can_annotate_its_own_licences_when_trusted_for_it(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "bureau-copies");
        String copy = annotator(key).annotate(LICENCE, OCCASION, "入学", ENDS);

        assertThat(BUREAU.verifier()
                        .believing(List.of(trusted(key)))
                        .verifyPresentation(copy, OCCASION)
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_copy_names_its_maker_time_cause_and_end() {
        ObjectNode claims = claims(COPY);

        assertThat(claims.get("iss").textValue()).isEqualTo("urn:cn:uscc:" + Bureau.CODE);
        assertThat(claims.get("JZJZZZ").textValue()).isEqualTo("浙江政务服务网");
        assertThat(claims.get("JZJZZSY").textValue()).isEqualTo("新生儿入户");
        assertThat(claims.get("iat").longValue()).isEqualTo(Bureau.NOW.getEpochSecond());
        assertThat(claims.get("exp").longValue()).isEqualTo(ENDS.getEpochSecond());
        assertThat(claims.at("/purpose/matterCode").textValue()).isEqualTo("123456789012");
    }

    // whose copies are believed

    @Test
    void nobodys_copies_are_believed_unless_named() {
        fails(BUREAU.verifier(), COPY, "ANNOTATION_ANNOTATOR");
    }

    @Test
    void an_issuer_that_is_trusted_for_licences_is_not_for_copies() {
        fails(VERIFIER, annotator(BUREAU.key).annotate(LICENCE, OCCASION, "x", ENDS), "ANNOTATION_ANNOTATOR");
    }

    @Test
    void a_key_of_another_annotator_is_not_this_ones() {
        TrustedAnnotator other =
                new TrustedAnnotator("11330100002489719U", Map.of("platform-1", PLATFORM_KEY.verificationKey()));

        fails(BUREAU.verifier().believing(List.of(other)), COPY, "ANNOTATION_ANNOTATOR");
    }

    @Test
    void another_key_with_the_same_id_does_not_do() {
        SigningKey impostor = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");

        fails(VERIFIER, annotator(impostor).annotate(LICENCE, OCCASION, "x", ENDS), "ANNOTATION_SIGNATURE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "urn:cn:uscc:", "urn:cn:uscc:11330100002489719U", Bureau.CODE, "URN:CN:USCC:" + Bureau.CODE})
    void refuses_an_annotator_of_another_name(String iss) {
        assertThat(codes(VERIFIER.verifyPresentation(again(claims -> claims.put("iss", iss)), OCCASION)))
                .containsAnyOf("ANNOTATION_ANNOTATOR", "ANNOTATION_FORMAT");
    }

    @Test
    void nobody_is_asked_for_the_status_of_a_licence_in_a_copy_by_a_stranger() {
        StatusSource neverAsked = uri -> {
            throw new AssertionError("a stranger's copy made us look up an address");
        };
        LicenceVerifier verifier = new LicenceVerifier(BUREAU.trusted(), neverAsked, Bureau.CLOCK, Limits.DEFAULT);

        fails(verifier, COPY, "ANNOTATION_ANNOTATOR");
    }

    // one occasion

    static Stream<Occasion> otherOccasions() {
        Purpose purpose = Bureau.PURPOSE;
        return Stream.of(
                new Occasion(OCCASION.audience() + "/", OCCASION.nonce(), purpose),
                new Occasion("https://other.example.gov.cn", OCCASION.nonce(), purpose),
                new Occasion(OCCASION.audience(), OCCASION.nonce() + "0", purpose),
                new Occasion(
                        OCCASION.audience(),
                        OCCASION.nonce(),
                        new Purpose(new CaseNumber("310000-2026-000778"), purpose.matter(), "b", "o", Set.of("f"))),
                new Occasion(
                        OCCASION.audience(),
                        OCCASION.nonce(),
                        new Purpose(purpose.caseNumber(), new MatterCode("210987654321"), "b", "o", Set.of("f"))));
    }

    @ParameterizedTest
    @MethodSource("otherOccasions")
    void refuses_a_copy_on_every_other_occasion(Occasion other) {
        assertThat(codes(VERIFIER.verifyPresentation(COPY, other)))
                .first()
                .asString()
                .matches("ANNOTATION_(AUDIENCE|NONCE|PURPOSE)");
    }

    @Test
    void refuses_a_copy_where_none_was_asked_for() {
        assertThat(codes(VERIFIER.verify(COPY))).containsExactly("LICENCE_FORMAT");
    }

    // its end

    @Test
    void a_copy_ends_to_the_second() {
        assertThat(at(ENDS.minusSeconds(1)).verifyPresentation(COPY, OCCASION).verdict())
                .isEqualTo(Verdict.PASSED);
        fails(at(ENDS), COPY, "ANNOTATION_TIME");
    }

    @Test
    void a_copy_is_not_good_before_it_was_made() {
        assertThat(codes(VERIFIER.verifyPresentation(
                        again(claims -> claims.put("iat", Bureau.NOW.getEpochSecond() + 61)), OCCASION)))
                .contains("ANNOTATION_TIME");
        assertThat(VERIFIER.verifyPresentation(
                                again(claims -> claims.put("iat", Bureau.NOW.getEpochSecond() + 60)), OCCASION)
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void refuses_a_copy_that_is_good_for_too_long_or_for_no_time() {
        long now = Bureau.NOW.getEpochSecond();

        fails(VERIFIER, again(claims -> claims.put("exp", now + 90 * 86_400L + 1)), "ANNOTATION_TIME");
        fails(VERIFIER, again(claims -> claims.put("exp", 253_402_300_799L)), "ANNOTATION_TIME");
        fails(VERIFIER, again(claims -> claims.put("exp", now)), "ANNOTATION_TIME");
        fails(VERIFIER, again(claims -> claims.put("iat", now).put("exp", now - 1)), "ANNOTATION_TIME");
        assertThat(VERIFIER.verifyPresentation(again(claims -> claims.put("exp", now + 90 * 86_400L)), OCCASION)
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void none_is_made_that_ends_at_once_or_late() {
        for (Instant end : List.of(
                Bureau.NOW,
                Bureau.NOW.minusSeconds(1),
                Bureau.NOW.plus(Duration.ofDays(90)).plusSeconds(1))) {
            refusedArgument(() -> annotator(PLATFORM_KEY).annotate(LICENCE, OCCASION, "x", end));
        }
    }

    // the licence in it

    @Test
    void a_copy_of_a_revoked_licence_fails() {
        Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        IssuedLicence issued = bureau.issue();
        Annotator annotator = new Annotator(PLATFORM_KEY, PLATFORM, "x", bureau.verifier(), Bureau.CLOCK);
        String copy = annotator.annotate(LicenceToken.parse(issued.token()), OCCASION, "x", ENDS);
        bureau.change(issued.id(), LicenceStatus.REVOKED);

        fails(bureau.verifier().believing(List.of(trusted(PLATFORM_KEY))), copy, "LICENCE_STATUS");
        assertThatExceptionOfType(VerificationFailedException.class)
                .isThrownBy(() -> annotator.annotate(LicenceToken.parse(issued.token()), OCCASION, "x", ENDS));
    }

    @Test
    void a_copy_of_somebody_elses_licence_fails() {
        LicenceVerifier stranger = VERIFIER.forHolder(Bureau.bornOn(LocalDate.of(1990, 1, 1)));

        LicenceVerifier inTheOtherOrder = BUREAU.verifier()
                .forHolder(Bureau.bornOn(LocalDate.of(1990, 1, 1)))
                .believing(List.of(trusted(PLATFORM_KEY)));

        fails(inTheOtherOrder, COPY, "LICENCE_HOLDER");
        fails(stranger, COPY, "LICENCE_HOLDER");
        assertThat(VERIFIER.forHolder(Bureau.ZHANG)
                        .verifyPresentation(COPY, OCCASION)
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_licence_changed_inside_a_copy_fails() {
        String token = LICENCE.compact();
        String dropped = token.substring(0, token.lastIndexOf('~', token.length() - 2) + 1);
        Bureau impostor = new Bureau(SignatureAlgorithm.SM2);
        String forged = impostor.issue().token();

        fails(VERIFIER, again(claims -> claims.put("licence", forged)), "LICENCE_SIGNATURE");
        assertThat(VERIFIER.verifyPresentation(tampered(claims -> claims.put("licence", dropped)), OCCASION)
                        .problems())
                .extracting(Check::code)
                .contains("ANNOTATION_SIGNATURE");
    }

    static Stream<Consumer<ObjectNode>> spoiltCopies() {
        return Stream.of(
                claims -> claims.remove("iss"),
                claims -> claims.put("iss", 1),
                claims -> claims.remove("iat"),
                claims -> claims.putNull("iat"),
                claims -> claims.put("iat", "1"),
                claims -> claims.put("iat", -1),
                claims -> claims.remove("exp"),
                claims -> claims.putNull("exp"),
                claims -> claims.put("exp", 1.5),
                claims -> claims.put("exp", Long.MAX_VALUE),
                claims -> claims.remove("aud"),
                claims -> claims.putArray("aud").add(OCCASION.audience()),
                claims -> claims.remove("nonce"),
                claims -> claims.put("nonce", 1),
                claims -> claims.remove("purpose"),
                claims -> claims.put("purpose", "any"),
                claims -> ((ObjectNode) claims.get("purpose")).remove("caseNumber"),
                claims -> ((ObjectNode) claims.get("purpose")).put("matterCode", 1),
                claims -> claims.remove("JZJZZZ"),
                claims -> claims.put("JZJZZZ", ""),
                claims -> claims.remove("JZJZZSY"),
                claims -> claims.put("JZJZZSY", 1),
                claims -> claims.remove("licence"),
                claims -> claims.put("licence", ""),
                claims -> claims.put("licence", "x"),
                claims -> claims.putObject("licence"),
                claims -> claims.put("licence", COPY),
                claims -> claims.put("licence", LICENCE.compact() + "x"));
    }

    @ParameterizedTest
    @MethodSource("spoiltCopies")
    void refuses_a_copy_whose_claims_are_not_as_they_must_be(Consumer<ObjectNode> spoil) {
        fails(VERIFIER, again(spoil), "ANNOTATION_FORMAT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "kb+jwt", "dc+sd-jwt", "statuslist+jwt", "ANNOTATED-LICENCE+JWT"})
    void refuses_a_copy_of_another_type(String type) {
        fails(VERIFIER, SignedJwt.sign(PLATFORM_KEY, type, claims(COPY)), "ANNOTATION_FORMAT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "..", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "\uFEFF", "。"})
    void refuses_what_is_no_copy(String text) {
        fails(VERIFIER, text, "ANNOTATION_FORMAT");
    }

    @Test
    void a_copy_goes_by_the_limits() {
        Limits small = new Limits(
                COPY.length() - 1,
                32,
                512,
                1 << 20,
                Duration.ofDays(7),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                null);
        LicenceVerifier verifier = new LicenceVerifier(BUREAU.trusted(), BUREAU.published(), Bureau.CLOCK, small);

        fails(verifier.believing(List.of(trusted(PLATFORM_KEY))), COPY, "ANNOTATION_FORMAT");
    }

    // arguments and trust lists

    @Test
    void two_annotators_of_one_code_are_refused() {
        refusedArgument(() -> VERIFIER.believing(List.of(trusted(PLATFORM_KEY), trusted(BUREAU.key))));
    }

    @Test
    void a_name_and_a_cause_have_their_bounds() {
        for (String text : List.of("", " ", "a\tb", "长".repeat(201))) {
            refusedArgument(() -> annotator(PLATFORM_KEY).annotate(LICENCE, OCCASION, text, ENDS));
            refusedArgument(() -> new Annotator(PLATFORM_KEY, PLATFORM, text, BUREAU.verifier(), Bureau.CLOCK));
        }
    }

    @Test
    void reads_an_entry_of_a_trust_list() {
        assertThat(TrustedAnnotator.read(entry(Bureau.CODE))).isEqualTo(trusted(PLATFORM_KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"code\":\"x\"}", "{\"code\":1,\"keys\":[]}", "{\"keys\":[]}"})
    void refuses_an_entry_of_another_form(String json) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> TrustedAnnotator.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refuses_an_entry_whose_code_is_too_long() {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> TrustedAnnotator.read(entry("1".repeat(19))));
    }

    @Test
    void nothing_shows_a_nonce_or_a_claim() {
        assertThat(OCCASION.toString()).doesNotContain(OCCASION.nonce());
        assertThat(VERIFIER.verifyPresentation(COPY, OCCASION).checks().toString())
                .doesNotContain("张三", OCCASION.nonce(), "新生儿");
    }

    private static byte[] entry(String code) {
        ObjectNode entry = StrictJson.object().put("code", code);
        entry.putArray("keys").add(Jwk.write(PLATFORM_KEY.verificationKey()).put("kid", "platform-1"));
        return StrictJson.write(entry);
    }

    private static Annotator annotator(SigningKey key) {
        return new Annotator(key, PLATFORM, "浙江政务服务网", BUREAU.verifier(), Bureau.CLOCK);
    }

    private static TrustedAnnotator trusted(SigningKey key) {
        return new TrustedAnnotator(PLATFORM.value(), Map.of(key.keyId(), key.verificationKey()));
    }

    private static LicenceVerifier at(Instant now) {
        return BUREAU.verifier(Bureau.at(now.toString())).believing(List.of(trusted(PLATFORM_KEY)));
    }

    /** The copy with its claims changed, signed again by the platform. */
    private static String again(Consumer<ObjectNode> change) {
        ObjectNode claims = claims(COPY);
        change.accept(claims);
        return SignedJwt.sign(PLATFORM_KEY, AnnotationJwt.TYPE, claims);
    }

    /** The copy with its claims changed and the signature as it was. */
    private static String tampered(Consumer<ObjectNode> change) {
        String changed = again(change);
        return changed.substring(0, changed.lastIndexOf('.')) + COPY.substring(COPY.lastIndexOf('.'));
    }

    private static ObjectNode claims(String copy) {
        return SignedJwt.parse(copy, 1 << 20, "copy").claims();
    }

    private static void fails(LicenceVerifier verifier, String copy, String code) {
        Report<Licence> report = verifier.verifyPresentation(copy, OCCASION);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(report)).first().asString().startsWith(code);
        assertThat(report.subject()).isEmpty();
    }

    private static List<String> codes(Report<Licence> report) {
        return report.problems().stream().map(Check::code).toList();
    }

    private static void refusedArgument(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call);
    }
}
