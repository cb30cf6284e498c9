package io.onevisit.payment.fiscal;

import java.util.Arrays;

/** How a bill stands at the fiscal platform (PayStats 缴款状态). */
public enum BillState {
    /** 0, nobody has paid (未缴款). */
    UNPAID("0"),
    /** 1 (已缴款). */
    PAID("1"),
    /** 2, declared void (作废). */
    VOID("2");

    private final String digit;

    BillState(String digit) {
        this.digit = digit;
    }

    String digit() {
        return digit;
    }

    static BillState of(String digit) {
        return Arrays.stream(values())
                .filter(state -> state.digit.equals(digit))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such state"));
    }
}
