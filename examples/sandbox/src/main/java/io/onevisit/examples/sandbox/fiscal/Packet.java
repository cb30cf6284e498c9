package io.onevisit.examples.sandbox.fiscal;

import io.onevisit.examples.sandbox.Faults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A CNNONTAX message as the platform reads and writes it: a second implementation, which shares nothing with the library.
 *
 * @param number MsgNo
 * @param id MsgID
 * @param reference MsgRef
 * @param voucher the elements of the inner XML; of those with elements inside, only the text
 */
record Packet(String number, String id, String reference, Map<String, String> voucher) {
    private static final Charset GBK = Charset.forName("GBK");
    private static final int OVERLONG = 5_000_000;
    private static final String PLATFORM = "F320682";
    private static final String OFFICE = "K3206820002";

    /** The next packet; MAC and length must be right. */
    static Packet read(InputStream in, String token) throws IOException {
        byte[] head = in.readNBytes(23);
        if (head.length < 23) {
            throw new EOFException("no packet");
        }
        String prefix = new String(head, StandardCharsets.US_ASCII);
        int length = Integer.parseInt(prefix.substring(0, 8).trim());
        byte[] xml = in.readNBytes(length - 87);
        String mac = new String(in.readNBytes(64), StandardCharsets.US_ASCII);
        if (!prefix.startsWith("CNNONTAX1.0", 8) || !mac.equalsIgnoreCase(mac(token, xml))) {
            throw new IOException("not of the agreed form, or the MAC is wrong");
        }
        return read(xml);
    }

    private static Packet read(byte[] xml) throws IOException {
        Element cfx = parse(xml, null);
        Element inner = parse(Base64.getDecoder().decode(text(cfx, "Voucher")), GBK);
        Map<String, String> voucher = new LinkedHashMap<>();
        for (Node child = inner.getFirstChild(); child != null; child = child.getNextSibling()) {
            voucher.put(child.getNodeName(), child.getTextContent());
        }
        return new Packet(text(cfx, "MsgNo"), text(cfx, "MsgID"), text(cfx, "MsgRef"), voucher);
    }

    private static Element parse(byte[] xml, @org.jspecify.annotations.Nullable Charset charset) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            org.xml.sax.InputSource source = new org.xml.sax.InputSource(new ByteArrayInputStream(xml));
            if (charset != null) {
                source.setEncoding(charset.name());
            }
            Document document = builder.parse(source);
            return document.getDocumentElement();
        } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException e) {
            throw new IOException("not XML", e);
        }
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    /** The octets of this packet from the platform to the office, as the faults at {@code place} have them. */
    byte[] write(String token, String workDate, Faults faults, String place) {
        StringBuilder inner = new StringBuilder("<Voucher>");
        voucher.forEach((name, value) -> inner.append("<%s>%s</%s>".formatted(name, value, name)));
        Charset charset = faults.strikes(FiscalFault.F10_OTHER_CHARSET, place) ? StandardCharsets.UTF_8 : GBK;
        String text =
                "<?xml version=\"1.0\" encoding=\"GBK\"?><CFX><HEAD><APP>CNNONTAX</APP><VER>1.0</VER><SRC>%s</SRC><DES>%s</DES><MsgNo>%s</MsgNo><MsgID>%s</MsgID><MsgRef>%s</MsgRef><WorkDate>%s</WorkDate><Reserve>缴</Reserve></HEAD><MSG><MOF><VoucherCount>1</VoucherCount><VoucherBody><Voucher>%s</Voucher></VoucherBody></MOF></MSG></CFX>"
                        .formatted(
                                PLATFORM,
                                OFFICE,
                                number,
                                id,
                                reference,
                                workDate,
                                Base64.getEncoder().encodeToString((inner + "</Voucher>").getBytes(charset)));
        if (faults.strikes(FiscalFault.F16_OVERLONG_FRAME, place)) {
            text += " ".repeat(OVERLONG);
        }
        byte[] xml = text.getBytes(charset);
        String mac = mac(faults.strikes(FiscalFault.F09_WRONG_MAC, place) ? token + "x" : token, xml);
        int length = 87 + (faults.strikes(FiscalFault.F16_LENGTH_IN_CHARACTERS, place) ? text.length() : xml.length);
        if (faults.strikes(FiscalFault.F16_WRONG_LENGTH, place)) {
            length--;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("%-8dCNNONTAX1.0%s".formatted(length, number).getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(xml);
        out.writeBytes(mac.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static String mac(String token, byte[] xml) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest.digest(xml));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
