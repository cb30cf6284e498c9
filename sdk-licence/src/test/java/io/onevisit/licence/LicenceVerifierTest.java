package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.Passport;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.licence.status.StatusList;
import io.onevisit.licence.status.StatusListToken;
import io.onevisit.licence.status.StatusSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceVerifierTest {
    private static final Bureau BUREAU = new Bureau(SignatureAlgorithm.SM2);
    private static final IssuedLicence ISSUED = BUREAU.issue();
    private static final String TOKEN = ISSUED.token();

    @Test
    void the_checks_stand_in_the_order_of_the_clauses() {
        Report<Licence> report = BUREAU.verifier().forHolder(Bureau.ZHANG).verify(TOKEN);

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.checks())
                .filteredOn(check -> !check.note())
                .extracting(Check::code)
                .containsExactly(
                        "LICENCE_FORMAT",
                        "LICENCE_ISSUER_KNOWN",
                        "LICENCE_SIGNATURE",
                        "LICENCE_DISCLOSURES",
                        "LICENCE_NEVER_HIDDEN",
                        "LICENCE_CLAIMS",
                        "LICENCE_TYPE_AGREES",
                        "LICENCE_ISSUER_AGREES",
                        "LICENCE_ISSUER_ENTITLED",
                        "LICENCE_ISSUED",
                        "LICENCE_NOT_BEFORE",
                        "LICENCE_EXPIRY",
                        "LICENCE_STATUS_LIST",
                        "LICENCE_STATUS",
                        "LICENCE_HOLDER",
                        "LICENCE_BOUND");
    }

    // RFC 9901 section 4 and 7.1 step 1: the shape

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "~~", "x~", ".~", "..~", "a.b.c~", "{}", "null", "~a.b.c", "\0~", "。~"})
    void section_4_refuses_what_is_no_sd_jwt(String text) {
        assertThat(BUREAU.verifier().verify(text).problems())
                .extracting(Check::code)
                .containsExactly("LICENCE_FORMAT");
    }

    @Test
    void section_4_refuses_a_licence_without_its_last_tilde() {
        failsBy("LICENCE_FORMAT", TOKEN.substring(0, TOKEN.indexOf('~')));
    }

    @Test
    void section_4_refuses_an_empty_disclosure() {
        failsBy("LICENCE_FORMAT", TOKEN + "~");
        failsBy("LICENCE_FORMAT", TOKEN.replaceFirst("~", "~~"));
    }

    @Test
    void section_4_refuses_a_licence_with_something_after_the_last_tilde() {
        failsBy("LICENCE_BOUND", TOKEN + TOKEN.substring(0, TOKEN.indexOf('~')));
        failsBy("LICENCE_BOUND", TOKEN + "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r\n", "\t", "=", "\uFEFF"})
    void section_4_refuses_blanks_and_padding(String extra) {
        failsBy("LICENCE_FORMAT", extra + TOKEN);
        failsBy("LICENCE_FORMAT", TOKEN.replaceFirst("~", extra + "~"));
        failsBy("LICENCE_FORMAT", TOKEN.substring(0, TOKEN.length() - 1) + extra + "~");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vc+sd-jwt",
                "sd+jwt",
                "jwt",
                "JWT",
                "DC+SD-JWT",
                "application/dc+sd-jwt",
                "kb+jwt",
                "statuslist+jwt"
            })
    void sd_jwt_vc_2_2_1_refuses_another_type(String type) {
        failsBy("LICENCE_FORMAT", BUREAU.resigned(TOKEN, type, payload -> {}));
    }

    @Test
    void refuses_more_than_the_limits_allow() {
        Limits small = limits(TOKEN.length() - 1, 32, 512);
        Limits few = limits(1 << 20, 32, 3);
        Limits flat = limits(1 << 20, 2, 512);

        assertThat(codes(verifier(small).verify(TOKEN))).containsExactly("LICENCE_FORMAT");
        assertThat(codes(verifier(few).verify(TOKEN))).containsExactly("LICENCE_FORMAT");
        assertThat(codes(verifier(flat).verify(TOKEN))).containsExactly("LICENCE_DISCLOSURES");
        assertThat(verifier(limits(TOKEN.length(), 32, 512)).verify(TOKEN).verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void no_single_character_of_a_licence_can_change() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
        Random random = new Random(9901);
        for (int run = 0; run < 500; run++) {
            int place = random.nextInt(TOKEN.length());
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            String changed = TOKEN.substring(0, place) + other + TOKEN.substring(place + 1);
            Report<Licence> report = BUREAU.verifier().verify(changed);
            assertThat(report.verdict() == Verdict.PASSED).as("place %d", place).isEqualTo(changed.equals(TOKEN));
        }
    }

    @Test
    void no_cut_of_a_licence_passes_unless_it_is_between_disclosures() {
        for (int end = 0; end < TOKEN.length(); end += 7) {
            String cut = TOKEN.substring(0, end);
            if (!cut.endsWith("~")) {
                assertThat(BUREAU.verifier().verify(cut).verdict()).isEqualTo(Verdict.FAILED);
            }
        }
    }

    @Test
    void a_holder_who_withholds_his_code_is_undecided_and_not_somebody_else() {
        for (Set<String> shown : List.of(Set.of("/holders/0/CZZT", "/holders/1/CZZTDM"), Set.of("/holders/1/CZZTDM"))) {
            String token = LicenceToken.parse(TOKEN).present(shown).compact();

            assertThat(BUREAU.verifier().forHolder(Bureau.ZHANG).verify(token).verdict())
                    .isEqualTo(Verdict.INDETERMINATE);
            assertThat(BUREAU.verifier().forHolder(Bureau.LI).verify(token).verdict())
                    .isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void a_licence_taken_out_of_a_presentation_is_refused_where_binding_is_required() {
        Occasion occasion = new Occasion("https://school.example", "n-0123456789abcdef", Bureau.PURPOSE);
        String bound =
                LicenceToken.parse(TOKEN).present(Set.of("/ZZBH")).bind(Bureau.HOLDER_KEY, occasion, Bureau.CLOCK);
        String taken = bound.substring(0, bound.lastIndexOf('~') + 1);
        LicenceVerifier strict = BUREAU.verifier().requiringBinding();

        assertThat(BUREAU.verifier().verify(taken).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(codes(strict.verify(taken))).containsExactly("LICENCE_BOUND");
        assertThat(codes(strict.forHolder(Bureau.ZHANG).verify(TOKEN))).containsExactly("LICENCE_BOUND");
        assertThat(strict.verifyPresentation(bound, occasion).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_licence_without_a_holders_key_passes_unbound_where_binding_is_required() {
        Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        String token = bureau.issue(Bureau.draft().boundTo(null), Bureau.CASE).token();

        assertThat(bureau.verifier().requiringBinding().verify(token).verdict()).isEqualTo(Verdict.PASSED);
    }

    // 7.1 step 2: signature and issuer

    @Test
    void step_2b_refuses_a_signature_by_another_key_with_the_same_id() {
        SigningKey impostor = SigningKey.generate(SignatureAlgorithm.SM2, "bureau-1");
        LicenceVerifier verifier = new LicenceVerifier(
                Bureau.trusted(Map.of("bureau-1", impostor.verificationKey()), Set.of(Bureau.TYPE)),
                BUREAU.published(),
                Bureau.CLOCK,
                Limits.DEFAULT);

        assertThat(codes(verifier.verify(TOKEN))).containsExactly("LICENCE_SIGNATURE", "LICENCE_DISCLOSURES");
    }

    @Test
    void step_2b_refuses_a_payload_that_was_changed() {
        String[] parts = TOKEN.substring(0, TOKEN.indexOf('~')).split("\\.", -1);
        String payload = Peer.utf8(parts[1]).replace("杭州市规划", "宁波市规划");
        String forged = parts[0] + "." + Peer.encode(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + "."
                + parts[2] + TOKEN.substring(TOKEN.indexOf('~'));

        failsBy("LICENCE_SIGNATURE", forged);
    }

    @Test
    void step_2b_refuses_an_es256_key_for_an_sm2_signature() {
        SigningKey other = SigningKey.generate(SignatureAlgorithm.ES256, "bureau-1");
        LicenceVerifier verifier = new LicenceVerifier(
                Bureau.trusted(Map.of("bureau-1", other.verificationKey()), Set.of(Bureau.TYPE)),
                BUREAU.published(),
                Bureau.CLOCK,
                Limits.DEFAULT);

        assertThat(codes(verifier.verify(TOKEN))).contains("LICENCE_SIGNATURE");
    }

    @Test
    void step_2c_refuses_an_unknown_issuer_and_looks_nothing_up_for_it() {
        LicenceVerifier verifier =
                new LicenceVerifier(new TrustedIssuers(List.of()), neverAsked(), Bureau.CLOCK, Limits.DEFAULT);
        Report<Licence> report = verifier.verify(TOKEN);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(report)).containsExactly("LICENCE_ISSUER_KNOWN", "LICENCE_SIGNATURE", "LICENCE_DISCLOSURES");
    }

    @Test
    void step_2c_refuses_an_unknown_key_of_a_known_issuer() {
        LicenceVerifier verifier = new LicenceVerifier(
                Bureau.trusted(Map.of("bureau-2", BUREAU.key.verificationKey()), Set.of(Bureau.TYPE)),
                neverAsked(),
                Bureau.CLOCK,
                Limits.DEFAULT);

        assertThat(codes(verifier.verify(TOKEN))).contains("LICENCE_ISSUER_KNOWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bureau.example.gov.cn",
                "urn:cn:uscc:",
                "URN:CN:USCC:113300000024823656",
                "113300000024823656",
                "urn:cn:uscc:113300000024823656 ",
                "urn:cn:uscc:11330100002489719U"
            })
    void step_2c_refuses_another_iss(String iss) {
        failsBy("LICENCE_ISSUER_KNOWN", BUREAU.resigned(TOKEN, payload -> payload.put("iss", iss)));
    }

    @Test
    void step_2c_refuses_a_missing_iss() {
        failsBy("LICENCE_ISSUER_KNOWN", BUREAU.resigned(TOKEN, payload -> payload.remove("iss")));
    }

    // 7.1 steps 3 to 5, end to end

    @Test
    void step_5_refuses_a_disclosure_slipped_in() {
        String slippedIn = Disclosure.ofMember("KZ_YT", StrictJson.object().textNode("商业"), new SecureRandom())
                .text();

        failsBy("LICENCE_DISCLOSURES", TOKEN + slippedIn + "~");
    }

    @Test
    void step_4_refuses_a_disclosure_sent_twice() {
        String first = TOKEN.split("~", -1)[1];

        failsBy("LICENCE_DISCLOSURES", TOKEN + first + "~");
    }

    @Test
    void step_4_refuses_a_disclosure_of_another_licence() {
        Bureau other = new Bureau(SignatureAlgorithm.SM2);
        String foreign = other.issue().token().split("~", -1)[1];

        failsBy("LICENCE_DISCLOSURES", TOKEN + foreign + "~");
    }

    static Stream<String> neverHidden() {
        return Stream.of("nbf", "exp", "cnf", "vct", "status");
    }

    @ParameterizedTest
    @MethodSource("neverHidden")
    void sd_jwt_vc_2_2_2_2_refuses_a_claim_that_must_not_be_hidden(String name) {
        failsBy("LICENCE_NEVER_HIDDEN", hiding(name));
    }

    @Test
    void sd_jwt_vc_2_2_2_2_refuses_hidden_members_of_such_a_claim() {
        failsBy(
                "LICENCE_NEVER_HIDDEN",
                BUREAU.resigned(
                        TOKEN,
                        payload -> ((ObjectNode) payload.at("/status/status_list"))
                                .putArray("_sd")
                                .add("decoy")));
        failsBy(
                "LICENCE_NEVER_HIDDEN",
                BUREAU.resigned(TOKEN, payload -> ((ObjectNode) payload.get("status")).putArray("_sd")));
    }

    @Test
    void section_9_7_refuses_a_hidden_claim_of_validity_that_is_not_shown() {
        failsBy("LICENCE_CLAIMS", without(hiding("exp"), "exp"));
    }

    // The claims of GB/T 36903

    static Stream<Consumer<ObjectNode>> spoiltClaims() {
        return Stream.of(
                p -> p.remove("ZZBS"),
                p -> p.put("ZZBS", "1.2.156.3005.2.x"),
                p -> p.put("ZZBS", p.get("ZZBS").textValue() + "0"),
                p -> p.put("ZZBS", p.get("ZZBS").textValue().toLowerCase(java.util.Locale.ROOT)),
                p -> p.put("ZZBS", 7),
                p -> p.remove("ZZMC"),
                p -> p.putNull("ZZMC"),
                p -> p.remove("ZZBFJG"),
                p -> p.remove("CZLX"),
                p -> p.put("CZLX", "05"),
                p -> p.put("CZLX", 1),
                p -> p.put("GLZZBS", "none"),
                p -> p.putNull("GLZZBS"),
                p -> p.remove("holders"),
                p -> p.put("holders", "张三"),
                p -> p.putArray("holders").add("张三"),
                p -> p.putArray("holders").addObject().put("CZZT", 1),
                p -> p.putArray("holders").addObject().put("CZZTDMLXDM", "112"),
                p -> p.put("KZ_MJ", 89.5),
                p -> p.putObject("KZ_MJ"),
                p -> p.remove("iat"),
                p -> p.putNull("iat"),
                p -> p.put("iat", "1795104000"),
                p -> p.remove("nbf"),
                p -> p.put("nbf", -1),
                p -> p.remove("exp"),
                p -> p.putNull("exp"),
                p -> p.put("exp", -1),
                p -> p.put("exp", 253402272000.5),
                p -> p.put("exp", "253402272000"),
                p -> p.put("exp", true),
                p -> p.put("exp", Long.MAX_VALUE),
                p -> p.remove("status"),
                p -> p.putObject("status"),
                p -> p.putArray("status"),
                p -> status(p).remove("idx"),
                p -> status(p).put("idx", -1),
                p -> status(p).put("idx", "1"),
                p -> status(p).put("idx", 1.0),
                p -> status(p).put("idx", 1L << 32),
                p -> status(p).remove("uri"),
                p -> status(p).put("uri", ""),
                p -> status(p).put("uri", "not a uri"),
                p -> status(p).put("uri", "/relative"),
                p -> status(p).put("uri", "https://x/" + "a".repeat(600)),
                p -> p.put("cnf", "key"),
                p -> p.putObject("cnf"),
                p -> p.putObject("cnf").put("kid", "x"),
                p -> p.putObject("cnf").put("jku", "https://evil.example"),
                p -> ((ObjectNode) p.get("cnf")).put("kid", "x"),
                p -> ((ObjectNode) p.at("/cnf/jwk")).put("d", "AA"),
                p -> ((ObjectNode) p.at("/cnf/jwk")).put("crv", "P-256"));
    }

    private static ObjectNode status(ObjectNode payload) {
        return (ObjectNode) payload.at("/status/status_list");
    }

    @ParameterizedTest
    @MethodSource("spoiltClaims")
    void refuses_a_licence_whose_claims_are_not_as_they_must_be(Consumer<ObjectNode> spoil) {
        String bare = LicenceToken.parse(TOKEN).present(Set.of()).compact();

        Report<Licence> report = BUREAU.verifier().verify(BUREAU.resigned(bare, spoil));

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(report)).containsExactly("LICENCE_CLAIMS");
        assertThat(report.subject()).isEmpty();
    }

    @Test
    void no_report_quotes_what_a_licence_says() {
        Report<Licence> report = BUREAU.verifier()
                .verify(BUREAU.resigned(TOKEN, p -> p.put("ZZBS", "SECRET").put("ZZMC", "SECRET")));

        assertThat(report.checks().toString()).doesNotContain("SECRET");
    }

    // Identifier, type and issuer agree

    @Test
    void refuses_a_type_other_than_the_one_in_the_identifier() {
        failsBy("LICENCE_TYPE_AGREES", BUREAU.resigned(TOKEN, p -> p.put("vct", "urn:cn:zz:11100000000013338W011")));
        failsBy("LICENCE_TYPE_AGREES", BUREAU.resigned(TOKEN, p -> p.put("vct", Bureau.TYPE)));
        failsBy("LICENCE_TYPE_AGREES", BUREAU.resigned(TOKEN, p -> p.remove("vct")));
    }

    @Test
    void refuses_an_issuer_other_than_the_one_in_the_identifier() {
        LicenceId other = LicenceId.make(Bureau.TYPE, "11330100002489719U", "ZJ2026BDC0001", 1);

        failsBy("LICENCE_ISSUER_AGREES", BUREAU.resigned(TOKEN, p -> p.put("ZZBS", other.toString())));
    }

    @Test
    void refuses_a_type_that_the_issuer_may_not_issue() {
        LicenceVerifier verifier = new LicenceVerifier(
                Bureau.trusted(Map.of("bureau-1", BUREAU.key.verificationKey()), Set.of("11100000000013338W011")),
                BUREAU.published(),
                Bureau.CLOCK,
                Limits.DEFAULT);

        assertThat(codes(verifier.verify(TOKEN))).containsExactly("LICENCE_ISSUER_ENTITLED", "LICENCE_STATUS");
    }

    // Validity, days in China

    @Test
    void the_last_day_counts_to_its_end_in_china() {
        Bureau bureau = new Bureau(SignatureAlgorithm.ES256);
        String token = bureau.issue(Bureau.until(LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 25)), Bureau.CASE)
                .token();

        assertThat(bureau.verifier(Bureau.at("2026-11-25T15:59:59Z"))
                        .verify(token)
                        .verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(codes(bureau.verifier(Bureau.at("2026-11-25T16:00:00Z")).verify(token)))
                .containsExactly("LICENCE_EXPIRY", "LICENCE_STATUS");
    }

    @Test
    void the_first_day_counts_from_its_start_in_china() {
        Bureau bureau = new Bureau(SignatureAlgorithm.ES256);
        String token = bureau.issue(Bureau.until(LocalDate.of(2026, 11, 23), LocalDate.of(2027, 11, 22)), Bureau.CASE)
                .token();

        assertThat(codes(bureau.verifier(Bureau.at("2026-11-22T15:58:59Z")).verify(token)))
                .containsExactly("LICENCE_NOT_BEFORE", "LICENCE_STATUS");
        assertThat(bureau.verifier(Bureau.at("2026-11-22T16:00:00Z"))
                        .verify(token)
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void refuses_a_licence_issued_in_the_future() {
        failsBy("LICENCE_ISSUED", BUREAU.resigned(TOKEN, p -> p.put("iat", Bureau.NOW.getEpochSecond() + 61)));
    }

    // Status

    @ParameterizedTest
    @EnumSource(value = LicenceStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "VALID")
    void section_7_1_fails_a_licence_that_is_not_in_force(LicenceStatus status) {
        Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        IssuedLicence issued = bureau.issue();
        bureau.change(issued.id(), status);

        Report<Licence> report = bureau.verifier().verify(issued.token());

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(report)).containsExactly("LICENCE_STATUS");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 0x0B, 0x0C, 0x0F})
    void section_7_1_fails_every_status_but_zero(int status) {
        StatusList list = StatusList.of(4, 1024).with(ISSUED.statusReference().index(), status);

        Report<Licence> report = withList(token(list, Bureau.NOW, null).sign(BUREAU.key));

        assertThat(codes(report)).containsExactly("LICENCE_STATUS");
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void section_8_3_step_5_rejects_an_index_out_of_the_list() {
        String beyond = BUREAU.resigned(TOKEN, p -> status(p).put("idx", 1024));
        Report<Licence> report = BUREAU.verifier().verify(beyond);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(report)).containsExactly("LICENCE_STATUS");
    }

    @Test
    void an_unknown_status_is_never_passed() {
        undecided(withSource(uri -> Optional.empty()));
    }

    @Test
    void a_list_that_does_not_verify_decides_nothing() {
        StatusList all = StatusList.of(2, 1024);
        SigningKey stranger = SigningKey.generate(SignatureAlgorithm.SM2, "bureau-1");
        StatusListToken elsewhere = new StatusListToken(Bureau.LISTS + "/2", Bureau.NOW, null, null, all);

        undecided(withList(token(all, Bureau.NOW, null).sign(stranger)));
        undecided(withList(elsewhere.sign(BUREAU.key)));
        undecided(withList(token(all, Bureau.NOW.minusSeconds(10), Bureau.NOW).sign(BUREAU.key)));
        undecided(withList(token(all, Bureau.NOW.plusSeconds(61), null).sign(BUREAU.key)));
        undecided(withList(""));
        undecided(withList(TOKEN));
    }

    @Test
    void a_list_that_is_too_old_decides_nothing() {
        StatusList all = StatusList.of(2, 1024);
        Instant limit = Bureau.NOW.minus(Limits.DEFAULT.statusListAge());

        undecided(withList(token(all, limit.minusSeconds(1), null).sign(BUREAU.key)));
        assertThat(withList(token(all, limit, null).sign(BUREAU.key)).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_list_larger_than_the_limit_decides_nothing() {
        Limits limits = new Limits(
                1 << 20, 32, 512, 255, Duration.ofDays(7), Duration.ofMinutes(5), Duration.ofMinutes(1), null);

        undecided(verifier(limits).verify(TOKEN));
    }

    @Test
    void the_report_tells_how_old_the_list_is() {
        Report<Licence> report = withList(token(StatusList.of(2, 1024), Bureau.NOW.minusSeconds(7200), null)
                .sign(BUREAU.key));

        assertThat(report.checks())
                .filteredOn(check -> check.code().equals("LICENCE_STATUS_LIST"))
                .singleElement()
                .satisfies(check -> assertThat(check.actual()).contains("PT2H"));
    }

    // Holder

    @Test
    void the_licence_is_of_each_of_its_holders() {
        assertThat(BUREAU.verifier().forHolder(Bureau.ZHANG).verify(TOKEN).verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(BUREAU.verifier().forHolder(Bureau.LI).verify(TOKEN).verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void refuses_the_licence_of_somebody_else() {
        CitizenId other = CitizenId.parse("110105194912310011".substring(0, 17) + check("11010519491231001"));

        assertThat(codes(BUREAU.verifier().forHolder(other).verify(TOKEN))).containsExactly("LICENCE_HOLDER");
    }

    @Test
    void a_code_of_another_type_is_not_the_holders() {
        Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        String token = bureau.issue(
                        Bureau.draft(
                                Bureau.draft().id(),
                                null,
                                fields -> fields,
                                List.of(new Holder("Zhang", "E12345678", HolderCodeType.ARMY_OFFICER))),
                        Bureau.CASE)
                .token();

        assertThat(codes(
                        bureau.verifier().forHolder(Passport.parse("E12345678")).verify(token)))
                .containsExactly("LICENCE_HOLDER");
    }

    @Test
    void a_hidden_holder_is_neither_the_one_nor_another() {
        Report<Licence> report = BUREAU.verifier()
                .forHolder(Bureau.ZHANG)
                .verify(LicenceToken.parse(TOKEN)
                        .present(Set.of("/holders/0/CZZT"))
                        .compact());

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(codes(report)).containsExactly("LICENCE_HOLDER");
    }

    @Test
    void small_and_capital_x_are_one() {
        Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        String token = bureau.issue(
                        Bureau.draft(
                                Bureau.draft().id(),
                                null,
                                fields -> fields,
                                List.of(new Holder("张三", "11010519491231002x", HolderCodeType.CITIZEN_ID))),
                        Bureau.CASE)
                .token();

        assertThat(bureau.verifier().forHolder(Bureau.ZHANG).verify(token).verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void null_is_refused_as_an_argument() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> BUREAU.verifier().verify(null));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> BUREAU.verifier().forHolder(null));
    }

    private static char check(String seventeen) {
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (seventeen.charAt(i) - '0') * weights[i];
        }
        return "10X98765432".charAt(sum % 11);
    }

    private static void failsBy(String code, String token) {
        Report<Licence> report = BUREAU.verifier().verify(token);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(report)).contains(code);
        assertThat(report.subject()).isEmpty();
    }

    private static void undecided(Report<Licence> report) {
        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(codes(report)).containsExactly("LICENCE_STATUS_LIST");
        assertThat(report.subject()).isEmpty();
    }

    private static List<String> codes(Report<Licence> report) {
        return report.problems().stream().map(Check::code).toList();
    }

    private static LicenceVerifier verifier(Limits limits) {
        return new LicenceVerifier(BUREAU.trusted(), BUREAU.published(), Bureau.CLOCK, limits);
    }

    private static Limits limits(int octets, int depth, int disclosures) {
        return new Limits(
                octets,
                depth,
                disclosures,
                1 << 20,
                Duration.ofDays(7),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                null);
    }

    private static Report<Licence> withSource(StatusSource source) {
        return new LicenceVerifier(BUREAU.trusted(), source, Bureau.CLOCK, Limits.DEFAULT).verify(TOKEN);
    }

    private static Report<Licence> withList(String statusList) {
        return withSource(uri -> Optional.of(statusList));
    }

    private static StatusListToken token(
            StatusList list, Instant issued, @org.jspecify.annotations.Nullable Instant expires) {
        return new StatusListToken(Bureau.LISTS + "/1", issued, expires, null, list);
    }

    private static StatusSource neverAsked() {
        return uri -> {
            throw new AssertionError("a stranger's address was looked up");
        };
    }

    /** The licence with one open claim moved behind a digest. */
    private static String hiding(String name) {
        SdJwt sdJwt = SdJwt.parse(TOKEN, Limits.DEFAULT);
        ObjectNode payload =
                SignedJwt.parse(sdJwt.issuerJwt(), 1 << 20, "licence").claims();
        Disclosure hidden = Disclosure.ofMember(name, payload.remove(name), new SecureRandom());
        payload.withArray("/_sd").add(DisclosureHash.SM3.digest(hidden.text()));
        return SignedJwt.sign(BUREAU.key, "dc+sd-jwt", payload) + TOKEN.substring(TOKEN.indexOf('~')) + hidden.text()
                + "~";
    }

    private static String without(String token, String name) {
        SdJwt sdJwt = SdJwt.parse(token, Limits.DEFAULT);
        List<Disclosure> kept = sdJwt.disclosures().stream()
                .filter(disclosure -> !name.equals(disclosure.name()))
                .toList();
        return new SdJwt(sdJwt.issuerJwt(), kept, null).withoutKeyBinding();
    }
}
