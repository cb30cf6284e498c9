package io.onevisit.payment.fiscal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.FiscalReceipt;
import io.onevisit.payment.PaymentCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies fiscal electronic receipts (财政电子票据查验) without a network: the signature over the octets as they came, and that
 * what they say agrees with itself. Whether a receipt was issued at all, entered before or taken back, only the platform
 * knows. Thread-safe.
 *
 * <p>The signature is a detached one of SM2 or ES256, r then s, 64 octets, by one known key. In use it is wrapped in a
 * container of the region's signing service whose form is not public; unwrap it and check its certificate first.
 */
public final class ReceiptVerifier {
    private final VerificationKey key;

    /** A verifier that believes {@code key}, the department's or the supervising finance office's. */
    public ReceiptVerifier(VerificationKey key) {
        this.key = Require.present(key, "key");
    }

    /**
     * Verifies a receipt by itself.
     *
     * @param data Header and EInvoiceData as they were signed, not written anew
     * @param signature over {@code data}
     */
    public Report<ElectronicReceipt> verify(Bytes data, Bytes signature) {
        Checks checks = new Checks();
        return checks.report(receipt(checks, data, signature));
    }

    /** The same, and that it is the receipt for this payment. */
    public Report<ElectronicReceipt> verify(Bytes data, Bytes signature, PaymentCode code, Money paid) {
        Require.present(code, "payment code");
        Require.present(paid, "paid");
        Checks checks = new Checks();
        ElectronicReceipt receipt = receipt(checks, data, signature);
        if (receipt != null) {
            checks.that(FiscalRules.PAYMENT, code.equals(receipt.paymentCode()));
            checks.that(
                    FiscalRules.PAYMENT_AMOUNT,
                    paid.equals(receipt.total()),
                    paid.toString(),
                    receipt.total().toString());
        }
        return checks.report(receipt);
    }

    /** The same, and that it takes back {@code original} (红字票据), which must have been verified itself. */
    public Report<ElectronicReceipt> verifyReversal(Bytes data, Bytes signature, ElectronicReceipt original) {
        Require.present(original, "original");
        Checks checks = new Checks();
        ElectronicReceipt red = receipt(checks, data, signature);
        if (red != null) {
            checks.that(FiscalRules.ORIGINAL, original.name().equals(red.reverses()));
            checks.that(FiscalRules.ORIGINAL_IS_BLACK, !original.isReversal());
            checks.that(
                    FiscalRules.REVERSES,
                    red.total().equals(original.total().times(-1)),
                    original.total().times(-1).toString(),
                    red.total().toString());
            checks.that(FiscalRules.LATER, !red.issuedAt().isBefore(original.issuedAt()));
            checks.that(FiscalRules.SAME_ISSUER, red.issuerCode().equals(original.issuerCode()));
        }
        return checks.report(red);
    }

    private @Nullable ElectronicReceipt receipt(Checks checks, Bytes data, Bytes signature) {
        byte[] octets = Require.present(data, "receipt").toArray();
        byte[] proof = Require.present(signature, "signature").toArray();
        checks.that(FiscalRules.SIGNATURE, key.verify(octets, proof) == Verdict.PASSED);
        Optional<ElectronicReceipt.Whole> whole = read(data);
        checks.that(FiscalRules.FORM, whole.isPresent());
        whole.ifPresent(read -> consistent(checks, read.header(), read.receipt()));
        return whole.map(ElectronicReceipt.Whole::receipt).orElse(null);
    }

    private static Optional<ElectronicReceipt.Whole> read(Bytes data) {
        try {
            return Optional.of(ElectronicReceipt.read(data));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static void consistent(Checks checks, XmlNode header, ElectronicReceipt receipt) {
        FiscalReceipt name = receipt.name();
        String region = name.code().substring(0, 2);
        checks.that(FiscalRules.TAG, is(header, "EInvoiceTag", "CZ-EI-" + region));
        checks.that(FiscalRules.ID, is(header, "EInvoiceID", reversed(name.number()) + "-" + reversed(name.code())));
        checks.that(FiscalRules.REGION, receipt.supervisorArea().startsWith(region), region, receipt.supervisorArea());
        String year = FiscalTime.date(receipt.issuedAt()).substring(2, 4);
        checks.that(
                FiscalRules.YEAR, name.code().endsWith(year), year, name.code().substring(6));
        Optional<Money> sum = receipt.items().stream().map(ReceiptItem::amount).reduce(Money::plus);
        checks.that(FiscalRules.SUM, sum.filter(receipt.total()::equals).isPresent());
        boolean negative = receipt.total().minorUnits() < 0;
        checks.that(
                FiscalRules.SIGN,
                receipt.isReversal() ? negative : receipt.total().isPositive());
    }

    private static boolean is(XmlNode header, String element, String expected) {
        return header.find(element).map(XmlNode::text).filter(expected::equals).isPresent();
    }

    private static String reversed(String digits) {
        return new StringBuilder(digits).reverse().toString();
    }
}
