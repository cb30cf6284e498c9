package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pushed as JSON, {@code wp.*}: read, and never believed. Messages as {@code com.xcmis.feefax} sends them. */
class FiscalPushTest {
    private static final String BILL =
            "{\"zone_code\":\"320682\",\"method\":\"wp.bill.sync\",\"timestamp\":\"20261121110405\",\"version\":\"1.0\","
                    + "\"biz_content\":{\"billno\":\"32068226300000000001\",\"billdate\":\"20261121\","
                    + "\"pay_amount\":\"80.00\",\"billstats\":\"1\",\"payer_name\":\"李明轩\"}}";
    private static final String RESULT =
            "{\"zone_code\":\"320682\",\"method\":\"wp.account.billfund.confirm\",\"timestamp\":\"20261122010203\","
                    + "\"bankindex\":\"0105\",\"biz_content\":{\"date\":\"20261121\",\"accconfirm_no\":\"S1\","
                    + "\"succeedcount\":1,\"failcount\":2,\"faillist\":["
                    + "{\"trade_no\":\"T2\",\"code\":\"15001\",\"msg\":\"财政端记录信息和对账消息中明细金额不一致\"},"
                    + "{\"trade_no\":\"T3\",\"code\":\"98765\",\"msg\":\"李明轩\",\"remark\":\"\"}]}}";
    private static final String ALL =
            RESULT.replace("\"faillist\":[", "\"faillist\":[{\"trade_no\":\"T1\",\"code\":\"00000\",\"msg\":\"成功\"},");
    private static final String MARKS = "0123456789eE-+.\"{}[],:\\u";
    private static final FundStatement STATEMENT = new FundStatement(
            "S1", LocalDate.of(2026, 11, 21), List.of(line("T1", "80.00"), line("T2", "9.90"), line("T3", "7.00")));

    private static FundStatement.Line line(String serial, String yuan) {
        return new FundStatement.Line(serial, Wire.CODE, Money.yuan(yuan));
    }

    private static FiscalPush read(String text) {
        return FiscalPush.readWithoutVerification(Bytes.of(text.getBytes(UTF_8)), UTF_8);
    }

