package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.internal.crypto.Hash;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSignaturesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final URI TARGET = URI.create("https://platform.example/v1/payments/orders");
    private static final Bytes BODY = bytes("{\"orderNumber\":\"D-1\"}");

    private final SigningKey department = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
    private final SigningKey platform = SigningKey.generate(SignatureAlgorithm.ES256, "platform-1");
    private final MessageSignatures departmentSide = side(department, platform, CLOCK);
    private final MessageSignatures platformSide = side(platform, department, CLOCK);
    private final RawMessage request = departmentSide.sign("POST", TARGET, BODY, "D-1");

    private static MessageSignatures side(SigningKey own, SigningKey peer, Clock clock) {
        return new MessageSignatures(own, VerificationKeys.of(Map.of(peer.keyId(), peer.verificationKey())), clock);
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void a_signed_request_comes_out_as_it_went_in(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "k");
        RawMessage signed = side(key, platform, CLOCK).sign("POST", TARGET, BODY, "D-1");

        Inbound inbound = side(platform, key, CLOCK).verify(TARGET, signed).orThrow();

        assertThat(inbound.body()).isEqualTo(BODY);
        assertThat(inbound.keyId()).isEqualTo("k");
        assertThat(inbound.created()).isEqualTo(NOW);
        assertThat(inbound.nonce()).hasSize(24);
    }

    @Test
    void a_read_has_no_idempotency_key_and_passes() {
        RawMessage read = departmentSide.sign("POST", TARGET, BODY, null);

        assertThat(read.headers()).doesNotContainKey("idempotency-key");
        assertThat(platformSide.verify(TARGET, read).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void every_signature_has_its_own_nonce() {
        String first = platformSide.verify(TARGET, request).orThrow().nonce();
        String second = platformSide
                .verify(TARGET, departmentSide.sign("POST", TARGET, BODY, "D-1"))
                .orThrow()
                .nonce();

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void header_names_may_come_in_any_case() {
        Map<String, List<String>> capitals = new HashMap<>();
        request.headers().forEach((name, lines) -> capitals.put(name.toUpperCase(Locale.ROOT), lines));

        assertThat(platformSide
                        .verify(TARGET, new RawMessage("POST", TARGET.toString(), capitals, BODY))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void finds_another_method() {
        assertFails(new RawMessage("PUT", request.targetUri(), request.headers(), BODY), "MESSAGE_SIGNATURE_VALUE");
    }

    @Test
    void finds_another_address() {
        assertFails(new RawMessage("POST", TARGET + "?a=1", request.headers(), BODY), "MESSAGE_SIGNATURE_VALUE");
    }

    @Test
    void finds_another_body() {
        assertFails(
                new RawMessage("POST", request.targetUri(), request.headers(), bytes("{}")), "MESSAGE_CONTENT_DIGEST");
    }

    @Test
    void finds_another_body_with_its_own_digest() {
        Bytes other = bytes("{}");
        assertFails(with(with(request, other), "content-digest", ContentDigest.of(other)), "MESSAGE_SIGNATURE_VALUE");
    }

    @Test
    void finds_another_media_type() {
        assertFails(with(request, "content-type", "text/plain"), "MESSAGE_SIGNATURE_VALUE");
    }

    @Test
    void finds_another_idempotency_key() {
        assertFails(with(request, "idempotency-key", "D-2"), "MESSAGE_SIGNATURE_VALUE");
    }

    @Test
    void finds_an_idempotency_key_put_on_a_read() {
        RawMessage read = departmentSide.sign("POST", TARGET, BODY, null);

        assertFails(with(read, "idempotency-key", "D-1"), "MESSAGE_SIGNATURE_COVERAGE");
    }

    @Test
    void finds_an_idempotency_key_taken_off_a_write() {
        assertFails(with(request, "idempotency-key"), "MESSAGE_SIGNATURE_COVERAGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"@method\"", "\"@target-uri\"", "\"content-digest\"", "\"content-type\""})
    void finds_a_component_not_covered(String component) {
        assertFails(rewritten(input -> input.replaceFirst(component + " ", "")), "MESSAGE_SIGNATURE_COVERAGE");
    }

    @Test
    void finds_a_component_covered_twice() {
        assertFails(
                rewritten(input -> input.replace("\"@method\"", "\"@method\" \"@method\"")),
                "MESSAGE_SIGNATURE_COVERAGE");
        assertFails(rewritten(input -> input.replace("\"@method\"", "\"@target-uri\"")), "MESSAGE_SIGNATURE_COVERAGE");
    }

    @Test
    void finds_components_in_another_order_than_signed() {
        assertFails(
                rewritten(input -> input.replace("\"@method\" \"@target-uri\"", "\"@target-uri\" \"@method\"")),
                "MESSAGE_SIGNATURE_VALUE");
    }

    @Test
    void finds_another_tag() {
        assertFails(rewritten(input -> input.replace("tag=\"onevisit\"", "tag=\"other\"")), "MESSAGE_SIGNATURE_TAG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {";tag=\"onevisit\"", ";created=\\d+", ";nonce=\"[^\"]+\"", ";keyid=\"[^\"]+\"", ";alg=\"[^\"]+\""
            })
    void finds_a_parameter_left_out(String parameter) {
        assertFails(rewritten(input -> input.replaceFirst(parameter, "")), "MESSAGE_SIGNATURE_PARAMETERS");
    }

    @Test
    void finds_a_parameter_nobody_agreed_on() {
        assertFails(rewritten(input -> input + ";expires=99999999999"), "MESSAGE_SIGNATURE_PARAMETERS");
        assertFails(
                rewritten(input -> input.replaceFirst("created=\\d+", "created=\"x\"")),
                "MESSAGE_SIGNATURE_PARAMETERS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "has blanks has blanks has", "+++++++++++++++++++++++++"})
    void finds_a_nonce_of_another_form(String nonce) {
        assertFails(
                rewritten(input -> input.replaceFirst("nonce=\"[^\"]+\"", "nonce=\"" + nonce + "\"")),
                "MESSAGE_SIGNATURE_NONCE");
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 86_400})
    void fault_31_a_request_out_of_the_window_either_way(long seconds) {
        MessageSignatures other = side(department, platform, Clock.offset(CLOCK, Duration.ofSeconds(seconds)));

        assertFails(other.sign("POST", TARGET, BODY, "D-1"), "MESSAGE_SIGNATURE_TIME");
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void a_request_at_the_edge_of_the_window_passes(long seconds) {
        MessageSignatures other = side(department, platform, Clock.offset(CLOCK, Duration.ofSeconds(seconds)));

        assertThat(platformSide
                        .verify(TARGET, other.sign("POST", TARGET, BODY, "D-1"))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void fault_37_two_keys_overlap_and_a_retired_one_is_refused() {
        SigningKey next = SigningKey.generate(SignatureAlgorithm.SM2, "department-2");
        MessageSignatures both = new MessageSignatures(
                platform,
                VerificationKeys.of(Map.of(
                        department.keyId(), department.verificationKey(),
                        next.keyId(), next.verificationKey())),
                CLOCK);
        RawMessage byNext = side(next, platform, CLOCK).sign("POST", TARGET, BODY, "D-1");

        assertThat(both.verify(TARGET, request).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(both.verify(TARGET, byNext).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(problems(side(platform, next, CLOCK).verify(TARGET, request)))
                .contains("MESSAGE_SIGNATURE_KEY");
    }

    @Test
    void finds_another_key_under_the_same_id() {
        SigningKey impostor = SigningKey.generate(SignatureAlgorithm.SM2, department.keyId());

        assertFails(side(impostor, platform, CLOCK).sign("POST", TARGET, BODY, "D-1"), "MESSAGE_SIGNATURE_VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "hmac-sha256", "ecdsa-p256-sha256", "SM2-SM3", ""})
    void fault_40_the_message_does_not_choose_the_algorithm(String algorithm) {
        assertFails(
                rewritten(input -> input.replaceFirst("alg=\"[^\"]+\"", "alg=\"" + algorithm + "\"")),
                "MESSAGE_SIGNATURE_ALGORITHM");
    }

    @Test
    void fault_40_a_key_of_the_other_algorithm_under_the_same_id() {
        SigningKey other = SigningKey.generate(SignatureAlgorithm.ES256, department.keyId());

        assertFails(side(other, platform, CLOCK).sign("POST", TARGET, BODY, "D-1"), "MESSAGE_SIGNATURE_ALGORITHM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signature", "signature-input", "content-digest", "content-type"})
    void fault_38_a_header_that_is_missing_or_given_twice(String header) {
        String line = SignatureBase.field(request.headers(), header);

        assertFails(with(request, header), "MESSAGE_SIGNATURE_FORM");
        assertFails(with(request, header, line, line), "MESSAGE_SIGNATURE_FORM");
        assertFails(with(request, header, line + "\n"), "MESSAGE_SIGNATURE_FORM");
        assertThat(platformSide
                        .verify(TARGET, with(request, header, " " + line + "\t"))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void finds_a_second_signature_or_another_label() {
        String signature = SignatureBase.field(request.headers(), "signature");

        assertFails(with(request, "signature", signature + ", two=::"), "MESSAGE_SIGNATURE_FORM");
        assertFails(with(request, "signature", signature.replace("sig=", "gis=")), "MESSAGE_SIGNATURE_FORM");
    }

    @Test
    void finds_a_signature_of_another_length() {
        assertFails(with(request, "signature", "sig=::"), "MESSAGE_SIGNATURE_VALUE");
    }

    @Test
    void accepts_a_digest_by_sm3_and_passes_over_unknown_ones() {
        String sm3 = "sm3=" + StructuredField.serialize(Bytes.of(Hash.SM3.digest(BODY.toArray())));

        assertThat(ContentDigest.matches(sm3, BODY)).isTrue();
        assertThat(ContentDigest.matches(sm3 + ", sha-512=::", BODY)).isTrue();
        assertThat(ContentDigest.matches("sha-512=::", BODY)).isFalse();
        assertThat(ContentDigest.matches(sm3 + ", sha-256=:AAAA:", BODY)).isFalse();
        assertThat(ContentDigest.matches(ContentDigest.of(BODY), bytes("{}"))).isFalse();
    }

    @Test
    void makes_every_check_that_can_be_made() {
        RawMessage wrong = with(rewritten(input -> input.replace("onevisit", "other")), bytes("{}"));

        assertThat(platformSide.verify(TARGET, wrong).checks())
                .extracting(Check::code)
                .containsExactly(
                        "MESSAGE_ADDRESS",
                        "MESSAGE_SIGNATURE_FORM",
                        "MESSAGE_SIGNATURE_COVERAGE",
                        "MESSAGE_SIGNATURE_PARAMETERS",
                        "MESSAGE_SIGNATURE_TAG",
                        "MESSAGE_SIGNATURE_NONCE",
                        "MESSAGE_SIGNATURE_TIME",
                        "MESSAGE_CONTENT_DIGEST",
                        "MESSAGE_SIGNATURE_KEY",
                        "MESSAGE_SIGNATURE_ALGORITHM",
                        "MESSAGE_SIGNATURE_VALUE");
        assertThat(problems(platformSide.verify(TARGET, wrong)))
                .containsExactly("MESSAGE_SIGNATURE_TAG", "MESSAGE_CONTENT_DIGEST", "MESSAGE_SIGNATURE_VALUE");
    }

    @Test
    void a_reply_is_verified_against_its_request() {
        RawReply reply = platformSide.signReply(request, 200, "application/json", BODY);

        assertThat(departmentSide.verifyReply(request, reply).orThrow()).isSameAs(reply);
    }

    @Test
    void fault_39_the_reply_to_another_request() {
        RawMessage again = departmentSide.sign("POST", TARGET, BODY, "D-1");
        RawReply reply = platformSide.signReply(again, 200, "application/json", BODY);

        assertThat(problems(departmentSide.verifyReply(request, reply))).containsExactly("MESSAGE_SIGNATURE_VALUE");
    }

    @Test
    void finds_a_reply_with_another_status_body_or_media_type() {
        RawReply reply = platformSide.signReply(request, 422, "application/problem+json", BODY);
        Map<String, List<String>> otherType = new HashMap<>(reply.headers());
        otherType.put("content-type", List.of("application/json"));

        assertThat(problems(departmentSide.verifyReply(request, new RawReply(200, reply.headers(), BODY))))
                .containsExactly("MESSAGE_SIGNATURE_VALUE");
        assertThat(problems(departmentSide.verifyReply(request, new RawReply(422, otherType, BODY))))
                .containsExactly("MESSAGE_SIGNATURE_VALUE");
        assertThat(problems(departmentSide.verifyReply(request, new RawReply(422, reply.headers(), bytes("{}")))))
                .containsExactly("MESSAGE_CONTENT_DIGEST");
    }

    @Test
    void a_request_does_not_pass_for_a_reply() {
        assertThat(problems(departmentSide.verifyReply(request, new RawReply(200, request.headers(), BODY))))
                .contains("MESSAGE_SIGNATURE_COVERAGE", "MESSAGE_SIGNATURE_KEY");
    }

    @Test
    void there_is_no_signed_reply_to_an_unsigned_request() {
        RawMessage unsigned = with(request, "signature");

        assertThatThrownBy(() -> platformSide.signReply(unsigned, 401, "application/problem+json", BODY))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void a_report_that_failed_gives_nothing_out() {
        Report<Inbound> report = platformSide.verify(TARGET, with(request, "content-type", "text/plain"));

        assertThat(report.subject()).isEmpty();
        assertThatThrownBy(report::orThrow).isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void fault_41_what_cannot_be_a_header_is_not_signed() {
        for (String key : List.of("D-1\r\nx: y", "D-\u529e\u4ef6", "")) {
            assertThatThrownBy(() -> departmentSide.sign("POST", TARGET, BODY, key))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageNotContaining("D-");
        }
        SigningKey chinese = SigningKey.generate(SignatureAlgorithm.SM2, "\u5bc6\u94a5");
        VerificationKey peer = platform.verificationKey();
        assertThatThrownBy(() -> new MessageSignatures(chinese, VerificationKeys.of(Map.of("p", peer)), CLOCK))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void the_window_has_bounds() {
        for (Duration window : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMinutes(16))) {
            assertThatThrownBy(() -> new MessageSignatures(platform, VerificationKeys.of(Map.of()), CLOCK, window))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    void shows_no_header_and_no_body() {
        assertThat(request).hasToString("POST request of 21 octets");
        assertThat(platformSide.signReply(request, 200, "application/json", BODY))
                .hasToString("reply 200 of 21 octets");
    }

    private void assertFails(RawMessage message, String... oneOf) {
        Report<Inbound> report = platformSide.verify(TARGET, message);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(report)).containsAnyOf(oneOf);
    }

    private static List<String> problems(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }

    private RawMessage rewritten(UnaryOperator<String> change) {
        String input = SignatureBase.field(request.headers(), "signature-input");
        String changed = change.apply(input);
        assertThat(changed).isNotEqualTo(input);
        return with(request, "signature-input", changed);
    }

    private static RawMessage with(RawMessage message, Bytes body) {
        return new RawMessage(message.method(), message.targetUri(), message.headers(), body);
    }

    private static RawMessage with(RawMessage message, String header, String... lines) {
        Map<String, List<String>> headers = new HashMap<>(message.headers());
        headers.remove(header);
        if (lines.length > 0) {
            headers.put(header, List.of(lines));
        }
        return new RawMessage(message.method(), message.targetUri(), headers, message.body());
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
