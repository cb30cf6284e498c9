package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.Verdict;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.examples.sandbox.fiscal.FiscalFault;
import io.onevisit.examples.sandbox.fiscal.FiscalSandbox;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.fiscal.BillNotice;
import io.onevisit.payment.fiscal.FiscalAccount;
import io.onevisit.payment.fiscal.FiscalBill;
import io.onevisit.payment.fiscal.FiscalItem;
import io.onevisit.payment.fiscal.FiscalLine;
import io.onevisit.payment.fiscal.FiscalOrder;
import io.onevisit.payment.fiscal.FiscalOrders;
import io.onevisit.payment.fiscal.FiscalPayer;
import io.onevisit.payment.fiscal.FiscalPayment;
import io.onevisit.payment.fiscal.FiscalPlatform;
import io.onevisit.payment.fiscal.FiscalPush;
import io.onevisit.payment.fiscal.FiscalReason;
import io.onevisit.payment.fiscal.FiscalReceiver;
import io.onevisit.payment.fiscal.FundResult;
import io.onevisit.payment.fiscal.FundStatement;
import io.onevisit.payment.fiscal.ReceivingAccount;
import io.onevisit.payment.fiscal.SentBill;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code of the guide to non-tax revenue. */
class FiscalGuideTest {
    private static final Clock CLOCK = GuideSandbox.CLOCK;
    private static final PaymentCode CODE = new PaymentCode("32068226300000000001");

    private static final byte[] BILL_NOTICE = """
            {"zone_code":"320682","method":"wp.bill.sync","timestamp":"20261121110405","version":"1.0",
            "biz_content":{"billno":"32068226300000000001","billstats":"1"}}
            """.getBytes(StandardCharsets.UTF_8);
    private static final byte[] FUND_RESULT = """
            {"zone_code":"320682","method":"wp.account.billfund.confirm","timestamp":"20261122010203",
            "biz_content":{"date":"20261121","accconfirm_no":"S1","succeedcount":0,"failcount":1,
            "faillist":[{"trade_no":"T1","code":"15003","msg":"日间交易未传送但日终对账单中存在"}]}}
            """.getBytes(StandardCharsets.UTF_8);

    private final JdbcDataSource database = new JdbcDataSource();
    private JdbcStateStore store;
    private FiscalSandbox sandbox;
    private FiscalReceiver receiver;

