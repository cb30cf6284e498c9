package io.onevisit.payment.fiscal;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.time.LocalDate;
import java.util.List;

/**
 * What a bank collected in a day, for the fiscal side to check (资金对账).
 *
 * @param number the bank's own, unique for good (accconfirm_no), at most 64 characters
 * @param date the day
 * @param lines at most 10,000
 */
public record FundStatement(String number, LocalDate date, List<Line> lines) {
    private static final int MAX_LINES = 10_000;

    public FundStatement {
        Require.text(number, "statement number", 64);
        Require.present(date, "date");
        lines = List.copyOf(Require.present(lines, "lines"));
        Require.that(lines.size() <= MAX_LINES, "lines", "must be at most 10000");
        Require.that(
                lines.stream().map(Line::serialNumber).distinct().count() == lines.size(),
                "lines",
                "must have different serial numbers");
    }

    /**
     * One bill that was paid.
     *
     * @param serialNumber the bank's own of the payment (trade_no), at most 64 characters; no two lines have the same
     * @param code by which
     * @param amount in yuan
     */
    public record Line(String serialNumber, PaymentCode code, Money amount) {
        public Line {
            Require.text(serialNumber, "serial number", 64);
            Require.present(code, "payment code");
            Require.that(Require.present(amount, "amount").isPositive(), "amount", "must be positive");
        }
    }
}
