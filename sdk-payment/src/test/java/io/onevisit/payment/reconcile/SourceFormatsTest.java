package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.Days.DAY;
import static io.onevisit.payment.reconcile.Days.at;
import static io.onevisit.payment.reconcile.Days.code;
import static io.onevisit.payment.reconcile.Days.kinds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of difference in every form of statement, with what each side has. */
class SourceFormatsTest {
    private static Entry entry(String serial, int code, String yuan, String time) {
        return Entry.of(code(code).value(), serial, Money.yuan(yuan), at(time), CollectionState.COLLECTED);
    }

    private static Reconciliation match(SampleFile sample, List<Entry> ours, Entry... bank) {
        Reconciliation result = Days.match(DAY, null, ours, sample.format(), sample.write(List.of(bank)));
        assertThat(result.balances()).isTrue();
        return result;
    }

    @ParameterizedTest
    @EnumSource
    void what_both_sides_have_agrees(SampleFile sample) {
        Reconciliation result = match(
                sample,
                List.of(entry("P1", 1, "80.50", "09:00:00"), entry("P2", 2, "0.01", "10:00:00")),
                entry("B001", 1, "80.50", "09:00:02"),
                entry("B002", 2, "0.01", "10:00:00"));

        assertThat(result.matched()).isEqualTo(2);
        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.bankTotal()).isEqualTo(Money.yuan("80.51"));
    }

    @ParameterizedTest
    @EnumSource
    void f30_long(SampleFile sample) {
        Reconciliation result = match(sample, List.of(), entry("B001", 1, "80.50", "09:00:00"));

        assertThat(kinds(result)).containsExactly("LONG CNY 80.50");
        Discrepancy only = result.discrepancies().get(0);
        assertThat(only.ours()).isEmpty();
        assertThat(only.key()).isEqualTo(code(1).value());
        assertThat(only.bank()).singleElement().satisfies(bank -> {
            assertThat(bank.amount()).isEqualTo(Money.yuan("80.50"));
            assertThat(bank.serial()).isEqualTo("B001");
            assertThat(BankDay.of(DAY).covers(bank)).isTrue();
            assertThat(bank.dateOnly() || bank.at().equals(at("09:00:00"))).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void f31_short(SampleFile sample) {
        Entry ours = entry("P1", 1, "80.50", "09:00:00");

        Reconciliation result = match(sample, List.of(ours));

        assertThat(kinds(result)).containsExactly("SHORT CNY -80.50");
        assertThat(result.discrepancies().get(0).ours()).containsExactly(ours);
    }

    @ParameterizedTest
    @EnumSource
    void f32_amount(SampleFile sample) {
        Entry ours = entry("P1", 1, "80.50", "09:00:00");

        Reconciliation result = match(sample, List.of(ours), entry("B001", 1, "80.05", "09:00:00"));

        assertThat(kinds(result)).containsExactly("AMOUNT CNY -0.45");
        assertThat(result.discrepancies().get(0).ours()).containsExactly(ours);
        assertThat(result.discrepancies().get(0).bank())
                .extracting(Entry::amount)
                .containsExactly(Money.yuan("80.05"));
    }

    @ParameterizedTest
    @EnumSource
    void f32_state(SampleFile sample) {
        assumeThat(sample.hasReversals()).isTrue();
        Entry bank = entry("B001", 1, "80.50", "09:00:00").in(CollectionState.REVERSED);

        assertThat(kinds(match(sample, List.of(entry("P1", 1, "80.50", "09:00:00")), bank)))
                .containsExactly("STATE CNY -80.50");
    }

    @ParameterizedTest
    @EnumSource
    void f32_refund(SampleFile sample) {
        assumeThat(sample.hasRefunds()).isTrue();
        Entry paid = entry("B001", 1, "80.50", "09:00:00");
        Entry refund = entry("B002", 1, "30.00", "11:00:00").in(CollectionState.REFUNDED);

        assertThat(match(sample, List.of(paid, refund), paid, refund).matched()).isEqualTo(2);
        assertThat(kinds(match(sample, List.of(paid), paid, refund))).containsExactly("REFUND CNY -30.00");
        assertThat(kinds(match(sample, List.of(paid, refund), paid))).containsExactly("REFUND CNY 30.00");
    }

    @ParameterizedTest
    @EnumSource
    void f33_cut_off(SampleFile sample) {
        Entry ours = entry("P1", 1, "80.50", "09:00:00");
        Entry before = Entry.collected(code(2), Money.yuan("1.00"), at(DAY.minusDays(1), "23:59:59"));

        Reconciliation result = match(
                sample,
                List.of(ours, before),
                entry("B001", 1, "80.50", "09:00:00"),
                entry("B002", 2, "1.00", "00:00:10"));

        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.matched()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void f33_another_day_is_refused_whole(SampleFile sample) {
        byte[] file = sample.write(List.of(entry("B001", 1, "80.50", "09:00:00")));

        assertThatThrownBy(() -> Days.match(DAY.plusDays(2), null, List.of(), sample.format(), file))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("line ")
                .hasMessageContaining("is not of the day 2026-11-23");
    }

    @ParameterizedTest
    @EnumSource
    void f02_duplicate(SampleFile sample) {
        Reconciliation result = match(
                sample,
                List.of(entry("P1", 1, "80.50", "09:00:00")),
                entry("B001", 1, "80.50", "09:00:00"),
                entry("B002", 1, "80.50", "11:00:00"));

        assertThat(kinds(result)).containsExactly("DUPLICATE CNY 80.50");
    }

    @ParameterizedTest
    @EnumSource
    void f36_many(SampleFile sample) {
        List<Entry> ours = List.of(entry("P1", 1, "100.00", "09:00:00"));

        assertThat(match(sample, ours, entry("B001", 1, "60.00", "09:00:00"), entry("B002", 1, "40.00", "09:10:00"))
                        .grouped())
                .isEqualTo(1);
        assertThat(kinds(match(
                        sample, ours, entry("B001", 1, "60.00", "09:00:00"), entry("B002", 1, "40.01", "09:10:00"))))
                .containsExactly("MANY CNY 0.01");
    }

    @ParameterizedTest
    @EnumSource
    void f35_a_serial_that_is_there_twice_refuses_the_file(SampleFile sample) {
        assumeThat(sample).isNotEqualTo(SampleFile.BANK);
        byte[] file =
                sample.write(List.of(entry("B001", 1, "80.50", "09:00:00"), entry("B001", 2, "80.50", "09:00:00")));

        assertThatThrownBy(() -> Days.match(DAY, null, List.of(), sample.format(), file))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("has a serial that line");
    }

    @ParameterizedTest
    @EnumSource
    void f35_octets_after_the_end_refuse_the_file(SampleFile sample) {
        byte[] file = sample.write(List.of(entry("B001", 1, "80.50", "09:00:00")));
        byte[] longer = Arrays.copyOf(file, file.length + 2);
        longer[file.length] = 'x';
        longer[file.length + 1] = '\n';

        assertThatThrownBy(() -> Days.match(DAY, null, List.of(), sample.format(), longer))
                .isInstanceOf(MalformedMessageException.class);
    }
}
