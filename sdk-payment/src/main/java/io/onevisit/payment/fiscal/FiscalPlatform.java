package io.onevisit.payment.fiscal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.FiscalReceipt;
import io.onevisit.payment.PaymentCode;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A fiscal platform (财政非税平台) that a department sends its bills to, asks, and gets receipts from, by CNNONTAX frames. Every
 * write is stored before it is sent; after {@link Outcome.Unknown} call the same again: it asks first. What the platform
 * says beside its codes is neither kept nor logged, since it may tell of people. Thread-safe; starts no thread.
 */
public final class FiscalPlatform {
    private static final String STATUS = "8997";
    private static final String RECEIPT_NUMBER = "8999";
    private static final String ISSUE = "8981";
    private static final String DOWNLOAD = "8982";
    private static final String VERSION = "1.0";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{10}");

    private final FiscalAccount account;
    private final FiscalExchange exchange;
    private final WriteBook book;

    /**
     * A platform.
     *
     * @param store remembers what was sent
     * @param clock dates the messages
     */
    public FiscalPlatform(FiscalAccount account, FiscalLine line, StateStore store, Clock clock) {
        this.account = Require.present(account, "account");
        this.exchange = new FiscalExchange(account, Require.present(line, "line"), Require.present(clock, "clock"));
        this.book = new WriteBook(Require.present(store, "store"));
    }

    /**
     * Sends a bill, message 8994. The same bill gives the same answer; while it is not known whether it was declared void, the
     * platform is asked first. One that was refused may be mended and sent under the same code.
     *
     * @throws io.onevisit.core.InvalidValueException when another bill was sent under this code, or a name has a character
     *     that GBK has not
     * @throws PlatformUnreachableException when the platform certainly has not got it; call again later
     */
    public Outcome<SentBill> send(FiscalBill bill) {
        PaymentCode code = Require.present(bill, "bill").code();
        String voucher = voucher(bill, BillState.UNPAID);
        Supplier<Outcome<String>> sending = () -> sendBill(code, voucher);
        Supplier<Outcome<String>> once = () -> book.once(
                billKey(code), voucher, sending, () -> unlessVoid(code, () -> new Outcome.Done<>(""), sending));
        Outcome<String> sent = book.stage(voidKey(code))
                .map(voiding -> switch (voiding) {
                    case SENDING -> unlessVoid(code, once, once);
                    case DONE -> declaredVoid();
                    case OVER -> once.get();
                })
                .orElseGet(once);
        return sent.map(url -> new SentBill(code, url.isEmpty() ? null : URI.create(url)));
    }

    private String voucher(FiscalBill bill, BillState state) {
        return encodable(bill.voucher(account.division(), state));
    }

    private static StateKey billKey(PaymentCode code) {
        return new StateKey("fiscal.bill", code.value());
    }

    private static StateKey voidKey(PaymentCode code) {
        return new StateKey("fiscal.void", code.value());
    }

    private Outcome<String> sendBill(PaymentCode code, String voucher) {
        return exchange.write(FiscalBill.NUMBER, code.value(), voucher, FiscalPlatform::payUrl);
    }

    private static String payUrl(XmlNode voucher) {
        return voucher.value("Information", 1024, text -> {
            URI url = URI.create(text);
            Require.that(
                    url.getHost() != null && String.valueOf(url.getScheme()).matches("https?"),
                    "URL",
                    "must be of http");
            return url.toString();
        });
    }

    /** Asks how a bill stands, then goes on as for one that {@code stands}, or that the platform has {@code notGot}. */
    private Outcome<String> unlessVoid(
            PaymentCode code, Supplier<Outcome<String>> stands, Supplier<Outcome<String>> notGot) {
        boolean known = true;
        try {
            if (status(code).state() == BillState.VOID) {
                return declaredVoid();
            }
        } catch (PlatformRefusedException e) {
            if (!account.unknownBill().contains(e.refusal().code())) {
                return exchange.unknown(FiscalBill.NUMBER, code.value(), "the query was refused");
            }
            known = false;
        } catch (PlatformUnreachableException | MalformedMessageException | VerificationFailedException e) {
            return exchange.unknown(FiscalBill.NUMBER, code.value(), "the platform did not answer the query");
        }
        return known ? stands.get() : notGot.get();
    }

    private static Outcome<String> declaredVoid() {
        return new Outcome.Refused<>(FiscalReason.refusal(FiscalReason.VOID.code()));
    }

