package io.onevisit.payment.fiscal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PayInfo and the table of reasons. */
class FiscalItemTest {
    private static final FiscalItem FEE =
            new FiscalItem("103043211", "不动产登记费", Money.yuan("80.00"), "次", 1, "不限制", "0.0-0.0");

    @Test
    void reads_lines_as_departments_in_use_write_them() {
        assertThat(FiscalItem.parse("103043211|不动产登记费|80.0|次|1|不限制|0.0-0.0#")).containsExactly(FEE);
        assertThat(FiscalItem.parse("1|a|2.0|次|2|无限制|0.0-0.0#2|b|3.0|个|3|金额上下限|1.0-10.0#"))
                .extracting(FiscalItem::amount)
                .containsExactly(Money.yuan("2.00"), Money.yuan("3.00"));
    }

    @Test
    void writes_two_decimals() {
        assertThat(FiscalItem.payInfo(List.of(FEE))).isEqualTo("103043211|不动产登记费|80.00|次|1|不限制|0.0-0.0#");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "1|a|2.00|次|1|x|y",
                "1|a|2.00|次|1|x#",
                "1|a|2.00|次|1|x|y|z#",
                "1|a|2.00|次|1|x|y##",
                "|a|2.00|次|1|x|y#",
                "1|a|2.005|次|1|x|y#",
                "1|a|-2.00|次|1|x|y#",
                "1|a|0.00|次|1|x|y#",
                "1|a|2,00|次|1|x|y#",
                "1|a|1e2|次|1|x|y#",
                "1|a|2.00|次|0|x|y#",
                "1|a|2.00|次|1.0|x|y#",
                "1|a|2.00|次|9999999|x|y#"
            })
    void refuses_what_is_no_list_of_lines(String payInfo) {
        assertThatThrownBy(() -> FiscalItem.parse(payInfo)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_more_than_500_characters() {
        assertThatThrownBy(() -> FiscalItem.payInfo(Collections.nCopies(20, FEE)))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "a#b", " ", "a\nb"})
    void refuses_fields_that_would_be_read_otherwise(String name) {
        assertThatThrownBy(() -> new FiscalItem("1", name, Money.yuan("1.00"), "次", 1, "x", "y"))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void knows_every_published_return_code_once() {
        assertThat(FiscalReason.values())
                .extracting(FiscalReason::code)
                .containsExactly(
                        "11001", "11002", "11003", "11004", "11005", "11006", "12001", "12002", "12003", "12004",
                        "12005", "12006", "13001", "13002", "14001", "14002", "15001", "15002", "15003", "15010");
        assertThat(FiscalReason.of("12004")).contains(FiscalReason.AMOUNT_DIFFERS);
        assertThat(FiscalReason.of("99999")).isEmpty();
        assertThat(FiscalReason.values())
                .allSatisfy(reason -> assertThat(reason.zh()).isNotBlank());
    }
}
