package io.onevisit.licence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.licence.Decision.Finding;
import io.onevisit.licence.Decision.State;
import io.onevisit.licence.status.StatusSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTest {
    private static final MatterCode MATTER = new MatterCode("123456789012");
    private static final String RESIDENCE_PERMIT = "11100000000013186G001";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private final Bureau bureau = new Bureau(SignatureAlgorithm.SM2);

    @Test
    void approves_at_once_when_all_that_is_needed_is_held() {
        HeldLicence held = held(bureau.issue());

        Decision decision = needing(estate("KZ_ZL", "KZ_MJ")).decide(List.of(held), TODAY);

        assertThat(decision.canApproveAtOnce()).isTrue();
        assertThat(states(decision)).containsExactly(State.MET);
        assertThat(decision.findings().get(0).report().orThrow())
                .isEqualTo(held.report().orThrow());
        assertThat(decision.reasonsZh()).isEmpty();
        assertThat(decision.reasonsEn()).isEmpty();
    }

    @Test
    void says_which_licence_is_missing_in_both_languages() {
        Decision decision = needing(estate(), new RequiredLicence(RESIDENCE_PERMIT, Set.of(), Period.ZERO))
                .decide(List.of(held(bureau.issue())), TODAY);

        assertThat(decision.canApproveAtOnce()).isFalse();
        assertThat(states(decision)).containsExactly(State.MET, State.MISSING);
        assertThat(decision.reasonsZh()).containsExactly("证照 11100000000013186G001 缺少，须满足：已查到该类证照 [REQUIRED_HELD]");
        assertThat(decision.reasonsEn())
                .containsExactly("licence 11100000000013186G001 is missing; must hold: "
                        + "a licence of the type is held [REQUIRED_HELD]");
        assertThat(decision.in(State.MISSING)).hasSize(1);
    }

    @Test
    void does_not_take_a_revoked_licence() {
        IssuedLicence issued = bureau.issue();
        bureau.change(issued.id(), LicenceStatus.REVOKED);

        Decision decision = needing(estate()).decide(List.of(held(issued)), TODAY);

        assertThat(states(decision)).containsExactly(State.INVALID);
        assertThat(decision.findings().get(0).codes()).containsExactly("LICENCE_STATUS");
        assertThat(decision.findings().get(0).report().subject()).isEmpty();
    }

    @Test
    void does_not_take_a_licence_that_hides_a_field_that_is_needed() {
        String shown = LicenceToken.parse(bureau.issue().token())
                .present(Set.of("/KZ_ZL"))
                .compact();
        HeldLicence held = new HeldLicence(Bureau.TYPE, bureau.verifier().verify(shown));

        Decision decision = needing(estate("KZ_ZL", "KZ_MJ")).decide(List.of(held), TODAY);

        assertThat(decision.findings().get(0).codes()).containsExactly("REQUIRED_FIELDS");
        assertThat(decision.canApproveAtOnce()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"P30D, 2026-12-21, MET", "P30D, 2026-12-20, INVALID", "P0D, 2026-11-21, MET", "P1M, 2026-12-20, INVALID"
    })
    void asks_for_the_remaining_validity_to_the_day(Period remaining, LocalDate until, State expected) {
        HeldLicence held = held(bureau.issue(Bureau.until(TODAY, until), Bureau.CASE));

        Decision decision =
                needing(new RequiredLicence(Bureau.TYPE, Set.of(), remaining)).decide(List.of(held), TODAY);

        assertThat(states(decision)).containsExactly(expected);
        assertThat(decision.findings().get(0).codes())
                .isEqualTo(expected == State.MET ? List.of() : List.of("REQUIRED_REMAINING"));
    }

    @Test
    void does_not_know_while_no_status_list_is_at_hand() {
        StatusSource none = uri -> Optional.empty();
        LicenceVerifier offline = new LicenceVerifier(bureau.trusted(), none, Bureau.CLOCK, Limits.DEFAULT);
        HeldLicence held =
                new HeldLicence(Bureau.TYPE, offline.verify(bureau.issue().token()));

        Decision decision = needing(estate()).decide(List.of(held), TODAY);

        assertThat(states(decision)).containsExactly(State.UNDECIDED);
        assertThat(decision.canApproveAtOnce()).isFalse();
        assertThat(decision.reasonsZh().get(0)).contains("尚不能确认").contains("LICENCE_STATUS_LIST");
    }

    @Test
    void one_good_licence_is_enough_beside_bad_ones() {
        HeldLicence good = held(bureau.issue());
        HeldLicence bad = new HeldLicence(Bureau.TYPE, bureau.verifier().verify("rubbish"));

        Decision decision = needing(estate()).decide(List.of(bad, good, bad), TODAY);

        assertThat(decision.canApproveAtOnce()).isTrue();
    }

    @Test
    void tells_apart_what_is_wrong_with_several_bad_licences() {
        HeldLicence rubbish = new HeldLicence(Bureau.TYPE, bureau.verifier().verify("rubbish"));
        IssuedLicence issued = bureau.issue();
        bureau.change(issued.id(), LicenceStatus.SUSPENDED);

        Finding finding = needing(estate())
                .decide(List.of(rubbish, held(issued)), TODAY)
                .findings()
                .get(0);

        assertThat(finding.state()).isEqualTo(State.INVALID);
        assertThat(finding.report().problems())
                .extracting(check -> check.where() + " " + check.code())
                .containsExactly("licence 1 LICENCE_FORMAT", "licence 2 LICENCE_STATUS");
    }

    @Test
    void believes_the_verified_type_and_not_the_stated_one() {
        HeldLicence disguised =
                new HeldLicence(RESIDENCE_PERMIT, held(bureau.issue()).report());

        Decision decision = needing(new RequiredLicence(RESIDENCE_PERMIT, Set.of(), Period.ZERO))
                .decide(List.of(disguised), TODAY);

        assertThat(states(decision)).containsExactly(State.MISSING);
    }

    @Test
    void reasons_hold_no_personal_data() {
        HeldLicence held = held(bureau.issue(Bureau.until(TODAY, TODAY), Bureau.CASE));

        Decision decision = needing(new RequiredLicence(Bureau.TYPE, Set.of("KZ_FJ"), Period.ofDays(1)))
                .decide(List.of(held), TODAY);

        assertThat(decision.reasonsZh().toString() + decision.reasonsEn() + decision)
                .contains("REQUIRED_FIELDS", "REQUIRED_REMAINING")
                .doesNotContain("张三", Bureau.ZHANG.value(), "西湖区");
    }

    @Test
    void is_read_from_json() {
        String json = "{\"matter\":\"123456789012\",\"licences\":[{\"type\":\"11100000MB03271699001\","
                + "\"fields\":[\"KZ_ZL\",\"KZ_MJ\"],\"minimumRemaining\":\"P30D\"}]}";

        assertThat(Requirements.read(json.getBytes(UTF_8)))
                .isEqualTo(needing(new RequiredLicence(Bureau.TYPE, Set.of("KZ_ZL", "KZ_MJ"), Period.ofDays(30))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"matter\":\"123456789012\",\"licences\":[]}",
                "{\"matter\":\"?\",\"licences\":[{\"type\":\"11100000MB03271699001\",\"fields\":[],"
                        + "\"minimumRemaining\":\"P0D\"}]}",
                "{\"matter\":\"123456789012\",\"licences\":[1]}",
                "{\"matter\":\"123456789012\",\"licences\":{}}",
                "{\"matter\":\"123456789012\",\"other\":1,\"licences\":[]}",
                "{\"matter\":\"123456789012\",\"licences\":[{\"type\":\"x\",\"fields\":[],\"minimumRemaining\":\"P0D\"}]}",
                "{\"matter\":\"123456789012\",\"licences\":[{\"type\":\"11100000MB03271699001\",\"fields\":[1],"
                        + "\"minimumRemaining\":\"P0D\"}]}",
                "{\"matter\":\"123456789012\",\"licences\":[{\"type\":\"11100000MB03271699001\",\"fields\":"
                        + "[\"KZ_A\",\"KZ_A\"],\"minimumRemaining\":\"P0D\"}]}",
                "{\"matter\":\"123456789012\",\"licences\":[{\"type\":\"11100000MB03271699001\",\"fields\":[\"name\"],"
                        + "\"minimumRemaining\":\"P0D\"}]}",
                "{\"matter\":\"123456789012\",\"licences\":[{\"type\":\"11100000MB03271699001\",\"fields\":[],"
                        + "\"minimumRemaining\":\"30\"}]}",
                "{\"matter\":\"123456789012\",\"licences\":[{\"type\":\"11100000MB03271699001\",\"fields\":[],"
                        + "\"minimumRemaining\":\"P-1D\"}]}",
                "{\"matter\":\"123456789012\",\"licences\":[{\"type\":\"11100000MB03271699001\",\"fields\":[]}]}"
            })
    void refuses_other_json(String json) {
        assertThatThrownBy(() -> Requirements.read(json.getBytes(UTF_8))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void needs_something_and_each_type_once() {
        assertThatThrownBy(RequirementsTest::needing).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> needing(estate(), estate())).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Decision(MATTER, List.of())).isInstanceOf(InvalidValueException.class);
    }

    private HeldLicence held(IssuedLicence issued) {
        return new HeldLicence(
                Bureau.TYPE, bureau.verifier().forHolder(Bureau.ZHANG).verify(issued.token()));
    }

    private static Requirements needing(RequiredLicence... licences) {
        return new Requirements(MATTER, List.of(licences));
    }

    private static RequiredLicence estate(String... fields) {
        return new RequiredLicence(Bureau.TYPE, Set.of(fields), Period.ZERO);
    }

    private static List<State> states(Decision decision) {
        return decision.findings().stream().map(Finding::state).toList();
    }
}
