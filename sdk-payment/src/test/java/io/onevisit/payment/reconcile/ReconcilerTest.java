package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.Days.DAY;
import static io.onevisit.payment.reconcile.Days.at;
import static io.onevisit.payment.reconcile.Days.bank;
import static io.onevisit.payment.reconcile.Days.code;
import static io.onevisit.payment.reconcile.Days.file;
import static io.onevisit.payment.reconcile.Days.kinds;
import static io.onevisit.payment.reconcile.Days.ours;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.payment.Stores;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcilerTest {
    private final JdbcStateStore store = Stores.h2();
    private final Reconciler reconciler = new Reconciler(store);
    private final List<BookEntry> book =
            new ArrayList<>(List.of(ours(1, "80.50", "09:00:00"), ours(2, "20.00", "10:00:00")));
    private final byte[] file = file(bank("B001", 1, "80.05", "09:00:00"), bank("B003", 3, "7.00", "11:00:00"));

    @Test
    void f34_the_same_file_again_gives_the_result_of_the_first_time() {
        Reconciliation first = reconciler.run("ICBC", DAY, book, file, UTF_8);
        book.clear();

        Reconciliation again = new Reconciler(store).run("ICBC", DAY, book, file, Charset.forName("GBK"));

        assertThat(kinds(first)).containsExactly("AMOUNT CNY -0.45", "SHORT CNY -20.00", "LONG CNY 7.00");
        assertThat(again).isEqualTo(first);
        assertThat(again.balances()).isTrue();
    }

    @Test
    void f34_another_file_for_the_same_day_and_bank_is_a_conflict() {
        Reconciliation first = reconciler.run("ICBC", DAY, book, file, UTF_8);

        assertThatThrownBy(() -> reconciler.run("ICBC", DAY, book, file(bank("B001", 1, "80.50", "09:00:00")), UTF_8))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("another file");
        assertThat(reconciler.run("ICBC", DAY, book, file, UTF_8)).isEqualTo(first);
    }

    @Test
    void f34_another_bank_or_day_is_another_reconciliation() {
        byte[] empty = file();
        reconciler.run("ICBC", DAY, book, file, UTF_8);

        assertThat(reconciler.run("CCB", DAY, List.of(), empty, UTF_8).discrepancies())
                .isEmpty();
        assertThat(reconciler.run("ICBC", DAY.plusDays(1), book, empty, UTF_8).discrepancies())
                .isEmpty();
    }

    @Test
    void f35_a_damaged_file_leaves_no_trace_and_the_good_one_is_taken_later() {
        byte[] cut = Arrays.copyOf(file, file.length - 1);

        assertThatThrownBy(() -> reconciler.run("ICBC", DAY, book, cut, UTF_8))
                .isInstanceOf(MalformedMessageException.class);

        assertThat(reconciler.run("ICBC", DAY, book, file, UTF_8).discrepancies())
                .hasSize(3);
    }

    @Test
    void f33_the_day_before_settles_what_lies_at_midnight() {
        BookEntry late = ours(4, "5.00", "23:59:59");
        BookEntry early = BookEntry.collected(code(5), Money.yuan("6.00"), at(DAY.plusDays(1), "00:00:10"));
        List<BookEntry> all = List.of(late, early);
        byte[] tomorrow =
                file(StatementLine.collected("B004", code(4), Money.yuan("5.00"), at(DAY.plusDays(1), "00:00:05")));

        Reconciliation first = reconciler.run("ICBC", DAY, all, file(bank("B005", 5, "6.00", "23:59:58")), UTF_8);
        Reconciliation second = reconciler.run("ICBC", DAY.plusDays(1), all, tomorrow, UTF_8);

        assertThat(first.discrepancies()).isEmpty();
        assertThat(second.discrepancies()).isEmpty();
        assertThat(first.matched() + second.matched()).isEqualTo(2);
    }

    @Test
    void a_result_larger_than_one_state_is_remembered_whole() {
        List<StatementLine> lines = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            lines.add(bank("B%06d".formatted(i), i, "1.00", "09:00:00"));
        }
        byte[] large = BankStatement.write(lines);

        Reconciliation first = reconciler.run("ICBC", DAY, List.of(), large, UTF_8);

        assertThat(first.discrepancies()).hasSize(5_000);
        assertThat(reconciler.run("ICBC", DAY, List.of(), large, UTF_8)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IC BC", "ICBC\n", "工商银行", "X23456789012345678901234567890123"})
    void refuses_a_bank_that_is_no_code(String bank) {
        assertThatThrownBy(() -> reconciler.run(bank, DAY, book, file, UTF_8))
                .isInstanceOf(InvalidValueException.class);
    }
}