    private static FundResult result(String text) {
        return (FundResult) read(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {BILL, RESULT})
    void a_push_is_refused_since_nothing_in_it_proves_who_sent_it_and_the_report_says_what_to_do(String text) {
        Report<FiscalPush> report = FiscalPush.verify(Bytes.of(text.getBytes(UTF_8)), UTF_8);

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.subject()).isEmpty();
        assertThatThrownBy(report::orThrow).isInstanceOf(VerificationFailedException.class);
        Check sender = report.problems().get(0);
        assertThat(sender.rule().code()).isEqualTo("FISCAL_JSON_SENDER");
        assertThat(String.valueOf(sender.actual()))
                .contains(text.equals(BILL) ? "ask how the bill stands" : "compare it with the statement")
                .contains(text.equals(BILL) ? "主动查询" : "人工");
        assertThat(report.toString()).doesNotContain("李明轩");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK"})
    void a_notice_about_a_bill_tells_only_which_bill_to_ask_about(String charset) {
        Charset named = Charset.forName(charset);

        FiscalPush push = FiscalPush.readWithoutVerification(Bytes.of(BILL.getBytes(named)), named);

        assertThat(push).isEqualTo(new BillNotice(Wire.CODE));
        assertThat(new String(push.answer().toArray(), named))
                .isEqualTo("{\"wp_bill_sync_response\":{\"code\":\"10000\"}}");
    }

    @Test
    void a_result_names_the_payments_that_the_fiscal_side_does_not_agree_with() {
        FundResult result = result(RESULT);

        assertThat(result.refusedOf(STATEMENT))
                .isEqualTo(Map.of(
                        line("T2", "9.90"), new FundResult.Failure("T2", "15001"),
                        line("T3", "7.00"), new FundResult.Failure("T3", "98765")));
        assertThat(result.failures())
                .extracting(FundResult.Failure::reason)
                .containsExactly(Optional.of(FiscalReason.DETAIL_AMOUNT_DIFFERS), Optional.empty());
        assertThat(result.toString()).doesNotContain("李明轩");
        assertThat(new String(result.answer().toArray(), UTF_8))
                .isEqualTo("{\"wp_account_billfund_confirm_response\":{\"code\":\"10000\"}}");
    }

    /** {@code com.xcmis.feefax} lists what agrees, too; {@code com.sun.msg} writes the number's name in another way. */
    @Test
    void both_public_forms_of_a_result_are_read() {
        FundResult all = result(ALL);

        assertThat(all.successes()).containsExactly("T1");
        assertThat(all.failures()).isEqualTo(result(RESULT).failures());
        assertThat(all.refusedOf(STATEMENT)).isEqualTo(result(RESULT).refusedOf(STATEMENT));
        assertThat(result(RESULT.replace("accconfirm_no", "accountfirm_no"))).isEqualTo(result(RESULT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"date\":\"20261121\"; \"date\":\"20261131\"",
                "\"date\":\"20261121\"; \"date\":20261121",
                "\"S1\"; \"\"",
                "\"accconfirm_no\"; \"number\"",
                "\"succeedcount\":1; \"succeedcount\":-1",
                "\"succeedcount\":1; \"succeedcount\":\"1\"",
                "\"succeedcount\":1; \"succeedcount\":10001",
                "\"succeedcount\":1; \"succeedcount\":9999",
                "\"failcount\":2; \"failcount\":1",
                "\"failcount\":2; \"failcount\":2,\"failcount\":2",
                "\"15001\"; \"00000\"",
                "\"15001\"; \"\"",
                "\"trade_no\":\"T2\"; \"trade_no\":2",
                "wp.account.billfund.confirm; wp.outer.bill.pay",
                "biz_content; content"
            })
    void refuses_a_result_that_is_none(String good, String bad) {
        assertThat(RESULT).contains(good);
        String text = RESULT.replace(good, bad);

        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedMessageException.class);
        assertThat(FiscalPush.verify(Bytes.of(text.getBytes(UTF_8)), UTF_8).verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"S1, S2", "20261121, 20261120", "T3, T9", "T3, T2", "succeedcount\":1, succeedcount\":2"})
    void a_result_of_another_statement_says_nothing_of_this_one(String good, String bad) {
        FundResult result = result(RESULT.replace(good, bad));

        assertThatThrownBy(() -> result.refusedOf(STATEMENT)).isInstanceOf(InvalidValueException.class);
    }

    /** With T1 told of twice, as agreeing and not, or as another, nothing is told of T1, T2 or T3. */
    @ParameterizedTest
    @ValueSource(strings = {"T2", "T3", "T9"})
    void a_result_that_tells_of_one_payment_twice_and_of_another_never_is_not_complete(String instead) {
        FundResult result = result(ALL.replace("\"T1\"", "\"" + instead + "\""));

        assertThatThrownBy(() -> result.refusedOf(STATEMENT)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_result_with_two_numbers_of_a_statement_is_refused_unless_they_agree() {
        String both = RESULT.replace("\"accconfirm_no\":\"S1\"", "\"accconfirm_no\":\"S1\",\"accountfirm_no\":\"S1\"");

        assertThat(result(both).number()).isEqualTo("S1");
        assertThatThrownBy(() -> result(both.replace("\"accountfirm_no\":\"S1\"", "\"accountfirm_no\":\"S2\"")))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("two numbers");
    }

    @Test
    void refuses_another_charset() {
        assertThatThrownBy(() -> FiscalPush.readWithoutVerification(Bytes.of(BILL.getBytes(Wire.GBK)), UTF_8))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> FiscalPush.readWithoutVerification(Bytes.empty(), UTF_16))
                .isInstanceOf(InvalidValueException.class);
    }

    /** Half a million characters, of two octets each in GBK and of three in UTF-8. */
    @Test
    void the_bound_of_1_mib_is_of_the_octets_that_came() {
        int rest = 1024 * 1024 - BILL.getBytes(Wire.GBK).length;
        String largest = BILL.replace("李明轩", "李明轩" + "轩".repeat(rest / 2)) + " ".repeat(rest % 2);

        assertThat(FiscalPush.readWithoutVerification(Bytes.of(largest.getBytes(Wire.GBK)), Wire.GBK))
                .isEqualTo(new BillNotice(Wire.CODE));
        assertThatThrownBy(() ->
                        FiscalPush.readWithoutVerification(Bytes.of((largest + " ").getBytes(Wire.GBK)), Wire.GBK))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("at most 1048576 octets");
    }

    /** The frame's receiver answers no stranger. */
    @Test
    void json_at_the_frames_door_gets_no_answer() {
        FiscalReceiver receiver =
                new FiscalReceiver(Wire.ACCOUNT, io.onevisit.payment.Stores.h2(Wire.CLOCK), new NoOrders(), Wire.CLOCK);

        assertThat(receiver.answer(Bytes.of(BILL.getBytes(UTF_8)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {BILL, RESULT})
    @Tag("fuzz")
    void damaged_pushes_end_in_the_houses_exceptions(String text) {
        Random random = new Random(20261121);
        byte[] right = text.getBytes(UTF_8);
        for (int i = 0; i < 100_000; i++) {
            byte[] octets = right.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                octets[random.nextInt(octets.length)] = (byte)
                        (random.nextBoolean() ? MARKS.charAt(random.nextInt(MARKS.length())) : random.nextInt(256));
            }
            try {
                FiscalPush.readWithoutVerification(Bytes.of(octets), UTF_8);
            } catch (OneVisitException e) {
                assertThat(String.valueOf(e.getMessage())).doesNotContain("李明轩");
            }
        }
    }

    private static final class NoOrders implements FiscalOrders {
        @Override
        public Optional<FiscalOrder> find(java.sql.Connection transaction, io.onevisit.payment.PaymentCode code) {
            return Optional.empty();
        }

        @Override
        public void arrived(java.sql.Connection transaction, FiscalPayment payment) {
            throw new AssertionError();
        }

        @Override
        public void refused(java.sql.Connection transaction, FiscalPayment payment, FiscalReason reason) {
            throw new AssertionError();
        }
    }
}
