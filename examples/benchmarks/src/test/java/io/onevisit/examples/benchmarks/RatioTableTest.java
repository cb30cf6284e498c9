package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table over made-up results. */
class RatioTableTest {
    private static final String LICENCE = "LicenceSpeed.sm2Licence";

    @Test
    void a_ratio_errs_by_both_its_parts() {
        Ratio ratio = Ratio.of(measured("ours", 100, 3), measured("peer", 250, 10));

        assertThat(ratio.value()).isEqualTo(2.5);
        assertThat(ratio.error()).isCloseTo(0.125, within(1e-12)); // 3 % and 4 % are 5 %
    }

    @Test
    void a_ratio_to_what_has_no_error_has_none_that_is_known() {
        assertThat(Ratio.of(measured("ours", 100, 3), measured("peer", 250, Double.NaN))
                        .error())
                .isNaN();
    }

    @ParameterizedTest
    @CsvSource({"2.5, 0.1, yes?", "2.7, 0.1, yes", "2.45, 0.1, no?", "2.3, 0.1, no", "2.5, NaN, yes", "2.4, NaN, no"})
    void a_goal_is_met_or_not_or_the_error_leaves_it_open(double value, double error, String met) {
        assertThat(new Ratio(value, error).meets(new Goal(2.5, "asked"))).isEqualTo(met);
    }

    @Test
    void shows_ours_beside_each_peer_and_whether_the_goal_is_met() {
        RatioTable table = new RatioTable(List.of(
                measured(LICENCE, 100, 1),
                measured("LicenceSpeed.sm2Naive", 260, 1),
                measured("LicenceSpeed.sm2Wide", 50, 1)));

        assertThat(table.text().lines())
                .anyMatch(
                        line -> line.matches(
                                "SM2 licence, issuer known +100 +1.0 +1,024 +Bouncy Castle, naive, signature alone +260 +2.60 +0.03 +2.50 +yes"))
                .anyMatch(
                        line -> line.matches(
                                "SM2 licence, issuer known +100 +1.0 +1,024 +Bouncy Castle, best, signature alone +50.0 +0.50 +0.01 +0.60 +no"))
                .anyMatch(line -> line.startsWith("not reached: an SM2 licence") && line.contains("it is 0.50"));
        assertThat(table.markdown())
                .contains(
                        "| SM2 licence, issuer known | 100 | 1.0 | 1,024 | Bouncy Castle, naive, signature alone | 260 | 2.60 |");
        assertThat(table.markdownZh()).contains("| SM2 证照核验（签发者已知） | 100 |");
    }

    @Test
    void a_peer_that_was_not_measured_has_no_ratio_and_no_verdict() {
        RatioTable table = new RatioTable(List.of(measured(LICENCE, 100, 1)));

        assertThat(table.markdown())
                .contains("| Bouncy Castle, naive, signature alone | not measured | - | - | 2.50 | - |");
        assertThat(table.text()).doesNotContain("not reached");
    }

    @Test
    void what_was_not_measured_has_no_row_and_what_has_no_row_is_shown_alone() {
        String table = new RatioTable(List.of(measured("Parsing.passport", 0.031, 0.001))).markdown();

        assertThat(table).contains("| Parsing.passport | 0.031 | 0.001 | 1,024 | - | - | - | - | - | - |");
        assertThat(table).doesNotContain("SM2");
    }

    @Test
    void what_grows_is_shown_by_size_with_the_cost_of_each() {
        RatioTable table = new RatioTable(List.of(
                measured("LongDay.reconcile payments=1000000", 20e6, Double.NaN),
                measured("LongDay.reconcile payments=10000", 1e6, Double.NaN)));

        assertThat(table.markdown()).contains("""
                        | payments reconciled | 10,000 | 1,000,000 | - | 1,024 | 100,000 |
                        | payments reconciled | 1,000,000 | 20,000,000 | - | 1,024 | 20,000 |""");
    }

    @Test
    void only_ratios_with_a_goal_are_quoted() {
        RatioTable table = new RatioTable(List.of(
                measured("QrSpeed.png", 400, 1),
                measured("QrSpeed.pngZxing", 8000, 1),
                measured("Parsing.citizenId", 0.05, 0.001),
                measured("Parsing.citizenIdHutool", 0.5, 0.001)));

        assertThat(table.quoted().lines().skip(2))
                .containsExactly("| QR code to PNG, 300 characters | ZXing + MatrixToImageWriter | 20.0 | 12.0 |");
    }

    @Test
    void columns_stand_under_each_other() {
        String text = new TextTable(List.of("operation", "us"), List.of(List.of("a", "1.0"), List.of("bcd", "100")))
                .aligned();

        assertThat(text).isEqualTo("operation   us\na          1.0\nbcd        100");
    }

    private static Measured measured(String id, double microseconds, double error) {
        return new Measured(id, microseconds, error, 1024);
    }
}
