package io.onevisit.licence.approval;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.record.IdentityRecord;
import io.onevisit.core.record.RecordAnswer;
import io.onevisit.licence.Licence;
import io.onevisit.licence.approval.Decision.Finding;
import io.onevisit.licence.share.HeldLicence;
import io.onevisit.licence.share.ShareAnswer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One decision: licences, then records, then ages and the form, which rest on both. */
final class Deciding {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int LENGTH_WITHOUT_HYPHENS = 8;

    private final Requirements needed;
    private final Evidence found;
    private final Instant at;
    private final LocalDate today;
    private final Applicant applicant;
    private final Map<String, Report<Licence>> licences = new HashMap<>();
    private final Map<String, Report<IdentityRecord>> records = new HashMap<>();

    Deciding(Requirements needed, Evidence found, Instant at) {
        this.needed = needed;
        this.found = found;
        this.at = at;
        this.today = at.atZone(CHINA).toLocalDate();
        this.applicant = new Applicant(found.applicant());
    }

    Decision decision() {
        List<Finding> findings = new ArrayList<>();
        judgeLicences();
        for (RequiredLicence required : needed.licences()) {
            findings.add(new Finding(required, licence(required.typeCode())));
        }
        for (RequiredRecord required : needed.records()) {
            Report<IdentityRecord> report = report(required, found.records().get(required.dataSet()));
            records.put(required.dataSet(), report);
            findings.add(new Finding(required, report));
        }
        for (RequiredAge required : needed.ages()) {
            findings.add(new Finding(required, report(required)));
        }
        return new Decision(needed.matter(), findings, form());
    }

    private void judgeLicences() {
        Map<String, BestLicence> best = new LinkedHashMap<>();
        needed.licences().forEach(required -> best.put(required.typeCode(), new BestLicence(required)));
        String unanswered = goThrough(best);
        best.forEach((type, licence) -> licences.put(type, licence.report(unanswered)));
    }

    /** Returns why not all licences could be seen, or null when all were. */
    private @Nullable String goThrough(Map<String, BestLicence> best) {
        if (found.licences() instanceof ShareAnswer.NotPermitted<?> no) {
            return "not permitted, " + no.refusal().code();
        }
        if (found.licences() instanceof ShareAnswer.Unavailable<?> no) {
            return why(no.error());
        }
        if (!(found.licences() instanceof ShareAnswer.Found<? extends Iterable<HeldLicence>> held)) {
            return null;
        }
        try {
            for (HeldLicence licence : held.value()) {
                BestLicence candidate = best.get(licence.typeCode());
                if (candidate != null) {
                    candidate.consider(licence);
                }
            }
            return null;
        } catch (PlatformUnreachableException
                | PlatformRefusedException
                | MalformedMessageException
                | VerificationFailedException e) {
            return why(e);
        }
    }

    /** The kind of error; what a platform says may tell of people. */
    private static String why(OneVisitException error) {
        return error.getClass().getSimpleName();
    }

    /** The best licence of a type so far: one that meets the requirement, else one that may yet, else what is wrong with all. */
    private final class BestLicence {
        private static final int MAX_FAILED = 20;

        private final RequiredLicence required;
        private final List<Report<Licence>> failed = new ArrayList<>();
        private @Nullable Report<Licence> passed;
        private @Nullable Report<Licence> undecided;

        BestLicence(RequiredLicence required) {
            this.required = required;
        }

        void consider(HeldLicence licence) {
            if (passed != null) {
                return;
            }
            Report<Licence> report = held(required, licence);
            if (report.verdict() == Verdict.PASSED) {
                passed = report;
            } else if (report.verdict() == Verdict.INDETERMINATE) {
                undecided = undecided == null ? report : undecided;
            } else if (failed.size() < MAX_FAILED) {
                failed.add(report);
            }
        }

        Report<Licence> report(@Nullable String unanswered) {
            if (passed != null) {
                return passed;
            }
            if (undecided != null) {
                return undecided;
            }
            Checks checks = new Checks();
            if (unanswered != null) {
                checks.undecided(RequirementRules.ANSWERED, unanswered);
                return checks.report(null);
            }
            if (failed.isEmpty()) {
                checks.that(RequirementRules.HELD, false);
            }
            for (int i = 0; i < failed.size(); i++) {
                checks.addAll(
                        failed.size() == 1 ? "" : "licence " + (i + 1),
                        failed.get(i).checks());
            }
            return checks.report(null);
        }
    }

    private Report<Licence> held(RequiredLicence required, HeldLicence held) {
        Checks checks = new Checks();
        checks.that(RequirementRules.HELD, true);
        checks.addAll("", held.report().checks());
        Optional<Licence> licence = held.report().subject();
        if (licence.isEmpty()) {
            return checks.report(null);
        }
        checkVerified(checks, held.verified());
        checkHolder(checks, licence.get());
        checks.that(RequirementRules.FIELDS, required.hasFields(licence.get()));
        checks.that(RequirementRules.REMAINING, required.hasValidity(licence.get(), today));
        return checks.report(licence.get());
    }

    /** What was verified long ago may have been revoked since: it has to be verified again, and nothing is wrong with it yet. */
    private void checkVerified(Checks checks, Instant verified) {
        if (verified.plus(needed.verifiedWithin()).isBefore(at)) {
            checks.undecided(RequirementRules.VERIFIED, "verified too long ago");
        } else {
            checks.that(RequirementRules.VERIFIED, !verified.isAfter(at.plus(CLOCK_SKEW)));
        }
    }

