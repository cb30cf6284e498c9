package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Money;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.Stores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pushed confirmation, message 5996, comes to: F06, F08, F09, F10, F11, F12, F13, F16, F17, F19. */
class FiscalReceiverTest {
    private final JdbcStateStore store = Stores.h2(Wire.CLOCK);
    private final Book book = new Book();
    private final FiscalReceiver receiver = new FiscalReceiver(Wire.ACCOUNT, store, book, Wire.CLOCK);

    /** A department's book in memory. */
    private static final class Book implements FiscalOrders {
        final List<FiscalPayment> arrived = new ArrayList<>();
        final List<FiscalReason> refused = new ArrayList<>();
        Optional<FiscalOrder> order = Optional.of(Wire.ORDER);
        int failsAt = Integer.MAX_VALUE;

        @Override
        public Optional<FiscalOrder> find(Connection transaction, PaymentCode code) {
            return order.filter(known -> known.code().equals(code));
        }

        @Override
        public synchronized void arrived(Connection transaction, FiscalPayment payment) {
            if (arrived.size() >= failsAt) {
                throw new IllegalStateException("the department's rows cannot be written");
            }
            arrived.add(payment);
        }

        @Override
        public synchronized void refused(Connection transaction, FiscalPayment payment, FiscalReason reason) {
            refused.add(reason);
        }
    }

    private byte[] answer(byte[] frame) {
        byte[] answer = receiver.answer(Bytes.of(frame)).orElseThrow().toArray();
        assertThat(Wire.isSealed(answer)).isTrue();
        assertThat(new String(answer, 8, 15, US_ASCII)).isEqualTo("CNNONTAX1.08001");
        return answer;
    }

    private String result(byte[] frame) {
        String voucher = Wire.voucher(answer(frame));
        assertThat(voucher).startsWith("<Voucher><OriMsgNo>").endsWith("</Information></Voucher>");
        return voucher.replaceAll(".*<Result>(.*)</Result>.*", "$1");
    }

