package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.jose.SignedJwt;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Selective disclosure and key binding, RFC 9901 sections 7.2 and 7.3. */
class LicenceTokenTest {
    private static final String VERIFIER = "https://counter.example.gov.cn";
    private static final String NONCE = "n-0123456789abcdef";
    private static final Occasion OCCASION = new Occasion(VERIFIER, NONCE, Bureau.PURPOSE);
    private static final Bureau BUREAU = new Bureau(SignatureAlgorithm.ES256);
    private static final LicenceToken LICENCE =
            LicenceToken.parse(BUREAU.issue().token());

    @Test
    void names_everything_that_can_be_hidden() {
        assertThat(LICENCE.disclosable())
                .contains("/ZZBH", "/KZ_ZL", "/holders/0", "/holders/1", "/holders/0/CZZT", "/holders/1/CZZTDM")
                .doesNotContain("/KZ_QLLX", "/iss", "/ZZBS", "/status", "/holders");
    }

    @Test
    void shows_what_was_chosen_and_what_it_lies_within() {
        LicenceToken shown = LICENCE.present(Set.of("/holders/1/CZZT", "/KZ_MJ"));

        Licence licence = BUREAU.verifier().verify(shown.compact()).orThrow();

        assertThat(shown.disclosable()).containsExactlyInAnyOrder("/holders/1", "/holders/1/CZZT", "/KZ_MJ");
        assertThat(licence.holders()).containsExactly(new Holder("李四", null, null));
        assertThat(licence.fields()).containsOnlyKeys("KZ_QLLX", "KZ_QLXZ", "KZ_MJ");
        assertThat(licence.number()).isNull();
    }

    @Test
    void shows_nothing_when_nothing_was_chosen() {
        LicenceToken shown = LICENCE.present(Set.of());

        assertThat(shown.compact()).endsWith("~").doesNotMatch(".*~.+");
        assertThat(BUREAU.verifier().verify(shown.compact()).orThrow().holders())
                .isEmpty();
    }

    @Test
    void the_eleventh_holder_does_not_bring_the_second_along() {
        List<Holder> eleven = Collections.nCopies(11, Holder.of("张三", Bureau.ZHANG));
        String token = new Bureau(SignatureAlgorithm.SM2)
                .issue(Bureau.draft(Bureau.draft().id(), null, fields -> fields, eleven), Bureau.CASE)
                .token();

        assertThat(LicenceToken.parse(token).present(Set.of("/holders/10/CZZT")).disclosable())
                .containsExactlyInAnyOrder("/holders/10", "/holders/10/CZZT");
    }

    @Test
    void what_was_left_out_cannot_be_shown_again() {
        LicenceToken shown = LICENCE.present(Set.of("/KZ_MJ"));

        refusedArgument(() -> shown.present(Set.of("/ZZBH")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "ZZBH", "/zzbh", "/ZZBH/", "/iss", "/holders", "/holders/2", "/holders/0/KZ_MJ", "/KZ"})
    void refuses_a_pointer_to_nothing_hidden(String pointer) {
        refusedArgument(() -> LICENCE.present(Set.of(pointer)));
    }

    @Test
    void a_holder_does_not_read_a_bound_licence_again() {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> LicenceToken.parse(bound()));
    }

