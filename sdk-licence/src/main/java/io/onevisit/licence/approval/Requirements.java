package io.onevisit.licence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which licences a matter needs (办事所需证照), as data of the department.
 *
 * @param matter the matter
 * @param licences the licences, each type once; 1 to 32
 */
public record Requirements(MatterCode matter, List<RequiredLicence> licences) {
    private static final String FORMAT = "requirements";
    private static final int MAX_OCTETS = 64 * 1024;
    private static final int MAX_LICENCES = 32;

    public Requirements {
        Require.present(matter, "matter");
        licences = List.copyOf(Require.present(licences, "licences"));
        Require.that(
                !licences.isEmpty() && licences.size() <= MAX_LICENCES, "licences", "must be 1 to " + MAX_LICENCES);
        long types = licences.stream().map(RequiredLicence::typeCode).distinct().count();
        Require.that(types == licences.size(), "licences", "must be of different types");
    }

    /**
     * Reads requirements from JSON: {@code {"matter": "...", "licences": [{"type": "...", "fields": ["KZ_..."],
     * "minimumRemaining": "P30D"}]}}.
     *
     * @throws MalformedMessageException when a member is missing, unknown or of another form
     */
    public static Requirements read(byte[] json) {
        ObjectNode node = StrictJson.readObject(Require.present(json, FORMAT), MAX_OCTETS, FORMAT);
        try {
            Members members = members(node, Set.of("matter", "licences"));
            List<RequiredLicence> licences = new ArrayList<>();
            array(node, "licences").forEach(licence -> licences.add(readLicence(licence)));
            return new Requirements(new MatterCode(members.text("matter")), licences);
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, String.valueOf(e.getMessage()));
        }
    }

    private static RequiredLicence readLicence(JsonNode node) {
        Members licence = members(node, Set.of("type", "fields", "minimumRemaining"));
        Set<String> fields = new HashSet<>();
        for (JsonNode field : array(licence.object(), "fields")) {
            if (!field.isTextual() || !fields.add(field.textValue())) {
                throw new MalformedMessageException(FORMAT, "fields must be texts, each once");
            }
        }
        return new RequiredLicence(licence.text("type"), fields, period(licence.text("minimumRemaining")));
    }

    private static Period period(String text) {
        try {
            return Period.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedMessageException(FORMAT, "minimumRemaining must be a period such as P30D");
        }
    }

    private static Members members(JsonNode node, Set<String> known) {
        if (!(node instanceof ObjectNode object)) {
            throw new MalformedMessageException(FORMAT, "must hold objects");
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new MalformedMessageException(FORMAT, "an unknown member");
            }
        });
        return new Members(object, FORMAT);
    }

    private static ArrayNode array(ObjectNode node, String name) {
        if (node.get(name) instanceof ArrayNode array) {
            return array;
        }
        throw new MalformedMessageException(FORMAT, name + " must be an array");
    }

    /**
     * Holds what was found against what is needed.
     *
     * @param held the licences of one applicant, verified
     * @param today the day of the decision in China
     */
    public Decision decide(List<HeldLicence> held, LocalDate today) {
        List<HeldLicence> all = List.copyOf(Require.present(held, "licences"));
        Require.present(today, "today");
        return new Decision(
                matter,
                licences.stream()
                        .map(required -> new Decision.Finding(required, finding(required, all, today)))
                        .toList());
    }

    /** The best there is: a licence that meets the requirement, else one that may yet, else what is wrong with all. */
    private static Report<Licence> finding(RequiredLicence required, List<HeldLicence> held, LocalDate today) {
        List<Report<Licence>> reports = held.stream()
                .filter(licence -> licence.typeCode().equals(required.typeCode()))
                .map(licence -> report(required, licence.report(), today))
                .toList();
        return first(reports, Verdict.PASSED)
                .or(() -> first(reports, Verdict.INDETERMINATE))
                .orElseGet(() -> none(reports));
    }

    private static Report<Licence> report(RequiredLicence required, Report<Licence> verified, LocalDate today) {
        Checks checks = new Checks();
        checks.that(RequirementRules.HELD, true);
        checks.addAll("", verified.checks());
        if (verified.subject().isEmpty()) {
            return checks.report(null);
        }
        Licence licence = verified.orThrow();
        checks.that(RequirementRules.FIELDS, required.hasFields(licence));
        checks.that(RequirementRules.REMAINING, required.hasValidity(licence, today));
        return checks.report(licence);
    }

    private static Optional<Report<Licence>> first(List<Report<Licence>> reports, Verdict verdict) {
        return reports.stream().filter(report -> report.verdict() == verdict).findFirst();
    }

    private static Report<Licence> none(List<Report<Licence>> failed) {
        Checks checks = new Checks();
        if (failed.isEmpty()) {
            checks.that(RequirementRules.HELD, false);
        }
        for (Report<Licence> report : failed) {
            checks.addAll(failed.size() == 1 ? "" : "licence " + (failed.indexOf(report) + 1), report.checks());
        }
        return checks.report(null);
    }
}
