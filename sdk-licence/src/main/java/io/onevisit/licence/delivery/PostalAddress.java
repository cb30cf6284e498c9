package io.onevisit.licence.delivery;

import io.onevisit.core.Report;
import io.onevisit.core.id.Division;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.id.Divisions;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where to (收寄地址), in the parts that carriers ask for; the text is kept as given. {@code toString} shows the division
 * code only.
 *
 * @param division the code of the county
 * @param province its name
 * @param city the prefecture's name
 * @param county the county's name
 * @param detail street, building and room, at most 200 characters
 * @param postcode six digits, or null
 */
public record PostalAddress(
        DivisionCode division,
        String province,
        String city,
        String county,
        String detail,
        @Nullable String postcode) {
    private static final Pattern POSTCODE = Pattern.compile("[0-9]{6}");

    public PostalAddress {
        Require.present(division, "division code");
        Require.text(province, "province", 64);
        Require.text(city, "city", 64);
        Require.text(county, "county", 64);
        Require.text(detail, "address detail", 200);
        Require.that(postcode == null || POSTCODE.matcher(postcode).matches(), "postcode", "must be six digits");
    }

    /**
     * Splits an address that is one text (地址拆分), such as 浙江省杭州市西湖区文三路 1 号, by the divisions in force at {@code
     * date}. The province may be written short (内蒙古), and may be left out like the city; county and detail must be there.
     * Names are told in full; where there is no county (东莞市) or no prefecture (仙桃市, 北京市朝阳区), the name of what there
     * is stands for it. The detail is kept as given, so that {@link #oneLine()} is the text again when it has all names in
     * full, but for blanks between them.
     *
     * @param text at most 300 characters
     * @throws io.onevisit.core.InvalidValueException when it is blank or too long, its detail is longer than 200
     *     characters, or it holds control characters
     */
    public static ParsedAddress parse(String text, Divisions divisions, LocalDate date) {
        return new AddressParser(Require.present(divisions, "divisions"), yearOf(date)).parse(text);
    }

    /** The parts in one, for people and for carriers that ask for one text; a name that stands twice is said once. */
    public String oneLine() {
        return names("") + detail;
    }

    /** The names of the divisions with {@code between} between them, each said once. */
    public String names(String between) {
        return Stream.of(province, city, county).distinct().collect(Collectors.joining(between));
    }

    /**
     * Whether code and names belong together at {@code date}. When the code is no longer in force, what took over its area
     * is told as the actual value of that check, and by {@link #successors}. The names of divisions are not personal.
     */
    public Report<PostalAddress> check(Divisions divisions, LocalDate date) {
        Checks checks = new Checks();
        Optional<Division> found = Require.present(divisions, "divisions").find(division, yearOf(date));
        if (!checks.that(
                AddressRules.IN_FORCE,
                found.isPresent(),
                null,
                successors(divisions, date).stream()
                        .map(successor -> successor.code() + " " + successor.fullName())
                        .collect(Collectors.joining(", ")))) {
            return checks.report(this);
        }
        Division named = found.get();
        checks.that(AddressRules.PROVINCE, province.equals(named.provinceName()), named.provinceName(), province);
        if (division.level() == DivisionCode.Level.COUNTY) {
            String prefecture = named.prefectureName();
            checks.that(
                    AddressRules.CITY,
                    city.equals(prefecture) || (isDirect(prefecture) && (city.equals(province) || city.equals(county))),
                    prefecture,
                    city);
            checks.that(AddressRules.COUNTY, county.equals(named.name()), named.name(), county);
        } else {
            checks.that(AddressRules.CITY, city.equals(named.name()), named.name(), city);
            checks.that(
                    AddressRules.COUNTY, isLowest(division, divisions, yearOf(date)), "the code of a county", county);
        }
        return checks.report(this);
    }

    /** True when no division lies below: of such a prefecture, as Dongguan is, no county can be told. */
    static boolean isLowest(DivisionCode code, Divisions divisions, Year year) {
        if (code.level() == DivisionCode.Level.COUNTY) {
            return true;
        }
        String above = code.value().substring(0, code.level() == DivisionCode.Level.PROVINCE ? 2 : 4);
        int first = above.length() == 2 ? 10_000 : 100;
        return IntStream.range(first + 1, 2 * first)
                .mapToObj(below ->
                        DivisionCode.parse(above + Integer.toString(below).substring(1)))
                .noneMatch(below -> divisions.find(below, year).isPresent());
    }

    /** Counties of municipalities, and those right under a province, have no prefecture that anybody would write. */
    private static boolean isDirect(String prefecture) {
        return prefecture.isEmpty()
                || prefecture.equals("市辖区")
                || prefecture.equals("县")
                || prefecture.startsWith("省直辖");
    }

    /**
     * The divisions in force at {@code date} that have taken over area of this address's; a suggestion, for a person to
     * choose from. Empty when the code is in force or was never in use.
     */
    public List<Division> successors(Divisions divisions, LocalDate date) {
        Year year = yearOf(date);
        if (Require.present(divisions, "divisions").find(division, year).isPresent()) {
            return List.of();
        }
        return divisions.history(division).stream()
                .reduce((earlier, later) -> later)
                .map(last -> divisions.successors(last, year))
                .orElse(List.of());
    }

    private static Year yearOf(LocalDate date) {
        return Year.of(Require.present(date, "date").getYear());
    }

    @Override
    public String toString() {
        return "PostalAddress[" + division + "]";
    }
}
