package io.onevisit.payment.fiscal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The XML inside frames, and the XML inside that. */
class FiscalMessageTest {
    private static final String GOOD = Wire.cfx("5996", "R1", Wire.PUSH);

    private static FiscalMessage read(byte[] xml) {
        return FiscalMessage.read(new FiscalFrame("5996", Bytes.of(xml), "0".repeat(64)));
    }

    private static void refused(byte[] xml, String problem) {
        assertThatThrownBy(() -> read(xml))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContainingAny("李明轩", "6222020000000000001");
    }

    private static void refused(String xml, String problem) {
        refused(xml.getBytes(Wire.GBK), problem);
    }

    @ParameterizedTest
    @CsvSource({"frame-609.txt, 8994, 18012", "frame-645.txt, 8994, 00000", "frame-581.txt, 8999, 00000"})
    void reads_the_published_answers(String name, String original, String result) throws Exception {
        byte[] octets;
        try (var file = FiscalMessageTest.class.getResourceAsStream(name)) {
            octets = file.readAllBytes();
        }
        FiscalMessage message = FiscalMessage.read(FiscalFrame.parse(Bytes.of(octets), 4096));

        assertThat(message.head().source()).isEqualTo("F320682");
        assertThat(message.head().destination()).isEqualTo("K3206820002");
        assertThat(message.voucher().textOf("OriMsgNo", 4)).isEqualTo(original);
        assertThat(message.voucher().textOf("Result", 5)).isEqualTo(result);
    }

    @Test
    void reads_chinese_in_gbk_twice() {
        FiscalMessage message = read(GOOD.getBytes(Wire.GBK));

        assertThat(message.head().reference()).isEqualTo("R1");
        assertThat(message.voucher().textOf("PayerName", 100)).isEqualTo("李明轩");
        assertThat(message.toString()).isEqualTo("message 5996");
        assertThat(message.voucher().toString()).isEqualTo("element Voucher");
    }

