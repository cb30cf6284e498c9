package io.onevisit.licence;

import static io.onevisit.licence.status.Lists.KEY;
import static io.onevisit.licence.status.Lists.NOW;
import static io.onevisit.licence.status.Lists.URI;
import static io.onevisit.licence.status.Lists.request;
import static io.onevisit.licence.status.Lists.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.jose.Base64Url;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.licence.status.Lists;
import io.onevisit.licence.status.StatusCheck;
import io.onevisit.licence.status.StatusList;
import io.onevisit.licence.status.StatusListToken;
import io.onevisit.licence.status.StatusReference;
import io.onevisit.licence.status.StatusSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What draft-ietf-oauth-status-list-20 says MUST be, clause by clause, of lists and of licences that name one: what is
 * refused, what decides nothing, and in which order it is done. Of the request and response over HTTP see {@code
 * FetchedStatusListsTest}, of {@code ttl} {@code StatusCacheTest}.
 */
class TokenStatusListTest {
    private static final Forge FORGE = new Forge(SignatureAlgorithm.SM2);
    private static final String LIST =
            FORGE.bureau.published().statusList(Bureau.LISTS + "/1").orElseThrow();
    private static final StatusCheck CHECK = new StatusCheck(
            uri -> Optional.of(token(NOW, StatusList.INVALID)), Duration.ofDays(7), Duration.ofMinutes(1), 1 << 20);

    @Test
    void section_4_1_bits_are_1_2_4_or_8() {
        for (int bits : new int[] {1, 2, 4, 8}) {
            assertThat(verifiedList(claims -> claims.put("bits", bits)).verdict())
                    .isEqualTo(Verdict.PASSED);
        }
        for (int bits : new int[] {-1, 0, 3, 5, 6, 7, 16}) {
            assertThat(failures(claims -> claims.put("bits", bits))).containsExactly("STATUS_LIST_CONTENT");
        }
    }

    @Test
    void section_4_1_statuses_stand_from_the_least_significant_bit() {
        StatusList list = StatusList.inflate(2, deflated(new byte[] {(byte) 0xC9, 0x44, (byte) 0xF9}, false), 3);

        assertThat(IntStream.range(0, 12).map(list::get)).containsExactly(1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3);
    }

