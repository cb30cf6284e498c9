package io.onevisit.payment.qr;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Report;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * An EMV merchant-presented code (EMV 商户展示码), EMV QRCPS Merchant-Presented Mode: data objects in the order in which they
 * stand in the text. Every instance keeps all rules of the specification. Immutable and thread-safe; {@code toString} tells
 * no contents.
 */
public final class MerchantQr {
    private static final EmvObject FORMAT = new EmvObject("00", "01");
    private static final String CRC = "63";
    static final String FORMAT_TEXT = EmvText.of(List.of(FORMAT));

    private final List<EmvObject> objects;
    private final String text;

    private MerchantQr(List<EmvObject> objects, String text) {
        this.objects = objects;
        this.text = text;
    }

    /**
     * Reads the text of a code and makes every check that can be made.
     *
     * @param text what a scanner read; anything over 512 octets is refused unread
     */
    public static MerchantQrScan read(String text) {
        PlacedChecks made = new PlacedChecks();
        MerchantChecks checks = new MerchantChecks(made);
        if (!checks.checkBound(Require.present(text, "text"))) {
            return new MerchantQrScan(Conformance.INVALID, made.report(null), List.of());
        }
        List<PlacedObject> root = EmvText.parse(text, 0, "", made);
        checks.checkCrc(text);
        checks.checkRoot(root);
        List<EmvObject> objects = objects(root);
        Report<MerchantQr> report = made.report(new MerchantQr(objects, text));
        boolean crc = made.passed(MerchantRules.CRC);
        Conformance broken = crc ? Conformance.CRC_ONLY : Conformance.INVALID;
        return new MerchantQrScan(
                made.passing() ? Conformance.VALID : broken, report, crc ? SchemeProfile.check(objects) : List.of());
    }

    /**
     * A code of these data objects, in this order, between the payload format indicator (00) and the checksum (63), which
     * are put in.
     *
     * @throws VerificationFailedException when {@link #read} would find something wrong; it carries the report
     * @throws InvalidValueException when 00 or 63 is among them
     */
    public static MerchantQr of(List<EmvObject> objects) {
        EmvWriter writer = new EmvWriter();
        writer.put(FORMAT);
        for (EmvObject object : Require.present(objects, "data objects")) {
            String id = Require.present(object, "data object").id();
            Require.that(!id.equals(FORMAT.id()) && !id.equals(CRC), "data objects", "00 and 63 are put in");
            writer.put(object);
        }
        String text = writer.seal();
        List<PlacedObject> root = writer.placed();
        PlacedChecks failures = PlacedChecks.ofFailures();
        MerchantChecks checks = new MerchantChecks(failures);
        if (checks.checkBound(text)) {
            EmvText.checkOnce(root, failures);
            checks.checkRoot(root);
        }
        return failures.passing()
                ? new MerchantQr(objects(root), text)
                : read(text).report().orThrow();
    }

    private static List<EmvObject> objects(List<PlacedObject> root) {
        List<EmvObject> objects = new ArrayList<>(root.size());
        for (PlacedObject placed : root) {
            objects.add(placed.object());
        }
        return Collections.unmodifiableList(objects);
    }

    /** The text of the code, for {@code QrCode.of}: byte mode, with ECI 26 when there is Chinese in it. */
    public String text() {
        return text;
    }

    /** All data objects in the order of the text, 00 first, 63 last. */
    public List<EmvObject> objects() {
        return objects;
    }

    /** The data object of the root with this ID. */
    public Optional<EmvObject> object(String id) {
        return objects.stream().filter(object -> object.id().equals(id)).findFirst();
    }

    private String value(String id) {
        return object(id).orElseThrow().value();
    }

    /** True for a code made for one payment (动态码); false for one that is printed once (静态码) or does not say. */
    public boolean isDynamic() {
        return object("01").map(EmvObject::value).equals(Optional.of("12"));
    }

    /** Where the money goes, one data object for each payment network: IDs 02 to 25, and templates 26 to 51. */
    public List<EmvObject> accounts() {
        return range(2, 51);
    }

    /** The account at UnionPay, ID 15 or 16, when there is one of the public form. */
    public Optional<UnionPayAccount> unionPay() {
        return range(15, 16).stream()
                .flatMap(object -> UnionPayAccount.find(object).stream())
                .findFirst();
    }

    private List<EmvObject> range(int first, int last) {
        return objects.stream()
                .filter(object -> object.number() >= first && object.number() <= last)
                .toList();
    }

    /** The merchant category code of ISO 18245, four digits. */
    public String categoryCode() {
        return value("52");
    }

    /** The currency. */
    public Currency currency() {
        return Iso4217.currency(value("53")).orElseThrow();
    }

    /**
     * How much; empty when the payer says it.
     *
     * @throws InvalidValueException when the code has more decimals than the currency, which the specification only advises
     *     against
     */
    public Optional<Money> amount() {
        return object("54").map(amount -> EmvAmount.money(amount.value(), currency()));
    }

    /**
     * What comes on top of the amount.
     *
     * @throws InvalidValueException when a fixed fee has more decimals than the currency
     */
    public Optional<Tip> tip() {
        return object("55").map(indicator -> switch (indicator.value()) {
            case "01" -> new Tip.Asked();
            case "02" -> new Tip.Fixed(EmvAmount.money(value("56"), currency()));
            default -> new Tip.Percentage(EmvAmount.hundredths(value("57")));
        });
    }

    /** The country, two letters of ISO 3166-1. */
    public String country() {
        return value("58");
    }

    /** The merchant's name in common characters. */
    public String name() {
        return value("59");
    }

    /** The merchant's city in common characters. */
    public String city() {
        return value("60");
    }

    /** The postal code. */
    public Optional<String> postalCode() {
        return object("61").map(EmvObject::value);
    }

    /** Bill number (01), mobile number (02), store (03) and the rest of ID 62; {@code ***} asks the payer. */
    public List<EmvObject> additionalData() {
        return object("62").map(EmvObject::objects).orElse(List.of());
    }

    /** The merchant's name in its own language. */
    public Optional<LocalName> localName() {
        return object("64").map(LocalName::of);
    }

    /** Templates that anybody may use (未保留模板), IDs 80 to 99. */
    public List<EmvObject> unreserved() {
        return range(80, 99);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MerchantQr that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "EMV merchant-presented code of " + objects.size() + " data objects";
    }
}
