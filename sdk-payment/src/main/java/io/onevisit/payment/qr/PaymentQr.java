package io.onevisit.payment.qr;

import io.onevisit.core.Money;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a signed payment QR code says (缴款二维码): which code, how much, to whom, until when. It is written in two forms, each
 * with the payee's signature over all of it: as an address that any phone can open,
 *
 * <pre>{@code
 * https://HOST/PATH/<code>?a=<minor units>&c=<currency>&p=<payee>&e=<expiry>&k=<key id>&s=<signature>
 * }</pre>
 *
 * <p>and as an EMV merchant-presented code. The expiry is in seconds since 1970; the signature is base64url of 64 octets.
 *
 * @param code the payment code
 * @param amount how much, more than nothing
 * @param payee who is paid
 * @param expires until when, in whole seconds
 */
public record PaymentQr(PaymentCode code, Money amount, CreditCode payee, Instant expires) {
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
     * The code as a signed address.
     *
     * @param payeeKey the payee's key; its id must be of letters, digits, dots, hyphens and underscores
     * @param address what comes before the payment code
     */
    public String sign(SigningKey payeeKey, CodeAddress address) {
        return SignedUrl.sign(this, Require.present(payeeKey, "payee key"), Require.present(address, "code address"));
    }

    /**
     * The code as a signed EMV merchant-presented code: the payment code and the payee in an account of ours (26), the
     * signature in unreserved templates (80 to 82).
     *
     * @param payeeKey the payee's key; its id must be as above, of at most 42 characters
     * @param merchant what the code says of the payee
     * @throws io.onevisit.core.VerificationFailedException when it would break a rule of the EMV specification, the bound of
     *     512 octets for one
     */
    public String sign(SigningKey payeeKey, EmvMerchant merchant) {
        return SignedEmv.sign(this, Require.present(payeeKey, "payee key"), Require.present(merchant, "merchant"));
    }
}
