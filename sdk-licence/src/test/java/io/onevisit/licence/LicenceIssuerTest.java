package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.jose.SignedJwt;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LicenceIssuerTest {
    private static final CaseNumber SECOND_CASE = new CaseNumber("330100-2026-000002");

    private final Bureau bureau = new Bureau(SignatureAlgorithm.SM2);

    @Test
    void a_licence_comes_out_as_it_was_drafted() {
        LicenceDraft draft = Bureau.draft();

        Licence licence = bureau.verifier().verify(bureau.issue().token()).orThrow();

        assertThat(licence.id()).isEqualTo(draft.id());
        assertThat(licence.name()).isEqualTo("中华人民共和国不动产权证书");
        assertThat(licence.number()).isEqualTo(draft.number());
        assertThat(licence.issuerName()).isEqualTo(draft.issuerName());
        assertThat(licence.issued()).isEqualTo(draft.issued());
        assertThat(licence.validFrom()).isEqualTo(draft.validFrom());
        assertThat(licence.validUntil()).isEqualTo(LicenceDraft.UNLIMITED);
        assertThat(licence.isUnlimited()).isTrue();
        assertThat(licence.holders()).isEqualTo(draft.holders());
        assertThat(licence.fields()).isEqualTo(draft.fields());
        assertThat(licence.operation()).isEqualTo(Operation.NEW);
        assertThat(licence.predecessor()).isNull();
        assertThat(licence.holderKey()).isEqualTo(draft.holderKey());
    }

    @Test
    void the_same_case_twice_gives_the_same_licence() {
        IssuedLicence first = bureau.issue();

        assertThat(bureau.issue()).isEqualTo(first);
    }

    @Test
    void the_same_case_at_many_counters_at_once_gives_one_licence() throws InterruptedException {
        Set<IssuedLicence> issued = ConcurrentHashMap.newKeySet();
        ExecutorService counters = Executors.newFixedThreadPool(4);
        IntStream.range(0, 8).forEach(i -> counters.execute(() -> issued.add(bureau.issue())));
        counters.shutdown();

        assertThat(counters.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(issued).hasSize(1);
    }

    @Test
    void the_same_case_with_another_draft_is_refused() {
        bureau.issue();
        LicenceDraft other = Bureau.draft(LicenceId.make(Bureau.TYPE, Bureau.CODE, "ZJ2026BDC0002", 1), null);

        refused(() -> bureau.issue(other, Bureau.CASE), "differs");
    }

    @Test
    void an_identifier_is_given_to_one_case_only() {
        bureau.issue();

        refused(() -> bureau.issue(Bureau.draft(), new CaseNumber("330100-2026-000002")), "another licence");
    }

    @Test
    void a_refused_draft_leaves_nothing_behind() {
        bureau.issue();
        CaseNumber second = new CaseNumber("330100-2026-000002");
        refused(() -> bureau.issue(Bureau.draft(), second), "another licence");

        LicenceDraft other = Bureau.draft(LicenceId.make(Bureau.TYPE, Bureau.CODE, "ZJ2026BDC0002", 1), null);
        assertThat(bureau.issue(other, second).id()).isEqualTo(other.id());
    }

    @Test
    void nothing_is_issued_when_the_callers_transaction_rolls_back() {
        class Undo extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }
        assertThatExceptionOfType(Undo.class)
                .isThrownBy(() -> bureau.store.inTransaction(transaction -> {
                    bureau.issuer.issue(transaction, Bureau.draft(), Bureau.CASE);
                    throw new Undo();
                }));

        assertThat(found(Bureau.draft().id())).isFalse();
    }

    @Test
    void finds_what_was_issued_by_case_and_by_identifier() {
        IssuedLicence issued = bureau.issue();

        bureau.store.inTransaction(transaction -> {
            assertThat(bureau.issuer.find(transaction, Bureau.CASE, Bureau.TYPE))
                    .contains(issued);
            assertThat(bureau.issuer.find(transaction, issued.id())).contains(issued);
            assertThat(bureau.issuer.find(transaction, Bureau.CASE, "11100000000013338W011"))
                    .isEmpty();
            return null;
        });
    }

    @Test
    void a_new_version_makes_the_old_one_lapse() {
        IssuedLicence first = bureau.issue();
        LicenceDraft next = Bureau.draft(first.id().nextVersion(), first.id());
        IssuedLicence second = bureau.issue(next, new CaseNumber("330100-2026-000002"));

        assertThat(bureau.verifier().verify(first.token()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("LICENCE_STATUS"));
        assertThat(bureau.verifier().verify(second.token()).orThrow().predecessor())
                .isEqualTo(first.id());
    }

    @ParameterizedTest
    @EnumSource(value = LicenceStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "VALID")
    void a_licence_that_is_not_in_force_gets_no_successor(LicenceStatus status) {
        IssuedLicence first = bureau.issue();
        bureau.change(first.id(), status);
        LicenceDraft next = Bureau.draft(first.id().nextVersion(), first.id());

        refused(() -> bureau.issue(next, SECOND_CASE), "in force");
        assertThat(found(next.id())).isFalse();
    }

    @Test
    void a_revoked_licence_does_not_come_back_as_a_new_one() {
        IssuedLicence first = bureau.issue();
        bureau.change(first.id(), LicenceStatus.REVOKED);

        refused(() -> bureau.issue(Bureau.draft(first.id().nextVersion(), null), SECOND_CASE), "predecessor");
    }

    @Test
    void a_version_follows_only_one_that_was_issued_here() {
        LicenceId second = Bureau.draft().id().nextVersion();

        refused(() -> bureau.issue(Bureau.draft(second.nextVersion(), second), SECOND_CASE), "issued here");
    }

    @Test
    void a_revoked_licence_does_not_come_back_over_a_version_that_never_was() {
        IssuedLicence first = bureau.issue();
        bureau.change(first.id(), LicenceStatus.REVOKED);
        LicenceId second = first.id().nextVersion();

        refused(() -> bureau.issue(Bureau.draft(second.nextVersion(), second), SECOND_CASE), "issued here");
    }

    @Test
    void a_licence_gets_one_successor_only() {
        IssuedLicence first = bureau.issue();
        LicenceDraft next = Bureau.draft(first.id().nextVersion(), first.id());
        bureau.issue(next, SECOND_CASE);

        refused(() -> bureau.issue(next, new CaseNumber("330100-2026-000003")), "another licence");
    }

    @Test
    void a_renewal_says_what_the_licence_said_for_another_time() {
        IssuedLicence first =
                bureau.issue(Bureau.until(LocalDate.of(2026, 11, 21), LocalDate.of(2026, 12, 31)), Bureau.CASE);

        LicenceDraft renewal = successor(first.id(), Operation.RENEW)
                .validFrom(LocalDate.of(2026, 11, 21), LocalDate.of(2027, 12, 31));
        IssuedLicence second = bureau.issue(renewal, SECOND_CASE);
        Licence licence = bureau.verifier().verify(second.token()).orThrow();

        assertThat(licence.id()).isEqualTo(first.id().nextVersion());
        assertThat(licence.predecessor()).isEqualTo(first.id());
        assertThat(licence.operation()).isEqualTo(Operation.RENEW);
        assertThat(licence.fields()).isEqualTo(Bureau.draft().fields());
        assertThat(licence.holders()).isEqualTo(Bureau.draft().holders());
        assertThat(licence.number()).isEqualTo(Bureau.draft().number());
        assertThat(licence.validUntil()).isEqualTo(LocalDate.of(2027, 12, 31));
    }

    @Test
    void the_same_renewal_twice_gives_the_same_licence() {
        IssuedLicence first = bureau.issue();

        IssuedLicence second = bureau.issue(successor(first.id(), Operation.RENEW), SECOND_CASE);

        assertThat(bureau.issue(successor(first.id(), Operation.RENEW), SECOND_CASE))
                .isEqualTo(second);
    }

    @Test
    void a_change_puts_other_holders_fields_and_key_in() {
        IssuedLicence first = bureau.issue();
        Map<String, String> fields = new HashMap<>(Bureau.draft().fields());
        fields.put("KZ_GYQK", "单独所有");

        LicenceDraft change = successor(first.id(), Operation.CHANGE)
                .heldBy(List.of(Holder.of("李四", Bureau.LI)))
                .withFields(fields)
                .boundTo(null);
        Licence licence = bureau.verifier()
                .verify(bureau.issue(change, SECOND_CASE).token())
                .orThrow();

        assertThat(licence.holders()).containsExactly(Holder.of("李四", Bureau.LI));
        assertThat(licence.fields()).isEqualTo(fields);
        assertThat(licence.holderKey()).isNull();
    }

    @Test
    void a_transfer_that_is_undone_makes_a_new_version() {
        IssuedLicence first = bureau.issue();
        LicenceDraft undone = successor(first.id(), Operation.UNDO_TRANSFER);
        refused(() -> bureau.issue(undone, SECOND_CASE), "transferred out");

        bureau.change(first.id(), LicenceStatus.TRANSFERRED_OUT);
        IssuedLicence second = bureau.issue(undone, SECOND_CASE);

        assertThat(bureau.verifier().verify(second.token()).orThrow().operation())
                .isEqualTo(Operation.UNDO_TRANSFER);
        assertThat(bureau.verifier().verify(first.token()).subject()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RENEW", "CHANGE", "UNDO_TRANSFER"})
    void other_operations_make_no_next_version(Operation operation) {
        IssuedLicence first = bureau.issue();

        refused(() -> successor(first.id(), operation), "next version");
    }

    @Test
    void an_unknown_licence_has_no_successor_and_no_history() {
        LicenceId unknown = Bureau.draft().id();

        refused(() -> successor(unknown, Operation.RENEW), "issued here");
        refused(() -> history(unknown), "issued here");
    }

    @Test
    void the_register_keeps_what_was_done_when_and_why() {
        LicenceId id = bureau.issue().id();
        assertThat(history(id)).isEmpty();

        bureau.change(id, LicenceStatus.SUSPENDED);
        bureau.change(id, LicenceStatus.SUSPENDED);
        bureau.change(id, LicenceStatus.VALID);
        bureau.issue(successor(id, Operation.CHANGE), SECOND_CASE);

        assertThat(history(id))
                .containsExactly(
                        new LicenceChange(Operation.SUSPEND, LicenceStatus.SUSPENDED, Bureau.NOW, "被依法处理"),
                        new LicenceChange(Operation.RETURN, LicenceStatus.VALID, Bureau.NOW, "被依法处理"),
                        new LicenceChange(
                                Operation.CHANGE, LicenceStatus.LAPSED, Bureau.NOW, "replaced by " + id.nextVersion()));
        assertThat(history(id).toString()).doesNotContain("处理");
    }

    @Test
    void a_licence_that_changed_four_hundred_times_can_still_be_revoked() {
        LicenceId id = bureau.issue().id();
        String reason = "由".repeat(200);
        bureau.store.inTransaction(transaction -> {
            for (int i = 0; i < 200; i++) {
                bureau.issuer.change(transaction, id, LicenceStatus.SUSPENDED, reason);
                bureau.issuer.change(transaction, id, LicenceStatus.VALID, reason);
            }
            return null;
        });

        assertThat(bureau.change(id, LicenceStatus.REVOKED).status()).isEqualTo(LicenceStatus.REVOKED);
        assertThat(history(id))
                .hasSize(401)
                .last()
                .satisfies(last -> assertThat(last.status()).isEqualTo(LicenceStatus.REVOKED));
    }

    @Test
    void a_licence_too_long_to_be_copied_and_stored_is_not_issued() {
        LicenceIssuer decoyed = bureau.issuer.hiding(new HidingPolicy(Set.of(), 45));
        LicenceDraft draft = Bureau.draft()
                .heldBy(IntStream.range(0, 64)
                        .mapToObj(i -> Holder.of(
                                "持".repeat(190) + i,
                                Bureau.bornOn(LocalDate.of(1990, 1, 1).plusDays(i))))
                        .toList());

        refused(
                () -> bureau.store.inTransaction(transaction -> decoyed.issue(transaction, draft, Bureau.CASE)),
                "at most");
        assertThat(found(draft.id())).isFalse();
    }

    @Test
    void a_licence_with_more_to_disclose_than_verifiers_take_is_not_issued() {
        LicenceDraft draft = Bureau.residence(
                IntStream.range(0, 64)
                        .mapToObj(i -> Holder.of(
                                "某" + i, Bureau.bornOn(LocalDate.of(1940, 1, 1).plusDays(i))))
                        .toList(),
                null);

        refused(() -> bureau.issue(draft, Bureau.CASE), "at most");
    }

    @Test
    void another_key_signs_what_is_in_the_register() {
        IssuedLicence issued = bureau.issue();
        SigningKey second = SigningKey.generate(SignatureAlgorithm.ES256, "bureau-2");

        String again =
                bureau.store.inTransaction(transaction -> bureau.issuer.signAlso(transaction, issued.id(), second));

        LicenceVerifier verifier = new LicenceVerifier(
                Bureau.trusted(
                        Map.of("bureau-1", bureau.key.verificationKey(), "bureau-2", second.verificationKey()),
                        Set.of(Bureau.TYPE)),
                bureau.published(),
                Bureau.CLOCK,
                Limits.DEFAULT);
        assertThat(verifier.verify(again).orThrow())
                .isEqualTo(verifier.verify(issued.token()).orThrow());
    }

    @Test
    void no_key_signs_a_licence_that_was_never_issued() {
        LicenceId unknown = Bureau.draft().id();

        refused(
                () -> bureau.store.inTransaction(
                        transaction -> bureau.issuer.signAlso(transaction, unknown, bureau.key)),
                "issued here");
    }

    @Test
    void a_change_needs_a_reason() {
        LicenceId id = bureau.issue().id();

        for (String reason : List.of("", " ", "a\nb", "长".repeat(201))) {
            refused(
                    () -> bureau.store.inTransaction(
                            transaction -> bureau.issuer.change(transaction, id, LicenceStatus.REVOKED, reason)),
                    "reason");
        }
        assertThat(history(id)).isEmpty();
    }

    @Test
    void verifiers_see_the_state_and_never_the_reason() {
        IssuedLicence issued = bureau.issue();
        bureau.change(issued.id(), LicenceStatus.REVOKED);

        assertThat(bureau.verifier().verify(issued.token()).checks().toString()).doesNotContain("处理");
    }

    @ParameterizedTest
    @EnumSource(
            value = LicenceStatus.class,
            names = {"WITHDRAWN", "CANCELLED", "LAPSED", "TRANSFERRED_OUT", "REVOKED"})
    void there_is_no_way_back_from_a_final_state(LicenceStatus last) {
        LicenceId id = bureau.issue().id();
        bureau.change(id, last);

        assertThat(bureau.change(id, last).status()).isEqualTo(last);
        refused(() -> bureau.change(id, LicenceStatus.VALID), "out of force");
        refused(() -> bureau.change(id, LicenceStatus.SUSPENDED), "out of force");
    }

    @Test
    void a_suspended_licence_comes_back() {
        IssuedLicence issued = bureau.issue();
        bureau.change(issued.id(), LicenceStatus.SUSPENDED);
        assertThat(bureau.verifier().verify(issued.token()).subject()).isEmpty();

        bureau.change(issued.id(), LicenceStatus.VALID);
        assertThat(bureau.verifier().verify(issued.token()).subject()).isPresent();
    }

    @Test
    void the_state_of_an_unknown_licence_cannot_change() {
        refused(() -> bureau.change(Bureau.draft().id(), LicenceStatus.REVOKED), "issued here");
    }

    static Stream<Consumer<Map<String, String>>> spoiltFields() {
        return Stream.of(
                fields -> fields.remove("KZ_ZL"),
                fields -> fields.put("KZ_ZL", ""),
                fields -> fields.put("KZ_ZL", "a\nb"),
                fields -> fields.put("KZ_ZL", "长".repeat(2001)),
                fields -> fields.put("KZ_MJ", "about 90"),
                fields -> fields.put("KZ_MJ", "1e3"),
                fields -> fields.put("KZ_MJ", "89.5\u3000"),
                fields -> fields.put("KZ_XYZ", "unknown"),
                fields -> fields.put("iss", "unknown"),
                Map::clear);
    }

    @ParameterizedTest
    @MethodSource("spoiltFields")
    void a_draft_that_its_type_does_not_allow_is_refused(Consumer<Map<String, String>> spoil) {
        LicenceDraft draft = Bureau.draft(
                Bureau.draft().id(),
                null,
                fields -> {
                    Map<String, String> spoilt = new HashMap<>(fields);
                    spoil.accept(spoilt);
                    return spoilt;
                },
                Bureau.draft().holders());

        refused(() -> bureau.issue(draft, Bureau.CASE), "must");
    }

    @Test
    void a_type_it_is_not_registered_for_is_refused() {
        LicenceId id = LicenceId.make("11100000MB03271699022", Bureau.CODE, "ZJ2026BDC0001", 1);

        refused(() -> bureau.issue(Bureau.draft(id, null), Bureau.CASE), "registered");
    }

    @Test
    void the_identifier_of_another_issuer_is_refused() {
        LicenceId id = LicenceId.make(Bureau.TYPE, "11330100002489719U", "ZJ2026BDC0001", 1);

        refused(() -> bureau.issue(Bureau.draft(id, null), Bureau.CASE), "this issuer's");
    }

    @Test
    void a_licence_is_not_dated_ahead() {
        LicenceDraft draft = Bureau.draft();
        LicenceDraft ahead = new LicenceDraft(
                draft.id(),
                draft.number(),
                draft.issuerName(),
                LocalDate.of(2026, 11, 22),
                draft.validFrom(),
                draft.validUntil(),
                draft.holders(),
                draft.fields(),
                Operation.NEW,
                null,
                null);

        refused(() -> bureau.issue(ahead, Bureau.CASE), "future");
    }

    @Test
    void a_holder_needs_name_type_and_a_valid_code() {
        LicenceId id = Bureau.draft().id();
        for (Holder holder : List.of(
                new Holder("张三", null, HolderCodeType.CITIZEN_ID),
                new Holder(null, "11010519491231002X", HolderCodeType.CITIZEN_ID),
                new Holder("张三", "11010519491231002X", null),
                new Holder("张三", "110105194912310021", HolderCodeType.CITIZEN_ID),
                new Holder("某公司", "11010519491231002X", HolderCodeType.CREDIT_CODE))) {
            refused(() -> Bureau.draft(id, null, fields -> fields, List.of(holder)), "holders");
        }
        refused(() -> Bureau.draft(id, null, fields -> fields, List.of()), "holders");
    }

    @Test
    void no_personal_data_stands_in_the_open() {
        String token = bureau.issue().token();
        ObjectNode open = SignedJwt.parse(token.substring(0, token.indexOf('~')), 1 << 20, "t")
                .claims();

        assertThat(open.toString())
                .doesNotContain("张三", "李四", "11010519491231002X", "440524188001010014", "西湖区", "0000001号", "89.50")
                .contains("国有建设用地使用权");
        assertThat(open.has("sub")).isFalse();
    }

    @Test
    void every_claim_has_a_salt_of_its_own_of_128_bits() {
        List<Disclosure> disclosures =
                SdJwt.parse(bureau.issue().token(), Limits.DEFAULT).disclosures();
        Set<String> salts = new HashSet<>();
        disclosures.forEach(disclosure -> salts.add(Peer.salt(disclosure.text())));

        assertThat(salts).hasSameSizeAs(disclosures).allMatch(salt -> salt.length() == 22);
    }

    @Test
    void to_string_shows_no_personal_data() {
        IssuedLicence issued = bureau.issue();
        Licence licence = bureau.verifier().verify(issued.token()).orThrow();

        assertThat(List.of(
                        issued.toString(),
                        licence.toString(),
                        Bureau.draft().toString(),
                        licence.holders().toString(),
                        LicenceToken.parse(issued.token()).toString()))
                .allSatisfy(text -> assertThat(text).doesNotContain("张三", "1101", "ZJ2026", "西湖", "eyJ"));
    }

    private LicenceDraft successor(LicenceId id, Operation operation) {
        return bureau.store.inTransaction(
                transaction -> bureau.issuer.successor(transaction, id, operation, LocalDate.of(2026, 11, 21)));
    }

    private List<LicenceChange> history(LicenceId id) {
        return bureau.store.inTransaction(transaction -> bureau.issuer.history(transaction, id));
    }

    private boolean found(LicenceId id) {
        return bureau.store.inTransaction(
                transaction -> bureau.issuer.find(transaction, id).isPresent());
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String why) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(call)
                .withMessageContaining(why)
                .withMessageNotContaining("1101051949");
    }
}
