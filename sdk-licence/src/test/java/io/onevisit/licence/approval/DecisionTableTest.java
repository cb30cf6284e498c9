package io.onevisit.licence.approval;

import static io.onevisit.licence.approval.Decision.State.INVALID;
import static io.onevisit.licence.approval.Decision.State.MET;
import static io.onevisit.licence.approval.Decision.State.MISSING;
import static io.onevisit.licence.approval.Decision.State.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.MatterCode;
import io.onevisit.core.record.FieldMatch;
import io.onevisit.core.record.RecordAnswer;
import io.onevisit.licence.Bureau;
import io.onevisit.licence.approval.Decision.Finding;
import io.onevisit.licence.approval.Decision.State;
import io.onevisit.licence.share.HeldLicence;
import io.onevisit.licence.share.ShareAnswer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which one requirement may stand; nothing but MET approves. */
class DecisionTableTest {
    private static final MatterCode MATTER = new MatterCode("123456789012");
    private static final String POPULATION = "population";
    private static final Office OFFICE = new Office();

    /** What is needed, what was found, and how that stands. */
    record Case(String name, Requirements needed, Evidence found, State state, List<String> codes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> licences() {
        RequiredLicence estate = licence(Period.ZERO);
        RequiredLicence withField = new RequiredLicence(Bureau.TYPE, Set.of("KZ_ZL", "KZ_MJ"), Period.ZERO);
        return Stream.of(
                of("held", estate, Office.found(OFFICE.good()), MET),
                of("held, with its fields", withField, Office.found(OFFICE.good()), MET),
                of(
                        "held beside bad ones",
                        estate,
                        Office.found(OFFICE.rubbish(), OFFICE.good(), OFFICE.revoked()),
                        MET),
                of("held for 30 days more to the day", licence(Period.ofDays(30)), until(2026, 12, 21), MET),
                of("unlimited", licence(Period.ofYears(100)), Office.found(OFFICE.good()), MET),
                of("met before a page breaks", estate, Office.brokenAfter(OFFICE.good()), MET),
                of("last day is today", estate, until(2026, 11, 21), MET),
                of("none found", estate, Office.notFound(), MISSING, "REQUIRED_HELD"),
                of("an empty list", estate, Office.found(), MISSING, "REQUIRED_HELD"),
                of("of another type", other(), Office.found(OFFICE.good()), MISSING, "REQUIRED_HELD"),
                of(
                        "only stated to be of the type",
                        other(),
                        Office.found(OFFICE.disguised(other().typeCode())),
                        MISSING,
                        "REQUIRED_HELD"),
                of("not permitted", estate, Office.notPermitted(), UNDECIDED, "REQUIRED_ANSWERED"),
                of("unavailable", estate, Office.unavailable(), UNDECIDED, "REQUIRED_ANSWERED"),
                of("a page breaks", estate, Office.brokenAfter(), UNDECIDED, "REQUIRED_ANSWERED"),
                of(
                        "a page breaks after a bad one",
                        estate,
                        Office.brokenAfter(OFFICE.revoked()),
                        UNDECIDED,
                        "REQUIRED_ANSWERED"),
                of(
                        "no status list",
                        estate,
                        Office.found(OFFICE.withoutStatusList()),
                        UNDECIDED,
                        "LICENCE_STATUS_LIST"),
                of(
                        "undecided beside failed",
                        estate,
                        Office.found(OFFICE.revoked(), OFFICE.withoutStatusList()),
                        UNDECIDED,
                        "LICENCE_STATUS_LIST"),
                of(
                        "the holder hides",
                        withField,
                        Office.found(OFFICE.showing("/KZ_ZL", "/KZ_MJ")),
                        UNDECIDED,
                        "REQUIRED_HOLDER"),
                of("revoked", estate, Office.found(OFFICE.revoked()), INVALID, "LICENCE_STATUS"),
                of("rubbish", estate, Office.found(OFFICE.rubbish()), INVALID, "LICENCE_FORMAT"),
                of(
                        "two bad ones",
                        estate,
                        Office.found(OFFICE.rubbish(), OFFICE.revoked()),
                        INVALID,
                        "LICENCE_FORMAT",
                        "LICENCE_STATUS"),
                of(
                        "a field hidden",
                        withField,
                        Office.found(OFFICE.showing("/KZ_ZL", "/holders/0/CZZTDM")),
                        INVALID,
                        "REQUIRED_FIELDS"),
                of("a day too short", licence(Period.ofDays(30)), until(2026, 12, 20), INVALID, "REQUIRED_REMAINING"),
                of(
                        "a month too short",
                        licence(Period.ofMonths(1)),
                        until(2026, 12, 20),
                        INVALID,
                        "REQUIRED_REMAINING"),
                new Case(
                        "of somebody else",
                        needing(estate),
                        new Evidence(Office.STRANGER, Office.found(OFFICE.good()), Map.of()),
                        INVALID,
                        List.of("REQUIRED_HOLDER")));
    }

    static Stream<Case> records() {
        RequiredRecord named = record(null, "name");
        RequiredRecord fresh = record(Period.ofDays(7), "name");
        Map<String, String> row = Map.of("name", "张三");
        return Stream.of(
                of("there", named, Office.population(row), MET),
                of("there without fields asked", record(null), Office.population(row), MET),
                of("one of several rows will do", named, several(Map.of("status", "x"), row), MET),
                of("as old as allowed", fresh, aged(Duration.ofDays(7)), MET),
                of("not found", named, Office.noRecord(), MISSING, "REQUIRED_RECORD"),
                of("not asked", named, null, UNDECIDED, "REQUIRED_ANSWERED"),
                of("not permitted", named, Office.recordNotPermitted(), UNDECIDED, "REQUIRED_ANSWERED"),
                of("unavailable", named, Office.recordUnavailable(), UNDECIDED, "REQUIRED_ANSWERED"),
                of("cannot tell", named, Office.notMatched(FieldMatch.UNKNOWN), UNDECIDED, "REQUIRED_MATCHED"),
                of("does not match", named, Office.notMatched(FieldMatch.MISMATCH), INVALID, "REQUIRED_MATCHED"),
                of(
                        "a field missing",
                        record(null, "name", "sex"),
                        Office.population(row),
                        INVALID,
                        "REQUIRED_RECORD_FIELDS"),
                of("a field blank", named, Office.population(Map.of("name", " ")), INVALID, "REQUIRED_RECORD_FIELDS"),
                of(
                        "fields spread over rows",
                        record(null, "name", "sex"),
                        several(Map.of("sex", "男"), row),
                        INVALID,
                        "REQUIRED_RECORD_FIELDS"),
                of(
                        "of somebody else",
                        named,
                        Office.record(Office.STRANGER, POPULATION, Office.AT, row),
                        INVALID,
                        "REQUIRED_SUBJECT"),
                of(
                        "of another set",
                        named,
                        Office.record(Office.ZHANG, "household", Office.AT, row),
                        INVALID,
                        "REQUIRED_DATA_SET"),
                of("a day too old", fresh, aged(Duration.ofDays(8)), INVALID, "REQUIRED_FRESH"),
                of("from the future", named, aged(Duration.ofMinutes(-6)), INVALID, "REQUIRED_FRESH"));
    }

    static Stream<Case> ages() {
        RequiredAge adult = age(18, 150, Birthday.ON_THE_DAY_AFTER, null);
        RequiredAge adultOnTheDay = age(18, 150, Birthday.ON_THE_DAY, null);
        RequiredAge child = age(0, 5, Birthday.ON_THE_DAY, null);
        LocalDate exam = LocalDate.of(2027, 3, 1);
        return Stream.of(
                of("18 since yesterday", adult, "2008-11-20", MET),
                of("18 today, on the day", adultOnTheDay, "2008-11-21", MET),
                of("digits only", adult, "19900307", MET),
                of("still 5 today", child, "2020-11-22", MET),
                of("18 by the day of the exam", age(18, 150, Birthday.ON_THE_DAY_AFTER, exam), "2009-02-28", MET),
                of(
                        "born on 29 February, on the day after",
                        age(18, 150, Birthday.ON_THE_DAY_AFTER, LocalDate.of(2026, 3, 1)),
                        "2008-02-29",
                        MET),
                of(
                        "born on 29 February, on the day",
                        age(18, 150, Birthday.ON_THE_DAY, LocalDate.of(2026, 2, 28)),
                        "2008-02-29",
                        MET),
                of("18 today, on the day after", adult, "2008-11-21", INVALID, "REQUIRED_OLD_ENOUGH"),
                of("18 tomorrow", adultOnTheDay, "2008-11-22", INVALID, "REQUIRED_OLD_ENOUGH"),
                of(
                        "29 February, a day too early",
                        age(18, 150, Birthday.ON_THE_DAY_AFTER, LocalDate.of(2026, 2, 28)),
                        "2008-02-29",
                        INVALID,
                        "REQUIRED_OLD_ENOUGH"),
                of(
                        "29 February, too early on the day",
                        age(18, 150, Birthday.ON_THE_DAY, LocalDate.of(2026, 2, 27)),
                        "2008-02-29",
                        INVALID,
                        "REQUIRED_OLD_ENOUGH"),
                of(
                        "29 February in a leap year is not the 28th",
                        age(20, 150, Birthday.ON_THE_DAY, LocalDate.of(2028, 2, 28)),
                        "2008-02-29",
                        INVALID,
                        "REQUIRED_OLD_ENOUGH"),
                of("6 today", child, "2020-11-21", INVALID, "REQUIRED_YOUNG_ENOUGH"),
                of(
                        "not old enough for the exam",
                        age(18, 150, Birthday.ON_THE_DAY, exam),
                        "2009-03-02",
                        INVALID,
                        "REQUIRED_OLD_ENOUGH"),
                of("no such day", adult, "1990-02-30", INVALID, "REQUIRED_BIRTH_DATE"),
                of("no day at all", adult, "7 March 1990", INVALID, "REQUIRED_BIRTH_DATE"),
                of("two days in one", adult, "1990-03-0719900307", INVALID, "REQUIRED_BIRTH_DATE"),
                of(
                        "born tomorrow",
                        age(0, 150, Birthday.ON_THE_DAY, exam),
                        "2026-11-22",
                        INVALID,
                        "REQUIRED_BIRTH_DATE"),
                of(
                        "born after the day that counts",
                        age(0, 150, Birthday.ON_THE_DAY, LocalDate.of(2020, 1, 1)),
                        "2020-01-02",
                        INVALID,
                        "REQUIRED_BIRTH_DATE"),
                ageOf("source missing", Office.noRecord(), INVALID, "REQUIRED_AGE_SOURCE"),
                ageOf("source unavailable", Office.recordUnavailable(), UNDECIDED, "REQUIRED_AGE_SOURCE"),
                ageOf(
                        "source of somebody else",
                        Office.record(Office.STRANGER, POPULATION, Office.AT, Map.of("birthDate", "1990-03-07")),
                        INVALID,
                        "REQUIRED_AGE_SOURCE"),
                ageOf(
                        "two birth dates",
                        several(Map.of("birthDate", "1990-03-07"), Map.of("birthDate", "1949-12-31")),
                        INVALID,
                        "REQUIRED_BIRTH_DATE"));
    }

    @ParameterizedTest
    @MethodSource({"licences", "records", "ages"})
    void a_requirement_stands_as_the_table_says(Case row) {
        Decision decision = row.needed().decide(row.found(), Office.AT);

        Finding finding = decision.findings().get(decision.findings().size() - 1);
        assertThat(finding.state()).isEqualTo(row.state());
        assertThat(finding.codes()).containsExactlyElementsOf(row.codes());
        assertThat(finding.report().subject().isPresent()).isEqualTo(row.state() == MET);
        assertThat(decision.canApproveAtOnce()).isEqualTo(row.state() == MET);
        assertThat(decision.reasonsZh().toString() + decision.reasonsEn() + decision)
                .satisfies(text -> row.codes().forEach(code -> assertThat(text).contains(code)))
                .doesNotContain("张三", Office.ZHANG.value(), "西湖区", "1990-03-07");
    }

    private static Case of(
            String name,
            RequiredLicence needed,
            ShareAnswer<Iterable<HeldLicence>> licences,
            State state,
            String... codes) {
        return new Case(
                "licence: " + name,
                needing(needed),
                new Evidence(Office.ZHANG, licences, Map.of()),
                state,
                List.of(codes));
    }

    private static Case of(
            String name, RequiredRecord needed, @Nullable RecordAnswer answer, State state, String... codes) {
        return new Case(
                "record: " + name,
                new Requirements(MATTER, List.of(), List.of(needed), List.of(), List.of()),
                new Evidence(Office.ZHANG, Office.notFound(), answer == null ? Map.of() : Map.of(POPULATION, answer)),
                state,
                List.of(codes));
    }

    private static Case of(String name, RequiredAge needed, String birthDate, State state, String... codes) {
        return ageOf(name, needed, Office.born(birthDate), state, codes);
    }

    private static Case ageOf(String name, RecordAnswer answer, State state, String... codes) {
        return ageOf(name, age(18, 150, Birthday.ON_THE_DAY, null), answer, state, codes);
    }

    private static Case ageOf(String name, RequiredAge needed, RecordAnswer answer, State state, String... codes) {
        return new Case(
                "age: " + name,
                new Requirements(MATTER, List.of(), List.of(record(null, "birthDate")), List.of(needed), List.of()),
                new Evidence(Office.ZHANG, Office.notFound(), Map.of(POPULATION, answer)),
                state,
                List.of(codes));
    }

    private static Requirements needing(RequiredLicence... licences) {
        return new Requirements(MATTER, List.of(licences));
    }

    private static RequiredLicence licence(Period remaining) {
        return new RequiredLicence(Bureau.TYPE, Set.of(), remaining);
    }

    private static RequiredLicence other() {
        return new RequiredLicence("11100000000013186G001", Set.of(), Period.ZERO);
    }

    private static RequiredRecord record(@Nullable Period maximumAge, String... fields) {
        return new RequiredRecord(POPULATION, Set.of(fields), maximumAge);
    }

    private static RequiredAge age(int minimum, int maximum, Birthday birthday, @Nullable LocalDate on) {
        return new RequiredAge(new Source.OfRecord(POPULATION, "birthDate"), minimum, maximum, birthday, on);
    }

    private static ShareAnswer<Iterable<HeldLicence>> until(int year, int month, int day) {
        return Office.found(OFFICE.until(LocalDate.of(year, month, day)));
    }

    private static RecordAnswer several(Map<String, String> one, Map<String, String> other) {
        return Office.record(Office.ZHANG, POPULATION, Office.AT, List.of(one, other));
    }

    private static RecordAnswer aged(Duration age) {
        return Office.record(Office.ZHANG, POPULATION, Office.AT.minus(age), Map.of("name", "张三"));
    }
}
