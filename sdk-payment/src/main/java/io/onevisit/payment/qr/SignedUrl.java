package io.onevisit.payment.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.Base64Url;
import io.onevisit.payment.PaymentCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signed address: one form, each parameter once and in order. */
final class SignedUrl {
    private static final String FORMAT = "payment QR code";
    private static final int MAX_CHARACTERS = 512;
    private static final Pattern FORM = Pattern.compile("(?<signed>(?<address>" + CodeAddress.FORM
            + ")(?<code>[0-9A-Z]{12,44})\\?a=(?<amount>[1-9][0-9]{0,17})&c=(?<currency>[A-Z]{3})&p=(?<payee>[0-9A-Z]{18})"
            + "&e=(?<expires>[1-9][0-9]{0,11})&k=(?<key>" + SignedCode.KEY_ID.pattern()
            + "))&s=(?<signature>[0-9A-Za-z_-]{86})");

    private SignedUrl() {}

    static String sign(PaymentQr content, SigningKey payeeKey, CodeAddress address) {
        String keyId = payeeKey.keyId();
        Require.that(SignedCode.KEY_ID.matcher(keyId).matches(), "key id", "must be of letters, digits and . - _");
        String signed = address.value() + content.code().value()
                + "?a=" + content.amount().minorUnits()
                + "&c=" + content.amount().currency().getCurrencyCode()
                + "&p=" + content.payee().value()
                + "&e=" + content.expires().getEpochSecond()
                + "&k=" + keyId;
        return signed + "&s=" + Base64Url.encode(payeeKey.sign(SignedCode.octets(signed)));
    }

    static SignedCode parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new MalformedMessageException(FORMAT, "must have at most " + MAX_CHARACTERS + " characters");
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new MalformedMessageException(FORMAT, "is not of the signed form");
        }
        try {
            PaymentQr content = new PaymentQr(
                    new PaymentCode(parts.group("code")),
                    new Money(Long.parseLong(parts.group("amount")), Currency.getInstance(parts.group("currency"))),
                    CreditCode.parse(parts.group("payee")),
                    Instant.ofEpochSecond(Long.parseLong(parts.group("expires"))));
            return new SignedCode(
                    content,
                    new CodeAddress(parts.group("address")),
                    parts.group("key"),
                    parts.group("signed"),
                    Bytes.of(Base64Url.decode(parts.group("signature"), FORMAT)));
        } catch (InvalidValueException | IllegalArgumentException | DateTimeException e) {
            throw new MalformedMessageException(FORMAT, "has a parameter out of its bounds");
        }
    }
}
