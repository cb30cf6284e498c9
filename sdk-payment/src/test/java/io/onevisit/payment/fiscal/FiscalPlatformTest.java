package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.payment.FiscalReceipt;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.Stores;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The department's side of the line: 8994, 8997, 8999, 8981, 8982. */
class FiscalPlatformTest {
    private static final ReceiptKind KIND = new ReceiptKind("0101", "非税收入统一票据", "2023", "2023版");
    private static final String URL = "http://pay.example.gov.cn/fntop/qrcode?billId=32068226300000000001";

    private final JdbcStateStore store = Stores.h2(Wire.CLOCK);
    private FiscalPeer peer;
    private FiscalPlatform platform;

    @BeforeEach
    void open() throws IOException {
        peer = new FiscalPeer();
        platform = new FiscalPlatform(Wire.ACCOUNT, peer.tcp(), store, Wire.CLOCK);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    private static String general(String number, String result, String information) {
        return "<Voucher><OriMsgNo>" + number + "</OriMsgNo><Result>" + result + "</Result><Information>" + information
                + "</Information></Voucher>";
    }

    private static String status(String state) {
        return "<Voucher><PayCode>32068226300000000001</PayCode><Amt>80.0</Amt><PayStats>" + state
                + "</PayStats><PayInfo>103043211|不动产登记费|80.0|次|1|不限制|0.0-0.0#</PayInfo></Voucher>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http"})
    void sends_a_bill_octet_by_octet_and_gives_the_page_to_pay(String way) {
        FiscalLine line = way.equals("tcp") ? peer.tcp() : peer.http();
        peer.next("5001", general("8994", "00000", URL));

        Outcome<SentBill> outcome = new FiscalPlatform(Wire.ACCOUNT, line, store, Wire.CLOCK).send(Wire.bill());

        assertThat(outcome).isEqualTo(new Outcome.Done<>(new SentBill(Wire.CODE, URI.create(URL))));
        byte[] frame = peer.seen.get(0);
        assertThat(Wire.isSealed(frame)).isTrue();
        assertThat(new String(frame, 8, 15, US_ASCII)).isEqualTo("CNNONTAX1.08994");
        assertThat(Wire.head(frame, "SRC") + Wire.head(frame, "DES")).isEqualTo("K3206820002F320682");
        assertThat(Wire.head(frame, "MsgID")).matches("[0-9a-f]{20}").isEqualTo(Wire.head(frame, "MsgRef"));
        assertThat(Wire.voucher(frame))
                .isEqualTo("<Voucher><AdmDivCode>320682</AdmDivCode><PayCode>32068226300000000001</PayCode>"
                        + "<BillDate>20261121</BillDate><ChgAgenCode>0104901</ChgAgenCode>"
                        + "<ChgAgenName>示例市不动产登记中心</ChgAgenName><PayerName>李明轩</PayerName><PayerAcct></PayerAcct>"
                        + "<PayerOpBk></PayerOpBk><Amt>80.00</Amt><OriAmt>80.00</OriAmt><DelayAmt>0.00</DelayAmt>"
                        + "<PayStats>0</PayStats><RecAcctType>1</RecAcctType><RecName>示例市财政局</RecName>"
                        + "<RecAcct>32001647236000000000</RecAcct><RecAcctReal>32001647236000000000</RecAcctReal>"
                        + "<RecOpBk>示例银行</RecOpBk><RecBankNo>0105</RecBankNo><IsInterBank>0</IsInterBank>"
                        + "<PayInfo>103043211|不动产登记费|80.00|次|1|不限制|0.0-0.0#</PayInfo><Memo></Memo>"
                        + "<CrcCode>1234</CrcCode><MobilePhone>13800000000</MobilePhone><PayerCreditCode></PayerCreditCode>"
                        + "<RecCreditCode></RecCreditCode><Hold1>Y</Hold1><Hold2></Hold2></Voucher>");
    }

