package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.payment.Stores;
import io.onevisit.payment.reconcile.BankDay;
import io.onevisit.payment.reconcile.Statement;
import io.onevisit.payment.reconcile.WorkFolder;
import io.onevisit.payment.reconcile.statement.FiscalBillFund;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON form, {@code wp.outer.*}. */
class FiscalBankTest {
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(2));
    private static final String DONE = "{\"code\":\"00000\",\"msg\":\"成功\"}";
    private static final String UNPAID =
            "{\"billno\":\"32068226300000000001\",\"billstats\":\"0\",\"pay_amount\":80.00}";
    private static final String PAID = UNPAID.replace("\"0\"", "\"1\"");

    private final JdbcStateStore store = Stores.h2(Wire.CLOCK);
    private final List<String> seen = new ArrayList<>();
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private ServerSocket server;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        new Thread(this::serve).start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) in.read());
                }
                int length = Integer.parseInt(head.toString().replaceAll("(?is).*content-length: *([0-9]+).*", "$1"));
                Charset charset = head.toString().contains("charset=gbk") ? Wire.GBK : UTF_8;
                seen.add(new String(in.readNBytes(length), charset));
                byte[] answer = answers.isEmpty() ? new byte[0] : answers.remove();
                if (answer.length > 0) {
                    String status = "HTTP/1.1 200 OK\r\ncontent-length: " + answer.length + "\r\n\r\n";
                    socket.getOutputStream().write(Wire.join(status.getBytes(US_ASCII), answer));
                }
            } catch (IOException e) {
                // closed, or the other side went away
            }
        }
    }

    private FiscalBank bank(Charset charset) {
        URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/api");
        return new FiscalBank(address, "320682", charset, TIMEOUTS, store, Wire.CLOCK);
    }

    private FiscalBank bank() {
        return bank(UTF_8);
    }

    private void next(String method, String content) {
        answers.add(("{\"" + method.replace('.', '_') + "_response\":" + content + "}").getBytes(UTF_8));
    }

    private static FiscalPayment payment() {
        return FiscalPayment.read(StrictXml.read(
                io.onevisit.core.Bytes.of(Wire.PUSH.getBytes(Wire.GBK)), Wire.GBK, "Voucher", "voucher"));
    }

    @Test
    void asks_for_a_bill_in_an_envelope() {
        next("wp.outer.bill.pay.query", UNPAID);
        BillStatus status = bank().query(Wire.CODE);

        assertThat(status.state()).isEqualTo(BillState.UNPAID);
        assertThat(status.amount()).isEqualTo(Money.yuan("80.00"));
        assertThat(seen)
                .containsExactly("{\"zone_code\":\"320682\",\"method\":\"wp.outer.bill.pay.query\","
                        + "\"timestamp\":\"20261121110405\",\"version\":\"1.0\","
                        + "\"biz_content\":{\"billno\":\"32068226300000000001\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK"})
    void confirms_a_payment_once_in_either_charset(String charset) {
        answers.add(("{\"wp_outer_bill_pay_response\":" + DONE + "}").getBytes(Charset.forName(charset)));

        Outcome<String> outcome = bank(Charset.forName(charset)).pay(payment());

        assertThat(outcome).isEqualTo(new Outcome.Done<>("2026112122001485061457957318"));
        assertThat(bank().pay(payment())).isEqualTo(outcome);
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0))
                .endsWith("\"biz_content\":{\"billno\":\"32068226300000000001\",\"pay_datetime\":\"20261121110305\","
                        + "\"pay_amount\":\"80.00\",\"bk_outlet\":\"00000\",\"operator\":\"G000001\",\"paymode\":\"51\","
                        + "\"trade_no\":\"2026112122001485061457957318\",\"payer_name\":\"李明轩\","
                        + "\"payer_acct\":\"6222020000000000001\",\"payer_opbk\":\"\",\"payer_opbkno\":\"\","
                        + "\"rec_acctype\":\"1\",\"rec_acct\":\"32001647236000000000\",\"attach_info\":\"\"}}");
    }

    @ParameterizedTest
    @CsvSource({"11001, no such payment code", "12003, receiving account", "12004, amount differs", "98765, says no"})
    void a_refusal_has_its_reason_and_not_the_sentence_of_the_other_side(String code, String reason) {
        next("wp.outer.bill.pay", "{\"code\":\"" + code + "\",\"msg\":\"李明轩\"}");

        assertThat(bank().pay(payment()).toString()).contains(code, reason).doesNotContain("李明轩");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"wp_outer_bill_response\":{\"code\":\"00000\"}}",
                "{\"wp_outer_bill_pay_response\":\"00000\"}",
                "{\"wp_outer_bill_pay_response\":{}}",
                "{\"wp_outer_bill_pay_response\":{\"code\":0}}",
                "{\"wp_outer_bill_pay_response\":{\"code\":\"00000\",\"code\":\"99999\"}}",
                "{\"wp_outer_bill_pay_response\":{\"code\":\"00000\"}} x"
            })
    void an_answer_that_says_nothing_is_unknown_and_the_bill_is_asked_for_first(String answer) {
        answers.add(answer.getBytes(UTF_8));
        assertThat(bank().pay(payment())).isInstanceOf(Outcome.Unknown.class);
        next("wp.outer.bill.pay.query", PAID);
        next("wp.outer.bill.pay", DONE);

        assertThat(bank().pay(payment())).isInstanceOf(Outcome.Done.class);
        assertThat(seen).hasSize(3);
        assertThat(seen.get(1)).contains("wp.outer.bill.pay.query");
        assertThat(seen.get(2)).as("the platform compares serial numbers").isEqualTo(seen.get(0));
    }

    /** F02, F39: the bill is paid, but maybe at another bank while our answer was lost. */
    @Test
    void a_bill_that_is_paid_is_not_taken_for_paid_by_us() {
        bank().pay(payment());
        next("wp.outer.bill.pay.query", PAID);
        next("wp.outer.bill.pay", "{\"code\":\"12001\",\"msg\":\"\"}");
        assertThat(bank().pay(payment())).isInstanceOf(Outcome.Unknown.class);

        next("wp.outer.bill.pay.query", PAID);
        next("wp.outer.bill.pay", "{\"code\":\"12002\",\"msg\":\"\"}");
        assertThat(bank().pay(payment()).toString()).contains("12002");
    }

    /** What was booked while its answer was lost must not end as refused: the bank would give the cash back. */
    @ParameterizedTest
    @ValueSource(strings = {"11003", "11005", "12001", "12003", "12005", "12006", "busy"})
    void f02_a_bill_that_is_paid_by_now_stays_unknown_whatever_the_resending_is_refused_for(String code) {
        bank().pay(payment());
        next("wp.outer.bill.pay.query", PAID);
        next("wp.outer.bill.pay", "{\"code\":\"" + code + "\",\"msg\":\"\"}");
        assertThat(bank().pay(payment())).isInstanceOf(Outcome.Unknown.class);

        next("wp.outer.bill.pay.query", PAID);
        next("wp.outer.bill.pay", DONE);
        assertThat(bank().pay(payment())).as("asked for again").isInstanceOf(Outcome.Done.class);
        assertThat(seen).hasSize(5);
    }

    /** The first sending may have been booked between the query and the second. */
    @Test
    void f02_a_bill_that_was_unpaid_and_is_confirmed_twice_stays_unknown() {
        bank().pay(payment());
        next("wp.outer.bill.pay.query", UNPAID);
        next("wp.outer.bill.pay", "{\"code\":\"12001\",\"msg\":\"\"}");
        assertThat(bank().pay(payment())).isInstanceOf(Outcome.Unknown.class);

        next("wp.outer.bill.pay.query", UNPAID);
        next("wp.outer.bill.pay", "{\"code\":\"11003\",\"msg\":\"\"}");
        assertThat(bank().pay(payment()).toString()).contains("11003");
    }

    /** Written out it has a thousand million digits. */
    @Test
    void an_amount_in_ten_characters_does_not_fill_the_memory() {
        next("wp.outer.bill.pay.query", UNPAID.replace("80.00", "1e999999999"));

        assertThatThrownBy(() -> bank().query(Wire.CODE)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void a_payment_that_did_not_arrive_is_confirmed_again_under_its_serial_number() {
        bank().pay(payment());
        next("wp.outer.bill.pay.query", UNPAID);
        next("wp.outer.bill.pay", DONE);

        assertThat(bank().pay(payment())).isInstanceOf(Outcome.Done.class);
        assertThat(seen).hasSize(3);
        assertThat(seen.get(2)).isEqualTo(seen.get(0));
    }

    @Test
    void other_content_under_a_serial_number_is_refused_here() {
        next("wp.outer.bill.pay", DONE);
        bank().pay(payment());
        FiscalPayment other = FiscalPayment.read(StrictXml.read(
                io.onevisit.core.Bytes.of(Wire.PUSH.replace("80.00", "81.00").getBytes(Wire.GBK)),
                Wire.GBK,
                "Voucher",
                "voucher"));

        assertThatThrownBy(() -> bank().pay(other)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_refund_of_unknown_ending_is_not_told_twice() {
        assertThat(bank().refund(Wire.CODE, Money.yuan("80.00"), LocalDate.of(2026, 11, 22)))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(bank().refund(Wire.CODE, Money.yuan("80.00"), LocalDate.of(2026, 11, 22)))
                .isInstanceOf(Outcome.Unknown.class);

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0))
                .contains("\"billno\":\"32068226300000000001\",\"pay_amount\":\"80.00\",\"billdate\":\"20261122\"");
    }

    @Test
    void money_without_a_code_is_told_once() {
        next("wp.outer.account.arrival", DONE);
        FiscalArrival arrival = new FiscalArrival(
                "T1",
                Wire.CLOCK.instant(),
                "6",
                "32001647236000000000",
                Money.yuan("9.90"),
                new FiscalPayer("李明轩", null, null));

        assertThat(bank().arrival(arrival)).isEqualTo(new Outcome.Done<>("T1"));
        assertThat(bank().arrival(arrival)).isEqualTo(new Outcome.Done<>("T1"));
        assertThat(arrival.toString()).isEqualTo("arrival of CNY 9.90");
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0)).contains("\"arrival_time\":\"20261121110405\",\"trade_no\":\"T1\"", "\"amt\":\"9.90\"");
    }

    @Test
    void a_statement_that_was_lost_is_sent_again_and_15010_says_that_it_had_arrived() {
        FundStatement statement = new FundStatement(
                "S1",
                LocalDate.of(2026, 11, 21),
                List.of(new FundStatement.Line("T1", Wire.CODE, Money.yuan("80.00"))));
        assertThat(bank().statement(statement)).isInstanceOf(Outcome.Unknown.class);
        next("wp.outer.account.billfund", "{\"code\":\"15010\",\"msg\":\"\"}");

        assertThat(bank().statement(statement)).isEqualTo(new Outcome.Done<>("S1"));
        assertThat(seen.get(1))
                .contains("\"biz_content\":{\"date\":\"20261121\",\"accconfirm_no\":\"S1\",\"count\":1,\"translist\":"
                        + "[{\"trade_no\":\"T1\",\"billno\":\"32068226300000000001\",\"amount\":\"80.00\"}]}");
    }

    @Test
    void what_a_bank_hands_in_is_what_the_fiscal_side_reads() {
        next("wp.outer.account.billfund", DONE);
        List<FundStatement.Line> lines = List.of(
                new FundStatement.Line("T1", Wire.CODE, Money.yuan("80.00")),
                new FundStatement.Line("T2", Wire.CODE, Money.yuan("0.01")));
        bank().statement(new FundStatement("S1", LocalDate.of(2026, 11, 21), lines));

        InputStream file = new ByteArrayInputStream(seen.get(0).getBytes(UTF_8));
        WorkFolder folder = WorkFolder.of(Path.of(System.getProperty("java.io.tmpdir")));
        try (Statement read =
                Statement.read(FiscalBillFund.in(UTF_8), BankDay.of(LocalDate.of(2026, 11, 21)), file, folder)) {
            assertThat(read.size()).isEqualTo(2);
            assertThat(read.total()).isEqualTo(Money.yuan("80.01"));
        }
        assertThatThrownBy(
                        () -> new FundStatement("S2", LocalDate.of(2026, 11, 21), List.of(lines.get(0), lines.get(0))))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_first_statement_that_is_refused_as_sent_before_is_refused() {
        next("wp.outer.account.billfund", "{\"code\":\"15010\",\"msg\":\"\"}");

        assertThat(bank().statement(new FundStatement("S2", LocalDate.of(2026, 11, 21), List.of())))
                .isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"code\":\"11001\"}; REFUSED",
                "{\"billno\":\"32068226300000000002\",\"billstats\":\"0\"}; MALFORMED",
                "{\"billno\":\"32068226300000000001\",\"billstats\":\"3\"}; MALFORMED",
                "{\"billno\":\"32068226300000000001\"}; MALFORMED",
                "{\"billno\":\"32068226300000000001\",\"billstats\":\"0\",\"pay_amount\":80.005}; MALFORMED",
                "{\"billno\":\"32068226300000000001\",\"billstats\":\"0\",\"pay_amount\":1e99}; MALFORMED",
                "{\"billno\":\"32068226300000000001\",\"billstats\":\"0\",\"pay_amount\":true}; MALFORMED"
            })
    void refuses_a_status_that_is_none(String content, String kind) {
        next("wp.outer.bill.pay.query", content);

        assertThatThrownBy(() -> bank().query(Wire.CODE))
                .isInstanceOf(
                        kind.equals("REFUSED") ? PlatformRefusedException.class : MalformedMessageException.class);
    }

    @Test
    void an_answer_in_another_charset_is_none() {
        answers.add("{\"wp_outer_bill_pay_query_response\":{\"msg\":\"成\"}}".getBytes(Wire.GBK));

        assertThatThrownBy(() -> bank().query(Wire.CODE)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void what_was_never_sent_is_unreachable_not_unknown() throws IOException {
        FiscalBank bank = bank();
        server.close();

        assertThatThrownBy(() -> bank.pay(payment())).isInstanceOf(PlatformUnreachableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://fiscal.example.gov.cn/api", "ftp://127.0.0.1/", "https://a@b/", "https:///x", "/api"})
    void refuses_addresses_that_prove_nobody(String address) {
        assertThatThrownBy(() -> new FiscalBank(URI.create(address), "320682", UTF_8, TIMEOUTS, store, Wire.CLOCK))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    @Tag("fuzz")
    void damaged_answers_end_in_the_houses_exceptions() {
        Random random = new Random(20261121);
        byte[] right = ("{\"wp_outer_bill_pay_query_response\":" + UNPAID + "}").getBytes(UTF_8);
        for (int i = 0; i < 2_000; i++) {
            byte[] octets = right.clone();
            for (int j = 0; j < 3; j++) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            answers.add(octets);
            try {
                bank().query(Wire.CODE);
            } catch (OneVisitException e) {
                assertThat(String.valueOf(e.getMessage())).isNotEmpty();
            }
        }
    }
}
