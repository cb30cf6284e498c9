package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Is over 18 and lives here", without number and address. The permits are issued on 2026-11-20. */
class DerivedClaimsTest {
    private static final CitizenId ADULT = Bureau.bornOn(LocalDate.of(1990, 3, 7));

    private final Bureau bureau = new Bureau(SignatureAlgorithm.SM2);

    @Test
    void a_holder_shows_to_be_over_18_and_to_live_here_and_nothing_else() {
        LicenceToken token = permit(List.of(Holder.of("李明轩", ADULT)), "330106");

        String shown = token.present(Set.of("/holders/0/age_over_18", "/KZ_JZDXZQH_CITY"))
                .compact();
        Licence licence = bureau.verifier().verify(shown).orThrow();

        assertThat(licence.holders()).containsExactly(new Holder(null, null, null, Set.of(18)));
        assertThat(licence.holders().get(0).isOver(18)).isTrue();
        assertThat(licence.fields()).containsOnlyKeys("KZ_QFJG", "KZ_JZDXZQH_CITY");
        assertThat(licence.fields()).containsEntry("KZ_JZDXZQH_CITY", "330100");
        assertThat(shown.split("~", -1)).hasSize(5); // the JWT, the holder, the age, the city
    }

    @Test
    void it_goes_on_an_occasion_by_the_holders_key_too() {
        Occasion occasion = new Occasion("https://cinema.example.cn", "n-0123456789abcdef", Bureau.PURPOSE);
        String shown = permit(List.of(Holder.of("李明轩", ADULT)), "330106")
                .present(Set.of("/holders/0/age_over_18"))
                .bind(Bureau.HOLDER_KEY, occasion, Bureau.CLOCK);

        Licence licence = bureau.verifier().verifyPresentation(shown, occasion).orThrow();

        assertThat(licence.holders().get(0).agesReached()).containsExactly(18);
    }

    @ParameterizedTest
    @CsvSource({
        "2008-11-19,true", // the day after the 18th birthday
        "2008-11-20,false", // the 18th birthday itself
        "2008-11-21,false",
        "2009-01-01,false"
    })
    void an_age_is_stated_from_the_day_after_the_birthday_and_never_before(LocalDate birth, boolean stated) {
        LicenceToken token = permit(List.of(Holder.of("某人", Bureau.bornOn(birth))), null);

        assertThat(token.disclosable().contains("/holders/0/age_over_18")).isEqualTo(stated);
    }

    @Test
    void who_was_born_on_a_leap_day_is_older_from_the_first_of_march() {
        LicenceType type = type(Bureau.RESIDENCE);
        CitizenId leap = Bureau.bornOn(LocalDate.of(2008, 2, 29));

        assertThat(ages(leap, LocalDate.of(2026, 2, 28), type)).doesNotContain(18);
        assertThat(ages(leap, LocalDate.of(2026, 3, 1), type)).contains(18);
    }

    @Test
    void a_licence_issued_at_17_never_says_anything_of_18() {
        Holder youth = Holder.of("某人", Bureau.bornOn(LocalDate.of(2008, 12, 1)));
        LicenceToken token = permit(List.of(youth), null);

        Licence licence = bureau.verifier().verify(token.compact()).orThrow();

        assertThat(licence.holders().get(0).agesReached()).containsExactlyInAnyOrder(6, 14, 16);
        assertThat(licence.holders().get(0).isOver(18)).isFalse();
        assertThat(licence.holders().get(0).isOver(15)).isTrue();
    }

    @Test
    void the_next_version_states_what_was_reached_since() {
        LicenceDraft draft =
                Bureau.residence(List.of(Holder.of("某人", Bureau.bornOn(LocalDate.of(2008, 11, 20)))), "330106");
        IssuedLicence first = bureau.issue(draft, Bureau.CASE);

        LicenceDraft next = bureau.store.inTransaction(transaction ->
                bureau.issuer.successor(transaction, first.id(), Operation.RENEW, LocalDate.of(2026, 11, 21)));
        IssuedLicence second = bureau.issue(next, new CaseNumber("330100-2026-000002"));

        assertThat(next.fields()).isEqualTo(draft.fields());
        assertThat(next.holders()).isEqualTo(draft.holders());
        assertThat(LicenceToken.parse(first.token()).disclosable()).doesNotContain("/holders/0/age_over_18");
        assertThat(LicenceToken.parse(second.token()).disclosable()).contains("/holders/0/age_over_18");
    }

    @Test
    void the_number_of_digests_does_not_tell_how_old_a_holder_is() {
        String young = permit(List.of(Holder.of("某人", Bureau.bornOn(LocalDate.of(2024, 5, 5)))), "330106")
                .present(Set.of("/holders/0"))
                .compact();
        Bureau other = new Bureau(SignatureAlgorithm.SM2);
        String old = LicenceToken.parse(other.issue(
                                Bureau.residence(
                                        List.of(Holder.of("某人", Bureau.bornOn(LocalDate.of(1940, 5, 5)))), "330000"),
                                Bureau.CASE)
                        .token())
                .present(Set.of("/holders/0"))
                .compact();

        assertThat(Peer.digests(young)).hasSameSizeAs(Peer.digests(old));
    }

