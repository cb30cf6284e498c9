package io.onevisit.licence.approval;

import io.onevisit.core.MatterCode;
import io.onevisit.core.internal.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a matter needs (办事条件), as data of the department. Ages and the form take their values only from records and licences
 * that the matter needs, so that nothing unverified gets in.
 *
 * @param matter the matter
 * @param licences the licences, each type once; at most 32
 * @param records the records, each data set once; at most 32
 * @param ages the ages; at most 8
 * @param form the fields of the form that fill themselves, each once; at most 128
 * @param verifiedWithin how long before the decision a licence may have been verified; at most 31 days
 */
public record Requirements(
        MatterCode matter,
        List<RequiredLicence> licences,
        List<RequiredRecord> records,
        List<RequiredAge> ages,
        List<FormField> form,
        Duration verifiedWithin) {
    /** A licence is verified within the hour before the decision, unless the matter says otherwise. */
    public static final Duration VERIFIED_WITHIN = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MAX_LICENCES = 32;
    private static final int MAX_RECORDS = 32;
    private static final int MAX_AGES = 8;
    private static final int MAX_FIELDS = 128;

    public Requirements {
        Require.present(matter, "matter");
        licences = each(licences, MAX_LICENCES, "licences", RequiredLicence::typeCode);
        records = each(records, MAX_RECORDS, "records", RequiredRecord::dataSet);
        ages = each(ages, MAX_AGES, "ages", age -> age);
        form = each(form, MAX_FIELDS, "form", FormField::name);
        Require.that(licences.size() + records.size() + ages.size() > 0, "requirements", "must ask for something");
        Require.that(
                !Require.present(verifiedWithin, "verified within").isNegative()
                        && verifiedWithin.compareTo(LONGEST) <= 0,
                "verified within",
                "must be at most 31 days");
        for (Source source : sources(ages, form)) {
            Require.that(isOffered(source, licences, records), "source", "must be a field that the matter needs");
        }
    }

    /** Requirements of licences alone. */
    public Requirements(MatterCode matter, List<RequiredLicence> licences) {
        this(matter, licences, List.of(), List.of(), List.of());
    }

    /** Requirements of licences that are verified within the hour before the decision. */
    public Requirements(
            MatterCode matter,
            List<RequiredLicence> licences,
            List<RequiredRecord> records,
            List<RequiredAge> ages,
            List<FormField> form) {
        this(matter, licences, records, ages, form, VERIFIED_WITHIN);
    }

    private static <T> List<T> each(List<T> given, int max, String what, Function<? super T, ?> key) {
        List<T> all = List.copyOf(Require.present(given, what));
        Require.that(all.size() <= max, what, "must be at most " + max);
        Require.that(all.stream().map(key).distinct().count() == all.size(), what, "must be different");
        return all;
    }

    private static List<Source> sources(List<RequiredAge> ages, List<FormField> form) {
        return Stream.concat(
                        ages.stream().map(RequiredAge::birthDate), form.stream().map(FormField::source))
                .toList();
    }

    private static boolean isOffered(Source source, List<RequiredLicence> licences, List<RequiredRecord> records) {
        return source instanceof Source.OfLicence ofLicence
                ? licences.stream().anyMatch(licence -> licence.offers(ofLicence))
                : records.stream().anyMatch(record -> record.offers((Source.OfRecord) source));
    }

    /**
     * Reads requirements from JSON of at most 64 KiB:
     *
     * <pre>{@code
     * {"matter": "000109005000",
     *  "licences": [{"type": "11100000MB03271699001", "fields": ["KZ_ZL"], "minimumRemaining": "P30D"}],
     *  "records": [{"dataSet": "population", "fields": ["name", "birthDate"], "maximumAge": "P1D"}],
     *  "ages": [{"birthDate": {"dataSet": "population", "field": "birthDate"}, "minimum": 16,
     *            "completed": "on-the-day-after"}],
     *  "form": [{"name": "address",
     *            "from": {"type": "11100000MB03271699001", "field": "KZ_ZL", "ofAllHolders": true}}],
     *  "verifiedWithin": "PT1H"}
     * }</pre>
     *
     * Each of the four lists may be left out; so may {@code verifiedWithin} (an hour), {@code ofAllHolders} (false), {@code maximumAge}, and of an age {@code minimum},
     * {@code maximum} and {@code on}.
     *
     * @throws io.onevisit.core.MalformedMessageException when a member is missing, unknown or of another form
     */
    public static Requirements read(byte[] json) {
        return RequirementsJson.read(json);
    }

    /** The types of the licences: what to ask the shared store for. */
    public Set<String> licenceTypes() {
        return licences.stream().map(RequiredLicence::typeCode).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Holds what was found against what is needed. Licences that are found are gone through once; a page of them that does
     * not come leaves undecided what is not met yet.
     *
     * @param at the moment of the decision; its day is that in China (Asia/Shanghai)
     */
    public Decision decide(Evidence found, Instant at) {
        return new Deciding(this, Require.present(found, "evidence"), Require.present(at, "moment")).decision();
    }
}
