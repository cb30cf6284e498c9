package io.onevisit.licence.delivery;

import io.onevisit.core.id.Division;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.id.DivisionMatch;
import io.onevisit.core.id.Divisions;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.delivery.ParsedAddress.Reason;
import java.time.Year;
import java.util.List;
import java.util.stream.IntStream;

/** Splits addresses that are one text by the divisions of a year. */
final class AddressParser {
    private static final int MAX_TEXT = 300;

    private final Divisions divisions;
    private final Year year;

    AddressParser(Divisions divisions, Year year) {
        this.divisions = divisions;
        this.year = year;
    }

    ParsedAddress parse(String text) {
        List<DivisionMatch> found = divisions.named(Require.text(text, "address", MAX_TEXT), year);
        List<DivisionMatch> lowest = found.stream().filter(this::isLowest).toList();
        if (found.size() == 1 && lowest.equals(found) && !found.get(0).isAlone()) {
            return split(found.get(0));
        }
        if (!lowest.isEmpty()) {
            return unclear(Reason.AMBIGUOUS, lowest);
        }
        List<Division> successors = successors(text);
        if (!successors.isEmpty()) {
            return new ParsedAddress.Unclear(Reason.ABOLISHED, successors);
        }
        return unclear(found.isEmpty() ? Reason.NOT_FOUND : Reason.COUNTY_MISSING, List.of());
    }

    private boolean isLowest(DivisionMatch match) {
        return PostalAddress.isLowest(match.division().code(), divisions, year);
    }

    private static ParsedAddress split(DivisionMatch match) {
        return match.rest().isBlank()
                ? unclear(Reason.DETAIL_MISSING, List.of(match))
                : new ParsedAddress.Split(address(match.division(), match.rest()));
    }

    /** Where there is no county or no prefecture, the name of what there is stands for it, as people write. */
    private static PostalAddress address(Division division, String detail) {
        String city = division.prefectureName();
        if (division.code().level() != DivisionCode.Level.COUNTY) {
            city = division.name();
        } else if (city.isEmpty()) {
            boolean municipality = division.provinceName().endsWith("市");
            city = municipality ? division.provinceName() : division.name();
        }
        return new PostalAddress(division.code(), division.provinceName(), city, division.name(), detail, null);
    }

    private static ParsedAddress unclear(Reason reason, List<DivisionMatch> matches) {
        return new ParsedAddress.Unclear(
                reason, matches.stream().map(DivisionMatch::division).toList());
    }

    /** What became of the county that the text named when it last named one. */
    private List<Division> successors(String text) {
        int last = Math.min(year.getValue() - 1, divisions.asOf().getValue());
        return IntStream.iterate(last, past -> past >= divisions.since().getValue(), past -> past - 1)
                .mapToObj(past -> counties(text, Year.of(past)))
                .filter(counties -> !counties.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                .flatMap(county -> divisions.successors(county, year).stream())
                .distinct()
                .toList();
    }

    private List<Division> counties(String text, Year past) {
        return divisions.named(text, past).stream()
                .filter(match -> !match.isAlone())
                .map(DivisionMatch::division)
                .filter(division -> division.code().level() == DivisionCode.Level.COUNTY)
                .toList();
    }
}
