package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.FiscalReceipt;
import io.onevisit.payment.PaymentCode;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a fiscal electronic receipt says (财政电子票据): the elements {@code Header} and {@code EInvoiceData}, one after the
 * other, in UTF-8, which is also what is signed. {@code toString} names nobody.
 *
 * <p>Source: data classes {@code cn.gtmap.realestate.exchange.core.dto.yancheng.fs}; the specification
 * (财政电子票据数据编码规范) is not published as a whole. What is not listed here (ages, wards, vehicles and other extensions of
 * kinds of receipts) is passed over.
 *
 * @param name code and number
 * @param checkCode RandomNumber (校验码): 6 letters and digits, at random
 * @param title EInvoiceName
 * @param specimenCode EInvoiceSpecimenCode
 * @param supervisorArea SupervisorAreaCode, 6 digits
 * @param total TotalAmount in yuan; negative on a red-letter receipt
 * @param issuedAt IssueDate and IssueTime, in Beijing time
 * @param issuerCode InvoicingPartyCode
 * @param issuerName InvoicingPartyName
 * @param payerName PayerPartyName, or null
 * @param payMode PayMode, or null
 * @param businessNumber BizCode, or null
 * @param paymentCode MainExt/PayCode, or null
 * @param reverses MainExt/RelatedInvoiceCode and RelatedInvoiceNumber: the receipt that this one takes back, or null
 * @param items the lines, at most 1,000
 */
public record ElectronicReceipt(
        FiscalReceipt name,
        String checkCode,
        String title,
        String specimenCode,
        String supervisorArea,
        Money total,
        Instant issuedAt,
        String issuerCode,
        String issuerName,
        @Nullable String payerName,
        @Nullable String payMode,
        @Nullable String businessNumber,
        @Nullable PaymentCode paymentCode,
        @Nullable FiscalReceipt reverses,
        List<ReceiptItem> items) {
    private static final String FORMAT = "fiscal receipt";
    private static final int MAX_OCTETS = 256 * 1024;
    private static final int MAX_ITEMS = 1_000;
    private static final Pattern CHECK_CODE = Pattern.compile("[0-9A-Za-z]{6}");
    private static final Pattern AREA = Pattern.compile("[0-9]{6}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}:[0-9]{2}");

    public ElectronicReceipt {
        Require.present(name, "receipt name");
        requireCheckCode(checkCode);
        Require.text(title, "title", 200);
        Require.text(specimenCode, "specimen code", 32);
        Require.that(
                AREA.matcher(Require.present(supervisorArea, "supervisor area")).matches(),
                "supervisor area",
                "must be 6 digits");
        Require.present(total, "total");
        Require.present(issuedAt, "issued at");
        Require.text(issuerCode, "issuer code", 64);
        Require.text(issuerName, "issuer name", 200);
        OptionalText.require(payerName, "payer name", 200);
        OptionalText.require(payMode, "pay mode", 64);
        OptionalText.require(businessNumber, "business number", 128);
        items = List.copyOf(Require.present(items, "items"));
        Require.that(items.size() <= MAX_ITEMS, "items", "must be at most 1000");
    }

    static void requireCheckCode(String checkCode) {
        Require.that(
                CHECK_CODE.matcher(Require.present(checkCode, "check code")).matches(),
                "check code",
                "must be 6 letters and digits");
    }

    /** Header and receipt. */
    record Whole(XmlNode header, ElectronicReceipt receipt) {}

    /**
     * Reads what has not been verified; a {@link ReceiptVerifier} does both.
     *
     * @throws MalformedMessageException when the octets are none
     */
    public static ElectronicReceipt readWithoutVerification(Bytes data) {
        return read(data).receipt();
    }

    static Whole read(Bytes data) {
        if (Require.present(data, "receipt").length() > MAX_OCTETS) {
            throw new MalformedMessageException(FORMAT, "must have at most " + MAX_OCTETS + " octets");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes("<EInvoice>".getBytes(UTF_8));
        whole.writeBytes(data.toArray());
        whole.writeBytes("</EInvoice>".getBytes(UTF_8));
        XmlNode invoice = StrictXml.read(Bytes.of(whole.toByteArray()), UTF_8, "EInvoice", FORMAT)
                .withoutDuplicates();
        if (invoice.children().size() != 2) {
            throw new MalformedMessageException(FORMAT, "must be of Header and EInvoiceData");
        }
        XmlNode header = invoice.child("Header").withoutDuplicates();
        XmlNode content = invoice.child("EInvoiceData").withoutDuplicates();
        return new Whole(header, receipt(content.child("Main").withoutDuplicates(), content));
    }

    private static ElectronicReceipt receipt(XmlNode main, XmlNode content) {
        XmlNode issuer = main.child("InvoicingParty").withoutDuplicates();
        Optional<XmlNode> payer = main.find("PayerParty").map(XmlNode::withoutDuplicates);
        Optional<XmlNode> extension = main.find("MainExt").map(XmlNode::withoutDuplicates);
        return main.checked(() -> new ElectronicReceipt(
                new FiscalReceipt(main.textOf("EInvoiceCode", 8), main.textOf("EInvoiceNumber", 10)),
                main.textOf("RandomNumber", 6),
                main.textOf("EInvoiceName", 200),
                main.textOf("EInvoiceSpecimenCode", 32),
                main.textOf("SupervisorAreaCode", 6),
                main.value("TotalAmount", 16, Money::yuan),
                main.value("IssueDate", 8, date -> FiscalTime.second(date + time(main))),
                issuer.textOf("InvoicingPartyCode", 64),
                issuer.textOf("InvoicingPartyName", 200),
                payer.flatMap(party -> party.optionalTextOf("PayerPartyName", 200))
                        .orElse(null),
                main.optionalTextOf("PayMode", 64).orElse(null),
                main.optionalTextOf("BizCode", 128).orElse(null),
                extension
                        .flatMap(ext -> ext.optionalValue("PayCode", 44, PaymentCode::new))
                        .orElse(null),
                extension.flatMap(ElectronicReceipt::related).orElse(null),
                items(content)));
    }

    private static String time(XmlNode main) {
        String time = main.textOf("IssueTime", 8);
        Require.that(TIME.matcher(time).matches(), "issue time", "must be of hours, minutes and seconds");
        return time.replace(":", "");
    }

    private static Optional<FiscalReceipt> related(XmlNode extension) {
        Optional<String> code = extension.optionalTextOf("RelatedInvoiceCode", 8);
        Optional<String> number = extension.optionalTextOf("RelatedInvoiceNumber", 10);
        if (code.isPresent() != number.isPresent()) {
            throw extension.wrong("RelatedInvoiceCode", "must be there together with RelatedInvoiceNumber");
        }
        return code.map(text -> new FiscalReceipt(text, number.orElseThrow()));
    }

    private static List<ReceiptItem> items(XmlNode content) {
        return content.child("Details").children().stream()
                .filter(item -> item.name().equals("Item"))
                .map(ReceiptItem::read)
                .toList();
    }

    /** True for one that takes another back (红字票据). */
    public boolean isReversal() {
        return reverses != null;
    }

    @Override
    public String toString() {
        return "receipt " + name.code() + " " + name.number() + " of " + total;
    }
}
