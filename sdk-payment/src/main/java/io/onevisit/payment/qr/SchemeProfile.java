package io.onevisit.payment.qr;

import io.onevisit.core.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How a payment network's account is told, and the rules of it that are public.
 *
 * @param account true for an account of the network
 * @param form what its account must be
 * @param country where it is; empty for a network of many countries, which have their currencies
 */
record SchemeProfile(
        EmvScheme scheme,
        Predicate<EmvObject> account,
        Predicate<EmvObject> form,
        String country,
        Set<String> currencies) {
    private static final Pattern ANYTHING = Pattern.compile(".*", Pattern.DOTALL);

    private static final List<SchemeProfile> ALL = List.of(
            worldwide(EmvScheme.VISA, 2, SchemeProfile::any),
            worldwide(EmvScheme.MASTERCARD, 4, SchemeProfile::any),
            worldwide(EmvScheme.DISCOVER, 9, SchemeProfile::any),
            worldwide(EmvScheme.AMERICAN_EXPRESS, 11, SchemeProfile::any),
            worldwide(EmvScheme.JCB, 13, SchemeProfile::any),
            worldwide(EmvScheme.UNIONPAY, 15, account -> UnionPayAccount.isAccount(account.value())),
            new SchemeProfile(
                    EmvScheme.PAYNOW,
                    guid("SG.PAYNOW"),
                    all("01", "02").and(parts("01", "[02]", "03", "[01]", "04", "\\d{8}|\\d{14}")),
                    "SG",
                    Set.of("702")),
            new SchemeProfile(
                    EmvScheme.SGQR,
                    guid("SG.SGQR"),
                    all("01").and(parts("01", "[0-9A-Z]{12,13}", "03", "\\d{6}", "07", "\\d{8}")),
                    "SG",
                    Set.of("702")),
            new SchemeProfile(
                    EmvScheme.PROMPTPAY,
                    guid("A000000677010111"),
                    oneOf("01", "02", "03").and(parts("01", "0066\\d{9}", "02", "\\d{13}", "03", "\\d{15}")),
                    "TH",
                    Set.of("764")),
            new SchemeProfile(
                    EmvScheme.PIX,
                    guid("BR.GOV.BCB.PIX"),
                    oneOf("01", "25").or(all("01").or(all("25")).negate()).and(parts("25", "[^:]+/.+")),
                    "BR",
                    Set.of("986")),
            new SchemeProfile(
                    EmvScheme.FPS,
                    guid("HK.COM.HKICL"),
                    oneOf("02", "03", "04")
                            .and(parts("02", "\\d{7}|\\d{9}", "03", "\\+\\d{1,3}-\\d{4,14}", "04", "[^@]+@[^@]+")),
                    "HK",
                    Set.of("344", "156")),
            new SchemeProfile(
                    EmvScheme.VIETQR,
                    guid("A000000727"),
                    all("01", "02").and(parts("01", "0006\\d{6}01\\d{2}.{1,25}", "02", "QRIBFTT[AC]")),
                    "VN",
                    Set.of("704")),
            new SchemeProfile(
                    EmvScheme.KHQR,
                    number(29).and(all("00")).and(parts("00", "[^@]+@[^@]+")),
                    SchemeProfile::any,
                    "KH",
                    Set.of("116", "840")),
            new SchemeProfile(EmvScheme.KOREA, guid("D4100000014010"), SchemeProfile::any, "KR", Set.of("410")));

    /** The form of an account of which nothing is public. */
    private static boolean any(EmvObject account) {
        return true;
    }

    /** A network with two IDs of its own. */
    private static SchemeProfile worldwide(EmvScheme scheme, int first, Predicate<EmvObject> form) {
        return new SchemeProfile(scheme, number(first), form, "", Set.of());
    }

    /** A report for each account of a network that is known here. */
    static List<Report<EmvScheme>> check(List<EmvObject> objects) {
        List<Report<EmvScheme>> reports = new ArrayList<>();
        for (EmvObject object : objects) {
            for (SchemeProfile profile : ALL) {
                if (object.number() <= 51 && profile.account.test(object)) {
                    reports.add(profile.report(object, objects));
                }
            }
        }
        return reports;
    }

    private Report<EmvScheme> report(EmvObject object, List<EmvObject> all) {
        PlacedChecks checks = new PlacedChecks();
        checks.that(SchemeRules.ACCOUNT, form.test(object), object.id());
        if (!country.isEmpty()) {
            checks.that(SchemeRules.CURRENCY, has(all, "53", currencies), "53");
            checks.that(SchemeRules.COUNTRY, has(all, "58", Set.of(country)), "58");
        }
        return checks.report(scheme);
    }

    private static boolean has(List<EmvObject> objects, String id, Set<String> values) {
        return objects.stream().anyMatch(object -> object.id().equals(id) && values.contains(object.value()));
    }

    private static Predicate<EmvObject> number(int first) {
        return object -> object.number() == first || object.number() == first + 1;
    }

    private static Predicate<EmvObject> guid(String guid) {
        return object -> object.number() >= 26
                && object.objectsFound().stream()
                        .anyMatch(part -> part.number() == 0
                                && EmvText.isCommon(part.value())
                                && part.value().toUpperCase(Locale.ROOT).equals(guid));
    }

    private static Predicate<EmvObject> all(String... ids) {
        return account -> ids(account).containsAll(List.of(ids));
    }

    private static Predicate<EmvObject> oneOf(String... ids) {
        return account -> ids(account).stream().filter(List.of(ids)::contains).count() == 1;
    }

    private static List<String> ids(EmvObject account) {
        return account.objectsFound().stream().map(EmvObject::id).toList();
    }

    /** The parts with these IDs, where they are there, match the pattern that follows the ID. */
    private static Predicate<EmvObject> parts(String... idsAndPatterns) {
        Map<String, Pattern> patterns = new HashMap<>();
        for (int i = 0; i < idsAndPatterns.length; i += 2) {
            patterns.put(idsAndPatterns[i], Pattern.compile(idsAndPatterns[i + 1]));
        }
        return account -> account.objectsFound().stream()
                .allMatch(part -> patterns.getOrDefault(part.id(), ANYTHING)
                        .matcher(part.value())
                        .matches());
    }
}