    private void checkHolder(Checks checks, Licence licence) {
        boolean isHeld = licence.holders().stream().anyMatch(applicant::is);
        if (!isHeld && licence.mayHaveUnseenHolders()) {
            checks.undecided(RequirementRules.HOLDER, "a holder or a holder's code is not disclosed");
        } else {
            checks.that(RequirementRules.HOLDER, isHeld);
        }
    }

    private Report<IdentityRecord> report(RequiredRecord required, @Nullable RecordAnswer answer) {
        Checks checks = new Checks();
        if (answer instanceof RecordAnswer.Found found) {
            return report(required, found.identity());
        }
        if (answer instanceof RecordAnswer.NotFound) {
            checks.that(RequirementRules.RECORDED, false);
        } else if (answer instanceof RecordAnswer.NotMatched no && no.mismatch()) {
            checks.that(RequirementRules.MATCHED, false);
        } else if (answer instanceof RecordAnswer.NotMatched) {
            checks.undecided(RequirementRules.MATCHED, "the source cannot tell");
        } else if (answer instanceof RecordAnswer.NotPermitted no) {
            checks.undecided(
                    RequirementRules.ANSWERED, "not permitted, " + no.refusal().code());
        } else {
            checks.undecided(
                    RequirementRules.ANSWERED,
                    answer instanceof RecordAnswer.Unavailable no ? why(no.error()) : "it was not asked");
        }
        return checks.report(null);
    }

    private Report<IdentityRecord> report(RequiredRecord required, IdentityRecord record) {
        Checks checks = new Checks();
        checks.that(RequirementRules.RECORDED, true);
        checks.that(RequirementRules.SUBJECT, applicant.is(record.subject()));
        checks.that(RequirementRules.DATA_SET, record.dataSet().equals(required.dataSet()));
        checks.that(RequirementRules.RECORD_FIELDS, required.hasFields(record));
        checks.that(
                RequirementRules.FRESH,
                required.isFresh(record, at) && !record.asOf().isAfter(at.plus(CLOCK_SKEW)));
        return checks.report(record);
    }

    private Report<RequiredAge> report(RequiredAge required) {
        Checks checks = new Checks();
        Verdict source = verdictOf(required.birthDate());
        if (source == Verdict.INDETERMINATE) {
            checks.undecided(RequirementRules.AGE_SOURCE, "the source is undecided");
            return checks.report(null);
        }
        if (!checks.that(RequirementRules.AGE_SOURCE, source == Verdict.PASSED)) {
            return checks.report(null);
        }
        LocalDate day = required.on() == null ? today : required.on();
        Optional<LocalDate> stated = stated(required.birthDate()).flatMap(Deciding::day);
        if (stated.isPresent() && !isOfApplicant(required.birthDate(), stated.get())) {
            checks.undecided(RequirementRules.BIRTH_DATE, "it may be another person's");
            return checks.report(null);
        }
        Optional<LocalDate> born = stated.filter(date -> !date.isAfter(day) && !date.isAfter(today));
        if (checks.that(RequirementRules.BIRTH_DATE, born.isPresent())) {
            checks.that(RequirementRules.OLD_ENOUGH, required.isOldEnough(born.orElseThrow(), day));
            checks.that(RequirementRules.YOUNG_ENOUGH, required.isYoungEnough(born.orElseThrow(), day));
        }
        return checks.report(required);
    }

    /** A birth date on a licence is the applicant's when it is that of the citizen number; else when nobody else holds it. */
    private boolean isOfApplicant(Source source, LocalDate stated) {
        if (!(source instanceof Source.OfLicence ofLicence)) {
            return true;
        }
        return applicant
                .birthDate()
                .map(stated::equals)
                .orElseGet(() -> licence(ofLicence.typeCode())
                        .subject()
                        .filter(Licence::hasOneHolder)
                        .isPresent());
    }

    private Verdict verdictOf(Source source) {
        Report<?> report = source instanceof Source.OfLicence ofLicence
                ? licence(ofLicence.typeCode())
                : record(((Source.OfRecord) source).dataSet());
        return report.verdict();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            boolean basic = text.length() == LENGTH_WITHOUT_HYPHENS;
            return Optional.of(
                    LocalDate.parse(text, basic ? DateTimeFormatter.BASIC_ISO_DATE : DateTimeFormatter.ISO_LOCAL_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private List<Prefilled> form() {
        List<Prefilled> form = new ArrayList<>();
        for (FormField field : needed.form()) {
            value(field.source()).ifPresent(value -> form.add(new Prefilled(field, value)));
        }
        return form;
    }

    /** The value at a source whose report passed, when it is about the applicant. */
    private Optional<String> value(Source source) {
        return source instanceof Source.OfLicence ofLicence
                ? licence(ofLicence.typeCode())
                        .subject()
                        .filter(ofLicence::isAboutEachHolder)
                        .flatMap(licence -> ofLicence.valueIn(licence, applicant))
                : stated(source);
    }

    /** The value at a source whose report passed, whomever it is about. */
    private Optional<String> stated(Source source) {
        if (source instanceof Source.OfLicence ofLicence) {
            return licence(ofLicence.typeCode()).subject().flatMap(licence -> ofLicence.valueIn(licence, applicant));
        }
        Source.OfRecord ofRecord = (Source.OfRecord) source;
        return record(ofRecord.dataSet()).subject().flatMap(ofRecord::valueIn);
    }

    /** The report on a licence that is asked for, as every source is. */
    private Report<Licence> licence(String typeCode) {
        return Objects.requireNonNull(licences.get(typeCode));
    }

    /** The report on a record that is asked for, as every source is. */
    private Report<IdentityRecord> record(String dataSet) {
        return Objects.requireNonNull(records.get(dataSet));
    }
}