    @Test
    void the_same_bill_is_sent_once() {
        peer.next("5001", general("8994", "00000", URL));
        Outcome<SentBill> first = platform.send(Wire.bill());

        assertThat(platform.send(Wire.bill())).isEqualTo(first);
        assertThat(peer.seen).hasSize(1);
    }

    /** Another bill under the same code. */
    private static FiscalBill billOfOneYuan() {
        FiscalBill bill = Wire.bill();
        return new FiscalBill(
                bill.code(),
                bill.date(),
                bill.agencyCode(),
                bill.agencyName(),
                bill.payer(),
                bill.payerPhone(),
                null,
                bill.items(),
                Money.yuan("1.00"),
                bill.account(),
                null,
                bill.checkCode());
    }

    @Test
    void another_bill_under_the_same_code_is_refused_here() {
        peer.next("5001", general("8994", "00000", URL));
        platform.send(Wire.bill());
        FiscalBill other = billOfOneYuan();

        assertThatThrownBy(() -> platform.send(other)).isInstanceOf(InvalidValueException.class);
        assertThat(peer.seen).hasSize(1);
    }

    @Test
    void a_refusal_keeps_the_code_but_not_the_sentence_and_the_bill_may_be_mended() {
        peer.next("5001", general("8994", "18012", "李明轩没有该单位的代收费权限"));
        Outcome<SentBill> refused = platform.send(Wire.bill());
        peer.next("5001", general("8994", "00000", URL));

        assertThat(refused.toString()).contains("18012").doesNotContain("李明轩");
        assertThat(platform.send(Wire.bill())).isInstanceOf(Outcome.Done.class);
    }

