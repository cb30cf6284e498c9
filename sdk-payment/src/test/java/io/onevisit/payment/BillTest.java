package io.onevisit.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BillTest {
    private static final Payee PAYEE = new Payee(Department.PAYEE, "Housing Bureau", "6222020000000000");

    private static Bill bill(Money total, BillItem... items) {
        return new Bill(
                new BillNumber("BILL-1"),
                BillType.FEE,
                new CaseNumber("2026-000123"),
                "Zhang San",
                PAYEE,
                List.of(items),
                total);
    }

    private static BillItem item(String yuan, int quantity) {
        return new BillItem("103042", "copies", Money.yuan(yuan), quantity);
    }

    @Test
    void f27_ten_cents_and_twenty_are_thirty() {
        assertThat(bill(Money.yuan("0.30"), item("0.10", 1), item("0.20", 1)).total())
                .isEqualTo(Money.fen(30));
        assertThat(item("1.10", 3).amount()).isEqualTo(Money.fen(330));
        assertThatThrownBy(() -> item("1.005", 1)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({"9.99", "10.01", "0.00", "-10.00"})
    void f28_a_total_that_is_not_the_sum_of_the_items_is_refused(String total) {
        assertThat(bill(Money.yuan("10.00"), item("3.33", 3), item("0.01", 1)).items())
                .hasSize(2);
        assertThatThrownBy(() -> bill(Money.yuan(total), item("3.33", 3), item("0.01", 1)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("total");
    }

    @Test
    void f29_items_and_total_are_of_one_currency() {
        BillItem yen = new BillItem("1", "fee", Money.parse("1000", "JPY"), 1);

        assertThat(bill(Money.parse("1000", "JPY"), yen).total().toPlainString())
                .isEqualTo("1000");
        assertThatThrownBy(() -> bill(Money.yuan("10.00"), yen)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> bill(Money.yuan("10.00"), yen, item("10.00", 1)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_sum_beyond_all_bounds_is_refused() {
        BillItem large = new BillItem("1", "fee", Money.fen(Long.MAX_VALUE), 1);

        assertThatThrownBy(() -> bill(Money.fen(-2), large, large)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> bill(Money.fen(-2), new BillItem("1", "fee", Money.fen(Long.MAX_VALUE), 2)))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void refuses_a_quantity_out_of_bounds(int quantity) {
        assertThatThrownBy(() -> item("1.00", quantity)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_bill_without_items_or_with_too_many() {
        assertThatThrownBy(() -> bill(Money.fen(0))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> bill(
                        Money.yuan("101.00"),
                        Collections.nCopies(101, item("1.00", 1)).toArray(BillItem[]::new)))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "BILL 1", "BILL/1", "B\n-1", "账单0001"})
    void refuses_a_bill_number_of_another_form(String number) {
        assertThatThrownBy(() -> new BillNumber(number)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new BillNumber("B".repeat(65))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void what_a_bill_prints_names_nobody() {
        Bill bill = bill(Money.yuan("1.00"), item("1.00", 1));

        assertThat(bill.toString()).isEqualTo("bill BILL-1 of CNY 1.00");
        assertThat(PAYEE.toString()).doesNotContain("6222020000000000");
    }
}