    @Test
    void another_key_signs_the_same_derived_claims() {
        IssuedLicence issued = bureau.issue(Bureau.residence(List.of(Holder.of("李明轩", ADULT)), "330106"), Bureau.CASE);
        SigningKey second = SigningKey.generate(SignatureAlgorithm.ES256, "bureau-2");

        LicenceToken again = LicenceToken.parse(
                bureau.store.inTransaction(transaction -> bureau.issuer.signAlso(transaction, issued.id(), second)));

        assertThat(again.disclosable())
                .isEqualTo(LicenceToken.parse(issued.token()).disclosable());
    }

    @Test
    void nothing_is_said_of_the_age_of_an_organisation_or_of_another_number() {
        LicenceToken token = permit(
                List.of(
                        Holder.of("某公司", CreditCode.parse(Bureau.CODE)),
                        new Holder("Zhang", "E12345678", HolderCodeType.PASSPORT)),
                null);

        assertThat(token.disclosable()).noneMatch(pointer -> pointer.contains("age_over"));
    }

    @Test
    void each_holder_has_ages_of_his_own() {
        LicenceToken token = permit(
                List.of(Holder.of("李明轩", ADULT), Holder.of("某人", Bureau.bornOn(LocalDate.of(2016, 5, 5)))), null);

        assertThat(token.disclosable())
                .contains("/holders/0/age_over_18", "/holders/1/age_over_6")
                .doesNotContain("/holders/1/age_over_14", "/holders/1/age_over_18", "/holders/0/age_over_60");
    }

    @ParameterizedTest
    @CsvSource({"330106,330000,330100", "330100,330000,330100", "330000,330000,"})
    void a_division_brings_its_prefecture_and_province(String division, String province, @Nullable String city) {
        Licence licence = bureau.verifier()
                .verify(permit(List.of(Holder.of("李明轩", ADULT)), division).compact())
                .orThrow();

        assertThat(licence.fields().get("KZ_JZDXZQH_PROVINCE")).isEqualTo(province);
        assertThat(licence.fields().get("KZ_JZDXZQH_CITY")).isEqualTo(city);
    }

    @ParameterizedTest
    @ValueSource(strings = {"33010", "3301060", "03010 6", "０３０１０６", "杭州市西湖区", "030106"})
    void refuses_a_division_that_is_no_code(String division) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> permit(List.of(Holder.of("李明轩", ADULT)), division));
    }

    @Test
    void a_department_cannot_state_a_derived_claim_itself() {
        LicenceDraft draft = Bureau.residence(List.of(Holder.of("李明轩", ADULT)), "330106");
        Map<String, String> fields = new HashMap<>(draft.fields());
        fields.put("KZ_JZDXZQH_CITY", "110100");

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> bureau.issue(draft.withFields(fields), Bureau.CASE));
        Holder boasting = new Holder(
                "某人", Bureau.bornOn(LocalDate.of(2016, 5, 5)).value(), HolderCodeType.CITIZEN_ID, Set.of(18));
        assertThat(permit(List.of(boasting), null).disclosable()).doesNotContain("/holders/0/age_over_18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "1", "\"true\"", "null", "{}", "[true]"})
    void only_true_states_that_an_age_is_reached(String value) {
        String bare =
                permit(List.of(Holder.of("李明轩", ADULT)), null).present(Set.of()).compact();
        String claimed = bureau.resigned(
                bare, payload -> payload.putArray("holders").addObject().set("age_over_18", Json.of(value)));

        assertThat(bureau.verifier().verify(claimed).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(bureau.verifier().verify(claimed).orThrow().holders()).containsExactly(new Holder(null, null, null));
    }

    private LicenceToken permit(List<Holder> holders, @Nullable String division) {
        return LicenceToken.parse(
                bureau.issue(Bureau.residence(holders, division), Bureau.CASE).token());
    }

    private static Set<Integer> ages(CitizenId id, LocalDate issued, LicenceType type) {
        LicenceDraft draft = Bureau.residence(List.of(Holder.of("某人", id)), null);
        LicenceDraft dated = new LicenceDraft(
                draft.id(),
                draft.number(),
                draft.issuerName(),
                issued,
                draft.validFrom(),
                draft.validUntil(),
                draft.holders(),
                draft.fields(),
                draft.operation(),
                null,
                null);
        return DerivedClaims.agesReached(
                (ObjectNode) LicenceClaims.of(dated, type).at("/holders/0"));
    }

    private static LicenceType type(String code) {
        return LicenceType.shipped().stream()
                .filter(type -> type.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