    @Test
    void a_bound_licence_passes_at_the_verifier_it_was_made_for() {
        Report<Licence> report = present(bound());

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.checks())
                .extracting(Check::code)
                .endsWith(
                        "LICENCE_BOUND",
                        "LICENCE_HOLDER_KEY",
                        "BINDING_FORMAT",
                        "BINDING_SIGNATURE",
                        "BINDING_TIME",
                        "BINDING_AUDIENCE",
                        "BINDING_NONCE",
                        "BINDING_HASH",
                        "BINDING_PURPOSE");
    }

    @Test
    void binding_goes_by_the_key_the_licence_was_issued_for() {
        SigningKey other = SigningKey.generate(SignatureAlgorithm.SM2, "wallet");

        refusedArgument(() -> LICENCE.bind(other, OCCASION, Bureau.CLOCK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "short", "0123456789abcde"})
    void binding_needs_a_nonce_that_cannot_be_guessed(String nonce) {
        refusedArgument(() -> new Occasion(VERIFIER, nonce, Bureau.PURPOSE));
    }

    @Test
    void step_2_refuses_an_unbound_licence_where_binding_was_asked_for() {
        fails("LICENCE_BOUND", LICENCE.compact());
    }

    @Test
    void step_3_refuses_a_bound_licence_where_none_was_asked_for() {
        assertThat(codes(BUREAU.verifier().verify(bound()))).containsExactly("LICENCE_BOUND");
    }

    @Test
    void step_5a_refuses_a_licence_without_a_holder_key() {
        String token = BUREAU.resigned(LICENCE.compact(), payload -> payload.remove("cnf"));

        fails("LICENCE_HOLDER_KEY", token + bound().substring(bound().lastIndexOf('~') + 1));
    }

    @Test
    void step_5c_refuses_a_binding_by_another_key() {
        fails(
                "BINDING_SIGNATURE",
                rebound(SigningKey.generate(SignatureAlgorithm.SM2, "wallet"), "kb+jwt", claims -> {}));
        fails("BINDING_SIGNATURE", rebound(BUREAU.key, "kb+jwt", claims -> {}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "KB+JWT", "dc+sd-jwt", "application/kb+jwt"})
    void step_5d_refuses_a_binding_of_another_type(String type) {
        fails("BINDING_FORMAT", rebound(Bureau.HOLDER_KEY, type, claims -> {}));
    }

    @Test
    void step_5e_refuses_a_binding_that_is_not_of_just_now() {
        long now = Bureau.NOW.getEpochSecond();

        fails("BINDING_TIME", rebound(claims -> claims.put("iat", now + 61)));
        fails("BINDING_TIME", rebound(claims -> claims.put("iat", now - 360)));
        fails("BINDING_TIME", rebound(claims -> claims.put("exp", now)));
        assertThat(present(rebound(claims -> claims.put("iat", now - 359))).verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void step_5f_refuses_a_binding_for_another_verifier_or_another_time() {
        fails("BINDING_AUDIENCE", rebound(claims -> claims.put("aud", VERIFIER + "/")));
        fails("BINDING_NONCE", rebound(claims -> claims.put("nonce", NONCE + "x")));
    }

    @Test
    void step_5g_refuses_a_binding_about_something_else() {
        String withoutArea = LICENCE.present(Set.of("/ZZBH", "/KZ_MJ")).bind(Bureau.HOLDER_KEY, OCCASION, Bureau.CLOCK);
        String binding = withoutArea.substring(withoutArea.lastIndexOf('~') + 1);

        fails("BINDING_HASH", LICENCE.compact() + binding);
        fails("BINDING_HASH", LICENCE.present(Set.of("/ZZBH")).compact() + binding);
        fails("BINDING_HASH", rebound(claims -> claims.put("sd_hash", "x")));
    }

    static Stream<Consumer<ObjectNode>> spoiltBindings() {
        return Stream.of(
                claims -> claims.remove("iat"),
                claims -> claims.putNull("iat"),
                claims -> claims.put("iat", "1"),
                claims -> claims.put("iat", 1.5),
                claims -> claims.remove("aud"),
                claims -> claims.putArray("aud").add(VERIFIER),
                claims -> claims.remove("nonce"),
                claims -> claims.put("nonce", 1),
                claims -> claims.remove("sd_hash"),
                claims -> claims.put("sd_hash", ""),
                claims -> claims.put("exp", "never"),
                claims -> claims.remove("purpose"),
                claims -> claims.put("purpose", "any"),
                claims -> ((ObjectNode) claims.get("purpose")).remove("caseNumber"),
                claims -> ((ObjectNode) claims.get("purpose")).remove("matterCode"));
    }

    @ParameterizedTest
    @MethodSource("spoiltBindings")
    void section_4_3_refuses_a_binding_whose_claims_are_not_as_they_must_be(Consumer<ObjectNode> spoil) {
        fails("BINDING_FORMAT", rebound(spoil));
    }

    @Test
    void a_presentation_is_good_for_its_case_and_matter_only() {
        Purpose otherCase = new Purpose(
                new CaseNumber("310000-2026-000778"), Bureau.PURPOSE.matter(), "basis", "operator", Set.of("name"));
        Purpose otherMatter = new Purpose(
                Bureau.PURPOSE.caseNumber(), new MatterCode("210987654321"), "basis", "operator", Set.of("name"));

        for (Purpose other : List.of(otherCase, otherMatter)) {
            assertThat(codes(BUREAU.verifier().verifyPresentation(bound(), new Occasion(VERIFIER, NONCE, other))))
                    .containsExactly("BINDING_PURPOSE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30."})
    void refuses_a_binding_that_is_no_jwt(String binding) {
        fails("BINDING_FORMAT", LICENCE.compact() + binding);
    }

    private static String bound() {
        return LICENCE.bind(Bureau.HOLDER_KEY, OCCASION, Bureau.CLOCK);
    }

    private static String rebound(Consumer<ObjectNode> change) {
        return rebound(Bureau.HOLDER_KEY, "kb+jwt", change);
    }

    private static String rebound(SigningKey key, String type, Consumer<ObjectNode> change) {
        String bound = bound();
        int start = bound.lastIndexOf('~') + 1;
        ObjectNode claims =
                SignedJwt.parse(bound.substring(start), 1 << 16, "binding").claims();
        change.accept(claims);
        return bound.substring(0, start) + SignedJwt.sign(key, type, claims);
    }

    private static Report<Licence> present(String presentation) {
        return BUREAU.verifier().verifyPresentation(presentation, OCCASION);
    }

    private static void fails(String code, String presentation) {
        Report<Licence> report = present(presentation);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(report)).contains(code);
    }

    private static List<String> codes(Report<Licence> report) {
        return report.problems().stream().map(Check::code).toList();
    }

    private static void refusedArgument(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call);
    }
}
