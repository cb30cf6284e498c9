package io.onevisit.licence.approval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.id.Passport;
import io.onevisit.core.record.RecordAnswer;
import io.onevisit.licence.Bureau;
import io.onevisit.licence.Holder;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.LicenceToken;
import io.onevisit.licence.approval.Decision.Finding;
import io.onevisit.licence.approval.Decision.State;
import io.onevisit.licence.share.HeldLicence;
import io.onevisit.licence.share.ShareAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTest {
    private static final MatterCode MATTER = new MatterCode("123456789012");
    private static final String RESIDENCE_PERMIT = "11100000000013186G001";
    private static final Source BIRTH_DATE = new Source.OfRecord("population", "birthDate");
    private static final String ALL = """
            {"matter": "123456789012",
             "licences": [{"type": "11100000MB03271699001", "fields": ["KZ_ZL", "KZ_MJ"], "minimumRemaining": "P30D"}],
             "records": [{"dataSet": "population", "fields": ["name", "birthDate"], "maximumAge": "P1D"}],
             "ages": [{"birthDate": {"dataSet": "population", "field": "birthDate"}, "minimum": 18, "maximum": 60,
                       "completed": "on-the-day", "on": "2026-12-01"}],
             "form": [{"name": "address", "from": {"type": "11100000MB03271699001", "field": "KZ_ZL",
                                                "ofAllHolders": true}},
                      {"name": "number", "from": {"type": "11100000MB03271699001", "field": "ZZBH"}},
                      {"name": "owner", "from": {"type": "11100000MB03271699001", "field": "CZZT"}},
                      {"name": "name", "from": {"dataSet": "population", "field": "name"}}]}""";

    private final Office office = new Office();

    @Test
    void approves_at_once_when_all_that_is_needed_is_there_and_fills_the_form() {
        Decision decision =
                Requirements.read(ALL.getBytes(UTF_8)).decide(evidence(Office.born("1990-03-07")), Office.AT);

        assertThat(decision.canApproveAtOnce())
                .as(decision.reasonsEn().toString())
                .isTrue();
        assertThat(decision.findings())
                .extracting(Finding::state)
                .containsOnly(State.MET)
                .hasSize(3);
        assertThat(decision.findings().get(0).report().orThrow()).isEqualTo(office.licence());
        assertThat(decision.reasonsZh()).isEmpty();
        assertThat(decision.reasonsEn()).isEmpty();
        assertThat(decision.form())
                .extracting(filled -> filled.field().name() + "=" + filled.value())
                .containsExactly("address=西湖区某路1号", "number=浙(2026)杭州市不动产权第0000001号", "owner=张三", "name=张三");
    }

    @Test
    void fills_nothing_in_from_what_is_not_met() {
        Decision decision = Requirements.read(ALL.getBytes(UTF_8))
                .decide(
                        new Evidence(
                                Office.ZHANG,
                                Office.found(office.revoked()),
                                Map.of(
                                        "population",
                                        Office.record(
                                                Office.STRANGER,
                                                "population",
                                                Office.AT,
                                                Map.of("name", "王五", "birthDate", "1990-03-07")))),
                        Office.AT);

        assertThat(decision.form()).isEmpty();
        assertThat(decision.in(State.INVALID)).hasSize(3);
    }

    @Test
    void fills_in_each_field_whose_source_is_met_and_no_other() {
        Decision decision = Requirements.read(ALL.getBytes(UTF_8)).decide(evidence(Office.noRecord()), Office.AT);

        assertThat(decision.form())
                .extracting(filled -> filled.field().name())
                .containsExactly("address", "number", "owner");
        assertThat(decision.canApproveAtOnce()).isFalse();
    }

    @Test
    void the_first_licence_that_meets_the_requirement_is_the_one_it_rests_on() {
        HeldLicence first = office.until(LocalDate.of(2027, 11, 20));

        Decision decision =
                oneLicence().decide(evidence(Office.found(office.rubbish(), first, office.good())), Office.AT);

        assertThat(decision.findings().get(0).report().orThrow())
                .isEqualTo(first.report().orThrow())
                .isNotEqualTo(office.licence());
    }

    @Test
    void of_licences_that_are_undecided_the_first_says_why() {
        Decision decision = oneLicence()
                .decide(evidence(Office.found(office.withoutStatusList(), office.showing("/KZ_ZL"))), Office.AT);

        assertThat(decision.findings().get(0).report().problems())
                .extracting(Check::code)
                .containsExactly("LICENCE_STATUS_LIST");
    }

    private static Requirements oneLicence() {
        return new Requirements(
                MATTER,
                List.of(new RequiredLicence(Bureau.TYPE, Set.of("KZ_ZL"), Period.ZERO)),
                List.of(),
                List.of(),
                List.of());
    }

    private static Evidence evidence(ShareAnswer<Iterable<HeldLicence>> licences) {
        return new Evidence(Office.ZHANG, licences, Map.of());
    }

    @Test
    void fills_nothing_in_from_several_rows_or_hidden_claims() {
        Requirements needed = new Requirements(
                MATTER,
                List.of(new RequiredLicence(Bureau.TYPE, Set.of("KZ_ZL"), Period.ZERO)),
                List.of(new RequiredRecord("population", Set.of("name"), null)),
                List.of(),
                List.of(
                        new FormField("number", new Source.OfLicence(Bureau.TYPE, "ZZBH")),
                        new FormField("owner", new Source.OfLicence(Bureau.TYPE, "CZZT")),
                        new FormField("name", new Source.OfRecord("population", "name"))));

        Decision decision = needed.decide(
                new Evidence(
                        Office.ZHANG,
                        Office.found(office.showing("/KZ_ZL", "/holders/0/CZZTDM")),
                        Map.of(
                                "population",
                                Office.record(
                                        Office.ZHANG,
                                        "population",
                                        Office.AT,
                                        List.of(Map.of("name", "张三"), Map.of("name", "张叁"))))),
                Office.AT);

        assertThat(decision.canApproveAtOnce())
                .as(decision.reasonsEn().toString())
                .isTrue();
        assertThat(decision.form()).isEmpty();
    }

    private static final Requirements ADULT = new Requirements(
            MATTER,
            List.of(new RequiredLicence(RESIDENCE_PERMIT, Set.of("KZ_CSRQ"), Period.ZERO)),
            List.of(),
            List.of(new RequiredAge(
                    new Source.OfLicence(RESIDENCE_PERMIT, "KZ_CSRQ"), 18, 150, Birthday.ON_THE_DAY, null)),
            List.of(new FormField("born", new Source.OfLicence(RESIDENCE_PERMIT, "KZ_CSRQ"))));

    /** A permit of these holders, on which 1990-03-07 stands for a birth date; as much of it as is shown to the applicant's office. */
    private static Decision onPermit(PartyId applicant, List<Holder> holders, String... shown) {
        Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        LicenceToken token = LicenceToken.parse(
                bureau.issue(Bureau.residence(holders, null), Bureau.CASE).token());
        String compact = shown.length == 0
                ? token.compact()
                : token.present(Set.of(shown)).compact();
        HeldLicence held = new HeldLicence(RESIDENCE_PERMIT, bureau.verifier().verify(compact), Office.AT);
        return ADULT.decide(new Evidence(applicant, Office.found(held), Map.of()), Office.AT);
    }

    private static final CitizenId CHILD = Bureau.bornOn(LocalDate.of(2016, 5, 5));
    private static final CitizenId PARENT = Bureau.bornOn(LocalDate.of(1990, 3, 7));
    private static final List<Holder> FAMILY = List.of(Holder.of("父", PARENT), Holder.of("子", CHILD));

    @Test
    void a_childs_age_is_not_taken_from_a_parents_birth_date_on_a_joint_licence() {
        Decision decision = onPermit(CHILD, FAMILY);

        assertThat(decision.canApproveAtOnce()).isFalse();
        assertThat(decision.findings().get(1).state()).isEqualTo(State.UNDECIDED);
        assertThat(decision.form()).isEmpty();
    }

    @Test
    void a_birth_date_on_a_joint_licence_counts_for_whom_it_is_by_the_citizen_number() {
        Decision decision = onPermit(PARENT, FAMILY);

        assertThat(decision.canApproveAtOnce()).isTrue();
        assertThat(decision.form()).isEmpty();
    }

    @Test
    void a_joint_licence_of_which_one_holder_is_shown_is_still_a_joint_licence() {
        Decision decision = onPermit(CHILD, FAMILY, "/KZ_CSRQ", "/holders/1/CZZTDM");

        assertThat(decision.findings().get(0).state()).isEqualTo(State.MET);
        assertThat(decision.findings().get(1).state()).isEqualTo(State.UNDECIDED);
        assertThat(decision.form()).isEmpty();
    }

    @Test
    void a_birth_date_other_than_the_citizen_numbers_decides_nothing() {
        assertThat(onPermit(CHILD, List.of(Holder.of("子", CHILD)))
                        .findings()
                        .get(1)
                        .state())
                .isEqualTo(State.UNDECIDED);
    }

    @Test
    void a_birth_date_on_a_licence_of_one_holder_without_a_citizen_number_is_his() {
        PartyId passport = Passport.parse("E12345678");
        Holder holder = new Holder("Zhang", "E12345678", HolderCodeType.PASSPORT);

        assertThat(onPermit(passport, List.of(holder)).canApproveAtOnce()).isTrue();
        assertThat(onPermit(passport, List.of(holder, Holder.of("子", CHILD))).canApproveAtOnce())
                .isFalse();
    }

    @Test
    void an_applicant_who_withholds_his_number_is_undecided_and_not_a_stranger() {
        for (String[] shown : List.of(
                new String[] {"/KZ_CSRQ", "/holders/0/CZZTDM", "/holders/1"},
                new String[] {"/KZ_CSRQ", "/holders/0/CZZTDM"})) {
            assertThat(onPermit(CHILD, FAMILY, shown).findings().get(0).state()).isEqualTo(State.UNDECIDED);
        }
        assertThat(onPermit(Office.STRANGER, FAMILY).findings().get(0).state()).isEqualTo(State.INVALID);
    }

    @Test
    void a_licence_verified_too_long_ago_is_verified_again() {
        Requirements needed =
                new Requirements(MATTER, List.of(new RequiredLicence(Bureau.TYPE, Set.of(), Period.ZERO)));
        Evidence found = new Evidence(Office.ZHANG, Office.found(office.good()), Map.of());
        Instant last = Office.AT.plus(Requirements.VERIFIED_WITHIN);

        assertThat(needed.decide(found, last).canApproveAtOnce()).isTrue();
        Finding late = needed.decide(found, last.plusMillis(1)).findings().get(0);
        assertThat(late.state()).isEqualTo(State.UNDECIDED);
        assertThat(late.report().problems()).extracting(Check::code).containsExactly("REQUIRED_VERIFIED");
        assertThat(needed.decide(found, Office.AT.minusSeconds(301))
                        .findings()
                        .get(0)
                        .state())
                .isEqualTo(State.INVALID);
    }

    @Test
    void says_how_long_ago_a_licence_may_have_been_verified() {
        String json = ALL.substring(0, ALL.length() - 1) + ", \"verifiedWithin\": \"P2D\"}";
        assertThat(Requirements.read(json.getBytes(UTF_8)).verifiedWithin()).isEqualTo(Duration.ofDays(2));
        assertThat(Requirements.read(ALL.getBytes(UTF_8)).verifiedWithin()).isEqualTo(Duration.ofHours(1));
        for (String bad : List.of("P32D", "-PT1S", "1h")) {
            assertThatThrownBy(() -> Requirements.read(json.replace("P2D", bad).getBytes(UTF_8)))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void no_value_is_printed() {
        Decision decision =
                Requirements.read(ALL.getBytes(UTF_8)).decide(evidence(Office.born("1990-03-07")), Office.AT);

        assertThat(decision.toString() + evidence(Office.born("1990-03-07")))
                .contains("address")
                .doesNotContain("张三", "西湖区", "1990", Bureau.ZHANG.value());
    }

    @Test
    void says_what_is_missing_in_both_languages() {
        Requirements needed = new Requirements(
                MATTER,
                List.of(new RequiredLicence(RESIDENCE_PERMIT, Set.of(), Period.ZERO)),
                List.of(new RequiredRecord("population", Set.of("birthDate"), null)),
                List.of(new RequiredAge(BIRTH_DATE, 18, 60, Birthday.ON_THE_DAY, null)),
                List.of());

        Decision decision = needed.decide(evidence(Office.born("2020-01-01")), Office.AT);

        assertThat(decision.reasonsZh())
                .containsExactly(
                        "证照 11100000000013186G001 缺少，须满足：已查到该类证照 [REQUIRED_HELD]",
                        "年龄 18至60周岁 不符合，须满足：已满最低年龄 [REQUIRED_OLD_ENOUGH]");
        assertThat(decision.reasonsEn())
                .containsExactly(
                        "licence 11100000000013186G001 is missing; must hold: a licence of the type is held [REQUIRED_HELD]",
                        "age 18 to 60 does not do; must hold: the applicant is old enough [REQUIRED_OLD_ENOUGH]");
        assertThat(decision.in(State.MET)).hasSize(1);
    }

    @Test
    void undecided_reasons_read_as_such() {
        Requirements needed = new Requirements(
                MATTER, List.of(), List.of(new RequiredRecord("population", Set.of(), null)), List.of(), List.of());

        Decision decision = needed.decide(evidence(Office.recordUnavailable()), Office.AT);

        assertThat(decision.reasonsZh()).containsExactly("数据 population 尚不能确认，须满足：查询已得到可信的答复 [REQUIRED_ANSWERED]");
        assertThat(decision.reasonsEn())
                .containsExactly(
                        "record population could not be decided; must hold: the source gave an answer [REQUIRED_ANSWERED]");
    }

    /** 16:00 UTC is midnight in China. */
    @ParameterizedTest
    @CsvSource({"2026-11-21T15:59:59Z, INVALID", "2026-11-21T16:00:00Z, MET"})
    void the_day_of_the_decision_is_the_day_in_China(Instant at, State expected) {
        Requirements needed = new Requirements(
                MATTER,
                List.of(),
                List.of(new RequiredRecord("population", Set.of("birthDate"), null)),
                List.of(new RequiredAge(BIRTH_DATE, 18, 150, Birthday.ON_THE_DAY, null)),
                List.of());

        Decision decision = needed.decide(evidence(Office.born("2008-11-22")), at);

        assertThat(decision.findings().get(1).state()).isEqualTo(expected);
    }

    @Test
    void an_age_may_rest_on_a_licence() {
        Requirements needed = new Requirements(
                MATTER,
                List.of(new RequiredLicence(Bureau.TYPE, Set.of("KZ_ZL"), Period.ZERO)),
                List.of(),
                List.of(new RequiredAge(new Source.OfLicence(Bureau.TYPE, "KZ_ZL"), 0, 150, Birthday.ON_THE_DAY, null)),
                List.of());

        Decision decision = needed.decide(evidence(Office.noRecord()), Office.AT);

        assertThat(decision.findings().get(1).codes()).containsExactly("REQUIRED_BIRTH_DATE");
    }

    @Test
    void tells_apart_what_is_wrong_with_several_bad_licences_and_no_more_than_20() {
        Requirements needed =
                new Requirements(MATTER, List.of(new RequiredLicence(Bureau.TYPE, Set.of(), Period.ZERO)));

        Finding two = needed.decide(
                        new Evidence(Office.ZHANG, Office.found(office.rubbish(), office.revoked()), Map.of()),
                        Office.AT)
                .findings()
                .get(0);
        Finding many = needed.decide(
                        new Evidence(
                                Office.ZHANG,
                                new ShareAnswer.Found<>(Collections.nCopies(1000, office.rubbish())),
                                Map.of()),
                        Office.AT)
                .findings()
                .get(0);

        assertThat(two.report().problems())
                .extracting(check -> check.where() + " " + check.code())
                .containsExactly("licence 1 LICENCE_FORMAT", "licence 2 LICENCE_STATUS");
        assertThat(many.report().problems()).hasSize(20);
    }

    @Test
    void is_read_from_json() {
        assertThat(Requirements.read(ALL.getBytes(UTF_8)))
                .isEqualTo(new Requirements(
                        MATTER,
                        List.of(new RequiredLicence(Bureau.TYPE, Set.of("KZ_ZL", "KZ_MJ"), Period.ofDays(30))),
                        List.of(new RequiredRecord("population", Set.of("name", "birthDate"), Period.ofDays(1))),
                        List.of(new RequiredAge(BIRTH_DATE, 18, 60, Birthday.ON_THE_DAY, LocalDate.of(2026, 12, 1))),
                        List.of(
                                new FormField("address", new Source.OfLicence(Bureau.TYPE, "KZ_ZL", true)),
                                new FormField("number", new Source.OfLicence(Bureau.TYPE, "ZZBH")),
                                new FormField("owner", new Source.OfLicence(Bureau.TYPE, "CZZT")),
                                new FormField("name", new Source.OfRecord("population", "name")))));
    }

    @Test
    void what_may_be_left_out_has_a_default() {
        String json = ALL.replace("\"minimum\": 18, \"maximum\": 60,", "")
                .replace(", \"on\": \"2026-12-01\"", "")
                .replace(", \"maximumAge\": \"P1D\"", "");

        Requirements read = Requirements.read(json.getBytes(UTF_8));

        assertThat(read.ages()).containsExactly(new RequiredAge(BIRTH_DATE, 0, 150, Birthday.ON_THE_DAY, null));
        assertThat(read.records().get(0).maximumAge()).isNull();
        assertThat(read.licenceTypes()).containsExactly(Bureau.TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"matter\":\"123456789012\"}",
                "{\"matter\":\"123456789012\",\"licences\":[]}",
                "{\"matter\":\"123456789012\",\"licences\":null}",
                "{\"matter\":\"?\",\"records\":[{\"dataSet\":\"a\",\"fields\":[]}]}",
                "{\"matter\":\"123456789012\",\"licences\":[1]}",
                "{\"matter\":\"123456789012\",\"licences\":{}}",
                "{\"matter\":\"123456789012\",\"records\":[{\"dataSet\":\"a\",\"fields\":[],\"x\":1}]}",
                "{\"matter\":\"123456789012\",\"records\":[{\"dataSet\":\"a\",\"fields\":[\"b\",\"b\"]}]}",
                "{\"matter\":\"123456789012\",\"records\":[{\"dataSet\":\"a\",\"fields\":[],\"maximumAge\":\"1D\"}]}",
                "{\"matter\":\"123456789012\",\"records\":[{\"dataSet\":\"a\",\"fields\":[]},"
                        + "{\"dataSet\":\"a\",\"fields\":[]}]}",
                "{\"matter\":\"123456789012\",\"form\":[{\"name\":\"a\",\"from\":{\"dataSet\":\"a\",\"field\":\"b\"}}]}"
            })
    void refuses_other_json(String json) {
        assertThatThrownBy(() -> Requirements.read(json.getBytes(UTF_8))).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"matter\"|\"other\":1,\"matter\"",
                "\"P30D\"|\"30\"",
                "\"P30D\"|\"P-1D\"",
                "\"P30D\"|\"P1M-1D\"",
                "\"P30D\"|\"P101Y\"",
                "\"P30D\"|\"P999999999Y\"",
                "\"P30D\"|\"P2147483647M\"",
                ", \"minimumRemaining\": \"P30D\"|``",
                "[\"KZ_ZL\", \"KZ_MJ\"]|[\"KZ_ZL\", 1]",
                "[\"KZ_ZL\", \"KZ_MJ\"]|[\"KZ_ZL\", \"KZ_ZL\"]",
                "[\"KZ_ZL\", \"KZ_MJ\"]|[\"KZ_ZL\", \"name\"]",
                "[\"KZ_ZL\", \"KZ_MJ\"]|[\"KZ_MJ\"]",
                "[\"name\", \"birthDate\"]|[\"name\"]",
                "\"minimum\": 18|\"minimum\": 61",
                "\"minimum\": 18|\"minimum\": -1",
                "\"minimum\": 18|\"minimum\": \"18\"",
                "\"maximum\": 60|\"maximum\": 151",
                "\"maximum\": 60|\"maximum\": 60.0",
                "\"completed\": \"on-the-day\",|``",
                "\"on-the-day\"|\"some day\"",
                "2026-12-01|2026-13-01",
                "{\"dataSet\": \"population\", \"field\": \"birthDate\"}|{\"dataSet\": \"population\"}",
                "{\"dataSet\": \"population\", \"field\": \"birthDate\"}|{\"dataSet\": \"population\", \"field\": \"sex\"}",
                "{\"dataSet\": \"population\", \"field\": \"birthDate\"}|{\"dataSet\": \"tax\", \"field\": \"birthDate\"}",
                "{\"dataSet\": \"population\", \"field\": \"birthDate\"}|{\"type\": \"1\", \"dataSet\": \"population\", \"field\": \"birthDate\"}",
                "\"name\": \"number\"|\"name\": \"address\"",
                "\"field\": \"ZZBH\"|\"field\": \"KZ_FJ\"",
                "\"name\": \"owner\"|\"name\": \"\""
            })
    void refuses_what_was_changed(String from, String to) {
        assertThat(ALL).contains(from);
        String json = ALL.replace(from, to);

        assertThatThrownBy(() -> Requirements.read(json.getBytes(UTF_8))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void needs_something_and_each_thing_once() {
        RequiredLicence estate = new RequiredLicence(Bureau.TYPE, Set.of(), Period.ZERO);

        assertThatThrownBy(() -> new Requirements(MATTER, List.of())).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Requirements(MATTER, List.of(estate, estate)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Decision(MATTER, List.of(), List.of())).isInstanceOf(InvalidValueException.class);
    }

    private Evidence evidence(RecordAnswer population) {
        return new Evidence(Office.ZHANG, Office.found(office.good()), Map.of("population", population));
    }
}