    /**
     * Declares a bill void (作废): message 8994 with all that it said and PayStats 2. Until it is void, the platform is asked
     * first each time, so that a bill that is paid is not declared void from here; what was void once is not asked about
     * again. Money that comes in the meantime is pushed all the same, so keep the bill where {@link FiscalOrders} finds it.
     *
     * @return the code, which is used up; {@code PAID} as the refusal's code when the money has to be given back instead
     * @throws io.onevisit.core.InvalidValueException when another bill was sent under this code
     */
    public Outcome<PaymentCode> declareVoid(FiscalBill bill) {
        PaymentCode code = Require.present(bill, "bill").code();
        book.requireNothingElse(billKey(code), voucher(bill, BillState.UNPAID));
        String voucher = voucher(bill, BillState.VOID);
        Supplier<Outcome<String>> asking = () -> askThenDeclareVoid(code, voucher);
        return book.once(voidKey(code), voucher, asking, asking).map(done -> code);
    }

    private Outcome<String> askThenDeclareVoid(PaymentCode code, String voucher) {
        try {
            return switch (status(code).state()) {
                case VOID -> new Outcome.Done<>("");
                case PAID -> new Outcome.Refused<>(new Refusal("PAID", "the bill is paid: give the money back", null));
                case UNPAID -> exchange.write(FiscalBill.NUMBER, code.value(), voucher, answer -> "");
            };
        } catch (PlatformRefusedException e) {
            return account.unknownBill().contains(e.refusal().code())
                    ? new Outcome.Refused<>(e.refusal())
                    : exchange.unknown(FiscalBill.NUMBER, code.value(), "the query was refused");
        } catch (PlatformUnreachableException | MalformedMessageException | VerificationFailedException e) {
            return exchange.unknown(FiscalBill.NUMBER, code.value(), "the platform did not answer the query");
        }
    }

    /**
     * Asks how a bill stands, message 8997.
     *
     * @throws PlatformRefusedException also when the platform does not know the bill: {@link FiscalAccount#unknownBill}
     * @throws PlatformUnreachableException when no answer came
     * @throws MalformedMessageException when the answer is not of its form
     * @throws VerificationFailedException when the answer's MAC is wrong
     */
    public BillStatus status(PaymentCode code) {
        String voucher = new XmlText()
                .open("Voucher")
                .put("PayCode", Require.present(code, "payment code").value())
                .put("PayMode", "")
                .put("Hold1", "")
                .put("Hold2", "")
                .close("Voucher")
                .toString();
        BillStatus status = exchange.read(STATUS, voucher, answer -> {
            if (!answer.number().equals(BillStatus.NUMBER)) {
                throw new MalformedMessageException("fiscal answer", "tells no state");
            }
            return BillStatus.read(answer.voucher());
        });
        if (!status.code().equals(code)) {
            throw new MalformedMessageException("fiscal answer", "is about another bill");
        }
        return status;
    }

    /**
     * Asks for the number of the receipt for a paid bill, message 8999. The platform gives a new number at each question
     * and cannot be asked which it gave, so after {@link Outcome.Unknown} this stays unknown until a person has looked and
     * {@link #giveUpReceiptNumber} was called.
     *
     * @param agencyCode of the department that issues it, at most 30 characters
     * @return ten digits
     */
    public Outcome<String> receiptNumber(PaymentCode code, ReceiptKind kind, String agencyCode) {
        Require.text(agencyCode, "agency code", 30);
        String voucher = encodable(Require.present(kind, "kind")
                .put(new XmlText().open("Voucher"))
                .put("ChgAgenCode", agencyCode)
                .put("Hold1", "")
                .put("Hold2", "")
                .close("Voucher")
                .toString());
        String key = Require.present(code, "payment code").value();
        return book.once(
                numberKey(code),
                voucher,
                () -> exchange.write(RECEIPT_NUMBER, key, voucher, FiscalPlatform::tenDigits),
                () -> exchange.unknown(RECEIPT_NUMBER, key, "the platform cannot be asked which number it gave"));
    }

    private static String tenDigits(XmlNode voucher) {
        return voucher.value("Information", 10, text -> {
            Require.that(NUMBER.matcher(text).matches(), "receipt number", "must be 10 digits");
            return text;
        });
    }

    private static StateKey numberKey(PaymentCode code) {
        return new StateKey("fiscal.receipt.number", code.value());
    }

    /**
     * Lets {@link #receiptNumber} ask for another number after an unknown ending. The first, if one was given, is then for
     * a person to declare void.
     *
     * @return false when nothing of unknown ending was asked for
     */
    public boolean giveUpReceiptNumber(PaymentCode code) {
        return book.giveUp(numberKey(Require.present(code, "payment code")));
    }

