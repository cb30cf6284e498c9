package io.onevisit.payment.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.jose.Base64Url;
import io.onevisit.payment.PaymentCode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scanned text taken apart: one form, each parameter once and in order. Nothing in it is believed yet. */
record PaymentQrText(PaymentQr content, String keyId, String signedPart, Bytes signature) {
    static final Pattern KEY_ID = Pattern.compile("[0-9A-Za-z._-]{1,64}");

    private static final String FORMAT = "payment QR code";
    private static final int MAX_CHARACTERS = 512;
    private static final Pattern FORM = Pattern.compile("(" + Pattern.quote(PaymentQr.PREFIX)
            + "([0-9]{20})\\?a=([1-9][0-9]{0,17})&c=([A-Z]{3})&p=([0-9A-Z]{18})&e=([1-9][0-9]{0,11})"
            + "&k=(" + KEY_ID.pattern() + "))&s=([0-9A-Za-z_-]{86})");

    static PaymentQrText parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new MalformedMessageException(FORMAT, "must have at most " + MAX_CHARACTERS + " characters");
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new MalformedMessageException(FORMAT, "is not of the signed form");
        }
        try {
            PaymentQr content = new PaymentQr(
                    new PaymentCode(parts.group(2)),
                    new Money(Long.parseLong(parts.group(3)), Currency.getInstance(parts.group(4))),
                    CreditCode.parse(parts.group(5)),
                    Instant.ofEpochSecond(Long.parseLong(parts.group(6))));
            return new PaymentQrText(
                    content, parts.group(7), parts.group(1), Bytes.of(Base64Url.decode(parts.group(8), FORMAT)));
        } catch (InvalidValueException | IllegalArgumentException | DateTimeException e) {
            throw new MalformedMessageException(FORMAT, "has a parameter out of its bounds");
        }
    }

    boolean isSignedBy(VerificationKey key) {
        byte[] octets = signedPart.getBytes(StandardCharsets.US_ASCII);
        return key.verify(octets, signature.toArray()) == Verdict.PASSED;
    }
}
