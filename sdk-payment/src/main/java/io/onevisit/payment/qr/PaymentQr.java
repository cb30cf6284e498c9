package io.onevisit.payment.qr;

import io.onevisit.core.Money;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.Base64Url;
import io.onevisit.payment.PaymentCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a signed payment QR code says (缴款二维码): which code, how much, to whom, until when. As text it is an address that
 * any phone can open, with the payee's signature over all of it:
 *
 * <pre>{@code
 * https://pay.onevisit.example/q/<code>?a=<minor units>&c=<currency>&p=<payee>&e=<expiry>&k=<key id>&s=<signature>
 * }</pre>
 *
 * <p>The expiry is in seconds since 1970; the signature is base64url of the 64 octets over everything before {@code &s=}.
 *
 * @param code the payment code
 * @param amount how much, more than nothing
 * @param payee who is paid
 * @param expires until when, in whole seconds
 */
public record PaymentQr(PaymentCode code, Money amount, CreditCode payee, Instant expires) {
    static final String PREFIX = "https://pay.onevisit.example/q/";

    private static final long MAX_MINOR_UNITS = 1_000_000_000_000_000_000L;
    private static final long MAX_EPOCH_SECONDS = 1_000_000_000_000L;

    public PaymentQr {
        Require.present(code, "payment code");
        Require.that(Require.present(amount, "amount").isPositive(), "amount", "must be positive");
        Require.that(amount.minorUnits() < MAX_MINOR_UNITS, "amount", "must have at most 18 digits");
        Require.present(payee, "payee");
        Require.that(
                Require.present(expires, "expires").equals(expires.truncatedTo(ChronoUnit.SECONDS)),
                "expires",
                "must be in whole seconds");
        Require.that(
                expires.getEpochSecond() > 0 && expires.getEpochSecond() < MAX_EPOCH_SECONDS,
                "expires",
                "must be after 1970 and have at most 12 digits");
    }

    /**
     * The text of the code, signed.
     *
     * @param payeeKey the payee's key; its id must be of letters, digits, dots, hyphens and underscores
     */
    public String sign(SigningKey payeeKey) {
        String keyId = Require.present(payeeKey, "payee key").keyId();
        Require.that(PaymentQrText.KEY_ID.matcher(keyId).matches(), "key id", "must be of letters, digits and . - _");
        String signed = PREFIX + code.value()
                + "?a=" + amount.minorUnits()
                + "&c=" + amount.currency().getCurrencyCode()
                + "&p=" + payee.value()
                + "&e=" + expires.getEpochSecond()
                + "&k=" + keyId;
        byte[] signature = payeeKey.sign(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "&s=" + Base64Url.encode(signature);
    }
}
