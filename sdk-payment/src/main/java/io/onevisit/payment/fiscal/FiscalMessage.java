package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is inside a frame (报文内容): {@code CFX} with a {@code HEAD} and vouchers, each itself XML in GBK and Base64. Of the
 * elements that a region adds, those nobody asks for are passed over.
 *
 * <p>Public messages have one voucher. {@code VoucherCount} and the attributes of {@code VoucherBody} are for more: one
 * body for each, or one body around all of them, as the public class {@code MOFModel} of {@code cn.gtmap.realestate} has
 * it. Both are read, a mixture is not; one is written.
 *
 * @param head who says what to whom
 * @param vouchers the inner XML of each, at least one
 */
record FiscalMessage(Head head, List<XmlNode> vouchers) {
    private static final String APPLICATION = "CNNONTAX";
    private static final String VERSION = "1.0";
    private static final Set<String> BODY_ATTRIBUTES = Set.of("AdmDivCode", "StYear", "VtCode", "VoucherNo");

    /**
     * The head (报文头).
     *
     * @param source node code of the sender (SRC)
     * @param destination node code of the receiver (DES)
     * @param number four digits (MsgNo)
     * @param id the sender's own (MsgID)
     * @param reference id of the message that this one answers; of one that asks, its own (MsgRef)
     * @param workDate eight digits
     */
    record Head(String source, String destination, String number, String id, String reference, String workDate) {

        /** The number only; the rest is the sender's. */
        @Override
        public String toString() {
            return "message " + number;
        }
    }

    /** The XML of a message with one voucher; {@code voucher} is its inner XML as text. */
    static Bytes write(Head head, String division, String voucher) {
        Bytes inner = StrictXml.encode(voucher, StrictXml.GBK);
        XmlText xml = new XmlText()
                .open("CFX")
                .open("HEAD")
                .put("APP", APPLICATION)
                .put("VER", VERSION)
                .put("SRC", head.source)
                .put("DES", head.destination)
                .put("MsgNo", head.number)
                .put("MsgID", head.id)
                .put("MsgRef", head.reference)
                .put("WorkDate", head.workDate)
                .put("Reserve", "")
                .close("HEAD")
                .open("MSG")
                .open("MOF")
                .put("VoucherCount", "1")
                .open("VoucherBody AdmDivCode=\"%s\" StYear=\"%s\" VtCode=\"%s\" VoucherNo=\"%s\""
                        .formatted(division, head.workDate.substring(0, 4), head.number, head.id))
                .put("Voucher", Base64.getEncoder().encodeToString(inner.toArray()))
                .close("VoucherBody")
                .close("MOF")
                .close("MSG")
                .close("CFX");
        return StrictXml.encode("<?xml version=\"1.0\" encoding=\"GBK\"?>" + xml, StrictXml.GBK);
    }

    /**
     * What is in {@code frame}, whose MAC has been verified.
     *
     * @throws MalformedMessageException when it is not as described, or the frame is of another number than its head
     */
    static FiscalMessage read(FiscalFrame frame) {
        String format = "message " + frame.messageNumber();
        XmlNode cfx = StrictXml.read(frame.xml(), StrictXml.GBK, "CFX", format).withoutDuplicates();
        XmlNode head = cfx.child("HEAD").withoutDuplicates();
        requireText(head, "APP", APPLICATION);
        requireText(head, "VER", VERSION);
        requireText(head, "MsgNo", frame.messageNumber());
        Head read = new Head(
                head.textOf("SRC", 32),
                head.textOf("DES", 32),
                frame.messageNumber(),
                head.textOf("MsgID", 64),
                head.textOf("MsgRef", 64),
                head.value("WorkDate", 8, date -> FiscalTime.date(FiscalTime.date(date))));
        return new FiscalMessage(read, vouchers(cfx.child("MSG").withoutDuplicates(), frame.messageNumber(), format));
    }

    private static List<XmlNode> vouchers(XmlNode msg, String number, String format) {
        XmlNode mof = msg.child("MOF").withoutDuplicatesBut("VoucherBody");
        List<XmlNode> bodies = mof.all("VoucherBody");
        String repeated = bodies.size() > 1 ? "" : "Voucher";
        List<XmlNode> vouchers = new ArrayList<>();
        for (XmlNode body : bodies) {
            requireAttributes(body, number);
            body.withoutDuplicatesBut(repeated).all("Voucher").forEach(each -> vouchers.add(voucher(each, format)));
        }
        requireText(mof, "VoucherCount", Integer.toString(vouchers.size()));
        return List.copyOf(vouchers);
    }

    private static XmlNode voucher(XmlNode encoded, String format) {
        Bytes inner = encoded.ownValue(text -> Bytes.of(Base64.getDecoder().decode(text.getBytes(US_ASCII))));
        return StrictXml.read(inner, StrictXml.GBK, "Voucher", "voucher of " + format)
                .withoutDuplicates();
    }

    /** The one voucher of an answer. */
    XmlNode voucher() {
        if (vouchers.size() > 1) {
            throw new MalformedMessageException(
                    "message " + head.number, "has several vouchers where one is asked for");
        }
        return vouchers.get(0);
    }

    /** What is there of the four must be; public samples have all of them or none. */
    private static void requireAttributes(XmlNode body, String number) {
        Map<String, String> attributes = body.attributes();
        if (!BODY_ATTRIBUTES.containsAll(attributes.keySet())) {
            throw body.wrong(body.name(), "has an attribute that is not known");
        }
        if (!attributes.getOrDefault("VtCode", number).equals(number)) {
            throw body.wrong(body.name(), "is of another message number");
        }
    }

    private static void requireText(XmlNode parent, String name, String expected) {
        if (!parent.textOf(name, 32).equals(expected)) {
            throw parent.wrong(name, "must be " + expected);
        }
    }

    /** The number only. */
    @Override
    public String toString() {
        return head.toString();
    }
}
