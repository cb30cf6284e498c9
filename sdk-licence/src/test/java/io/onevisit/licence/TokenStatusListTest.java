package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.licence.status.StatusSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What draft-ietf-oauth-status-list-20 says of licences that name a list: what must be refused, what decides nothing, and
 * in which order it is done.
 */
class TokenStatusListTest {
    private static final Forge FORGE = new Forge(SignatureAlgorithm.SM2);
    private static final String LIST =
            FORGE.bureau.published().statusList(Bureau.LISTS + "/1").orElseThrow();

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1.0", "\"1\"", "null", "4294967296", "[]", "true"})
    void status_list_6_2_refuses_an_index_that_is_no_whole_number(String index) {
        refused("LICENCE_CLAIMS", status -> status.set("idx", Json.of(index)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "\"\"", "[]", "\"no address\"", "\"/relative\""})
    void status_list_6_2_refuses_an_address_that_is_none(String uri) {
        refused("LICENCE_CLAIMS", status -> status.set("uri", Json.of(uri)));
    }

    @Test
    void status_list_6_2_refuses_a_reference_without_its_members() {
        refused("LICENCE_CLAIMS", status -> status.remove("idx"));
        refused("LICENCE_CLAIMS", status -> status.remove("uri"));
        refused("LICENCE_CLAIMS", ObjectNode::removeAll);
    }

    @Test
    void status_list_8_3_step_1_validates_the_licence_before_it_looks_up_its_status() {
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
    void status_list_8_3_step_2_asks_for_the_address_the_licence_names_and_once() {
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
    void status_list_8_3_steps_3_and_4_take_nothing_from_a_list_that_does_not_verify(String list) {
        Report<Licence> report = verify(uri -> Optional.of(list), FORGE.token);

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.subject()).isEmpty();
        assertThat(verify(uri -> Optional.of(LIST), FORGE.token).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void status_list_8_3_step_5_refuses_an_index_outside_of_the_list() {
        refused("LICENCE_STATUS", status -> status.put("idx", 1024));
        refused("LICENCE_STATUS", status -> status.put("idx", Integer.MAX_VALUE));
        assertThat(FORGE.accepts(changed(status -> status.put("idx", 1023)))).isTrue();
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
}
