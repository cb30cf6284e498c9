package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.Days.DAY;
import static io.onevisit.payment.reconcile.Days.at;
import static io.onevisit.payment.reconcile.Days.bank;
import static io.onevisit.payment.reconcile.Days.bankReversed;
import static io.onevisit.payment.reconcile.Days.code;
import static io.onevisit.payment.reconcile.Days.kinds;
import static io.onevisit.payment.reconcile.Days.match;
import static io.onevisit.payment.reconcile.Days.next;
import static io.onevisit.payment.reconcile.Days.ours;
import static io.onevisit.payment.reconcile.Days.oursReversed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
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
        assertThat(result.discrepancies().get(0).bank())
                .contains(bank("B001", 1, "80.50", "09:00:00").entry());
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
        assertThat(result.discrepancies().get(0).bank())
                .contains(bank("B001", 1, "80.05", "09:00:00").entry());
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
    void f31_booked_here_and_not_settled_there_waits_for_the_bank() {
        Reconciliation kept = of(List.of(ours(1, "80.50", "09:00:00")), bankPending("B001", 1, "80.50", "09:00:00"));
        Reconciliation givenBack =
                of(List.of(oursReversed(1, "80.50", "09:00:00")), bankPending("B001", 1, "80.50", "09:00:00"));

        assertThat(kinds(kept)).containsExactly("PENDING_BOOKED CNY -80.50");
        assertThat(kinds(givenBack)).containsExactly("PENDING_BOOKED CNY 0.00");
        assertThat(kept.matched()).isZero();
        assertThat(kept.balances()).isTrue();
        assertThat(givenBack.balances()).isTrue();
    }

    @Test
    void f32_not_settled_there_and_unknown_here_waits_for_the_bank() {
        Reconciliation result = of(List.of(), bankPending("B001", 1, "80.50", "09:00:00"));

        assertThat(kinds(result)).containsExactly("PENDING_UNBOOKED CNY 0.00");
        assertThat(result.bankTotal()).isEqualTo(Money.yuan("0.00"));
        assertThat(result.balances()).isTrue();
    }

    @Test
    void what_is_not_settled_takes_no_place_of_what_is() {
        Reconciliation result = of(
                List.of(ours(1, "80.50", "09:00:00")),
                bankPending("B001", 1, "80.50", "09:00:00"),
                bank("B002", 1, "80.50", "09:00:01"));

        assertThat(result.matched()).isEqualTo(1);
        assertThat(kinds(result)).containsExactly("PENDING_UNBOOKED CNY 0.00");
    }

    @Test
    void what_is_not_settled_is_no_part_of_a_sum() {
        Reconciliation result = of(
                List.of(ours(1, "100.00", "09:00:00")),
                bank("B001", 1, "60.00", "09:00:00"),
                bankPending("B002", 1, "40.00", "09:00:00"));

        assertThat(kinds(result)).containsExactly("AMOUNT CNY -40.00", "PENDING_UNBOOKED CNY 0.00");
        assertThat(result.balances()).isTrue();
    }

    @Test
    void a_book_of_ours_has_nothing_pending() {
        List<Entry> book = List.of(ours(1, "80.50", "09:00:00").in(CollectionState.PENDING));

        assertThatThrownBy(() -> of(book))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("book");
    }

    private static StatementLine bankPending(String serial, int code, String yuan, String time) {
        return new StatementLine(serial, code(code), Money.yuan(yuan), at(time), CollectionState.PENDING);
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
        assertThat(result.discrepancies().get(0).bank())
                .contains(bank("B002", 1, "80.50", "11:00:00").entry());
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
        Entry late = ours(1, "80.50", "23:59:59");
        StatementLine after = StatementLine.collected("B001", code(1), Money.yuan("80.50"), at(TOMORROW, "00:00:10"));

        Reconciliation today = of(List.of(late));
        Reconciliation tomorrow = next(today, List.of(late), after);

        assertThat(today.discrepancies()).isEmpty();
        assertThat(today.open()).containsExactly(late);
        assertThat(today.ourTotal()).isEqualTo(Money.fen(0));
        assertThat(tomorrow.discrepancies()).isEmpty();
        assertThat(tomorrow.matched()).isEqualTo(1);
        assertThat(tomorrow.balances()).isTrue();
        assertThat(match(TOMORROW, List.of(late), after).discrepancies()).isEmpty();
    }

    @Test
    void f33_the_banks_before_midnight_and_ours_after_it_are_one_payment() {
        Entry early = Entry.collected(code(1), Money.yuan("80.50"), at(TOMORROW, "00:00:10"));

        Reconciliation today = of(List.of(early), bank("B001", 1, "80.50", "23:59:59"));
        Reconciliation tomorrow = next(today, List.of(early));

        assertThat(today.discrepancies()).isEmpty();
        assertThat(today.matched()).isEqualTo(1);
        assertThat(tomorrow.discrepancies()).isEmpty();
        assertThat(tomorrow.ourTotal()).isEqualTo(Money.fen(0));
    }

    @Test
    void f33_a_payment_at_midnight_settled_today_is_not_asked_for_again() {
        Entry late = ours(1, "80.50", "23:59:59");

        Reconciliation today = of(List.of(late), bank("B001", 1, "80.50", "23:59:59"));
        Reconciliation tomorrow = next(today, List.of(late));

        assertThat(today.matched()).isEqualTo(1);
        assertThat(tomorrow.discrepancies()).isEmpty();
        assertThat(tomorrow.balances()).isTrue();
    }

    @Test
    void f33_a_payment_settled_today_does_not_hide_a_second_one_tomorrow() {
        Entry late = ours(1, "80.50", "23:59:59");
        StatementLine second = StatementLine.collected("B002", code(1), Money.yuan("80.50"), at(TOMORROW, "00:00:10"));

        Reconciliation tomorrow = next(of(List.of(late), bank("B001", 1, "80.50", "23:59:59")), List.of(late), second);

        assertThat(kinds(tomorrow)).containsExactly("LONG CNY 80.50");
    }

    @Test
    void f33_what_was_open_at_midnight_and_does_not_come_is_short_the_next_day() {
        Entry late = ours(1, "80.50", "23:59:59");

        Reconciliation tomorrow = next(of(List.of(late)), List.of(late));

        assertThat(kinds(tomorrow)).containsExactly("SHORT CNY -80.50");
        assertThat(tomorrow.balances()).isTrue();
    }

    @Test
    void f33_the_first_minutes_are_short_when_the_day_before_did_not_have_them() {
        Entry early = Entry.collected(code(1), Money.yuan("80.50"), at(TOMORROW, "00:00:10"));

        assertThat(next(of(List.of(early)), List.of(early)).discrepancies()).hasSize(1);
        assertThat(match(TOMORROW, List.of(early)).open())
                .as("open while the day before is not known")
                .containsExactly(early);
    }

    @Test
    void f33_a_payment_of_yesterday_evening_does_not_pair_with_one_of_this_noon() {
        Entry yesterday = Entry.collected(code(1), Money.yuan("80.50"), at(DAY.minusDays(1), "23:50:00"));

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
                .hasMessageContaining("line 3 time: is not of the day 2026-11-21");
    }

    @Test
    void entries_of_other_days_are_left_aside() {
        Entry other = Entry.collected(code(1), Money.yuan("80.50"), at(DAY.minusDays(1), "12:00:00"));

        assertThat(of(List.of(other)).discrepancies()).isEmpty();
        assertThat(of(List.of(other)).ourTotal()).isEqualTo(Money.fen(0));
    }

    @Test
    void a_reconciliation_with_a_difference_left_out_does_not_balance() {
        Reconciliation whole = of(List.of(), bank("B001", 1, "80.50", "09:00:00"));
        Money nothing = Money.fen(0);
        Reconciliation doctored = new Reconciliation(
                BankDay.of(DAY),
                null,
                0,
                0,
                nothing,
                List.of(),
                List.of(),
                List.of(),
                whole.ourTotal(),
                whole.bankTotal());

        assertThat(whole.balances()).isTrue();
        assertThat(doctored.balances()).isFalse();
        assertThat(doctored.toText()).contains("否 no");
    }

    @Test
    void a_match_that_was_invented_does_not_balance_though_the_totals_differ_by_the_differences() {
        Reconciliation whole = of(List.of(ours(1, "80.50", "09:00:00")), bank("B001", 1, "80.50", "09:00:00"));
        Reconciliation doctored = new Reconciliation(
                BankDay.of(DAY),
                null,
                1,
                0,
                Money.fen(1),
                List.of(),
                List.of(),
                List.of(),
                whole.ourTotal(),
                whole.bankTotal());

        assertThat(doctored.balances()).isFalse();
    }

    @Test
    void refuses_sums_beyond_all_bounds() {
        List<Entry> book = Collections.nCopies(10_000, ours(1, "9999999999999.99", "09:00:00"));

        assertThatThrownBy(() -> of(book)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_difference_needs_the_sides_that_its_kind_speaks_of() {
        Entry ours = ours(1, "80.50", "09:00:00");
        Entry bank = bank("B001", 2, "80.50", "09:00:00").entry();

        for (DiscrepancyKind kind : DiscrepancyKind.values()) {
            assertThatThrownBy(() -> new Discrepancy(kind, null, null)).isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> new Discrepancy(kind, List.of(), List.of()))
                    .isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> new Discrepancy(kind, List.of(ours), List.of(bank)))
                    .as("of two codes")
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    void f32_a_refund_on_both_sides_agrees() {
        Entry refund = ours(1, "30.00", "11:00:00").in(CollectionState.REFUNDED);

        Reconciliation result = merged(
                List.of(ours(1, "80.50", "09:00:00"), refund),
                List.of(
                        theirs(1, "80.50", "09:00:00"),
                        theirs(1, "30.00", "11:00:30").in(CollectionState.REFUNDED)));

        assertThat(result.matched()).isEqualTo(2);
        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.bankTotal()).isEqualTo(Money.yuan("50.50"));
    }

    @Test
    void f32_a_refund_that_only_one_side_has_is_named_on_either_side() {
        Entry refund = ours(1, "30.00", "11:00:00").in(CollectionState.REFUNDED);

        assertThat(kinds(merged(List.of(refund), List.of()))).containsExactly("REFUND CNY 30.00");
        assertThat(kinds(merged(List.of(), List.of(refund)))).containsExactly("REFUND CNY -30.00");
    }

    @Test
    void f32_a_refund_of_another_amount_is_a_difference_of_amounts() {
        Entry refund = ours(1, "30.00", "11:00:00").in(CollectionState.REFUNDED);
        Entry theirs = theirs(1, "30.01", "11:00:00").in(CollectionState.REFUNDED);

        assertThat(kinds(merged(List.of(refund), List.of(theirs)))).containsExactly("AMOUNT CNY -0.01");
    }

    @Test
    void f32_a_refund_is_never_paired_with_money_that_was_taken() {
        Entry taken = ours(1, "30.00", "11:00:00");
        Entry theirs = theirs(1, "30.00", "11:00:00").in(CollectionState.REFUNDED);

        assertThat(kinds(merged(List.of(taken), List.of(theirs))))
                .containsExactlyInAnyOrder("SHORT CNY -30.00", "REFUND CNY -30.00");
    }

    @Test
    void f32_reversed_here_agrees_with_taken_and_paid_out_there() {
        Entry taken = theirs(1, "80.50", "09:00:00");
        List<Entry> there = List.of(taken, taken.in(CollectionState.REFUNDED));
        List<Entry> here = List.of(oursReversed(1, "80.50", "09:00:00"));

        assertThat(merged(here, there).grouped()).isEqualTo(1);
        assertThat(merged(here, there).discrepancies()).isEmpty();
        assertThat(merged(there, here).discrepancies()).isEmpty();
        assertThat(kinds(merged(here, List.of(taken)))).containsExactly("STATE CNY 80.50");
    }

    @Test
    void f36_one_code_in_two_credits_agrees_when_they_come_to_it() {
        Reconciliation result = of(
                List.of(ours(1, "100.00", "09:00:00")),
                bank("B001", 1, "60.00", "09:00:00"),
                bank("B002", 1, "40.00", "09:05:00"));

        assertThat(result.grouped()).isEqualTo(1);
        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.balances()).isTrue();
    }

    @Test
    void f36_one_code_in_two_credits_shows_the_remainder_with_all_values() {
        Reconciliation result = of(
                List.of(ours(1, "100.00", "09:00:00")),
                bank("B001", 1, "60.00", "09:00:00"),
                bank("B002", 1, "30.00", "09:05:00"));

        assertThat(kinds(result)).containsExactly("MANY CNY -10.00");
        assertThat(result.discrepancies().get(0).ours()).containsExactly(ours(1, "100.00", "09:00:00"));
        assertThat(result.discrepancies().get(0).bank()).hasSize(2);
        assertThat(result.balances()).isTrue();
    }

    @Test
    void f36_one_credit_for_many_codes_agrees_by_the_number_of_the_batch() {
        List<Entry> codes = List.of(
                ours(1, "10.00", "09:00:00").inBatch("P2026112100001"),
                ours(2, "20.00", "10:00:00").inBatch("P2026112100001"),
                ours(3, "30.00", "11:00:00").inBatch("P2026112100001"));
        Entry sum = Entry.of("P2026112100001", "B001", Money.yuan("60.00"), at("12:00:00"), CollectionState.COLLECTED);
        Entry less = Entry.of("P2026112100001", "B001", Money.yuan("59.99"), at("12:00:00"), CollectionState.COLLECTED);

        assertThat(merged(codes, List.of(sum)).grouped()).isEqualTo(1);
        assertThat(merged(codes, List.of(sum)).discrepancies()).isEmpty();
        assertThat(kinds(merged(codes, List.of(less)))).containsExactly("MANY CNY -0.01");
        assertThat(merged(codes, List.of(less)).discrepancies().get(0).ours())
                .extracting(Entry::code)
                .containsExactly(code(1).value(), code(2).value(), code(3).value());
    }

    @Test
    void f36_two_against_two_are_never_balanced_by_their_sum() {
        Reconciliation result = of(
                List.of(ours(1, "50.00", "09:00:00"), ours(1, "70.00", "09:10:00")),
                bank("B001", 1, "60.00", "09:00:00"),
                bank("B002", 1, "60.00", "09:10:00"));

        assertThat(kinds(result)).containsExactly("AMOUNT CNY 10.00", "AMOUNT CNY -10.00");
    }

    @Test
    void f36_a_remainder_waits_while_the_next_statement_may_still_have_a_part() {
        List<Entry> twice = List.of(ours(1, "80.50", "12:00:00"), ours(1, "20.00", "23:59:00"));
        StatementLine late = StatementLine.collected("B002", code(1), Money.yuan("20.00"), at(TOMORROW, "00:00:10"));

        Reconciliation today = match(DAY, twice, bank("B001", 1, "80.05", "12:00:00"));

        assertThat(kinds(today)).containsExactly("AMOUNT CNY -0.45");
        assertThat(next(today, twice, late).discrepancies()).isEmpty();
    }

    @Test
    void f37_money_without_a_code_is_unclaimed_unless_we_know_its_number() {
        Entry arrival =
                new Entry("B009", null, "B009", Money.yuan("88.80"), at("09:00:00"), false, CollectionState.COLLECTED);

        assertThat(kinds(merged(List.of(), List.of(arrival)))).containsExactly("UNCLAIMED CNY 88.80");
        assertThat(merged(List.of(arrival), List.of(arrival)).matched()).isEqualTo(1);
    }

    @Test
    void f33_a_bank_that_tells_only_the_date_pairs_with_any_time_of_the_day_and_at_midnight() {
        Entry dated = new Entry(
                code(1).value(),
                code(1).value(),
                "B001",
                Money.yuan("80.50"),
                at("00:00:00"),
                true,
                CollectionState.COLLECTED);
        Entry before = Entry.collected(code(1), Money.yuan("80.50"), at(DAY.minusDays(1), "23:59:00"));

        assertThat(merged(List.of(ours(1, "80.50", "13:00:00")), List.of(dated)).matched())
                .isEqualTo(1);
        assertThat(merged(List.of(before), List.of(dated)).matched()).isEqualTo(1);
    }

    @Test
    void the_window_at_midnight_is_the_callers() {
        BankDay wide = new BankDay(DAY, LocalTime.MIDNIGHT, Duration.ofHours(6));
        List<Entry> book = List.of(ours(1, "80.50", "19:00:00"));

        assertThat(Matching.match(wide, null, book.iterator(), Collections.emptyIterator())
                        .open())
                .hasSize(1);
        assertThatThrownBy(() -> new BankDay(DAY, LocalTime.MIDNIGHT, Duration.ofHours(13)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new BankDay(DAY, LocalTime.MIDNIGHT, Duration.ofHours(-1)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f33_a_bank_day_that_ends_at_nine_in_the_evening_has_the_evening_before() {
        BankDay day = new BankDay(DAY, LocalTime.of(21, 0), Duration.ofMinutes(15));
        Entry evening = Entry.collected(code(1), Money.yuan("80.50"), at(DAY.minusDays(1), "22:00:00"));
        Entry tonight = ours(2, "20.00", "22:00:00");
        Entry atTheCut = ours(3, "7.00", "20:59:59");

        Reconciliation result = Matching.match(
                day,
                null,
                List.of(evening, tonight, atTheCut).iterator(),
                List.of(evening).iterator());

        assertThat(result.matched()).isEqualTo(1);
        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.open()).containsExactly(atTheCut);
        assertThatThrownBy(() -> Matching.match(
                        day, null, Collections.emptyIterator(), List.of(tonight).iterator()))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_sides_that_are_not_in_order_or_of_another_day() {
        List<Entry> wrong = List.of(ours(2, "1.00", "09:00:00"), ours(1, "1.00", "09:00:00"));
        List<Entry> other = List.of(Entry.collected(code(1), Money.yuan("1.00"), at(TOMORROW, "12:00:00")));

        assertThatThrownBy(() -> Matching.match(BankDay.of(DAY), null, wrong.iterator(), Collections.emptyIterator()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("ours: must be in the order of keys");
        assertThatThrownBy(() -> Matching.match(BankDay.of(DAY), null, Collections.emptyIterator(), other.iterator()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("must be of the day");
        Reconciliation today = of(List.of());
        assertThatThrownBy(() -> Matching.match(
                        BankDay.of(DAY), today, Collections.emptyIterator(), Collections.emptyIterator()))
                .as("a result of the same day is not of the day before")
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_day_that_neither_ends_nor_is_cut_off_as_the_day_before() {
        Reconciliation today = of(List.of(ours(1, "80.50", "20:00:00")), bank("B001", 1, "80.50", "20:00:00"));
        BankDay tomorrow = BankDay.of(TOMORROW);
        BankDay wider = new BankDay(TOMORROW, tomorrow.ends(), Duration.ofHours(6));
        BankDay earlier = new BankDay(TOMORROW, LocalTime.of(19, 0), tomorrow.cutOff());
        Entry again = theirs(1, "80.50", "20:00:00");

        for (BankDay other : List.of(wider, earlier)) {
            assertThatThrownBy(() -> Matching.match(
                            other,
                            today,
                            List.of(ours(1, "80.50", "20:00:00")).iterator(),
                            List.of(again).iterator()))
                    .as("it would take what today has settled for a payment of its own")
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("same end of day and cut-off");
        }
    }

    @Test
    void refuses_a_crowd_under_one_key_and_differences_without_end() {
        List<Entry> crowd = Collections.nCopies(10_001, ours(1, "1.00", "09:00:00"));
        Iterator<Entry> strangers = IntStream.range(0, 100_001)
                .mapToObj(i -> theirs(i, "1.00", "09:00:00"))
                .iterator();

        assertThatThrownBy(() -> Matching.match(BankDay.of(DAY), null, crowd.iterator(), Collections.emptyIterator()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("10000 under one key");
        assertThatThrownBy(() -> Matching.match(BankDay.of(DAY), null, Collections.emptyIterator(), strangers))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("100000 entries that differ");
    }

    @Test
    void few_differences_of_very_many_entries_do_not_fill_the_memory_either() {
        List<Entry> book = IntStream.range(0, 11)
                .mapToObj(i -> ours(i, "1.00", "09:00:00"))
                .toList();
        Iterator<Entry> bank = book.stream()
                .flatMap(entry -> Collections.nCopies(9_999, entry.in(CollectionState.COLLECTED)).stream()
                        .map(each -> Entry.of(each.key(), "B", Money.fen(2), each.at(), each.state())))
                .iterator();

        assertThatThrownBy(() -> Matching.match(BankDay.of(DAY), null, book.iterator(), bank))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("100000 entries that differ");
    }

    @Test
    void china_has_one_time_zone_without_summer_time_for_as_long_as_statements_may_be_of() {
        ZoneRules rules = ZoneId.of("Asia/Shanghai").getRules();

        assertThat(rules.getOffset(Instant.parse("1999-12-31T16:00:00Z"))).isEqualTo(BankDay.ZONE);
        assertThat(rules.nextTransition(Instant.parse("1999-12-31T16:00:00Z"))).isNull();
    }

    private static Entry theirs(int code, String yuan, String time) {
        return Entry.of(code(code).value(), null, Money.yuan(yuan), at(time), CollectionState.COLLECTED);
    }

    private static Reconciliation merged(List<Entry> ours, List<Entry> bank) {
        Reconciliation result = Matching.match(BankDay.of(DAY), null, ours.iterator(), bank.iterator());
        assertThat(result.balances()).isTrue();
        return result;
    }

    private static Reconciliation of(List<Entry> book, StatementLine... lines) {
        return match(DAY, book, lines);
    }
}
