package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.internal.jose.SignedJwt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hidden, and decoys, RFC 9901 section 4.2.5. */
class HidingPolicyTest {
    private static final String OPERATIONS = "11100000000013338W011";

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "4,2", "8,2", "64,2"})
    void digests_are_filled_up_to_a_multiple_everywhere(int multiple, int holders) {
        String token = issue(new HidingPolicy(Set.of(), multiple), holders);
        ObjectNode payload = payload(token);

        assertThat(payload.get("_sd").size()).isPositive().matches(size -> size % multiple == 0);
        assertThat(payload.get("holders").size())
                .isGreaterThanOrEqualTo(holders)
                .matches(size -> size % multiple == 0);
        SdJwt.parse(token, Limits.DEFAULT).disclosures().stream()
                .filter(disclosure -> disclosure.name() == null)
                .forEach(holder ->
                        assertThat(holder.value().get("_sd").size() % multiple).isZero());
    }

    @Test
    void a_licence_with_decoys_says_what_it_says_without() {
        Bureau bureau = new Bureau(SignatureAlgorithm.ES256);
        LicenceIssuer hiding = bureau.issuer.hiding(new HidingPolicy(Set.of(), 16));

        IssuedLicence issued =
                bureau.store.inTransaction(transaction -> hiding.issue(transaction, Bureau.draft(), Bureau.CASE));
        Licence licence = bureau.verifier().verify(issued.token()).orThrow();

        assertThat(licence.holders()).isEqualTo(Bureau.draft().holders());
        assertThat(licence.fields()).isEqualTo(Bureau.draft().fields());
        assertThat(bureau.issue()).isEqualTo(issued);
    }

    @Test
    void one_holder_and_many_look_alike() {
        HidingPolicy policy = new HidingPolicy(Set.of(), 8);

        assertThat(payload(issue(policy, 1)).get("holders").size())
                .isEqualTo(payload(issue(policy, 7)).get("holders").size());
    }

    @Test
    void decoys_stand_anywhere_between_the_holders() {
        Set<String> places = new HashSet<>();
        for (int run = 0; run < 40; run++) {
            Set<String> holders = new TreeSet<>(
                    LicenceToken.parse(issue(new HidingPolicy(Set.of(), 8), 1)).disclosable());
            places.add(holders.stream()
                    .filter(pointer -> pointer.matches("/holders/[0-9]+"))
                    .findFirst()
                    .orElseThrow());
        }

        assertThat(places).hasSizeGreaterThan(3);
    }

    @Test
    void holders_keep_their_order_among_decoys() {
        Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        LicenceIssuer hiding = bureau.issuer.hiding(new HidingPolicy(Set.of(), 32));

        String token = bureau.store.inTransaction(
                transaction -> hiding.issue(transaction, draft(9), Bureau.CASE).token());

        assertThat(bureau.verifier().verify(token).orThrow().holders())
                .extracting(Holder::name)
                .containsExactly("人0", "人1", "人2", "人3", "人4", "人5", "人6", "人7", "人8");
    }

    @Test
    void no_digest_is_there_twice_and_none_is_ever_the_same() {
        List<String> digests = new ArrayList<>();
        digests.addAll(Peer.digests(issue(new HidingPolicy(Set.of(), 64), 3)));
        digests.addAll(Peer.digests(issue(new HidingPolicy(Set.of(), 64), 3)));

        assertThat(digests).doesNotHaveDuplicates().allMatch(digest -> digest.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void what_may_be_hidden_is_hidden_unless_the_issuer_leaves_it_open() {
        assertThat(payload(issueOperations(HidingPolicy.DEFAULT)).has("KZ_GZDW"))
                .isFalse();
        assertThat(payload(issueOperations(new HidingPolicy(Set.of("KZ_GZDW"), 1)))
                        .get("KZ_GZDW")
                        .textValue())
                .isEqualTo("某建筑公司");
    }

    @Test
    void what_must_be_hidden_cannot_be_left_open() {
        ObjectNode payload = payload(issueOperations(new HidingPolicy(Set.of("KZ_XB", "ZZBH", "holders"), 1)));

        assertThat(payload.has("KZ_XB")).isFalse();
        assertThat(payload.has("ZZBH")).isFalse();
        assertThat(payload.at("/holders/0").has("...")).isTrue();
    }

    @Test
    void what_must_stand_open_is_never_hidden() {
        assertThat(payload(issueOperations(HidingPolicy.DEFAULT)).has("KZ_CZLB"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65, Integer.MAX_VALUE})
    void refuses_another_multiple(int multiple) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new HidingPolicy(Set.of(), multiple));
    }

    private static String issueOperations(HidingPolicy policy) {
        Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        LicenceDraft draft = Bureau.draft(LicenceId.make(OPERATIONS, Bureau.CODE, "A1", 1), null)
                .withFields(Map.of("KZ_CZLB", "建筑电工", "KZ_CCLZRQ", "2026-11-20", "KZ_XB", "男", "KZ_GZDW", "某建筑公司"));
        return bureau.store.inTransaction(transaction -> bureau.issuer
                .hiding(policy)
                .issue(transaction, draft, Bureau.CASE)
                .token());
    }

    private static String issue(HidingPolicy policy, int holders) {
        Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        return bureau.store.inTransaction(transaction -> bureau.issuer
                .hiding(policy)
                .issue(transaction, draft(holders), Bureau.CASE)
                .token());
    }

    private static LicenceDraft draft(int holders) {
        List<Holder> all = new ArrayList<>();
        for (int i = 0; i < holders; i++) {
            all.add(Holder.of("人" + i, Bureau.ZHANG));
        }
        return Bureau.draft().heldBy(all);
    }

    private static ObjectNode payload(String token) {
        return SignedJwt.parse(token.substring(0, token.indexOf('~')), 1 << 20, "test")
                .claims();
    }
}
