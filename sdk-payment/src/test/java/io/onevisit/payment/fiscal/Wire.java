package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;
import io.onevisit.core.Money;
import io.onevisit.payment.PaymentCode;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages put together by hand from the facts of the wire, without the code under test. */
final class Wire {
    static final Charset GBK = Charset.forName("GBK");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC);
    static final String TOKEN = "fiscal-token-0001";
    static final PaymentCode CODE = new PaymentCode("32068226300000000001");
    static final FiscalAccount ACCOUNT =
            new FiscalAccount("K3206820002", "F320682", "320682", Bytes.of(TOKEN.getBytes(UTF_8)), Set.of("11001"));
    static final FiscalOrder ORDER = new FiscalOrder(CODE, Money.yuan("80.00"), Set.of("32001647236000000000"));

    private Wire() {}

    /** A frame around {@code xml}; its length and MAC are right. */
    static byte[] frame(String number, byte[] xml) {
        return frame(number, xml, mac(TOKEN, xml));
    }

    static byte[] frame(String number, byte[] xml, String mac) {
        String head = String.format("%-8d", 87 + xml.length) + "CNNONTAX1.0" + number;
        return join(head.getBytes(US_ASCII), xml, mac.getBytes(US_ASCII));
    }

    static String mac(String token, byte[] xml) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(token.getBytes(UTF_8));
            return HexFormat.of().withUpperCase().formatHex(sha256.digest(xml));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A message of the platform to the department. */
    static String cfx(String number, String reference, String voucher) {
        return cfx(number, reference, Base64.getEncoder().encodeToString(voucher.getBytes(GBK)), "");
    }

    static String cfx(String number, String reference, String base64, String attributes) {
        return "<?xml version=\"1.0\" encoding=\"GBK\"?><CFX><HEAD><APP>CNNONTAX</APP><VER>1.0</VER><SRC>F320682</SRC>"
                + "<DES>K3206820002</DES><MsgNo>" + number + "</MsgNo><MsgID>1478622255595388928</MsgID><MsgRef>"
                + reference + "</MsgRef><WorkDate>20261121</WorkDate><Reserve/></HEAD><MSG><MOF><VoucherCount>1"
                + "</VoucherCount><VoucherBody" + attributes + "><Voucher>" + base64
                + "</Voucher></VoucherBody></MOF></MSG></CFX>";
    }

    /** A push with several vouchers: a body for each, or one body around all. */
    static byte[] pushes(boolean bodies, String... vouchers) {
        String encoded = Stream.of(vouchers)
                .map(voucher -> "<Voucher>" + Base64.getEncoder().encodeToString(voucher.getBytes(GBK)) + "</Voucher>")
                .collect(Collectors.joining(bodies ? "</VoucherBody><VoucherBody>" : ""));
        String xml = cfx("5996", "R1", "", "")
                .replace("<VoucherCount>1", "<VoucherCount>" + vouchers.length)
                .replace("<Voucher></Voucher>", encoded);
        return frame("5996", xml.getBytes(GBK));
    }

    static byte[] message(String number, String reference, String voucher) {
        return frame(number, cfx(number, reference, voucher).getBytes(GBK));
    }

    static final String PUSH = "<Voucher><PayCode>32068226300000000001</PayCode><CfmDate>20261121</CfmDate>"
            + "<CfmTime>110305</CfmTime><Amt>80.00</Amt><BankOutlet>00000</BankOutlet><Operator>G000001</Operator>"
            + "<PayMode>51</PayMode><TraNoBus>2026112122001485061457957318</TraNoBus><PayerName>李明轩</PayerName>"
            + "<PayerAcct>6222020000000000001</PayerAcct><PayerOpBk/><PayerOpBkNo/><RecAcctType>1</RecAcctType>"
            + "<RecAcct>32001647236000000000</RecAcct><Hold1/><Hold2/></Voucher>";

    static byte[] push(String voucher) {
        return message("5996", "1478622255595388928", voucher);
    }

    /** What {@code frame} carries: its inner voucher as text. */
    static String voucher(byte[] frame) {
        String xml = new String(frame, 23, frame.length - 87, GBK);
        String base64 = xml.replaceAll("(?s).*<Voucher>(.*)</Voucher>.*", "$1");
        return new String(Base64.getDecoder().decode(base64), GBK);
    }

    static String head(byte[] frame, String element) {
        return new String(frame, 23, frame.length - 87, GBK)
                .replaceAll("(?s).*<" + element + ">(.*)</" + element + ">.*", "$1");
    }

    static boolean isSealed(byte[] frame) {
        byte[] xml = java.util.Arrays.copyOfRange(frame, 23, frame.length - 64);
        return new String(frame, frame.length - 64, 64, US_ASCII).equalsIgnoreCase(mac(TOKEN, xml))
                && Integer.parseInt(new String(frame, 0, 8, US_ASCII).strip()) == frame.length;
    }

    static FiscalBill bill() {
        return new FiscalBill(
                CODE,
                LocalDate.of(2026, 11, 21),
                "0104901",
                "示例市不动产登记中心",
                new FiscalPayer("李明轩", null, null),
                "13800000000",
                null,
                List.of(new FiscalItem("103043211", "不动产登记费", Money.yuan("80.00"), "次", 1, "不限制", "0.0-0.0")),
                Money.fen(0),
                new ReceivingAccount("1", "示例市财政局", "32001647236000000000", null, "示例银行", "0105", false),
                null,
                "1234");
    }
}
