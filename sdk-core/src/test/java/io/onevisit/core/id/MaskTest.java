package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Year;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many numbers each mask leaves open to who knows the rules: counted place by place, as remainders modulo 11 add up.
 * People are taken to be born within 100 years.
 */
class MaskTest {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final Divisions BUNDLED = Divisions.bundled();
    private static final LocalDate FIRST_DAY = LocalDate.of(1925, 1, 1);
    private static final List<String> DAYS = FIRST_DAY
            .datesUntil(FIRST_DAY.plusYears(100))
            .map(day -> day.format(DateTimeFormatter.BASIC_ISO_DATE))
            .toList();
    private static final List<String> SEQUENCES =
            IntStream.range(0, 1000).mapToObj("%03d"::formatted).toList();

    @Test
    void of_a_citizen_leaves_53_million_in_the_smallest_province() {
        Map<String, List<String>> counties = counties();
        long least = counties.entrySet().stream()
                .map(province -> remainders(province.getKey() + "*".repeat(16), province.getValue()))
                .flatMapToLong(LongStream::of)
                .min()
                .orElseThrow();

        assertThat(counties).hasSize(31);
        assertThat(least).isBetween(53_000_000L, 54_000_000L);
    }

    @Test
    void of_a_citizen_is_the_one_that_is_counted() {
        assertThat(CitizenId.parse("11010519491231002X").masked()).isEqualTo("11***************X");
        assertThat(CitizenId.parse("110105491231002").masked()).isEqualTo("11*************");
    }

    @Test
    void as_usual_would_leave_some_3_300() {
        assertThat(open("110105********002X", List.of("110105"))).isBetween(3_300L, 3_350L);
    }

    @Test
    void of_a_citizen_with_15_digits_leaves_more() {
        assertThat(counties().values())
                .allMatch(counties -> (long) counties.size() * DAYS.size() * SEQUENCES.size() > 580_000_000L);
    }

    @Test
    void of_a_residence_permit_leaves_36_million() {
        String mask = ResidencePermit.parse("830000199201300022").masked();

        assertThat(open(mask, List.of("830000"))).isEqualTo(36_525_000);
    }

    @Test
    void of_permanent_residence_leaves_3_million_even_to_who_knows_nationality_and_province() {
        String mask = PermanentResidence.parse("932682198501010017").masked();

        assertThat(mask).isEqualTo("*****************7");
        assertThat(open(mask, List.of("932682"))).isBetween(3_300_000L, 3_350_000L);
    }

    /** 249 nationalities, 31 provinces, a day and a sequence, of which one in ten has the check digit. */
    @Test
    void of_permanent_residence_of_old_leaves_280_million() {
        assertThat(PermanentResidence.parse("KAZ110090123105").masked()).isEqualTo("**************5");
        assertThat(249L * 31 * DAYS.size() * 10 / 10).isBetween(280_000_000L, 290_000_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "E12345678, 7",
        "EA1234567, 7",
        "JC3L7T2H, 6",
        "2000002, 7",
        "520727, 6",
        "A1234, 5",
    })
    void of_a_passport_shows_nothing_where_fewer_than_a_million_would_be_left(String number, int hidden) {
        assertThat(stars(Passport.parse(number).masked())).isEqualTo(hidden);
        assertThat(Passport.parse(number).masked()).containsPattern("^(\\*+|.\\*{6,}.)$");
    }

    @ParameterizedTest
    @CsvSource({"H12345678, 6", "12345678, 6", "H1234567801, 10", "1234567801, 10"})
    void of_a_travel_permit_leaves_a_million(String number, int hidden) {
        assertThat(stars(TravelPermit.parse(number).masked())).isEqualTo(hidden);
        assertThat(Math.pow(10, hidden)).isGreaterThanOrEqualTo(1_000_000);
    }

    /** Eight digits of the organisation code are free, each in one code; the two check characters follow from them. */
    @Test
    void of_an_organisation_leaves_a_hundred_million() {
        assertThat(CreditCode.parse("91350100M000100Y43").masked()).matches("91350100\\*{10}");
        assertThat(OrganisationCode.parse("123456788").masked()).matches("12\\*{7}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RR473124829GB", "1234567890123"})
    void of_a_postal_item_leaves_ten_million_before_the_check_digit(String number) {
        assertThat(stars(PostalItemNumber.parse(number).masked())).isEqualTo(7);
    }

    /** The numbers of 18 places that could be behind {@code mask}, of {@code areas}. */
    private static long open(String mask, List<String> areas) {
        long[] remainders = remainders(mask, areas);
        char check = mask.charAt(17);
        return check == '*' ? LongStream.of(remainders).sum() : remainders[CHECKS.indexOf(check)];
    }

    /** The same by remainder, and so by check character. */
    private static long[] remainders(String mask, List<String> areas) {
        long[] none = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        long[] area = added(none, possible(areas, mask, 0), 0);
        long[] day = added(area, possible(DAYS, mask, 6), 6);
        return added(day, possible(SEQUENCES, mask, 14), 14);
    }

    private static List<String> possible(List<String> parts, String mask, int from) {
        Predicate<String> fits = part -> IntStream.range(0, part.length())
                .allMatch(i -> mask.charAt(from + i) == '*' || mask.charAt(from + i) == part.charAt(i));
        return parts.stream().filter(fits).toList();
    }

    private static long[] added(long[] remainders, List<String> parts, int from) {
        long[] sums = new long[11];
        for (String part : parts) {
            int sum = IntStream.range(0, part.length())
                    .map(i -> (part.charAt(i) - '0') * WEIGHTS[from + i])
                    .sum();
            for (int remainder = 0; remainder < 11; remainder++) {
                sums[(remainder + sum) % 11] += remainders[remainder];
            }
        }
        return sums;
    }

    private static Map<String, List<String>> counties() {
        return inForce().collect(Collectors.groupingBy(code -> code.substring(0, 2)));
    }

    private static Stream<String> inForce() {
        return IntStream.range(110_000, 700_000)
                .mapToObj(String::valueOf)
                .map(DivisionCode::parse)
                .filter(code -> code.level() == DivisionCode.Level.COUNTY && BUNDLED.known(code))
                .filter(code -> BUNDLED.find(code, Year.of(2024)).isPresent())
                .map(DivisionCode::value);
    }

    private static long stars(String mask) {
        return mask.chars().filter(place -> place == '*').count();
    }
}