    private String push(String... changes) {
        String voucher = Wire.PUSH;
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(voucher).contains(changes[i]);
            voucher = voucher.replace(changes[i], changes[i + 1]);
        }
        return result(Wire.push(voucher));
    }

    @Test
    void a_right_push_is_answered_00000_and_has_one_effect() {
        byte[] answer = answer(Wire.push(Wire.PUSH));

        assertThat(Wire.voucher(answer))
                .isEqualTo(
                        "<Voucher><OriMsgNo>5996</OriMsgNo><Result>00000</Result><Information></Information></Voucher>");
        assertThat(Wire.head(answer, "MsgRef")).isEqualTo("1478622255595388928");
        assertThat(Wire.head(answer, "SRC")).isEqualTo("K3206820002");
        assertThat(Wire.head(answer, "DES")).isEqualTo("F320682");
        assertThat(Wire.head(answer, "WorkDate")).isEqualTo("20261121");
        assertThat(book.arrived).hasSize(1);
        FiscalPayment payment = book.arrived.get(0);
        assertThat(payment.amount()).isEqualTo(Money.yuan("80.00"));
        assertThat(payment.confirmedAt()).isEqualTo(Instant.parse("2026-11-21T03:03:05Z"));
        assertThat(payment.payer().name()).isEqualTo("李明轩");
        assertThat(payment.payer().bank()).isNull();
    }

    @Test
    void neither_payment_nor_payer_nor_account_names_anybody() {
        push();

        assertThat(List.of(
                        book.arrived.get(0).toString(),
                        book.arrived.get(0).payer().toString(),
                        Wire.ACCOUNT.toString(),
                        Wire.bill().toString(),
                        Wire.bill().account().toString()))
                .noneMatch(text -> text.contains("李明轩")
                        || text.contains("622202")
                        || text.contains("3200164723")
                        || text.contains(Wire.TOKEN));
    }

    /** F06, F08, F19. */
    @Test
    void repeats_and_replays_have_no_further_effect_and_the_same_answer() {
        for (int i = 0; i < 5; i++) {
            assertThat(push()).isEqualTo("00000");
        }
        assertThat(result(Wire.message("5996", "another", Wire.PUSH))).isEqualTo("00000");
        assertThat(book.arrived).hasSize(1);
    }

    /** F06 in parallel. */
    @Test
    void pushes_at_once_have_one_effect() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<String> push = this::push;
            List<Future<String>> answers = threads.invokeAll(List.of(push, push, push, push, push, push));
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isIn("00000", "99999");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(push()).isEqualTo("00000");
        assertThat(book.arrived).hasSize(1);
    }

    @Test
    void a_second_payment_of_one_order_is_another_payment() {
        push();
        assertThat(push("<TraNoBus>2026", "<TraNoBus>3026")).isEqualTo("00000");

        assertThat(book.arrived).hasSize(2);
    }

    /** F17. */
    @Test
    void what_the_book_throws_leaves_nothing_behind() {
        book.failsAt = 0;
        assertThatThrownBy(() -> receiver.answer(Bytes.of(Wire.push(Wire.PUSH))))
                .isInstanceOf(IllegalStateException.class);
        book.failsAt = Integer.MAX_VALUE;

        assertThat(push()).isEqualTo("00000");
        assertThat(book.arrived).hasSize(1);
    }

    /** F11 to F13. */
    @ParameterizedTest
    @CsvSource({
        "<PayCode>32068226300000000001, <PayCode>32068226300000000002, UNKNOWN_CODE",
        "<Amt>80.00, <Amt>80.01, AMOUNT_DIFFERS",
        "<Amt>80.00, <Amt>8000.00, AMOUNT_DIFFERS",
        "<RecAcct>32001647236000000000, <RecAcct>32001647236000000001, ACCOUNT_DIFFERS",
        "<RecAcct>32001647236000000000, <RecAcct>, ACCOUNT_DIFFERS"
    })
    void refuses_what_differs_from_the_order_and_tells_it_once(String good, String bad, FiscalReason reason) {
        assertThat(push(good, bad)).isEqualTo("99999");
        assertThat(push(good, bad)).isEqualTo("99999");

        assertThat(book.arrived).isEmpty();
        assertThat(book.refused).containsExactly(reason);
    }

    @Test
    void refuses_other_content_under_a_serial_number_that_was_confirmed() {
        push();

        assertThat(push("<CfmTime>110305", "<CfmTime>110306")).isEqualTo("99999");
        assertThat(book.refused).containsExactly(FiscalReason.CONFIRMATION_DIFFERS);
        assertThat(book.arrived).hasSize(1);
    }

    @Test
    void a_payment_refused_for_an_unknown_code_is_taken_in_once_the_order_is_known() {
        book.order = Optional.empty();
        assertThat(push()).isEqualTo("99999");
        book.order = Optional.of(Wire.ORDER);

        assertThat(push()).isEqualTo("00000");
        assertThat(push()).isEqualTo("00000");
        assertThat(book.arrived).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "<Amt>80.00, <Amt>80.001",
        "<Amt>80.00, <Amt>-80.00",
        "<Amt>80.00, <Amt>0.00",
        "<Amt>80.00, <Amt>8e1",
        "<Amt>80.00, <Amt>99999999999999999",
        "<CfmDate>20261121, <CfmDate>20261131",
        "<CfmDate>20261121, <CfmDate>2026-11-21",
        "<CfmTime>110305, <CfmTime>240000",
        "<CfmTime>110305, <CfmTime>1103",
        "<PayCode>32068226300000000001, <PayCode>",
        "<PayCode>32068226300000000001, <PayCode>3206822630000000000A",
        "<TraNoBus>2026112122001485061457957318, <TraNoBus>",
        "<PayMode>51, <PayMode>511",
        "<Hold1/>, <Hold1><a/></Hold1>"
    })
    void refuses_a_voucher_that_is_not_of_its_form(String good, String bad) {
        assertThat(push(good, bad)).isEqualTo("99999");
        assertThat(book.arrived).isEmpty();
        assertThat(book.refused).isEmpty();
    }

    private static String second() {
        return Wire.PUSH.replace("<TraNoBus>2026", "<TraNoBus>3026");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void several_vouchers_in_one_message_are_several_payments_and_one_answer(boolean bodies) {
        byte[] push = Wire.pushes(bodies, Wire.PUSH, second());

        assertThat(result(push)).isEqualTo("00000");
        assertThat(result(push)).isEqualTo("00000");
        assertThat(book.arrived)
                .extracting(FiscalPayment::serialNumber)
                .containsExactly("2026112122001485061457957318", "3026112122001485061457957318");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_refused_voucher_refuses_the_message_and_names_it_while_the_others_stay_taken_in(boolean bodies) {
        byte[] push = Wire.pushes(bodies, Wire.PUSH, second().replace("0000000001</PayCode>", "0000000002</PayCode>"));

        assertThat(Wire.voucher(answer(push)))
                .contains("<Result>99999</Result><Information>2: 11001 不存在的缴款码或非税缴款书编号</Information>");
        assertThat(result(push)).isEqualTo("99999");
        assertThat(book.arrived).hasSize(1);
        assertThat(book.refused).containsExactly(FiscalReason.UNKNOWN_CODE);
        assertThat(push()).as("the first alone").isEqualTo("00000");
        assertThat(book.arrived).hasSize(1);
    }

    @Test
    void one_payment_twice_in_a_message_has_one_effect() {
        assertThat(result(Wire.pushes(true, Wire.PUSH, Wire.PUSH))).isEqualTo("00000");

        assertThat(book.arrived).hasSize(1);
    }

    @Test
    void one_voucher_that_is_not_of_its_form_leaves_no_trace_of_the_others() {
        assertThat(result(Wire.pushes(true, Wire.PUSH, second().replace("<Amt>80.00", "<Amt>80.001"))))
                .isEqualTo("99999");

        assertThat(book.arrived).isEmpty();
    }

    @Test
    void what_the_book_throws_at_the_second_voucher_takes_back_the_first() {
        book.failsAt = 1;
        assertThatThrownBy(() -> receiver.answer(Bytes.of(Wire.pushes(true, Wire.PUSH, second()))))
                .isInstanceOf(IllegalStateException.class);
        book.failsAt = Integer.MAX_VALUE;
        book.arrived.clear();

        assertThat(result(Wire.pushes(true, Wire.PUSH, second()))).isEqualTo("00000");
        assertThat(book.arrived).hasSize(2);
    }

    @Test
    void refuses_a_message_number_it_does_not_know_by_its_name() {
        byte[] answer = answer(Wire.message("2601", "R1", Wire.PUSH));

        assertThat(Wire.voucher(answer)).contains("<OriMsgNo>2601</OriMsgNo><Result>99999</Result>", "message 2601");
        assertThat(book.arrived).isEmpty();
    }

    @Test
    void refuses_a_message_of_or_for_another_node() {
        String xml = Wire.cfx("5996", "R1", Wire.PUSH);

        assertThat(result(Wire.frame(
                        "5996", xml.replace("K3206820002", "K3206820003").getBytes(Wire.GBK))))
                .isEqualTo("99999");
        assertThat(result(Wire.frame(
                        "5996", xml.replace("<SRC>F320682", "<SRC>F320683").getBytes(Wire.GBK))))
                .isEqualTo("99999");
        assertThat(book.arrived).isEmpty();
    }

    /** F09, F10. */
    @Test
    void gives_no_answer_to_what_is_not_proved() {
        byte[] xml = Wire.cfx("5996", "R1", Wire.PUSH).getBytes(Wire.GBK);
        byte[] changed = Wire.push(Wire.PUSH);
        changed[changed.length - 100] ^= 1;

        assertThat(receiver.answer(Bytes.of(Wire.frame("5996", xml, Wire.mac("fiscal-token-0002", xml)))))
                .isEmpty();
        assertThat(receiver.answer(Bytes.of(Wire.frame("5996", xml, "0".repeat(64)))))
                .isEmpty();
        assertThat(receiver.answer(Bytes.of(Wire.frame("5996", xml, Wire.mac("", xml)))))
                .isEmpty();
        assertThat(receiver.answer(Bytes.of(changed))).isEmpty();
        assertThat(receiver.answer(Bytes.empty())).isEmpty();
        assertThat(book.arrived).isEmpty();
    }

    @Test
    void gives_no_answer_to_proved_octets_that_are_no_message() {
        assertThat(receiver.answer(Bytes.of(Wire.frame("5996", "<CFX/>".getBytes(US_ASCII)))))
                .isEmpty();
        assertThat(receiver.answer(Bytes.of(Wire.push(Wire.PUSH.replace("<Hold1/>", "<Amt>80.00</Amt>")))))
                .isEmpty();
    }

    @Test
    void gives_no_answer_to_more_than_64_kib() {
        String voucher = Wire.PUSH.replace("<Hold1/>", "<Hold1/><More>" + "x".repeat(50_000) + "</More>");

        assertThat(receiver.answer(Bytes.of(Wire.push(voucher)))).isEmpty();
    }

    /** F16. */
    @Test
    void serves_joined_frames_and_stops_at_the_first_that_is_not_proved() throws Exception {
        byte[] good = Wire.push(Wire.PUSH);
        byte[] bad = good.clone();
        bad[bad.length - 1] ^= 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        receiver.serve(new ByteArrayInputStream(Wire.join(good, good, bad, good)), out);

        byte[] first = answer(good);
        assertThat(out.size()).isEqualTo(2 * first.length);
        assertThat(Wire.voucher(Arrays.copyOf(out.toByteArray(), first.length))).contains("00000");
        assertThat(book.arrived).hasSize(1);
    }

    @Test
    void serves_nothing_for_a_frame_that_is_cut_off() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] good = Wire.push(Wire.PUSH);

        receiver.serve(new ByteArrayInputStream(good, 0, good.length - 1), out);

        assertThat(out.size()).isZero();
        assertThat(book.arrived).isEmpty();
    }

    @Test
    void takes_the_printed_account_and_the_real_one() {
        ReceivingAccount account =
                new ReceivingAccount("1", "示例市财政局", "9999", "32001647236000000000", "示例银行", "0105", false);
        book.order = Optional.of(new FiscalOrder(Wire.CODE, Money.yuan("80.00"), account.numbers()));

        assertThat(account.numbers()).isEqualTo(Set.of("9999", "32001647236000000000"));
        assertThat(push()).isEqualTo("00000");
        assertThat(push("<TraNoBus>2026", "<TraNoBus>3026", "<RecAcct>32001647236000000000", "<RecAcct>9999"))
                .isEqualTo("00000");
    }
}
