package io.onevisit.payment.fiscal;

import io.onevisit.core.internal.Require;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the money goes (收款账户). {@code toString} leaves out the account.
 *
 * @param type one or two digits of the platform's table (RecAcctType)
 * @param name whose account it is, at most 100 characters
 * @param number as printed on the bill, at most 50 characters
 * @param realNumber the account that the printed one stands for, or null when it is the same
 * @param bank at most 100 characters
 * @param bankNumber digits, at most 20
 * @param otherBank true when the money crosses banks (IsInterBank)
 */
public record ReceivingAccount(
        String type,
        String name,
        String number,
        @Nullable String realNumber,
        String bank,
        String bankNumber,
        boolean otherBank) {
    private static final Pattern TYPE = Pattern.compile("[0-9]{1,2}");
    private static final Pattern BANK_NUMBER = Pattern.compile("[0-9]{1,20}");

    public ReceivingAccount {
        Require.that(TYPE.matcher(Require.present(type, "account type")).matches(), "account type", "must be digits");
        Require.text(name, "account name", 100);
        Require.text(number, "account number", 50);
        OptionalText.require(realNumber, "real account number", 50);
        Require.text(bank, "bank", 100);
        Require.that(
                BANK_NUMBER.matcher(Require.present(bankNumber, "bank number")).matches(),
                "bank number",
                "must be at most 20 digits");
    }

    /** The account that money really arrives on. */
    String real() {
        return realNumber == null ? number : realNumber;
    }

    /** Both, as {@link FiscalOrder#accounts()} asks for them. */
    public Set<String> numbers() {
        return number.equals(real()) ? Set.of(number) : Set.of(number, real());
    }

    @Override
    public String toString() {
        return "account of type " + type;
    }
}
