package io.onevisit.payment.qr;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Inspects scanned payment codes before any call is made (扫码查验): tells a foreign code, a swapped sticker and a stale
 * code apart. Immutable and thread-safe.
 */
public final class PaymentQrInspector {
    private final Map<CreditCode, TrustedPayee> payees;
    private final Clock clock;

    /** An inspector that trusts these payees, each code once, and no others. */
    public PaymentQrInspector(Collection<TrustedPayee> payees, Clock clock) {
        this.payees = Require.present(payees, "payees").stream()
                .collect(Collectors.toUnmodifiableMap(TrustedPayee::code, Function.identity(), (first, second) -> {
                    throw new InvalidValueException("payees", "must have different codes");
                }));
        this.clock = Require.present(clock, "clock");
    }

    /** Inspects the text of a scanned code. */
    public Report<PaymentQr> inspect(String text) {
        Checks checks = new Checks();
        PaymentQrText scanned;
        try {
            scanned = PaymentQrText.parse(Require.present(text, "text"));
            checks.that(PaymentQrRules.FORM, true);
        } catch (MalformedMessageException e) {
            checks.that(PaymentQrRules.FORM, false, null, e.getMessage());
            return checks.report(null);
        }
        checkSignature(checks, scanned);
        checks.that(
                PaymentQrRules.EXPIRY,
                clock.instant().isBefore(scanned.content().expires()),
                "before " + scanned.content().expires(),
                clock.instant().toString());
        return checks.report(scanned.content());
    }

    private void checkSignature(Checks checks, PaymentQrText scanned) {
        CreditCode code = scanned.content().payee();
        TrustedPayee payee = payees.get(code);
        if (!checks.that(PaymentQrRules.PAYEE, payee != null, null, code.value()) || payee == null) {
            return;
        }
        @Nullable VerificationKey key = payee.keys().get(scanned.keyId());
        if (checks.that(PaymentQrRules.KEY, key != null, null, scanned.keyId()) && key != null) {
            checks.that(PaymentQrRules.SIGNATURE, scanned.isSignedBy(key));
        }
    }
}