    /**
     * Has a receipt issued, message 8981. After an unknown ending the platform is asked for the receipt's file first.
     *
     * @param code the bill that it is for; the receipt must say so
     * @return where it can be looked at, as the platform tells it; empty when it does not
     * @throws io.onevisit.core.InvalidValueException when another receipt was sent under this number
     * @throws MalformedMessageException when the data are no receipt
     */
    public Outcome<String> issue(PaymentCode code, ReceiptKind kind, SignedReceipt receipt) {
        Require.present(kind, "kind");
        ElectronicReceipt said = ElectronicReceipt.readWithoutVerification(
                Require.present(receipt, "receipt").data());
        Require.that(
                Require.present(code, "payment code").equals(said.paymentCode()),
                "receipt",
                "must be for this payment code");
        String number = said.name().number();
        String voucher = encodable(issueVoucher(code, number, kind, receipt));
        return book.once(
                new StateKey(
                        "fiscal.receipt.issue",
                        said.name().code() + "-" + said.name().number()),
                kind + receipt.data().toHex(),
                () -> exchange.write(ISSUE, number, voucher, FiscalPlatform::receiptUrl),
                () -> downloadThenIssue(said, kind, voucher));
    }

    private String issueVoucher(PaymentCode code, String number, ReceiptKind kind, SignedReceipt receipt) {
        Base64.Encoder base64 = Base64.getEncoder();
        XmlText xml = new XmlText()
                .open("Voucher")
                .put("PayCode", code.value())
                .put("BillNo", number)
                .put("AdmDivCode", account.division());
        return kind.put(xml)
                .put("Version", VERSION)
                .put("Invoice_Data", base64.encodeToString(receipt.data().toArray()))
                .put("Seal_Pic", "")
                .put("Attach_Info", "")
                .put("Hold1", "")
                .open("Sign_Info")
                .put("Value", base64.encodeToString(receipt.signature().toArray()))
                .put("Format", "DETACH")
                .put("Algorithm", "SM2")
                .put("Time", FiscalTime.second(receipt.signedAt()))
                .close("Sign_Info")
                .close("Voucher")
                .toString();
    }

    private static String receiptUrl(XmlNode voucher) {
        return voucher.optionalValue("Invoice_Url", 1024, URI::create)
                .map(URI::toString)
                .orElse("");
    }

    private Outcome<String> downloadThenIssue(ElectronicReceipt said, ReceiptKind kind, String voucher) {
        String number = said.name().number();
        try {
            download(said.name(), kind);
            return new Outcome.Done<>("");
        } catch (PlatformRefusedException e) {
            return account.unknownBill().contains(e.refusal().code())
                    ? exchange.write(ISSUE, number, voucher, FiscalPlatform::receiptUrl)
                    : exchange.unknown(ISSUE, number, "the query was refused");
        } catch (PlatformUnreachableException | MalformedMessageException | VerificationFailedException e) {
            return exchange.unknown(ISSUE, number, "the platform did not answer the query");
        }
    }

    /**
     * The receipt as people look at it, message 8982: a PDF of 2 MiB at most, whose signatures are not verified here.
     *
     * @throws PlatformRefusedException also when the platform does not know the receipt
     * @throws PlatformUnreachableException when no answer came
     * @throws MalformedMessageException when the answer is no PDF
     * @throws VerificationFailedException when the answer's MAC is wrong
     */
    public Bytes download(FiscalReceipt name, ReceiptKind kind) {
        XmlText xml = new XmlText()
                .open("Voucher")
                .put("BillNo", Require.present(name, "receipt name").number())
                .put("AdmDivCode", account.division());
        String voucher = Require.present(kind, "kind")
                .put(xml)
                .put("Version", VERSION)
                .put("CrcCode", "")
                .put("Hold1", "")
                .close("Voucher")
                .toString();
        return exchange.read(DOWNLOAD, encodable(voucher), answer -> file(answer));
    }

    /** Public sources do not tell in which case the element's name is written. */
    private static Bytes file(FiscalExchange.Answer answer) {
        if (!answer.result().equals(FiscalExchange.DONE)) {
            throw new PlatformRefusedException("fiscal." + DOWNLOAD, FiscalReason.refusal(answer.result()));
        }
        return answer.voucher().children().stream()
                .filter(element -> element.name().toLowerCase(Locale.ROOT).equals("invoicefiledata"))
                .findFirst()
                .map(element -> ReceiptFile.read(element.text()))
                .orElseThrow(() -> answer.voucher().wrong("Invoicefiledata", "is missing"));
    }

    private static String encodable(String voucher) {
        StrictXml.encode(voucher, StrictXml.GBK);
        return voucher;
    }
}
