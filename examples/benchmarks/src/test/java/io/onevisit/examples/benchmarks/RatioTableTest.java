package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table over made-up results. */
class RatioTableTest {
    private static final String LICENCE = "LicenceSpeed.sm2Licence";

    @Test
    void one_disturbed_round_moves_the_error_and_not_the_middle() {
        assertThat(Spread.of(List.of(100.0, 900.0, 104.0))).isEqualTo(new Spread(104, 100, 900));
        assertThat(Spread.of(List.of(100.0, 104.0))).isEqualTo(new Spread(102, 100, 104));
    }

    @Test
    void what_slows_a_whole_round_leaves_its_ratio() {
        Spread ratio = Spread.ofRatio(measured("ours", 100.0, 300.0, 104.0), measured("peer", 250.0, 750.0, 260.0));

        assertThat(ratio).isEqualTo(new Spread(2.5, 2.5, 2.5));
    }

    @Test
    void a_peer_with_fewer_rounds_is_beside_each_round_by_its_median() {
        assertThat(Spread.ofRatio(measured("ours", 100.0, 125.0, 200.0), measured("peer", 250.0)))
                .isEqualTo(new Spread(2, 1.25, 2.5));
    }

    @Test
    void one_round_alone_has_no_error_that_is_known() {
        assertThat(Spread.ofRatio(measured("ours", 100.0), measured("peer", 250.0))
                        .error())
                .isNaN();
    }

    @Test
    void rounds_of_the_same_are_put_together() {
        assertThat(measured("ours", 100.0).and(measured("ours", 110.0))).isEqualTo(measured("ours", 100.0, 110.0));
    }

    @ParameterizedTest
    @CsvSource({
        "2.6, 2.5, 2.7, yes",
        "2.9, 2.45, 2.95, yes?",
        "2.45, 2.4, 2.6, no?",
        "2.3, 2.2, 2.49, no",
        "2.5, 2.5, 2.5, yes?",
        "2.4, 2.4, 2.4, no?"
    })
    void a_goal_is_met_or_not_and_open_where_rounds_disagree_or_there_is_one(
            double median, double least, double greatest, String met) {
        assertThat(new Spread(median, least, greatest).meets(new Goal(2.5, "asked")))
                .isEqualTo(met);
    }

    @Test
    void shows_ours_beside_each_peer_and_whether_the_goal_is_met() {
        RatioTable table = new RatioTable(List.of(
                measured(LICENCE, 99.0, 101.0),
                measured("LicenceSpeed.sm2Naive", 257.4, 262.6),
                measured("LicenceSpeed.sm2Wide", 49.0, 51.0)));

        assertThat(table.text().lines())
                .anyMatch(
                        line -> line.matches(
                                "SM2 licence, issuer known +100 +1.0 +1,024 +Bouncy Castle, naive, signature alone +260 +1,024 +2.60 +0.00 +2.50 +yes"))
                .anyMatch(
                        line -> line.matches(
                                "SM2 licence, issuer known +100 +1.0 +1,024 +Bouncy Castle, best \\(width 10\\), signature alone +50.0 +1,024 +0.50 +0.01 +0.60 +no"))
                .anyMatch(line -> line.startsWith("not reached: an SM2 licence") && line.contains("it is 0.50"));
        assertThat(table.markdown())
                .contains(
                        "| SM2 licence, issuer known | 100 | 1.0 | 1,024 | Bouncy Castle, naive, signature alone | 260 | 1,024 | 2.60 |");
        assertThat(table.markdownZh()).contains("| SM2 证照核验（签发者已知） | 100 |");
    }

    @Test
    void a_peer_that_was_not_measured_has_no_ratio_and_no_verdict() {
        RatioTable table = new RatioTable(List.of(measured(LICENCE, 99.0, 101.0)));

        assertThat(table.markdown())
                .contains("| Bouncy Castle, naive, signature alone | not measured | - | - | - | 2.50 | - |");
        assertThat(table.text()).doesNotContain("not reached");
    }

    @Test
    void what_was_not_measured_has_no_row_and_what_has_no_row_is_shown_alone() {
        String table = new RatioTable(List.of(measured("Parsing.passport", 0.030, 0.032))).markdown();

        assertThat(table).contains("| Parsing.passport | 0.031 | 0.001 | 1,024 | - | - | - | - | - | - | - |");
        assertThat(table).doesNotContain("SM2");
    }

    @Test
    void what_grows_is_shown_by_size_with_the_cost_of_each() {
        RatioTable table = new RatioTable(List.of(
                measured("LongDay.reconcile payments=1000000", 20e6),
                measured("LongDay.reconcile payments=10000", 1e6)));

        assertThat(table.markdown()).contains("""
                        | payments reconciled | 10,000 | 1,000,000 | - | 1,024 | 100,000 |
                        | payments reconciled | 1,000,000 | 20,000,000 | - | 1,024 | 20,000 |""");
    }

    @Test
    void only_ratios_with_a_goal_are_quoted() {
        RatioTable table = new RatioTable(List.of(
                measured("QrSpeed.png", 400.0),
                measured("QrSpeed.pngZxing", 8000.0),
                measured("Parsing.citizenId", 0.05),
                measured("Parsing.citizenIdHutool", 0.5)));

        assertThat(table.quoted().lines().skip(2))
                .containsExactly("| QR code to PNG, 300 characters | ZXing + MatrixToImageWriter | 20.0 | 12.0 |");
    }

    @Test
    void columns_stand_under_each_other() {
        String text = new TextTable(List.of("operation", "us"), List.of(List.of("a", "1.0"), List.of("bcd", "100")))
                .aligned();

        assertThat(text).isEqualTo("operation   us\na          1.0\nbcd        100");
    }

    private static Measured measured(String id, Double... rounds) {
        return new Measured(id, List.of(rounds), 1024);
    }
}
