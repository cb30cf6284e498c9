package io.onevisit.payment.fiscal;

import io.onevisit.core.Money;
import io.onevisit.payment.PaymentCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a bill stands, message 5997 (应缴信息). Of its fields public sources show code and state only; what else is read here is
 * that of 8994, where the platform repeats it.
 *
 * @param code which bill
 * @param state unpaid, paid or void
 * @param amount what is to be paid; null when the platform does not repeat it
 * @param items its lines; none when the platform does not repeat them
 */
public record BillStatus(
        PaymentCode code, BillState state, @Nullable Money amount, List<FiscalItem> items) {
    static final String NUMBER = "5997";

    static BillStatus read(XmlNode voucher) {
        return new BillStatus(
                voucher.value("PayCode", 44, PaymentCode::new),
                voucher.value("PayStats", 1, BillState::of),
                voucher.optionalValue("Amt", 16, Money::yuan).orElse(null),
                voucher.optionalValue("PayInfo", 500, FiscalItem::parse).orElse(List.of()));
    }
}
