package io.onevisit.examples.sandbox.fiscal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.onevisit.core.Bytes;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.fiscal.BillState;
import io.onevisit.payment.fiscal.FiscalBill;
import io.onevisit.payment.fiscal.FiscalItem;
import io.onevisit.payment.fiscal.FiscalLine;
import io.onevisit.payment.fiscal.FiscalOrder;
import io.onevisit.payment.fiscal.FiscalOrders;
import io.onevisit.payment.fiscal.FiscalPayer;
import io.onevisit.payment.fiscal.FiscalPayment;
import io.onevisit.payment.fiscal.FiscalPlatform;
import io.onevisit.payment.fiscal.FiscalReason;
import io.onevisit.payment.fiscal.FiscalReceiver;
import io.onevisit.payment.fiscal.ReceiptKind;
import io.onevisit.payment.fiscal.ReceivingAccount;
import io.onevisit.payment.fiscal.SentBill;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The library against a fiscal platform that shares none of its code, over real sockets, with every fault. */
class FiscalSandboxTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC);
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(2));
    private static final int ALWAYS = 1000;
    private static final AtomicInteger STORES = new AtomicInteger();
    private static final PaymentCode CODE = new PaymentCode("32068226300000000001");
    private static final FiscalBill BILL = new FiscalBill(
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
            null);

    private final Book book = new Book();
    private final JdbcStateStore store = store();
    private FiscalSandbox sandbox;
    private FiscalReceiver receiver;
    private ServerSocket door;
    private HttpServer web;

    private static final class Book implements FiscalOrders {
        final List<FiscalPayment> arrived = new ArrayList<>();
        final List<FiscalReason> refused = new ArrayList<>();

        @Override
        public Optional<FiscalOrder> find(Connection transaction, PaymentCode code) {
            return Optional.of(BILL.order()).filter(order -> order.code().equals(code));
        }

        @Override
        public void arrived(Connection transaction, FiscalPayment payment) {
            arrived.add(payment);
        }

        @Override
        public void refused(Connection transaction, FiscalPayment payment, FiscalReason reason) {
            refused.add(reason);
        }
    }

    private static JdbcStateStore store() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:fiscal" + STORES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        JdbcStateStore store = new JdbcStateStore(database, CLOCK);
        store.createTables();
        return store;
    }

    @BeforeEach
    void open() throws IOException {
        sandbox = FiscalSandbox.start(CLOCK);
        receiver = new FiscalReceiver(FiscalSandbox.account(), store, book, CLOCK);
        door = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        new Thread(this::serve).start();
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            Optional<Bytes> answer =
                    receiver.answer(Bytes.of(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(answer.isPresent() ? 200 : 400, answer.isPresent() ? 0 : -1);
            exchange.getResponseBody().write(answer.orElse(Bytes.empty()).toArray());
            exchange.close();
        });
        web.start();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket socket = door.accept()) {
                socket.setSoTimeout(5_000);
                receiver.serve(socket.getInputStream(), socket.getOutputStream());
            } catch (IOException e) {
                // closed, or the other side went away
            }
        }
    }

    /** Whatever a test has switched on must have happened, or it has proved nothing. */
    private void heal() {
        assertThat(sandbox.faults().idle()).isEmpty();
        sandbox.faults().clear();
    }

    @AfterEach
    void close() throws IOException {
        heal();
        sandbox.close();
        door.close();
        web.stop(0);
    }

    private FiscalPlatform platform(String way) {
        FiscalLine line = way.equals("tcp")
                ? FiscalLine.tcp("127.0.0.1", sandbox.port(), TIMEOUTS)
                : FiscalLine.http(sandbox.address(), TIMEOUTS);
        return new FiscalPlatform(FiscalSandbox.account(), line, store, CLOCK);
    }

    private List<String> pay(String way) throws IOException {
        return way.equals("tcp")
                ? sandbox.pay(CODE.value(), "127.0.0.1", door.getLocalPort())
                : sandbox.pay(
                        CODE.value(),
                        URI.create("http://127.0.0.1:" + web.getAddress().getPort() + "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http"})
    void a_bill_is_sent_paid_confirmed_and_asked_for(String way) throws IOException {
        Outcome<SentBill> sent = platform(way).send(BILL);

        assertThat(sent).isInstanceOf(Outcome.Done.class);
        assertThat(platform(way).status(CODE).state()).isEqualTo(BillState.UNPAID);
        assertThat(pay(way)).containsExactly("00000");
        assertThat(book.arrived).hasSize(1);
        assertThat(book.arrived.get(0).payer().name()).isEqualTo("李明轩");
        assertThat(platform(way).status(CODE).state()).isEqualTo(BillState.PAID);
        assertThat(platform(way).status(CODE).amount()).isEqualTo(Money.yuan("80.00"));
    }

    @Test
    void a_bill_is_declared_void_and_its_code_is_used_up() {
        platform("tcp").send(BILL);
        assertThat(platform("tcp").declareVoid(BILL)).isEqualTo(new Outcome.Done<>(CODE));
        assertThat(platform("http").status(CODE).state()).isEqualTo(BillState.VOID);
        assertThat(platform("http").declareVoid(BILL)).isInstanceOf(Outcome.Done.class);
        assertThat(platform("tcp").send(BILL).toString()).contains("11004");
    }

    @Test
    void a_bill_that_is_paid_is_not_declared_void() throws IOException {
        platform("tcp").send(BILL);
        pay("tcp");

        assertThat(platform("tcp").declareVoid(BILL).toString()).contains("PAID");
        assertThat(platform("tcp").status(CODE).state()).isEqualTo(BillState.PAID);
    }

    @Test
    void a_receipt_number_is_given_once() {
        ReceiptKind kind = new ReceiptKind("0101", "非税收入统一票据", "2023", "2023版");

        assertThat(platform("tcp").receiptNumber(CODE, kind, "0104901")).isEqualTo(new Outcome.Done<>("0013933922"));
        assertThat(platform("tcp").receiptNumber(CODE, kind, "0104901")).isEqualTo(new Outcome.Done<>("0013933922"));
    }

    /** What breaks an answer leaves the ending unknown; the next call asks first, and there is one bill. */
    @ParameterizedTest
    @EnumSource(
            value = FiscalFault.class,
            names = {
                "F16_CUT_FRAME",
                "F16_OVERLONG_FRAME",
                "F16_WRONG_LENGTH",
                "F16_LENGTH_IN_CHARACTERS",
                "F09_WRONG_MAC",
                "F10_OTHER_CHARSET",
                "F19_LOST_ANSWER"
            })
    void a_broken_answer_is_unknown_and_the_bill_is_sent_once(FiscalFault fault) {
        sandbox.faults().arm(fault, ALWAYS);
        assertThat(platform("tcp").send(BILL)).isInstanceOf(Outcome.Unknown.class);
        assertThat(platform("http").send(BILL)).isInstanceOf(Outcome.Unknown.class);
        heal();

        assertThat(platform("tcp").send(BILL)).isEqualTo(new Outcome.Done<>(new SentBill(CODE, null)));
        assertThat(sandbox.bills()).isEqualTo(1);
    }

    @Test
    void an_answer_in_pieces_is_an_answer() {
        sandbox.faults().arm(FiscalFault.F16_PARTIAL_FRAME, ALWAYS);

        assertThat(platform("tcp").send(BILL)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void two_answers_in_one_body_are_none() {
        sandbox.faults().arm(FiscalFault.F16_JOINED_FRAMES, ALWAYS);

        assertThat(platform("http").send(BILL)).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, F16_PARTIAL_FRAME, 00000, 1",
        "tcp, F16_JOINED_FRAMES, 00000 00000, 1",
        "tcp, F06_REPEAT, 00000 00000 00000, 1",
        "http, F06_REPEAT, 00000 00000 00000, 1",
        "tcp, F16_CUT_FRAME, '', 0",
        "http, F16_CUT_FRAME, '', 0",
        "http, F16_JOINED_FRAMES, '', 0",
        "tcp, F16_LENGTH_IN_CHARACTERS, '', 0",
        "http, F16_LENGTH_IN_CHARACTERS, '', 0",
        "tcp, F09_WRONG_MAC, '', 0",
        "http, F09_WRONG_MAC, '', 0",
        "http, F10_OTHER_CHARSET, '', 0",
        "tcp, F11_WRONG_AMOUNT, 99999, 0",
        "tcp, F12_WRONG_ACCOUNT, 99999, 0",
        "http, F13_UNKNOWN_CODE, 99999, 0",
        "tcp, F16_WRONG_LENGTH, '', 0",
        "http, F16_WRONG_LENGTH, '', 0",
        "tcp, F16_OVERLONG_FRAME, '', 0",
        "http, F16_OVERLONG_FRAME, '', 0"
    })
    void each_fault_of_a_push_has_its_answer(String way, FiscalFault fault, String answers, int effects)
            throws IOException {
        platform(way).send(BILL);
        sandbox.faults().arm(fault, ALWAYS);

        assertThat(String.join(" ", pay(way))).isEqualTo(answers);
        assertThat(book.arrived).hasSize(effects);
        heal();
        assertThat(pay(way)).containsExactly("00000");
        assertThat(book.arrived).hasSize(1);
    }

    @Test
    void what_was_refused_is_told_once_by_its_reason() throws IOException {
        platform("tcp").send(BILL);
        for (FiscalFault fault :
                List.of(FiscalFault.F11_WRONG_AMOUNT, FiscalFault.F12_WRONG_ACCOUNT, FiscalFault.F13_UNKNOWN_CODE)) {
            sandbox.faults().arm(fault, ALWAYS);
            pay("tcp");
            pay("http");
            heal();
        }

        assertThat(book.refused)
                .containsExactly(FiscalReason.AMOUNT_DIFFERS, FiscalReason.ACCOUNT_DIFFERS, FiscalReason.UNKNOWN_CODE);
    }
}
