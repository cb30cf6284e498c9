package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.DivisionCode;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Claims that follow from others (派生信息项), each hidden by itself, so that a holder can show that he is over 18 and lives
 * in the city without his number or his address.
 *
 * <p>Only what stays true is stated. An age is stated once it is reached and never before, so no claim becomes wrong
 * while the licence is valid; who reaches an age later shows it by the next licence. Where a claim is not stated a decoy
 * digest stands, so that the number of digests does not tell how old a holder is.
 */
final class DerivedClaims {
    private static final String AGE = "age_over_";
    private static final Pattern AGE_CLAIM = Pattern.compile(AGE + "([1-9][0-9]{0,2})");
    private static final String CITY = "_CITY";
    private static final String PROVINCE = "_PROVINCE";

    private DerivedClaims() {}

    /** Adds to the claims of {@code draft} what follows from them. */
    static void add(ObjectNode claims, LicenceDraft draft, LicenceType type) {
        ArrayNode holders = (ArrayNode) claims.get(LicenceClaims.HOLDERS);
        for (int i = 0; i < holders.size(); i++) {
            ages((ObjectNode) holders.get(i), draft.holders().get(i), draft.issued(), type);
        }
        for (LicenceType.Field field : type.fields()) {
            String value = draft.fields().get(field.name());
            if (field.kind() == LicenceType.Kind.DIVISION && value != null) {
                divisions(claims, field.name(), DivisionCode.parse(value));
            }
        }
    }

    /** Full years count from the day after the birthday, as the courts count them. */
    private static void ages(ObjectNode claims, Holder holder, LocalDate issued, LicenceType type) {
        if (holder.codeType() != HolderCodeType.CITIZEN_ID || holder.code() == null) {
            return;
        }
        LocalDate birth = CitizenId.parse(holder.code()).birthDate();
        for (int age : new TreeSet<>(type.ages())) {
            if (issued.isAfter(birth.plusYears(age))) {
                claims.put(ageClaim(age), true);
            }
        }
    }

    private static void divisions(ObjectNode claims, String name, DivisionCode division) {
        claims.put(name + PROVINCE, division.province().value());
        if (division.level() != DivisionCode.Level.PROVINCE) {
            claims.put(name + CITY, division.value().substring(0, 4) + "00");
        }
    }

    /** What can follow for a holder of a licence of {@code type}. */
    static Set<String> ofHolder(LicenceType type) {
        Set<String> names = new LinkedHashSet<>();
        new TreeSet<>(type.ages()).forEach(age -> names.add(ageClaim(age)));
        return names;
    }

    /** The claim by which a holder shows to have reached an age. */
    static String ageClaim(int age) {
        return AGE + age;
    }

    /** What can follow from the fields of a licence of {@code type}. */
    static Set<String> ofFields(LicenceType type) {
        Set<String> names = new LinkedHashSet<>();
        type.fields().forEach(field -> names.addAll(namesFrom(field)));
        return names;
    }

    /** What can follow from a field. */
    static List<String> namesFrom(LicenceType.Field field) {
        return field.kind() == LicenceType.Kind.DIVISION
                ? List.of(field.name() + PROVINCE, field.name() + CITY)
                : List.of();
    }

    /** The ages that a holder shows to have reached. */
    static Set<Integer> agesReached(ObjectNode holder) {
        Set<Integer> ages = new TreeSet<>();
        holder.properties().forEach(member -> {
            Matcher name = AGE_CLAIM.matcher(member.getKey());
            if (name.matches() && member.getValue().booleanValue()) {
                ages.add(Integer.parseInt(name.group(1)));
            }
        });
        return ages;
    }
}
