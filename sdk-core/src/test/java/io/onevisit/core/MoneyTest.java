package io.onevisit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "80,8000,80.00",
        "80.5,8050,80.50",
        "80.50,8050,80.50",
        "0,0,0.00",
        "0.01,1,0.01",
        "-80.50,-8050,-80.50",
        "9999999999999999,999999999999999900,9999999999999999.00",
    })
    void reads_yuan_as_people_write_them(String text, long fen, String plain) {
        assertThat(Money.yuan(text)).isEqualTo(Money.fen(fen));
        assertThat(Money.yuan(text).toPlainString()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "JPY,1000,1000,1000",
        "KRW,1000,1000,1000",
        "BHD,1.234,1234,1.234",
        "KWD,1.5,1500,1.500",
        "CNY,1.5,150,1.50",
        "CLF,1.2345,12345,1.2345",
    })
    void f29_each_currency_has_its_own_minor_units(String currency, String text, long minorUnits, String plain) {
        Money money = Money.parse(text, currency);

        assertThat(money.minorUnits()).isEqualTo(minorUnits);
        assertThat(money.toPlainString()).isEqualTo(plain);
        assertThat(money).hasToString(currency + " " + plain);
    }

    @ParameterizedTest
    @CsvSource({"CNY,1.005", "CNY,80.501", "JPY,1.5", "JPY,0.01", "BHD,1.2345", "CNY,0.0001"})
    void f27_more_decimals_than_the_currency_has_are_refused_not_rounded(String currency, String text) {
        assertThatThrownBy(() -> Money.parse(text, currency))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("decimals");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "80.",
                ".5",
                "080",
                "+80",
                "--80",
                "80,50",
                "8e1",
                "0x50",
                "80.50 ",
                " 80.50",
                "NaN",
                "Infinity",
                "1/2",
                "８０",
                "\u0668\u0660",
                "80\n",
                "¥80",
                "80元",
                "1 000",
                "1'000",
                "12345678901234567",
                "111111111111111111111111111111"
            })
    void f27_refuses_an_amount_of_another_form(String text) {
        assertThatThrownBy(() -> Money.yuan(text)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XXX", "XAU", "cny", "RMB", "CN", "CNYY", "156", "ZZZ", "C\nY"})
    void f29_an_unknown_currency_or_one_without_minor_units_is_refused(String currency) {
        assertThatThrownBy(() -> Money.parse("80", currency)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f29_an_amount_of_no_currency_cannot_be_made() {
        assertThatThrownBy(() -> new Money(1, Currency.getInstance("XXX"))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Money(1, null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Money.parse(null, "CNY")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Money.parse("80", null)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f27_sums_are_exact() {
        assertThat(Money.yuan("0.10").plus(Money.yuan("0.20"))).isEqualTo(Money.yuan("0.30"));
        assertThat(Money.yuan("0.30").minus(Money.yuan("0.10"))).isEqualTo(Money.yuan("0.20"));
        assertThat(Money.yuan("1.10").times(3)).isEqualTo(Money.yuan("3.30"));
    }

    @Test
    void sums_and_texts_agree_with_big_decimals() {
        Random random = new Random(27);
        for (int i = 0; i < 2_000; i++) {
            long one = random.nextLong() >> 12;
            long other = random.nextLong() >> 12;
            BigDecimal sum = BigDecimal.valueOf(one, 2).add(BigDecimal.valueOf(other, 2));

            assertThat(Money.fen(one).plus(Money.fen(other)).toPlainString()).isEqualTo(sum.toPlainString());
            assertThat(Money.yuan(Money.fen(one).toPlainString())).isEqualTo(Money.fen(one));
        }
    }

    @Test
    void what_does_not_fit_is_refused_and_never_wraps() {
        Money most = Money.fen(Long.MAX_VALUE);
        Money least = Money.fen(Long.MIN_VALUE);

        assertThatThrownBy(() -> most.plus(Money.fen(1))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> least.minus(Money.fen(1))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> least.times(-1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Money.parse("9999999999999999", "BHD")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f26_two_currencies_never_meet() {
        Money yuan = Money.yuan("80.50");
        Money dollars = Money.parse("80.50", "USD");

        assertThat(yuan).isNotEqualTo(dollars);
        assertThatThrownBy(() -> yuan.plus(dollars)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> yuan.minus(dollars)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> yuan.compareTo(dollars)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> yuan.plus(null)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void amounts_have_an_order() {
        assertThat(Money.fen(1)).isLessThan(Money.fen(2)).isGreaterThan(Money.fen(-1));
        assertThat(Money.fen(1).isPositive()).isTrue();
        assertThat(Money.fen(0).isPositive()).isFalse();
        assertThat(Money.fen(-1).isPositive()).isFalse();
    }
}
