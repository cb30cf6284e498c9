package io.onevisit.payment.reconcile.statement;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/** Amounts of camt: never negative, with a currency and, elsewhere, the direction. */
final class CamtAmount {
    private static final Pattern FORM = Pattern.compile("0*((?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,4})?)0?");

    private CamtAmount() {}

    static Money of(XmlElement amount) {
        Require.that(amount.currency().equals("CNY"), amount.name(), "must be in CNY");
        return parse(amount);
    }

    /** An amount whose currency is that of what it stands in. */
    static Money parse(XmlElement amount) {
        var parts = FORM.matcher(amount.text());
        Require.that(parts.matches(), amount.name(), "must be a decimal number that is not negative");
        return Money.yuan(parts.group(1));
    }

    /** More than nothing for a credit, less for a debit. */
    static Money signed(XmlElement amount, XmlElement direction) {
        return signed(of(amount), direction);
    }

    static Money signed(Money amount, XmlElement direction) {
        return isCredit(direction) ? amount : Money.fen(0).minus(amount);
    }

    static boolean isCredit(XmlElement direction) {
        Require.that(
                direction.text().equals("CRDT") || direction.text().equals("DBIT"),
                direction.name(),
                "must be CRDT or DBIT");
        return direction.text().equals("CRDT");
    }
}
