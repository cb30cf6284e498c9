package io.onevisit.payment.fiscal;

import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.payment.PaymentCode;

/**
 * Somebody says that something has become of a bill (票据同步), {@code wp.bill.sync}. Its state and amount are not read: ask for
 * them, with {@link FiscalBank#query} or {@link FiscalPlatform#status}.
 *
 * @param code the bill to ask about
 */
public record BillNotice(PaymentCode code) implements FiscalPush {
    static final String METHOD = "wp.bill.sync";

    public BillNotice {
        Require.present(code, "payment code");
    }

    static BillNotice read(Members content) {
        return new BillNotice(content.value("billno", PaymentCode::new));
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public String instead() {
        return "以该缴款码主动查询缴款状态 / ask how the bill stands: FiscalBank.query, FiscalPlatform.status";
    }
}
