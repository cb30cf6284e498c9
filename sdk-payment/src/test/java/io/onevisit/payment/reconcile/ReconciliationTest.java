package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.Days.DAY;
import static io.onevisit.payment.reconcile.Days.at;
import static io.onevisit.payment.reconcile.Days.bank;
import static io.onevisit.payment.reconcile.Days.bankReversed;
import static io.onevisit.payment.reconcile.Days.code;
import static io.onevisit.payment.reconcile.Days.kinds;
import static io.onevisit.payment.reconcile.Days.ours;
import static io.onevisit.payment.reconcile.Days.oursReversed;
import static io.onevisit.payment.reconcile.Days.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final LocalDate TOMORROW = DAY.plusDays(1);

    @Test
    void a_day_on_which_both_agree_has_no_difference() {
        Reconciliation result = of(
                List.of(ours(2, "150.00", "10:17:33"), ours(1, "80.50", "09:15:02")),
                bank("B001", 1, "80.50", "09:15:02"),
                bank("B002", 2, "150.00", "10:17:40"));

        assertThat(result.matched()).isEqualTo(2);
        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.open()).isEmpty();
        assertThat(result.ourTotal()).isEqualTo(result.bankTotal()).isEqualTo(Money.yuan("230.50"));
        assertThat(result.balances()).isTrue();
    }

    @Test
    void a_day_without_payments_agrees() {
        Reconciliation result = of(List.of());

        assertThat(result.matched()).isZero();
        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.balances()).isTrue();
    }

    @Test
    void f30_what_only_the_bank_has_is_long() {
        Reconciliation result = of(List.of(), bank("B001", 1, "80.50", "09:00:00"));

        assertThat(kinds(result)).containsExactly("LONG CNY 80.50");
        assertThat(result.discrepancies().get(0).bank()).contains(bank("B001", 1, "80.50", "09:00:00"));
        assertThat(result.discrepancies().get(0).ours()).isEmpty();
        assertThat(result.balances()).isTrue();
    }

    @Test
    void f31_what_only_we_have_is_short() {
        Reconciliation result = of(List.of(ours(1, "80.50", "09:00:00")));

        assertThat(kinds(result)).containsExactly("SHORT CNY -80.50");
        assertThat(result.discrepancies().get(0).ours()).contains(ours(1, "80.50", "09:00:00"));
        assertThat(result.discrepancies().get(0).bank()).isEmpty();
        assertThat(result.balances()).isTrue();
    }

    @Test
    void f32_amounts_that_differ_are_named_with_both_values() {
        Reconciliation result = of(List.of(ours(1, "80.50", "09:00:00")), bank("B001", 1, "80.05", "09:00:00"));

        assertThat(kinds(result)).containsExactly("AMOUNT CNY -0.45");
        assertThat(result.discrepancies().get(0).ours()).contains(ours(1, "80.50", "09:00:00"));
        assertThat(result.discrepancies().get(0).bank()).contains(bank("B001", 1, "80.05", "09:00:00"));
        assertThat(result.balances()).isTrue();
    }

    @Test
    void f32_kept_here_and_given_back_there_is_a_difference_of_state() {
        Reconciliation lost = of(List.of(ours(1, "80.50", "09:00:00")), bankReversed("B001", 1, "80.50", "09:00:00"));
        Reconciliation won = of(List.of(oursReversed(1, "80.50", "09:00:00")), bank("B001", 1, "80.50", "09:00:00"));

        assertThat(kinds(lost)).containsExactly("STATE CNY -80.50");
        assertThat(kinds(won)).containsExactly("STATE CNY 80.50");
        assertThat(lost.balances()).isTrue();
        assertThat(won.balances()).isTrue();
    }

    @Test
    void f32_two_amounts_given_back_are_still_a_difference() {
        Reconciliation result =
                of(List.of(oursReversed(1, "80.50", "09:00:00")), bankReversed("B001", 1, "90.50", "09:00:00"));

        assertThat(kinds(result)).containsExactly("AMOUNT CNY 0.00");
    }

    @Test
    void given_back_on_both_sides_agrees() {
        Reconciliation result =
                of(List.of(oursReversed(1, "80.50", "09:00:00")), bankReversed("B001", 1, "80.50", "09:00:00"));

        assertThat(result.matched()).isEqualTo(1);
        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.bankTotal()).isEqualTo(Money.fen(0));
    }

    @Test
    void given_back_at_the_bank_and_taken_again_agrees_with_one_payment() {
        Reconciliation result = of(
                List.of(ours(1, "80.50", "09:05:00")),
                bankReversed("B001", 1, "80.50", "09:00:00"),
                bank("B002", 1, "80.50", "09:05:00"));

        assertThat(result.matched()).isEqualTo(1);
        assertThat(result.discrepancies()).isEmpty();
    }

    @Test
    void f02_a_code_collected_twice_at_the_bank_is_a_duplicate() {
        Reconciliation result = of(
                List.of(ours(1, "80.50", "09:00:00")),
                bank("B001", 1, "80.50", "09:00:00"),
                bank("B002", 1, "80.50", "11:00:00"));

        assertThat(result.matched()).isEqualTo(1);
        assertThat(kinds(result)).containsExactly("DUPLICATE CNY 80.50");
        assertThat(result.discrepancies().get(0).bank()).contains(bank("B002", 1, "80.50", "11:00:00"));
        assertThat(result.balances()).isTrue();
    }

    @Test
    void f02_a_second_payment_that_our_book_has_too_agrees() {
        Reconciliation result = of(
                List.of(ours(1, "80.50", "09:00:00"), ours(1, "80.50", "11:00:00")),
                bank("B001", 1, "80.50", "09:00:00"),
                bank("B002", 1, "80.50", "11:00:00"));

        assertThat(result.matched()).isEqualTo(2);
        assertThat(result.discrepancies()).isEmpty();
    }

    @Test
    void booked_twice_and_collected_once_is_short() {
        Reconciliation result = of(
                List.of(ours(1, "80.50", "09:00:00"), ours(1, "80.50", "11:00:00")),
                bank("B001", 1, "80.50", "09:00:00"));

        assertThat(result.matched()).isEqualTo(1);
        assertThat(kinds(result)).containsExactly("SHORT CNY -80.50");
    }

    @Test
    void differences_that_cancel_out_in_the_sum_are_all_named() {
        Reconciliation result = of(
                List.of(ours(1, "80.50", "09:00:00"), ours(3, "20.00", "09:00:00")),
                bank("B002", 2, "80.50", "09:00:00"),
                bank("B003", 3, "20.00", "09:00:00"));

        assertThat(result.ourTotal()).isEqualTo(result.bankTotal());
        assertThat(kinds(result)).containsExactly("SHORT CNY -80.50", "LONG CNY 80.50");
    }

    @Test
    void f33_ours_before_midnight_and_the_banks_after_it_are_one_payment() {
        BookEntry late = ours(1, "80.50", "23:59:59");
        StatementLine after = StatementLine.collected("B001", code(1), Money.yuan("80.50"), at(TOMORROW, "00:00:10"));

        Reconciliation today = of(List.of(late));
        Reconciliation tomorrow = today.next(List.of(late), statement(after));

        assertThat(today.discrepancies()).isEmpty();
        assertThat(today.open()).containsExactly(late);
        assertThat(today.ourTotal()).isEqualTo(Money.fen(0));
        assertThat(tomorrow.discrepancies()).isEmpty();
        assertThat(tomorrow.matched()).isEqualTo(1);
        assertThat(tomorrow.balances()).isTrue();
        assertThat(Reconciliation.of(TOMORROW, List.of(late), statement(after)).discrepancies())
                .isEmpty();
    }

    @Test
    void f33_the_banks_before_midnight_and_ours_after_it_are_one_payment() {
        BookEntry early = BookEntry.collected(code(1), Money.yuan("80.50"), at(TOMORROW, "00:00:10"));

        Reconciliation today = of(List.of(early), bank("B001", 1, "80.50", "23:59:59"));
        Reconciliation tomorrow = today.next(List.of(early), statement());

        assertThat(today.discrepancies()).isEmpty();
        assertThat(today.matched()).isEqualTo(1);
        assertThat(tomorrow.discrepancies()).isEmpty();
        assertThat(tomorrow.ourTotal()).isEqualTo(Money.fen(0));
    }

    @Test
    void f33_a_payment_at_midnight_settled_today_is_not_asked_for_again() {
        BookEntry late = ours(1, "80.50", "23:59:59");

        Reconciliation today = of(List.of(late), bank("B001", 1, "80.50", "23:59:59"));
        Reconciliation tomorrow = today.next(List.of(late), statement());

        assertThat(today.matched()).isEqualTo(1);
        assertThat(tomorrow.discrepancies()).isEmpty();
        assertThat(tomorrow.balances()).isTrue();
    }

    @Test
    void f33_a_payment_settled_today_does_not_hide_a_second_one_tomorrow() {
        BookEntry late = ours(1, "80.50", "23:59:59");
        StatementLine second = StatementLine.collected("B002", code(1), Money.yuan("80.50"), at(TOMORROW, "00:00:10"));

        Reconciliation tomorrow =
                of(List.of(late), bank("B001", 1, "80.50", "23:59:59")).next(List.of(late), statement(second));

        assertThat(kinds(tomorrow)).containsExactly("LONG CNY 80.50");
    }

    @Test
    void f33_what_was_open_at_midnight_and_does_not_come_is_short_the_next_day() {
        BookEntry late = ours(1, "80.50", "23:59:59");

        Reconciliation tomorrow = of(List.of(late)).next(List.of(late), statement());

        assertThat(kinds(tomorrow)).containsExactly("SHORT CNY -80.50");
        assertThat(tomorrow.balances()).isTrue();
    }

    @Test
    void f33_the_first_minutes_are_short_when_the_day_before_did_not_have_them() {
        BookEntry early = BookEntry.collected(code(1), Money.yuan("80.50"), at(TOMORROW, "00:00:10"));

        assertThat(of(List.of(early)).next(List.of(early), statement()).discrepancies())
                .hasSize(1);
        assertThat(Reconciliation.of(TOMORROW, List.of(early), statement()).open())
                .as("open while the day before is not known")
                .containsExactly(early);
    }

    @Test
    void f33_a_payment_of_yesterday_evening_does_not_pair_with_one_of_this_noon() {
        BookEntry yesterday = BookEntry.collected(code(1), Money.yuan("80.50"), at(DAY.minusDays(1), "23:50:00"));

        Reconciliation result = of(List.of(yesterday), bank("B001", 1, "80.50", "12:00:00"));

        assertThat(result.matched()).isZero();
        assertThat(result.discrepancies()).hasSize(1);
        assertThat(result.balances()).isTrue();
    }

    @Test
    void f33_the_window_ends_after_fifteen_minutes() {
        assertThat(kinds(of(List.of(ours(1, "80.50", "23:44:59"))))).containsExactly("SHORT CNY -80.50");
        assertThat(of(List.of(ours(1, "80.50", "23:45:00"))).open()).hasSize(1);
    }

    @Test
    void refuses_a_statement_of_another_day() {
        StatementLine yesterday =
                StatementLine.collected("B002", code(2), Money.yuan("80.50"), at(DAY.minusDays(1), "12:00:00"));

        assertThatThrownBy(() -> of(List.of(), bank("B001", 1, "80.50", "09:00:00"), yesterday))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("line 3 is not of the day 2026-11-21");
    }

    @Test
    void entries_of_other_days_are_left_aside() {
        BookEntry other = BookEntry.collected(code(1), Money.yuan("80.50"), at(DAY.minusDays(1), "12:00:00"));

        assertThat(of(List.of(other)).discrepancies()).isEmpty();
        assertThat(of(List.of(other)).ourTotal()).isEqualTo(Money.fen(0));
    }

    @Test
    void a_reconciliation_with_a_difference_left_out_does_not_balance() {
        Reconciliation whole = of(List.of(), bank("B001", 1, "80.50", "09:00:00"));
        Reconciliation doctored = new Reconciliation(
                DAY, whole.fileDigest(), 0, List.of(), List.of(), List.of(), whole.ourTotal(), whole.bankTotal());

        assertThat(doctored.balances()).isFalse();
        assertThat(doctored.toText()).contains("否 no");
    }

    @Test
    void refuses_sums_beyond_all_bounds() {
        List<BookEntry> book = Collections.nCopies(10_000, ours(1, "9999999999999.99", "09:00:00"));

        assertThatThrownBy(() -> of(book)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_difference_needs_the_sides_that_its_kind_speaks_of() {
        BookEntry ours = ours(1, "80.50", "09:00:00");
        StatementLine bank = bank("B001", 2, "80.50", "09:00:00");

        for (DiscrepancyKind kind : DiscrepancyKind.values()) {
            assertThatThrownBy(() -> new Discrepancy(kind, null, null)).isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> new Discrepancy(kind, ours, bank)).isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    void the_report_for_people_tells_both_values_and_what_to_do() {
        Reconciliation result = of(
                List.of(ours(1, "80.50", "09:00:00"), ours(2, "1.00", "23:59:00")),
                bank("B001", 1, "80.05", "09:00:01"));

        assertThat(result.toText())
                .contains("2026-11-21", "Matched: 0", "Our total: CNY 80.50", "Bank total: CNY 80.05", "是 yes")
                .contains("F32 AMOUNT", code(1).value(), "CNY -0.45")
                .contains("CNY 80.50 COLLECTED 2026-11-21 09:00:00", "CNY 80.05 COLLECTED 2026-11-21 09:00:01 B001")
                .contains("金额不符", "the amounts differ", DiscrepancyKind.AMOUNT.actionZh())
                .contains("Open at the cut-off: 1", code(2).value());
    }

    @Test
    void the_table_has_one_row_for_each_difference() {
        Reconciliation result = of(List.of(ours(2, "150.00", "10:00:00")), bank("B001", 1, "80.50", "09:00:00"));

        List<String> rows = result.toCsv().lines().toList();

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).startsWith("kind,fault,payment_code,our_amount");
        assertThat(rows.get(1))
                .startsWith("LONG,F30,00000000000000000001,,,,B001,80.50,COLLECTED,2026-11-21 09:00:00,80.50,")
                .endsWith(",\"query the payment, then book it or refund it\"");
        assertThat(rows.get(2))
                .startsWith("SHORT,F31,00000000000000000002,150.00,COLLECTED,2026-11-21 10:00:00,,,,,-150.00,");
    }

    private static Reconciliation of(List<BookEntry> book, StatementLine... lines) {
        return Reconciliation.of(DAY, book, statement(lines));
    }
}