    @Test
    void section_4_1_a_list_is_compressed_by_deflate_in_the_zlib_format() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(new byte[256]);
        }
        for (byte[] other : List.of(gzip.toByteArray(), deflated(new byte[256], true), new byte[256])) {
            assertThatExceptionOfType(MalformedMessageException.class)
                    .isThrownBy(() -> StatusList.inflate(2, other, 256));
        }
    }

    @Test
    void section_4_2_lst_is_base64url_without_padding() {
        String lst = Base64Url.encode(StatusList.of(2, 1024).deflate());

        for (String other : List.of(lst + "=", lst + " ", lst.replace('_', '/') + "+", "")) {
            assertThat(failures(claims -> claims.put("lst", other))).containsExactly("STATUS_LIST_CONTENT");
        }
    }

    @Test
    void section_5_1_typ_is_statuslist_jwt() {
        for (String type : List.of("JWT", "statuslist+cwt", "statuslist+json", "statuslist+jwt ")) {
            assertThat(codes(StatusListToken.verify(SignedJwt.sign(KEY, type, claims()), request(NOW))))
                    .containsExactly("STATUS_LIST_FORMAT");
        }
    }

    @Test
    void section_5_1_the_list_is_signed() {
        String unsigned = Base64Url.encode("{\"alg\":\"none\",\"typ\":\"statuslist+jwt\"}".getBytes(UTF_8)) + "."
                + Base64Url.encode(StrictJson.write(claims())) + ".";

        assertThat(StatusListToken.verify(unsigned, request(NOW)).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(StatusListToken.verify(Lists.forged(NOW), request(NOW))))
                .containsExactly("STATUS_LIST_SIGNATURE");
    }

    @Test
    void section_5_1_sub_iat_and_status_list_are_there() {
        assertThat(failuresOfToken(claims -> claims.remove("sub"))).containsExactly("STATUS_LIST_FORMAT");
        assertThat(failuresOfToken(claims -> claims.remove("iat"))).containsExactly("STATUS_LIST_FORMAT");
        assertThat(failuresOfToken(claims -> claims.remove("status_list"))).containsExactly("STATUS_LIST_CONTENT");
        assertThat(failures(claims -> claims.remove("bits"))).containsExactly("STATUS_LIST_CONTENT");
        assertThat(failures(claims -> claims.remove("lst"))).containsExactly("STATUS_LIST_CONTENT");
    }

    @Test
    void section_5_1_ttl_is_a_positive_number() {
        assertThat(failuresOfToken(claims -> claims.put("ttl", 0))).containsExactly("STATUS_LIST_FORMAT");
        assertThat(failuresOfToken(claims -> claims.put("ttl", -1))).containsExactly("STATUS_LIST_FORMAT");
        assertThat(failuresOfToken(claims -> claims.put("ttl", "60"))).containsExactly("STATUS_LIST_FORMAT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1.0", "\"1\"", "null", "4294967296", "[]", "true"})
    void section_6_2_refuses_an_index_that_is_no_whole_number(String index) {
        refused("LICENCE_CLAIMS", status -> status.set("idx", Json.of(index)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "\"\"", "[]", "\"no address\"", "\"/relative\""})
    void section_6_2_refuses_an_address_that_is_none(String uri) {
        refused("LICENCE_CLAIMS", status -> status.set("uri", Json.of(uri)));
    }

    @Test
    void section_6_2_refuses_a_reference_without_its_members() {
        refused("LICENCE_CLAIMS", status -> status.remove("idx"));
        refused("LICENCE_CLAIMS", status -> status.remove("uri"));
        refused("LICENCE_CLAIMS", ObjectNode::removeAll);
    }

    @Test
    void section_6_2_idx_is_not_negative() {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new StatusReference(URI, -1));
    }

    @Test
    void section_6_2_uri_is_a_uri_of_rfc_3986() {
        for (String uri : List.of("", " ", "zz/1", "//host/zz", "https://x/{1}", "https://x/a b", "1https://x")) {
            assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new StatusReference(uri, 0));
        }
    }

    @Test
    void section_7_a_status_is_one_number_from_0_to_255_in_all_its_bits() {
        StatusList list = StatusList.of(8, 2).with(0, 255).with(1, 0);

        assertThat(list.get(0)).isEqualTo(255);
        assertThat(list.get(1)).isZero();
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> list.with(0, 256));
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> list.with(0, -1));
    }

    @Test
    void section_7_1_only_valid_is_in_force() {
        for (int status = 1; status < 256; status++) {
            StatusList list = StatusList.of(8, 4).with(0, status);
            String token = new StatusListToken(URI, NOW, null, null, list).sign(KEY);
            StatusCheck check =
                    new StatusCheck(uri -> Optional.of(token), Duration.ofDays(7), Duration.ofMinutes(1), 1 << 20);
            assertThat(of(check, 0).verdict()).as("status %d", status).isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void section_8_3_a_licence_that_did_not_pass_is_not_asked_about() {
        assertThat(StatusCheck.notMade().verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void section_8_3_step_1_validates_the_licence_before_it_looks_up_its_status() {
        StatusSource neverAsked = uri -> {
            throw new AssertionError("the status of a bad licence was looked up");
        };
        List<String> bad = List.of(
                FORGE.payload(payload -> payload.put("exp", Bureau.NOW.getEpochSecond())),
                FORGE.payload(payload -> payload.put("vct", "urn:cn:zz:x")),
                FORGE.token + Forge.disclosure("[\"s\",\"n\",1]") + "~",
                Forge.joined(
                        Forge.sign(
                                SigningKey.generate(SignatureAlgorithm.SM2, "bureau-1"),
                                FORGE.header(),
                                FORGE.payload().toString().getBytes(StandardCharsets.UTF_8)),
                        FORGE.disclosures()));

        for (String token : bad) {
            assertThat(verify(neverAsked, token).verdict()).isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void section_8_3_step_2_asks_for_the_address_the_licence_names_and_once() {
        List<String> asked = new ArrayList<>();
        StatusSource source = uri -> {
            asked.add(uri);
            return Optional.of(LIST);
        };

        assertThat(verify(source, FORGE.token).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(asked).containsExactly(Bureau.LISTS + "/1");
    }

    static Stream<String> badLists() {
        return Stream.of(
                resigned("jwt", claims -> {}),
                resigned("statuslist+cwt", claims -> {}),
                resigned(claims -> claims.put("sub", Bureau.LISTS + "/2")),
                resigned(claims -> claims.remove("sub")),
                resigned(claims -> claims.remove("iat")),
                resigned(claims -> claims.putNull("exp")),
                resigned(claims -> claims.put("iat", Bureau.NOW.getEpochSecond() + 61)),
                resigned(claims -> claims.put("iat", 1).put("exp", Bureau.NOW.getEpochSecond())),
                resigned(claims -> claims.put("ttl", 0)),
                resigned(claims -> claims.put("ttl", -1)),
                resigned(claims -> list(claims).put("bits", 3)),
                resigned(claims -> list(claims).put("bits", 0)),
                resigned(claims -> list(claims).remove("bits")),
                resigned(claims -> list(claims).remove("lst")),
                resigned(claims -> list(claims).put("lst", "AAAA")),
                resigned(claims -> claims.remove("status_list")),
                SignedJwt.sign(
                        SigningKey.generate(SignatureAlgorithm.SM2, "bureau-1"),
                        "statuslist+jwt",
                        SignedJwt.parse(LIST, 1 << 20, "list").claims()),
                LIST.substring(0, LIST.length() - 1),
                LIST + "~",
                " " + LIST,
                "");
    }

    @ParameterizedTest
    @MethodSource("badLists")
    void section_8_3_steps_3_and_4_take_nothing_from_a_list_that_does_not_verify(String list) {
        Report<Licence> report = verify(uri -> Optional.of(list), FORGE.token);

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.subject()).isEmpty();
        assertThat(verify(uri -> Optional.of(LIST), FORGE.token).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void section_8_3_step_3_and_4_what_fails_makes_no_statement() {
        List<String> bad = List.of(
                Lists.forged(NOW),
                token(URI + "0", NOW, null, null, 0),
                token(URI, NOW.plusSeconds(61), null, null, 0),
                token(URI, NOW.minusSeconds(9), NOW, null, 0),
                token(URI, NOW.minus(Duration.ofDays(7)).minusSeconds(1), null, null, 0),
                "");
        for (String token : bad) {
            StatusCheck check =
                    new StatusCheck(uri -> Optional.of(token), Duration.ofDays(7), Duration.ofMinutes(1), 1 << 20);
            assertThat(of(check, 0).verdict()).isEqualTo(Verdict.INDETERMINATE);
            assertThat(codes(of(check, 0))).containsExactly("LICENCE_STATUS_LIST");
            assertThat(of(check, 0).subject()).isEmpty();
        }
    }

    @Test
    void section_8_3_step_4a_sub_is_the_uri_of_the_licence() {
        assertThat(failuresOfToken(claims -> claims.put("sub", URI + "/"))).containsExactly("STATUS_LIST_SUBJECT");
    }

    @Test
    void section_8_3_step_4c_exp_is_checked() {
        assertThat(failuresOfToken(claims -> claims.put("iat", 1).put("exp", NOW.getEpochSecond())))
                .containsExactly("STATUS_LIST_EXPIRY");
        assertThat(failuresOfToken(claims -> claims.put("exp", NOW.getEpochSecond() + 1)))
                .isEmpty();
    }

    @Test
    void section_8_3_step_5_refuses_an_index_outside_of_the_list() {
        refused("LICENCE_STATUS", status -> status.put("idx", 1024));
        refused("LICENCE_STATUS", status -> status.put("idx", Integer.MAX_VALUE));
        assertThat(FORGE.accepts(changed(status -> status.put("idx", 1023)))).isTrue();
    }

    @Test
    void section_8_3_step_6_an_index_out_of_bounds_fails() {
        assertThat(codes(of(CHECK, 1024))).containsExactly("LICENCE_STATUS");
        assertThat(of(CHECK, Integer.MAX_VALUE).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(of(CHECK, 1023).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(of(CHECK, 0).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void section_8_4_the_moment_lies_between_iat_and_exp() {
        String token = token(URI, NOW, NOW.plusSeconds(600), null, 0);

        assertThat(codes(StatusListToken.verify(token, request(NOW.minusSeconds(61)))))
                .containsExactly("STATUS_LIST_ISSUED");
        assertThat(codes(StatusListToken.verify(token, request(NOW)))).isEmpty();
        assertThat(codes(StatusListToken.verify(token, request(NOW.plusSeconds(599)))))
                .isEmpty();
        assertThat(codes(StatusListToken.verify(token, request(NOW.plusSeconds(600)))))
                .containsExactly("STATUS_LIST_EXPIRY");
    }

    private static ObjectNode list(ObjectNode claims) {
        return (ObjectNode) claims.get("status_list");
    }

    private static String resigned(Consumer<ObjectNode> change) {
        return resigned("statuslist+jwt", change);
    }

    private static String resigned(String type, Consumer<ObjectNode> change) {
        ObjectNode claims = SignedJwt.parse(LIST, 1 << 20, "list").claims();
        change.accept(claims);
        return SignedJwt.sign(FORGE.bureau.key, type, claims);
    }

    private static Report<Licence> verify(StatusSource source, String token) {
        return new LicenceVerifier(FORGE.bureau.trusted(), source, Bureau.CLOCK, Limits.DEFAULT).verify(token);
    }

    private static String changed(Consumer<ObjectNode> change) {
        return FORGE.payload(payload -> change.accept((ObjectNode) payload.at("/status/status_list")));
    }

    private static void refused(String code, Consumer<ObjectNode> change) {
        String text = changed(change);
        assertThat(FORGE.refuses(code, text))
                .as(() -> FORGE.verify(text).toString())
                .isTrue();
    }

    private static Report<StatusListToken> of(StatusCheck check, int index) {
        return check.of(
                new StatusReference(URI, index), Lists.ISSUER, request(NOW).keys(), NOW);
    }

    private static ObjectNode claims() {
        return SignedJwt.parse(token(NOW, 0), 1 << 20, "token").claims();
    }

    private static List<String> failuresOfToken(Consumer<ObjectNode> change) {
        ObjectNode claims = claims();
        change.accept(claims);
        return codes(StatusListToken.verify(SignedJwt.sign(KEY, "statuslist+jwt", claims), request(NOW)));
    }

    private static Report<StatusListToken> verifiedList(Consumer<ObjectNode> changeOfList) {
        ObjectNode claims = claims();
        changeOfList.accept((ObjectNode) claims.get("status_list"));
        return StatusListToken.verify(SignedJwt.sign(KEY, "statuslist+jwt", claims), request(NOW));
    }

    private static List<String> failures(Consumer<ObjectNode> changeOfList) {
        return codes(verifiedList(changeOfList));
    }

    private static List<String> codes(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }

    private static byte[] deflated(byte[] octets, boolean raw) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, raw);
        deflater.setInput(octets);
        deflater.finish();
        byte[] out = new byte[octets.length + 64];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }
}