    @BeforeEach
    void open() throws Exception {
        database.setURL("jdbc:h2:mem:fiscal-guide-" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        store = new JdbcStateStore(database, CLOCK);
        store.createTables();
        try (Connection connection = database.getConnection();
                Statement create = connection.createStatement()) {
            create.execute(
                    "CREATE TABLE fiscal_bill (code VARCHAR(44) PRIMARY KEY, amount VARCHAR(20), account VARCHAR(50),"
                            + " payments INT NOT NULL)");
            create.execute(
                    "INSERT INTO fiscal_bill VALUES ('32068226300000000001', '20.00', '32001647236000000000', 0)");
        }
        sandbox = FiscalSandbox.start(CLOCK);
        receiver = receiver();
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    private FiscalReceiver receiver() {
        FiscalAccount account = FiscalSandbox.account();
        Clock clock = CLOCK;
        // snippet: fiscal-receiver
        FiscalReceiver receiver = new FiscalReceiver(account, store, new BillTable(), clock);
        // end of snippet
        return receiver;
    }

    // snippet: fiscal-orders
    static final class BillTable implements FiscalOrders {
        @Override
        public Optional<FiscalOrder> find(Connection transaction, PaymentCode code) throws SQLException {
            String sql = "SELECT amount, account FROM fiscal_bill WHERE code = ?";
            try (PreparedStatement select = transaction.prepareStatement(sql)) {
                select.setString(1, code.value());
                ResultSet row = select.executeQuery();
                return row.next()
                        ? Optional.of(new FiscalOrder(code, Money.yuan(row.getString(1)), Set.of(row.getString(2))))
                        : Optional.empty();
            }
        }

        @Override
        public void arrived(Connection transaction, FiscalPayment payment) throws SQLException {
            String sql = "UPDATE fiscal_bill SET payments = payments + 1 WHERE code = ?";
            try (PreparedStatement update = transaction.prepareStatement(sql)) {
                update.setString(1, payment.code().value());
                update.executeUpdate();
            }
        }

        @Override
        public void refused(Connection transaction, FiscalPayment payment, FiscalReason reason) {
            // unknown code, another amount, another account: put it before a person
        }
    }
    // end of snippet

    private static FiscalBill bill() {
        // snippet: fiscal-bill
        FiscalBill bill = new FiscalBill(
                new PaymentCode("32068226300000000001"),
                LocalDate.of(2026, 11, 21),
                "0104901",
                "示例市政务服务局",
                new FiscalPayer("李明轩", null, null),
                "13800000000",
                null,
                List.of(new FiscalItem("103042701", "居住证工本费", Money.yuan("20.00"), "证", 1, "不限制", "0.0-0.0")),
                Money.yuan("0.00"),
                new ReceivingAccount("1", "示例市财政局", "32001647236000000000", null, "示例银行", "0105", false),
                null,
                null);
        // end of snippet
        return bill;
    }

    private String send() {
        String host = "127.0.0.1";
        int port = sandbox.port();
        FiscalAccount account = FiscalSandbox.account();
        Clock clock = CLOCK;
        FiscalBill bill = bill();
        // snippet: fiscal-send
        FiscalLine line = FiscalLine.tcp(host, port, Timeouts.defaults()); // or FiscalLine.http(address, timeouts)
        FiscalPlatform platform = new FiscalPlatform(account, line, store, clock);

        Outcome<SentBill> outcome = platform.send(bill);
        return outcome.fold(
                sent -> "pay at " + sent.payUrl(),
                refusal -> "mend the bill: " + refusal.code(),
                pending -> "call send(bill) again later: it asks first");
        // end of snippet
    }

    private String declareVoid() {
        FiscalLine line = FiscalLine.tcp("127.0.0.1", sandbox.port(), Timeouts.defaults());
        FiscalPlatform platform = new FiscalPlatform(FiscalSandbox.account(), line, store, CLOCK);
        FiscalBill bill = bill();
        // snippet: fiscal-void
        Outcome<PaymentCode> outcome = platform.declareVoid(bill);
        return outcome.fold(
                code -> "void: " + code,
                refusal -> refusal.code().equals("PAID") ? "paid: give the money back" : refusal.reason(),
                pending -> "call declareVoid(bill) again later: it asks first");
        // end of snippet
    }

    @Test
    void a_bill_that_nobody_has_paid_is_declared_void() {
        send();

        assertThat(declareVoid()).isEqualTo("void: " + CODE);
    }

    @Test
    void a_bill_that_is_paid_is_not() {
        send();
        sandbox.confirmation(CODE.value());

        assertThat(declareVoid()).startsWith("paid");
    }

    @Test
    void a_push_as_json_is_a_hint_to_ask() {
        FundStatement.Line line = new FundStatement.Line("T1", CODE, Money.yuan("20.00"));
        FundStatement statement = new FundStatement("S1", LocalDate.of(2026, 11, 21), List.of(line));
        List<PaymentCode> asked = new ArrayList<>();
        Map<FundStatement.Line, FundResult.Failure> refused = new HashMap<>();

        assertThat(receiveJson(BILL_NOTICE, statement, asked::add, refused)).contains("wp_bill_sync_response");
        assertThat(receiveJson(FUND_RESULT, statement, asked::add, refused)).contains("10000");
        assertThat(asked).containsExactly(CODE);
        assertThat(refused).containsEntry(line, new FundResult.Failure("T1", "15003"));
        assertThat(FiscalPush.verify(Bytes.of(BILL_NOTICE), StandardCharsets.UTF_8)
                        .verdict())
                .isEqualTo(Verdict.INDETERMINATE);
    }

    private static String receiveJson(
            byte[] body,
            FundStatement statement,
            Consumer<PaymentCode> ask,
            Map<FundStatement.Line, FundResult.Failure> forPerson) {
        // snippet: fiscal-push
        FiscalPush push = FiscalPush.readWithoutVerification(Bytes.of(body), StandardCharsets.UTF_8);
        if (push instanceof BillNotice notice) {
            ask.accept(notice.code()); // FiscalBank.query or FiscalPlatform.status: believe that answer
        } else if (push instanceof FundResult result) {
            forPerson.putAll(result.refusedOf(statement)); // which payments the fiscal side refuses, and why
        }
        byte[] reply = push.answer().toArray(); // says only that it has arrived
        // end of snippet
        return new String(reply, StandardCharsets.UTF_8);
    }

    @Test
    void a_bill_is_sent_once_and_its_push_has_one_effect_over_http() throws Exception {
        sandbox.faults().arm(FiscalFault.F19_LOST_ANSWER, 1);
        assertThat(send()).startsWith("call send(bill) again");
        sandbox.faults().clear();
        assertThat(send()).startsWith("pay at");

        byte[] push = sandbox.confirmation(CODE.value());
        assertThat(receive(push)).isEqualTo(200);
        assertThat(receive(push)).isEqualTo(200);
        push[push.length - 1] ^= 1;
        assertThat(receive(push)).isEqualTo(400);
        assertThat(effects()).isEqualTo(1);
    }

    private int receive(byte[] body) {
        // snippet: fiscal-http
        Optional<Bytes> answer = receiver.answer(Bytes.of(body)); // raw octets of the HTTP request
        int status = answer.isPresent() ? 200 : 400; // what is not proved gets no answer
        byte[] reply = answer.orElse(Bytes.empty()).toArray();
        // end of snippet
        assertThat(reply.length > 0).isEqualTo(status == 200);
        return status;
    }

    @Test
    void frames_over_tcp_are_served_until_the_platform_hangs_up() throws Exception {
        send();
        sandbox.faults().arm(FiscalFault.F16_PARTIAL_FRAME, 3);
        sandbox.faults().arm(FiscalFault.F06_REPEAT, 1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread door = new Thread(() -> accept(server));
            door.start();

            assertThat(sandbox.pay(CODE.value(), "127.0.0.1", server.getLocalPort()))
                    .containsExactly("00000", "00000", "00000");
            door.join();
        }
        assertThat(effects()).isEqualTo(1);
    }

    private void accept(ServerSocket server) {
        // snippet: fiscal-tcp
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(10_000);
            receiver.serve(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            // the line broke: the platform pushes again
        }
        // end of snippet
    }

    private int effects() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT payments FROM fiscal_bill")) {
            row.next();
            return row.getInt(1);
        }
    }
}
