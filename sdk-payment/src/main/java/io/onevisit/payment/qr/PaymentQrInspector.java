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
import java.util.Optional;
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
                .map(payee -> Require.present(payee, "payee"))
                .collect(Collectors.toUnmodifiableMap(TrustedPayee::code, Function.identity(), (first, second) -> {
                    throw new InvalidValueException("payees", "must have different codes");
                }));
        this.clock = Require.present(clock, "clock");
    }

    /** Inspects the text of a scanned code: a signed address, or a signed EMV code. */
    public Report<PaymentQr> inspect(String text) {
        Checks checks = new Checks();
        boolean emv = CodeKind.of(Require.present(text, "text")) == CodeKind.EMV_MERCHANT;
        Optional<SignedCode> scanned = emv ? readEmv(checks, text) : readUrl(checks, text);
        if (scanned.isEmpty()) {
            return checks.report(null);
        }
        checkSignature(checks, scanned.get());
        PaymentQr content = scanned.get().content();
        checks.that(
                PaymentQrRules.EXPIRY,
                clock.instant().isBefore(content.expires()),
                "before " + content.expires(),
                clock.instant().toString());
        return checks.report(content);
    }

    private static Optional<SignedCode> readUrl(Checks checks, String text) {
        try {
            SignedCode scanned = SignedUrl.parse(text);
            checks.that(PaymentQrRules.FORM, true);
            return Optional.of(scanned);
        } catch (MalformedMessageException e) {
            CodeKind kind = CodeKind.of(text);
            checks.that(PaymentQrRules.FORM, false, null, kind == CodeKind.OTHER ? e.getMessage() : kind.en());
            return Optional.empty();
        }
    }

    private static Optional<SignedCode> readEmv(Checks checks, String text) {
        MerchantQrScan scan = MerchantQr.read(text);
        checks.addAll("EMV", scan.report().checks());
        Optional<MerchantQr> code = scan.report().subject();
        if (!checks.that(
                PaymentQrRules.SCHEME, code.isPresent() && SignedEmv.isOurs(code.get()), null, networks(scan))) {
            return Optional.empty();
        }
        return code.flatMap(ours -> readOurs(checks, ours));
    }

    private static Optional<SignedCode> readOurs(Checks checks, MerchantQr code) {
        try {
            SignedCode scanned = SignedEmv.parse(code);
            checks.that(PaymentQrRules.FORM, true);
            checks.that(
                    PaymentQrRules.ACCOUNT,
                    SignedEmv.sameAccount(code, scanned.content().payee()));
            return Optional.of(scanned);
        } catch (MalformedMessageException e) {
            checks.that(PaymentQrRules.FORM, false, null, e.getMessage());
            return Optional.empty();
        }
    }

    private static String networks(MerchantQrScan scan) {
        return scan.schemes().stream()
                .flatMap(scheme -> scheme.subject().stream())
                .map(EmvScheme::en)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private void checkSignature(Checks checks, SignedCode scanned) {
        CreditCode code = scanned.content().payee();
        TrustedPayee payee = payees.get(code);
        if (!checks.that(PaymentQrRules.PAYEE, payee != null, null, code.value()) || payee == null) {
            return;
        }
        if (scanned.address() != null) {
            checks.that(
                    PaymentQrRules.ADDRESS,
                    payee.addresses().contains(scanned.address()),
                    null,
                    scanned.address().value());
        }
        @Nullable VerificationKey key = payee.keys().get(scanned.keyId());
        if (checks.that(PaymentQrRules.KEY, key != null, null, scanned.keyId()) && key != null) {
            checks.that(PaymentQrRules.SIGNATURE, scanned.isSignedBy(key));
        }
    }
}