    static Stream<Arguments> lostAnswers() {
        String right = general("8994", "00000", URL);
        UnaryOperator<byte[]> closed = asked -> new byte[0];
        UnaryOperator<byte[]> cut = asked -> Arrays.copyOf(Wire.message("5001", Wire.head(asked, "MsgID"), right), 300);
        UnaryOperator<byte[]> forged = asked -> {
            byte[] answer = Wire.message("5001", Wire.head(asked, "MsgID"), right);
            answer[answer.length - 1] = (byte) (answer[answer.length - 1] == '0' ? '1' : '0');
            return answer;
        };
        UnaryOperator<byte[]> stranger = asked -> Wire.message("5001", "another", right);
        UnaryOperator<byte[]> number = asked -> Wire.message("5002", Wire.head(asked, "MsgID"), right);
        UnaryOperator<byte[]> original =
                asked -> Wire.message("5001", Wire.head(asked, "MsgID"), general("8999", "00000", URL));
        UnaryOperator<byte[]> echo = asked -> asked;
        UnaryOperator<byte[]> noUrl = asked ->
                Wire.message("5001", Wire.head(asked, "MsgID"), general("8994", "00000", "javascript:alert(1)"));
        UnaryOperator<byte[]> page = asked -> "<html>Bad Gateway</html>".getBytes(US_ASCII);
        UnaryOperator<byte[]> noResult =
                asked -> Wire.message("5001", Wire.head(asked, "MsgID"), general("8994", "", URL));
        UnaryOperator<byte[]> two = asked -> {
            String xml = Wire.cfx("5001", Wire.head(asked, "MsgID"), right)
                    .replaceAll("(<VoucherBody>.*</VoucherBody>)", "$1$1")
                    .replace("<VoucherCount>1", "<VoucherCount>2");
            return Wire.frame("5001", xml.getBytes(Wire.GBK));
        };
        return Stream.of(closed, cut, forged, stranger, number, original, echo, noUrl, page, noResult, two)
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void an_answer_that_says_nothing_is_unknown_and_asked_for_before_sending_again(UnaryOperator<byte[]> answer) {
        peer.next(answer);
        assertThat(platform.send(Wire.bill())).isInstanceOf(Outcome.Unknown.class);

        peer.next("5997", status("0"));
        assertThat(platform.send(Wire.bill())).isEqualTo(new Outcome.Done<>(new SentBill(Wire.CODE, null)));
        assertThat(peer.seen).hasSize(2);
        assertThat(new String(peer.seen.get(1), 19, 4, US_ASCII)).isEqualTo("8997");
        assertThat(Wire.voucher(peer.seen.get(1))).contains("<PayCode>32068226300000000001</PayCode>");
    }

    @Test
    void after_an_unknown_ending_a_bill_that_the_platform_does_not_know_is_sent_again() {
        platform.send(Wire.bill());
        peer.next("5001", general("8997", "11001", "不存在"));
        peer.next("5001", general("8994", "00000", URL));

        assertThat(platform.send(Wire.bill())).isInstanceOf(Outcome.Done.class);
        assertThat(peer.seen).hasSize(3);
    }

    @Test
    void after_an_unknown_ending_it_stays_unknown_while_the_query_tells_nothing() {
        platform.send(Wire.bill());
        assertThat(platform.send(Wire.bill())).isInstanceOf(Outcome.Unknown.class);
        peer.next("5001", general("8997", "18012", ""));
        assertThat(platform.send(Wire.bill())).isInstanceOf(Outcome.Unknown.class);

        assertThat(peer.seen).hasSize(3);
    }

    @Test
    void after_an_unknown_ending_a_bill_declared_void_is_refused() {
        platform.send(Wire.bill());
        peer.next("5997", status("2"));

        assertThat(platform.send(Wire.bill()).toString()).contains("11004");
    }

    @Test
    void declares_a_bill_void_by_all_that_it_said_and_pay_stats_2() {
        peer.next("5001", general("8994", "00000", URL));
        platform.send(Wire.bill());
        peer.next("5997", status("0"));
        peer.next("5001", general("8994", "00000", ""));

        assertThat(platform.declareVoid(Wire.bill())).isEqualTo(new Outcome.Done<>(Wire.CODE));
        assertThat(platform.declareVoid(Wire.bill())).isEqualTo(new Outcome.Done<>(Wire.CODE));
        assertThat(platform.send(Wire.bill()).toString())
                .as("the code is used up")
                .contains("11004");
        assertThat(peer.seen).hasSize(3);
        assertThat(new String(peer.seen.get(2), 8, 15, US_ASCII)).isEqualTo("CNNONTAX1.08994");
        assertThat(Wire.isSealed(peer.seen.get(2))).isTrue();
        assertThat(Wire.voucher(peer.seen.get(2)))
                .isEqualTo(Wire.voucher(peer.seen.get(0)).replace("<PayStats>0<", "<PayStats>2<"));
    }

    @Test
    void a_bill_that_is_paid_is_not_declared_void() {
        peer.next("5997", status("1"));

        assertThat(platform.declareVoid(Wire.bill()).toString()).contains("PAID", "give the money back");
        assertThat(peer.seen).hasSize(1);
    }

    @Test
    void a_bill_that_is_void_already_is_not_declared_so_again() {
        peer.next("5997", status("2"));

        assertThat(platform.declareVoid(Wire.bill())).isInstanceOf(Outcome.Done.class);
        assertThat(peer.seen).hasSize(1);
    }

    @Test
    void a_bill_that_the_platform_does_not_know_cannot_be_declared_void() {
        peer.next("5001", general("8997", "11001", ""));

        assertThat(platform.declareVoid(Wire.bill()).toString()).contains("11001");
        assertThat(peer.seen).hasSize(1);
    }

    @Test
    void another_bill_under_the_code_is_not_declared_void() {
        peer.next("5001", general("8994", "00000", URL));
        platform.send(Wire.bill());
        FiscalBill other = billOfOneYuan();

        assertThatThrownBy(() -> platform.declareVoid(other)).isInstanceOf(InvalidValueException.class);
        assertThat(peer.seen).hasSize(1);
    }

    @Test
    void an_unknown_ending_of_a_voiding_is_asked_for_first() {
        peer.next("5997", status("0"));
        peer.next(asked -> new byte[0]);
        assertThat(platform.declareVoid(Wire.bill())).isInstanceOf(Outcome.Unknown.class);
        assertThat(platform.declareVoid(Wire.bill()))
                .as("no answer to the query")
                .isInstanceOf(Outcome.Unknown.class);
        peer.next("5001", general("8997", "18012", ""));
        assertThat(platform.declareVoid(Wire.bill())).as("query refused").isInstanceOf(Outcome.Unknown.class);
        peer.next("5997", status("2"));

        assertThat(platform.declareVoid(Wire.bill())).isInstanceOf(Outcome.Done.class);
        assertThat(peer.seen).hasSize(5);
    }

    /** The page to pay at must not be handed out for a bill that may be void by now. */
    @Test
    void while_a_voiding_is_unknown_the_bill_is_asked_for_before_its_page_is_given_again() {
        peer.next("5001", general("8994", "00000", URL));
        Outcome<SentBill> sent = platform.send(Wire.bill());
        peer.next("5997", status("0"));
        peer.next(asked -> new byte[0]);
        assertThat(platform.declareVoid(Wire.bill())).isInstanceOf(Outcome.Unknown.class);

        assertThat(platform.send(Wire.bill())).as("no answer to the query").isInstanceOf(Outcome.Unknown.class);
        peer.next("5001", general("8997", "18012", ""));
        assertThat(platform.send(Wire.bill())).as("query refused").isInstanceOf(Outcome.Unknown.class);
        peer.next("5997", status("2"));
        assertThat(platform.send(Wire.bill()).toString()).as("void").contains("11004");
        peer.next("5997", status("0"));
        assertThat(platform.send(Wire.bill())).as("not void").isEqualTo(sent);
        peer.next("5001", general("8997", "11001", ""));
        assertThat(platform.send(Wire.bill())).as("not known").isEqualTo(sent);
        assertThat(peer.seen).hasSize(8);
    }

    @Test
    void a_refused_voiding_keeps_the_code_and_may_be_tried_again() {
        peer.next("5997", status("0"));
        peer.next("5001", general("8994", "18012", "李明轩"));
        Outcome<PaymentCode> refused = platform.declareVoid(Wire.bill());
        peer.next("5997", status("0"));
        peer.next("5001", general("8994", "00000", ""));

        assertThat(refused.toString()).contains("18012").doesNotContain("李明轩");
        assertThat(platform.declareVoid(Wire.bill())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_bill_that_was_never_sent_is_unreachable_not_unknown() throws IOException {
        peer.close();

        assertThatThrownBy(() -> platform.send(Wire.bill())).isInstanceOf(PlatformUnreachableException.class);
    }

    @Test
    void a_name_that_gbk_has_not_is_refused_before_anything_is_stored() {
        FiscalBill bill = Wire.bill();
        FiscalBill rare = new FiscalBill(
                bill.code(),
                bill.date(),
                bill.agencyCode(),
                bill.agencyName(),
                new FiscalPayer("李\uD86D\uDF3F", null, null),
                bill.payerPhone(),
                null,
                bill.items(),
                bill.lateFee(),
                bill.account(),
                null,
                null);

        assertThatThrownBy(() -> platform.send(rare)).isInstanceOf(InvalidValueException.class);
        assertThat(peer.seen).isEmpty();
    }

    @Test
    void asks_how_a_bill_stands() {
        peer.next("5997", status("1"));
        BillStatus status = platform.status(Wire.CODE);

        assertThat(status.state()).isEqualTo(BillState.PAID);
        assertThat(status.amount()).isEqualTo(Money.yuan("80.00"));
        assertThat(status.items()).isEqualTo(Wire.bill().items());
    }

    static Stream<Arguments> wrongStatuses() {
        return Stream.of(
                Arguments.of("5997", status("3"), MalformedMessageException.class),
                Arguments.of("5997", status(""), MalformedMessageException.class),
                Arguments.of(
                        "5997",
                        status("0").replace("0001</PayCode>", "0002</PayCode>"),
                        MalformedMessageException.class),
                Arguments.of(
                        "5997", status("0").replace("80.0</Amt>", "80.001</Amt>"), MalformedMessageException.class),
                Arguments.of("5001", general("8997", "00000", ""), MalformedMessageException.class),
                Arguments.of("5994", status("0"), MalformedMessageException.class),
                Arguments.of("5001", general("8997", "11001", ""), PlatformRefusedException.class));
    }

    @ParameterizedTest
    @MethodSource("wrongStatuses")
    void refuses_a_status_that_is_none(String number, String voucher, Class<? extends OneVisitException> refusal) {
        peer.next(number, voucher);

        assertThatThrownBy(() -> platform.status(Wire.CODE)).isInstanceOf(refusal);
    }

    @Test
    void a_status_that_is_not_proved_fails() {
        peer.next(asked -> {
            byte[] xml =
                    Wire.cfx("5997", Wire.head(asked, "MsgID"), status("1")).getBytes(Wire.GBK);
            return Wire.frame("5997", xml, Wire.mac("another-token", xml));
        });

        assertThatThrownBy(() -> platform.status(Wire.CODE)).isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void gets_a_receipt_number_once() {
        peer.next("5001", general("8999", "00000", "0013933922"));

        assertThat(platform.receiptNumber(Wire.CODE, KIND, "0104901")).isEqualTo(new Outcome.Done<>("0013933922"));
        assertThat(platform.receiptNumber(Wire.CODE, KIND, "0104901")).isEqualTo(new Outcome.Done<>("0013933922"));
        assertThat(peer.seen).hasSize(1);
        assertThat(Wire.voucher(peer.seen.get(0)))
                .isEqualTo("<Voucher><BillTypeCode>0101</BillTypeCode><BillTypeName>非税收入统一票据</BillTypeName>"
                        + "<BillVerCode>2023</BillVerCode><BillVerName>2023版</BillVerName>"
                        + "<ChgAgenCode>0104901</ChgAgenCode><Hold1></Hold1><Hold2></Hold2></Voucher>");
    }

    @Test
    void a_lost_receipt_number_is_not_asked_for_again_until_a_person_gives_it_up() {
        assertThat(platform.receiptNumber(Wire.CODE, KIND, "0104901")).isInstanceOf(Outcome.Unknown.class);
        assertThat(platform.receiptNumber(Wire.CODE, KIND, "0104901")).isInstanceOf(Outcome.Unknown.class);
        assertThat(peer.seen).hasSize(1);

        assertThat(platform.giveUpReceiptNumber(Wire.CODE)).isTrue();
        peer.next("5001", general("8999", "00000", "0013933923"));
        assertThat(platform.receiptNumber(Wire.CODE, KIND, "0104901")).isEqualTo(new Outcome.Done<>("0013933923"));
        assertThat(platform.giveUpReceiptNumber(Wire.CODE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"001393392", "00139339222", "001393392x", ""})
    void a_receipt_number_of_another_form_is_unknown(String number) {
        peer.next("5001", general("8999", "00000", number));

        assertThat(platform.receiptNumber(Wire.CODE, KIND, "0104901")).isInstanceOf(Outcome.Unknown.class);
    }

    private static SignedReceipt receipt() {
        return new SignedReceipt(Receipts.data(), Bytes.ofHex("00".repeat(64)), Wire.CLOCK.instant());
    }

    @Test
    void has_a_receipt_issued() {
        peer.next(
                "5981",
                "<Voucher><Result>00000</Result><Msg/><Trade_Id>1</Trade_Id>"
                        + "<Invoice_Url>https://receipt.example.gov.cn/1</Invoice_Url></Voucher>");

        assertThat(platform.issue(Wire.CODE, KIND, receipt()))
                .isEqualTo(new Outcome.Done<>("https://receipt.example.gov.cn/1"));
        assertThat(Wire.voucher(peer.seen.get(0)))
                .contains(
                        "<PayCode>32068226300000000001</PayCode><BillNo>0013933922</BillNo><AdmDivCode>320682</AdmDivCode>",
                        "<Invoice_Data>"
                                + Base64.getEncoder()
                                        .encodeToString(Receipts.data().toArray()),
                        "<Format>DETACH</Format><Algorithm>SM2</Algorithm><Time>20261121110405</Time></Sign_Info>");
    }

    @Test
    void a_receipt_for_another_bill_is_not_sent() {
        SignedReceipt other = new SignedReceipt(
                Bytes.of(Receipts.xml()
                        .replace("300000000001</PayCode>", "300000000002</PayCode>")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Bytes.ofHex("00"),
                Wire.CLOCK.instant());

        assertThatThrownBy(() -> platform.issue(Wire.CODE, KIND, other)).isInstanceOf(InvalidValueException.class);
        assertThat(peer.seen).isEmpty();
    }

    @Test
    void after_an_unknown_ending_the_file_is_asked_for_before_issuing_again() {
        assertThat(platform.issue(Wire.CODE, KIND, receipt())).isInstanceOf(Outcome.Unknown.class);
        peer.next("5982", file("JVBERi0xLjQKJSVFT0YK"));

        assertThat(platform.issue(Wire.CODE, KIND, receipt())).isEqualTo(new Outcome.Done<>(""));
        assertThat(new String(peer.seen.get(1), 19, 4, US_ASCII)).isEqualTo("8982");
    }

    @Test
    void after_an_unknown_ending_a_receipt_that_is_not_there_is_issued_again() {
        platform.issue(Wire.CODE, KIND, receipt());
        peer.next("5982", "<Voucher><Result>11001</Result><Msg/></Voucher>");
        peer.next("5981", "<Voucher><Result>00000</Result></Voucher>");

        assertThat(platform.issue(Wire.CODE, KIND, receipt())).isEqualTo(new Outcome.Done<>(""));
    }

    private static String file(String base64) {
        return "<Voucher><Result>00000</Result><Msg/><Invoicefiledata>" + base64 + "</Invoicefiledata></Voucher>";
    }

    @Test
    void downloads_the_pdf_of_a_receipt() {
        peer.next("5982", file("JVBERi0xLjQKJSVFT0YK"));

        Bytes pdf = platform.download(new FiscalReceipt("32010126", "0013933922"), KIND);

        assertThat(new String(pdf.toArray(), US_ASCII)).isEqualTo("%PDF-1.4\n%%EOF\n");
        assertThat(Wire.voucher(peer.seen.get(0))).contains("<BillNo>0013933922</BillNo>", "<Version>1.0</Version>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PGh0bWw+", "JVBERi0xLjQK", "JSVFT0YK", "*"})
    void refuses_a_file_that_is_no_pdf(String base64) {
        peer.next("5982", file(base64));

        assertThatThrownBy(() -> platform.download(new FiscalReceipt("32010126", "0013933922"), KIND))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_a_file_beyond_2_mib() {
        byte[] huge = new byte[2 * 1024 * 1024 + 1];
        System.arraycopy("%PDF-1.4".getBytes(US_ASCII), 0, huge, 0, 8);
        System.arraycopy("%%EOF".getBytes(US_ASCII), 0, huge, huge.length - 5, 5);

        assertThatThrownBy(() -> ReceiptFile.read(Base64.getEncoder().encodeToString(huge)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void refuses_lines_that_lead_nowhere() {
        Timeouts timeouts = Timeouts.defaults();

        assertThatThrownBy(() -> FiscalLine.tcp("host", 0, timeouts)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> FiscalLine.http(URI.create("ftp://host/"), timeouts))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> FiscalLine.http(URI.create("http://user@host/"), timeouts))
                .isInstanceOf(InvalidValueException.class);
    }
}
