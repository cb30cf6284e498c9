package io.onevisit.payment;

import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;

/**
 * Who is paid (收款单位).
 *
 * @param code its unified social credit code
 * @param name its name, at most 100 characters
 * @param account the account that the money goes to, at most 34 characters
 */
public record Payee(CreditCode code, String name, String account) {
    public Payee {
        Require.present(code, "payee code");
        Require.text(name, "payee name", 100);
        Require.text(account, "payee account", 34);
    }

    /** The code only. */
    @Override
    public String toString() {
        return "payee " + code;
    }
}
