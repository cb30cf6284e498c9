package io.onevisit.licence.approval;

import io.onevisit.core.internal.Require;
import io.onevisit.licence.Licence;
import java.time.LocalDate;
import java.time.Period;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One licence that a matter needs (所需证照).
 *
 * @param typeCode the type, GB/T 36904
 * @param fields the business fields that must be disclosed, {@code KZ_...}; at most 64
 * @param minimumRemaining how long it must still be valid, counted from the day of the decision; zero for that day, at most
 *     100 years
 */
public record RequiredLicence(String typeCode, Set<String> fields, Period minimumRemaining) implements Requirement {
    private static final Pattern TYPE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}[0-9]{3}");
    private static final Pattern FIELD = Pattern.compile("KZ_[A-Z0-9_]{1,32}");

    public RequiredLicence {
        Require.that(
                TYPE.matcher(Require.present(typeCode, "licence type")).matches(),
                "licence type",
                "must be 18 characters of a credit code and 3 digits");
        fields = Set.copyOf(Require.present(fields, "fields"));
        Require.that(fields.size() <= 64, "fields", "must be at most 64");
        Require.that(
                fields.stream().allMatch(field -> FIELD.matcher(field).matches()),
                "fields",
                "must be KZ_ and capitals");
        Periods.require(minimumRemaining, "minimum remaining validity");
    }

    boolean hasFields(Licence licence) {
        return licence.fields().keySet().containsAll(fields);
    }

    boolean hasValidity(Licence licence, LocalDate today) {
        return !licence.validUntil().isBefore(today.plus(minimumRemaining));
    }

    /** True when {@code source} is a field of this licence that must be, or may be, there. */
    boolean offers(Source.OfLicence source) {
        return source.typeCode().equals(typeCode)
                && (fields.contains(source.field()) || Source.OfLicence.COMMON.contains(source.field()));
    }

    @Override
    public String nameZh() {
        return "证照 " + typeCode;
    }

    @Override
    public String nameEn() {
        return "licence " + typeCode;
    }
}