    @Test
    void writes_what_it_reads_with_the_four_attributes() {
        FiscalMessage.Head head = new FiscalMessage.Head("K3206820002", "F320682", "5996", "abc", "abc", "20261121");
        Bytes xml = FiscalMessage.write(head, "320682", "<Voucher><A>&lt;缴&amp;款&gt;</A></Voucher>");

        assertThat(new String(xml.toArray(), Wire.GBK))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"GBK\"?><CFX><HEAD><APP>CNNONTAX</APP><VER>1.0</VER>"
                        + "<SRC>K3206820002</SRC><DES>F320682</DES><MsgNo>5996</MsgNo><MsgID>abc</MsgID>"
                        + "<MsgRef>abc</MsgRef><WorkDate>20261121</WorkDate><Reserve></Reserve></HEAD><MSG><MOF>"
                        + "<VoucherCount>1</VoucherCount><VoucherBody AdmDivCode=\"320682\" StYear=\"2026\""
                        + " VtCode=\"5996\" VoucherNo=\"abc\"><Voucher>"
                        + "PFZvdWNoZXI+PEE+Jmx0O73JJmFtcDu/7iZndDs8L0E+PC9Wb3VjaGVyPg=="
                        + "</Voucher></VoucherBody></MOF></MSG></CFX>");
        assertThat(read(xml.toArray()).voucher().textOf("A", 10)).isEqualTo("<缴&款>");
    }

    @Test
    void refuses_to_write_a_character_that_gbk_has_not() {
        assertThatThrownBy(() -> StrictXml.encode("<PayerName>\uD86D\uDF3F</PayerName>", Wire.GBK))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("GBK has not");
    }

    /** F10. */
    @Test
    void refuses_utf_8_under_the_name_of_gbk() {
        refused(GOOD.replace("<Reserve/>", "<Reserve>李明轩</Reserve>").getBytes(StandardCharsets.UTF_8), "is not in GBK");
    }

    @Test
    void refuses_an_inner_voucher_in_utf_8() {
        String voucher = Base64.getEncoder().encodeToString(Wire.PUSH.getBytes(StandardCharsets.UTF_8));

        refused(Wire.cfx("5996", "R1", voucher, ""), "is not in GBK");
    }

    @Test
    void refuses_a_byte_order_mark() {
        refused(Wire.join(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, GOOD.getBytes(Wire.GBK)), "");
    }

    /** What SHA-256 makes of its own end, which lets a stranger lengthen a message under its MAC, is no XML. */
    @Test
    void refuses_a_message_lengthened_under_its_mac() {
        byte[] padding = new byte[64];
        padding[0] = (byte) 0x80;

        refused(Wire.join(GOOD.getBytes(Wire.GBK), padding, "<!-- more -->".getBytes(Wire.GBK)), "");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(GOOD.replace("encoding=\"GBK\"", "encoding=\"UTF-8\""), "declares another encoding"),
                Arguments.of(GOOD.replace("encoding=\"GBK\"", "encoding=\"GB18030\""), "declares another encoding"),
                Arguments.of(GOOD.replace("version=\"1.0\"", "version=\"1.1\""), "declaration of another form"),
                Arguments.of(GOOD.replace("?>", "?><!DOCTYPE CFX>"), "something else than elements"),
                Arguments.of(
                        GOOD.replace("?>", "?><!DOCTYPE CFX [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"),
                        "something else than elements"),
                Arguments.of(GOOD.replace("<Reserve/>", "<!-- a -->"), "something else than elements"),
                Arguments.of(GOOD.replace("<Reserve/>", "<![CDATA[a]]>"), "something else than elements"),
                Arguments.of(GOOD.replace("<Reserve/>", "<?a b?>"), "something else than elements"),
                Arguments.of(GOOD.replace("<Reserve/>", "<Reserve>&a;</Reserve>"), ""),
                Arguments.of(GOOD.replace("<Reserve/>", "<x:Reserve/>"), ""),
                Arguments.of(GOOD.replace("<Reserve/>", "<Reserve a=\"1\" a=\"1\"/>"), "not well-formed"),
                Arguments.of(GOOD.replace("<Reserve/>", "<Reserve " + "a=\"\" ".repeat(400) + "/>"), "too long"),
                Arguments.of(
                        GOOD.replace("<Reserve/>", "<Reserve a=\">\" " + "b=\"\" ".repeat(400) + "/>"), "too long"),
                Arguments.of(GOOD.replace("<Reserve/>", "text"), "text beside elements"),
                Arguments.of(GOOD.replace("<Reserve/>", "<a>".repeat(40) + "</a>".repeat(40)), "nested too deep"),
                Arguments.of(
                        GOOD.replace("<Reserve/>", "<Reserve>" + "<a/>".repeat(30_000) + "</Reserve>"), "too many"),
                Arguments.of(GOOD + "<CFX/>", "not well-formed"),
                Arguments.of(GOOD + "x", "not well-formed"),
                Arguments.of(GOOD.replace("</CFX>", ""), "not well-formed"),
                Arguments.of(GOOD.replace("CFX>", "CFY>"), "another root"),
                Arguments.of(GOOD.replace("<APP>CNNONTAX", "<APP>CNTAX"), "element APP must be CNNONTAX"),
                Arguments.of(GOOD.replace("<VER>1.0", "<VER>1.1"), "element VER must be 1.0"),
                Arguments.of(GOOD.replace("<MsgNo>5996", "<MsgNo>8994"), "element MsgNo must be 5996"),
                Arguments.of(GOOD.replace("<Reserve/>", "<MsgID>2</MsgID>"), "an element twice"),
                Arguments.of(GOOD.replace("<Reserve/>", "<A/><A/>"), "an element twice"),
                Arguments.of(GOOD.replaceAll("<MsgID>.*</MsgID>", ""), "element MsgID is missing"),
                Arguments.of(GOOD.replaceAll("<MsgRef>.*</MsgRef>", "<MsgRef></MsgRef>"), "element MsgRef is missing"),
                Arguments.of(GOOD.replace("<WorkDate>20261121", "<WorkDate>20260230"), "WorkDate is not of its form"),
                Arguments.of(GOOD.replace("<WorkDate>20261121", "<WorkDate>2026112"), "WorkDate is not of its form"),
                Arguments.of(GOOD.replace("<VoucherCount>1", "<VoucherCount>2"), "element VoucherCount must be 1"),
                Arguments.of(GOOD.replace("<VoucherCount>1", "<VoucherCount>0"), "element VoucherCount must be 1"),
                Arguments.of(GOOD.replace("<VoucherCount>1", "<VoucherCount>01"), "element VoucherCount must be 1"),
                Arguments.of(
                        GOOD.replace("</VoucherBody>", "</VoucherBody><VoucherBody/>"), "element Voucher is missing"),
                Arguments.of(GOOD.replaceAll("(<Voucher>.*</Voucher>)", "$1$1"), "element VoucherCount must be 2"),
                Arguments.of(
                        GOOD.replaceAll("(<VoucherBody>.*</VoucherBody>)", "$1$1"), "element VoucherCount must be 2"),
                Arguments.of(
                        GOOD.replaceAll("<VoucherBody>(.*)</VoucherBody>", "<VoucherBody>$1$1</VoucherBody>$0")
                                .replace("<VoucherCount>1", "<VoucherCount>3"),
                        "an element twice"),
                Arguments.of(GOOD.replace("</VoucherBody>", "<A/><A/></VoucherBody>"), "an element twice"),
                Arguments.of(GOOD.replace("<VoucherBody>", "<VoucherBody VtCode=\"8994\">"), "another message number"),
                Arguments.of(GOOD.replace("<VoucherBody>", "<VoucherBody Other=\"1\">"), "attribute that is not known"),
                Arguments.of(GOOD.replace("<Voucher>", "<Voucher>*"), "element Voucher is not of its form"),
                Arguments.of(GOOD.replaceAll("<Voucher>.*</Voucher>", "<Voucher/>"), "element Voucher is missing"),
                Arguments.of(Wire.cfx("5996", "R1", "<Other/>"), "another root than Voucher"),
                Arguments.of(Wire.cfx("5996", "R1", "<Voucher><A/><A/></Voucher>"), "an element twice"),
                Arguments.of(
                        Wire.cfx("5996", "R1", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Voucher/>"),
                        "declares another encoding"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refuses_what_is_broken(String xml, String problem) {
        refused(xml, problem);
    }

    @Test
    void every_octet_above_ascii_alone_is_refused_or_read_exactly() {
        Charset gbk = Wire.GBK;
        for (int octet = 0x80; octet <= 0xff; octet++) {
            byte[] xml = GOOD.replace("<Reserve/>", "<Reserve>?</Reserve>").getBytes(gbk);
            xml[new String(xml, StandardCharsets.ISO_8859_1).indexOf('?', 40)] = (byte) octet;
            refused(xml, "is not in GBK");
        }
    }
}
