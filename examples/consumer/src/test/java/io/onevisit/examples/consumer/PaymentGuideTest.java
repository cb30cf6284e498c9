package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.Check;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.core.store.StateStore;
import io.onevisit.examples.sandbox.Fault;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.payment.Arrival;
import io.onevisit.payment.Attention;
import io.onevisit.payment.Bill;
import io.onevisit.payment.BillItem;
import io.onevisit.payment.BillNumber;
import io.onevisit.payment.BillType;
import io.onevisit.payment.ByHand;
import io.onevisit.payment.NoticeAnswer;
import io.onevisit.payment.Payee;
import io.onevisit.payment.Payment;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.PaymentEffects;
import io.onevisit.payment.PaymentFollowing;
import io.onevisit.payment.PaymentForwarding;
import io.onevisit.payment.PaymentHandler;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.PaymentState;
import io.onevisit.payment.PaymentTerms;
import io.onevisit.payment.Payments;
import io.onevisit.payment.Refund;
import io.onevisit.payment.RefundFollowing;
import io.onevisit.payment.RefundNumber;
import io.onevisit.payment.RefundRequest;
import io.onevisit.payment.RefundState;
import io.onevisit.payment.UnmatchedArrival;
import io.onevisit.payment.outlet.BankOutlet;
import io.onevisit.payment.outlet.CollectionReceipt;
import io.onevisit.payment.outlet.DayCut;
import io.onevisit.payment.outlet.OfflineLimits;
import io.onevisit.payment.outlet.OutletCollection;
import io.onevisit.payment.outlet.OutletSettings;
import io.onevisit.payment.outlet.PayableBill;
import io.onevisit.payment.outlet.RefusalReason;
import io.onevisit.payment.outlet.ReversalReceipt;
import io.onevisit.payment.outlet.ScannedCode;
import io.onevisit.payment.qr.CodeAddress;
import io.onevisit.payment.qr.Conformance;
import io.onevisit.payment.qr.EmvMerchant;
import io.onevisit.payment.qr.LocalName;
import io.onevisit.payment.qr.MerchantQr;
import io.onevisit.payment.qr.MerchantQrScan;
import io.onevisit.payment.qr.PaymentQr;
import io.onevisit.payment.qr.PaymentQrInspector;
import io.onevisit.payment.qr.TrustedPayee;
import io.onevisit.payment.qr.UnionPayAccount;
import io.onevisit.payment.reconcile.BankDay;
import io.onevisit.payment.reconcile.BankStatement;
import io.onevisit.payment.reconcile.Discrepancy;
import io.onevisit.payment.reconcile.DiscrepancyKind;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.Reconciler;
import io.onevisit.payment.reconcile.Reconciliation;
import io.onevisit.payment.reconcile.StatementLine;
import io.onevisit.payment.reconcile.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide to sdk-payment. */
class PaymentGuideTest {
    private static final Clock CLOCK = GuideSandbox.CLOCK;
    private static final BillNumber NUMBER = new BillNumber("20261121-0001-FEE");

    @TempDir
    Path folder;

    private final Printed printed = new Printed();
    private GuideSandbox box;
    private Payments payments;
    private Outbox outbox;

    @BeforeEach
    void open() throws Exception {
        box = new GuideSandbox(folder);
        try (Connection connection = box.database.getConnection();
                Statement create = connection.createStatement()) {
            create.execute("CREATE TABLE office_case (bill VARCHAR(64) PRIMARY KEY, payments INT NOT NULL)");
            create.execute("INSERT INTO office_case VALUES ('20261121-0001-FEE', 0)");
        }
        payments = payments(box.department, box.store);
    }

    @AfterEach
    void close() {
        box.close();
    }

    private Payments payments(Platform platform, StateStore store) {
        DataSource database = box.database;
        Clock clock = CLOCK;
        // snippet: payments
        PaymentTerms terms = PaymentTerms.of(
                "housing-bureau", URI.create("https://office.example.gov.cn/inbound"), Duration.ofHours(2));
        Outbox effects = new Outbox(
                database, List.of(new PaymentEffects(store, new CasePayments())), OutboxSettings.defaults(), clock);
        Outbox following = new Outbox(
                database,
                List.of(
                        new PaymentFollowing(platform, store, effects, terms),
                        new RefundFollowing(platform, store, effects, terms)),
                PaymentFollowing.settings(),
                clock);
        effects.createTables();
        Payments payments = new Payments(platform, store, effects, following, terms);
        // start() both outboxes when the service starts, close() them when it stops
        // end of snippet
        outbox = effects;
        return payments;
    }

    // snippet: payment-handler
    static final class CasePayments implements PaymentHandler {
        @Override
        public void paid(Connection transaction, PaymentOrder order, Payment payment) throws SQLException {
            String sql = "UPDATE office_case SET payments = payments + 1 WHERE bill = ?";
            try (PreparedStatement update = transaction.prepareStatement(sql)) {
                update.setString(1, order.bill().number().value());
                update.executeUpdate();
            }
        }

        @Override
        public void reversed(Connection transaction, PaymentOrder order, Payment payment) throws SQLException {
            String sql = "UPDATE office_case SET payments = payments - 1 WHERE bill = ?";
            try (PreparedStatement update = transaction.prepareStatement(sql)) {
                update.setString(1, order.bill().number().value());
                update.executeUpdate();
            }
        }

        @Override
        public void refunded(Connection transaction, PaymentOrder order, Refund refund) throws SQLException {
            String sql = "UPDATE office_case SET payments = payments - 1 WHERE bill = ?";
            try (PreparedStatement update = transaction.prepareStatement(sql)) {
                update.setString(1, order.bill().number().value());
                update.executeUpdate();
            }
        }

        @Override
        public void needsAttention(Connection transaction, Attention attention) {
            // put it before a person, with attention.proposal().zh()
        }
    }
    // end of snippet

    private static Bill bill(String number) {
        Bill bill = bill();
        return new Bill(
                new BillNumber(number),
                bill.type(),
                bill.caseNumber(),
                bill.payerName(),
                bill.payee(),
                bill.items(),
                bill.total());
    }

    private static Bill bill() {
        // snippet: bill
        Payee payee = new Payee(CreditCode.parse("11330106MB9D00113N"), "示例市政务服务局", "33050161772700000000");
        BillItem fee = new BillItem("103042701", "居住证工本费", Money.yuan("20.00"), 1);
        Bill bill = new Bill(
                new BillNumber("20261121-0001-FEE"),
                BillType.FEE,
                new CaseNumber("20261121-0001"),
                "李明轩",
                payee,
                List.of(fee),
                Money.yuan("20.00"));
        // end of snippet
        return bill;
    }

    private String order() {
        Bill bill = bill();
        // snippet: order
        Outcome<PaymentOrder> outcome = payments.order(bill);
        return outcome.fold(
                order -> "pay by " + order.code().orElseThrow(),
                refusal -> "mend the bill and give it a new number: " + refusal.reason(),
                pending -> "call order(bill) again later: it asks first, and orders once");
        // end of snippet
    }

    private byte[] qr() {
        PaymentOrder order = payments.find(NUMBER).orElseThrow();
        SigningKey payeeKey = box.key(Role.PAYEE);
        // snippet: payment-qr
        Bill bill = order.bill();
        PaymentCode code = order.code().orElseThrow();
        PaymentQr content = new PaymentQr(code, bill.total(), bill.payee().code(), order.expires());
        CodeAddress address = new CodeAddress("https://pay.onevisit.example/q/"); // your own page
        QrCode qr = QrCode.of(content.sign(payeeKey, address), ErrorCorrection.M);
        byte[] png = qr.png(6, 300);
        String svg = qr.svg();
        // end of snippet
        assertThat(svg).startsWith("<");
        return png;
    }

    private static String emvCode(PaymentQr content, SigningKey payeeKey) {
        // snippet: emv-code
        UnionPayAccount account = new UnionPayAccount("25000344", "00020344", "500034470110001");
        EmvMerchant merchant = new EmvMerchant(
                "9399",
                "CN",
                "EXAMPLE SERVICE CENTRE",
                "HANGZHOU",
                new LocalName("zh", "示例市政务服务局", "杭州"), // Chinese goes here, not into name or city
                List.of(account.toObject()));
        String text = content.sign(payeeKey, merchant);
        // end of snippet
        return text;
    }

    private static String emvRead(String text) {
        // snippet: emv-read
        MerchantQrScan scan = MerchantQr.read(text);
        if (scan.conformance() != Conformance.VALID) {
            Check problem = scan.problems().get(0);
            return problem.rule().clause() + " at " + problem.where();
        }
        MerchantQr code = scan.report().orThrow();
        return code.name() + " " + code.amount().map(Money::toString).orElse("amount by the payer");
        // end of snippet
    }

    @Test
    void an_emv_code_is_signed_drawn_read_and_inspected() throws Exception {
        order();
        PaymentOrder order = payments.find(NUMBER).orElseThrow();
        PaymentQr content = new PaymentQr(
                order.code().orElseThrow(),
                order.bill().total(),
                order.bill().payee().code(),
                order.expires());
        String text = emvCode(content, box.key(Role.PAYEE));
        byte[] png = QrCode.of(text, ErrorCorrection.M).png(6, 300);
        Path payeeFile = box.sandbox.trustFolder().resolve("payees").resolve(Organisation.DEPARTMENT.code() + ".json");
        TrustedPayee payee = TrustedPayee.read(Files.readAllBytes(payeeFile));

        assertThat(emvRead(QrCode.read(png))).isEqualTo("EXAMPLE SERVICE CENTRE CNY 20.00");
        assertThat(emvRead(text.replace("CENTRE", "CENTER"))).isEqualTo("EMV QRCPS MPM 4.7.3 at 63");
        assertThat(new PaymentQrInspector(List.of(payee), CLOCK).inspect(text).orThrow())
                .isEqualTo(content);
    }

    @Test
    void an_order_that_was_lost_is_asked_for_and_made_once() {
        box.sandbox.faults().arm(Fault.LOST_RESPONSE, 1);
        assertThat(order()).startsWith("call order(bill) again");
        assertThat(order()).matches("pay by [0-9]{20}");
        assertThat(order()).matches("pay by [0-9]{20}");
    }

    @Test
    void a_notice_has_one_effect_however_often_it_comes() throws Exception {
        order();
        RawMessage message = box.push(Role.PLATFORM, notice());

        assertThat(receive(message)).isEqualTo("200 {\"result\":\"ACCEPTED\"}");
        assertThat(receive(message)).isEqualTo("200 {\"result\":\"ACCEPTED\"}");
        assertThat(receive(box.push(Role.PLATFORM, notice()))).isEqualTo("200 {\"result\":\"ACCEPTED\"}");
        assertThat(receive(box.push(Role.BANK, notice()))).isEqualTo("400 {\"result\":\"REFUSED\"}");
        assertThat(effects()).isZero();
        outbox.runDue();
        assertThat(effects()).isEqualTo(1);
        assertThat(payments.find(NUMBER).orElseThrow().state()).isEqualTo(PaymentState.PAID);
    }

    private String notice() {
        return """
                {"type":"payment.paid","eventId":"e1","orderNumber":"20261121-0001-FEE","paymentCode":"%s",
                 "paymentNumber":"P1","amount":{"amount":"20.00","currency":"CNY"},"payee":"11330106MB9D00113N",
                 "paidAt":"2026-11-21T01:30:00Z","channel":"OUTLET"}""".formatted(payments.find(NUMBER).orElseThrow().code().orElseThrow());
    }

    private String receive(RawMessage message) {
        // snippet: notice
        NoticeAnswer answer = payments.receive(message); // raw octets and headers of the HTTP request
        return answer.httpStatus() + " " + answer.body();
        // end of snippet
    }

    @Test
    void a_system_elsewhere_is_told_of_a_payment_and_of_its_reversal() throws Exception {
        order();
        receive(box.push(Role.PLATFORM, notice()));
        PaymentOrder order = payments.find(NUMBER).orElseThrow();
        Payment payment = order.payment().orElseThrow();

        int told = box.store
                .inTransaction(transaction -> forward(transaction, order, payment))
                .runDue();

        assertThat(told).isEqualTo(2);
    }

    private Outbox forward(Connection transaction, PaymentOrder order, Payment payment) {
        DataSource database = box.database;
        Platform target = box.department;
        Clock clock = CLOCK;
        // snippet: payment-forwarding
        Outbox elsewhere = new Outbox(
                database,
                List.of(new PaymentForwarding(target, "/payments/told")),
                OutboxSettings.defaults(),
                clock); // start() it, too
        // in PaymentHandler.paid:
        PaymentForwarding.tell(transaction, elsewhere, order, payment);
        // in PaymentHandler.reversed:
        PaymentForwarding.tellReversed(transaction, elsewhere, order, payment);
        // end of snippet
        return elsewhere;
    }

    private int effects() throws SQLException {
        try (Connection connection = box.database.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT payments FROM office_case")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void the_outlet_collects_once_and_a_query_brings_it_home() throws Exception {
        order();
        byte[] png = qr();
        assertThat(collect(png)).startsWith("received under P");
        assertThat(collect(png)).startsWith("take no money");
        // snippet: query
        PaymentOrder order = payments.query(new BillNumber("20261121-0001-FEE")); // when no notice came
        // end of snippet

        assertThat(order.state()).isEqualTo(PaymentState.PAID);
        outbox.runDue();
        assertThat(effects()).isEqualTo(1);
        assertThat(reconcile(order)).contains("长款", "33010626300000000000", "88.80");
    }

    @Test
    void a_code_is_replaced_only_when_the_old_one_is_closed() {
        order();

        assertThat(replace(bill("20261121-0001-FEE2"))).matches("pay by [0-9]{20}");
        assertThat(payments.find(NUMBER).orElseThrow().state()).isEqualTo(PaymentState.CLOSED);

        String code = payments.find(new BillNumber("20261121-0001-FEE2"))
                .orElseThrow()
                .code()
                .orElseThrow()
                .value();
        box.sandbox.payByWallet(code, "WECHAT");
        Outcome<PaymentOrder> again =
                payments.replace(new BillNumber("20261121-0001-FEE2"), bill("20261121-0001-FEE3"));
        String refusal = again.fold(order -> "", refused -> refused.code(), pending -> "");
        assertThat(refusal).isEqualTo("PAID");
        assertThat(payments.find(new BillNumber("20261121-0001-FEE3"))).isEmpty();
    }

    private String replace(Bill fresh) {
        // snippet: replace
        Outcome<PaymentOrder> outcome = payments.replace(new BillNumber("20261121-0001-FEE"), fresh);
        return outcome.fold(
                order -> "pay by " + order.code().orElseThrow(),
                refusal -> refusal.code().equals("PAID") ? "no new code: it is paid" : refusal.reason(),
                pending -> "no new code yet: call replace again");
        // end of snippet
    }

    @Test
    void a_refund_is_done_when_the_platform_says_so() throws Exception {
        order();
        box.sandbox.payByWallet(
                payments.find(NUMBER).orElseThrow().code().orElseThrow().value(), "WECHAT");
        payments.query(NUMBER);
        outbox.runDue();
        box.sandbox.holdRefunds();

        assertThat(refund()).isEqualTo("accepted: the payer has nothing yet");
        assertThat(refund()).isEqualTo("accepted: the payer has nothing yet");
        box.sandbox.endRefund("20261121-0001-BACK", true);
        assertThat(effects()).isEqualTo(1);
        payments.queryRefund(new RefundNumber("20261121-0001-BACK"));
        outbox.runDue();
        assertThat(effects()).isZero();
    }

    private String refund() {
        PaymentOrder order = payments.find(NUMBER).orElseThrow();
        Money seen = Money.yuan("20.00");
        // snippet: refund
        RefundRequest request = new RefundRequest(
                new RefundNumber("20261121-0001-BACK"),
                order.bill().number(),
                order.payment().orElseThrow().number(),
                Money.yuan("5.00"),
                seen, // order.refundable(payment number), as the person who decided saw it
                "overcharged",
                null);
        Outcome<Refund> outcome = payments.refund(request);
        return outcome.fold(
                refund -> refund.state() == RefundState.DONE ? "done" : "accepted: the payer has nothing yet",
                refusal -> refusal.code() + " " + refusal.reason(),
                pending -> "call refund again with the same request");
        // end of snippet
    }

    @Test
    void money_without_a_code_is_claimed_with_a_reason() throws Exception {
        order();
        receive(box.push(Role.PLATFORM, """
                {"type":"payment.arrived","eventId":"e9","paymentNumber":"T1","payee":"11330106MB9D00113N",
                 "amount":{"amount":"20.00","currency":"CNY"},"paidAt":"2026-11-21T01:30:00Z","channel":"TRANSFER"}"""));

        assertThat(claim()).isEqualTo("T1 CNY 20.00 DONE");
        outbox.runDue();
        assertThat(effects()).isEqualTo(1);
        assertThat(payments.unmatched(10)).isEmpty();
    }

    private String claim() {
        // snippet: claim
        UnmatchedArrival money = payments.unmatched(100).get(0);
        Payment payment = money.payment();
        BillNumber bill = new BillNumber("20261121-0001-FEE");
        ByHand by = new ByHand("window-3", "named in the remark");
        Outcome<PaymentOrder> outcome = payments.claim(bill, payment.number(), by);
        // end of snippet
        return payment.number() + " " + payment.amount()
                + outcome.fold(done -> " DONE", refusal -> " NO", pending -> " ?");
    }

    private BankOutlet outlet() throws IOException {
        Platform platform = box.bank;
        StateStore store = box.store;
        DataSource database = box.database;
        Clock clock = CLOCK;
        Path payeeFile = box.sandbox.trustFolder().resolve("payees").resolve(Organisation.DEPARTMENT.code() + ".json");
        // snippet: outlet
        OutletSettings settings = new OutletSettings(
                CreditCode.parse("91330106MA9D00443G"),
                new DayCut(LocalTime.of(21, 0)),
                new OfflineLimits(Money.yuan("500.00"), Money.yuan("20000.00"), Duration.ofHours(2)));
        Outbox outbox = new Outbox(
                database, BankOutlet.forwarders(platform, store, settings.bank()), OutboxSettings.defaults(), clock);
        outbox.createTables(); // and outbox.start() forwards what was taken while the platform was away
        TrustedPayee payee = TrustedPayee.read(Files.readAllBytes(payeeFile));
        BankOutlet outlet =
                new BankOutlet(platform, store, outbox, new PaymentQrInspector(List.of(payee), clock), settings);
        // end of snippet
        return outlet;
    }

    private String collect(byte[] png) throws IOException {
        BankOutlet outlet = outlet();
        // snippet: outlet-collect
        ScannedCode code = outlet.scan(png).orThrow(); // a swapped sticker ends here, before any call
        try {
            PayableBill bill = outlet.lookUp(code); // must be what the code says
            Outcome<CollectionReceipt> outcome = outlet.collect(bill, "YH202611210001", "330106001");
            return outcome.fold(
                    receipt -> "received under " + receipt.paymentNumber(),
                    refusal ->
                            "give the money back: " + RefusalReason.of(refusal).zh(),
                    pending -> pending.cause()); // "Taken, not yet confirmed: it is forwarded by itself."
        } catch (PlatformRefusedException e) {
            return "take no money: " + RefusalReason.of(e.refusal()).zh();
        }
        // end of snippet
    }

    @Test
    void the_outlet_reverses_and_writes_its_statement() throws Exception {
        order();
        collect(qr());
        BankOutlet outlet = outlet();
        Path file = folder.resolve("statement.txt");
        var out = printed.out;
        // snippet: outlet-reverse
        Outcome<ReversalReceipt> outcome = outlet.reverse("YH202611210001", "CZ202611210001", "wrong bill");
        // end of snippet
        // snippet: outlet-statement
        LocalDate day = LocalDate.of(2026, 11, 21);
        for (OutletCollection left : outlet.unsettled(day, 100)) {
            out.println(
                    left.bankSerial() + " " + left.state().zh()); // for TO_RETURN: tell the payer and return the money
        }
        try (OutputStream stream = Files.newOutputStream(file)) {
            outlet.statement(day, stream);
        }
        // end of snippet
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(file).content().startsWith("1|0.00\nYH202611210001|").endsWith("|20.00|20261121100000|R\n");
    }

    private String reconcile(PaymentOrder order) throws IOException {
        StateStore store = box.store;
        var out = printed.out;
        Path workFolder = folder;
        Path page = folder.resolve("reconciliation.html");
        byte[] statement = BankStatement.write(List.of(
                StatementLine.collected(
                        "YH202611210001", order.code().orElseThrow(), Money.yuan("20.00"), CLOCK.instant()),
                StatementLine.collected(
                        "YH202611210002",
                        new PaymentCode("33010626300000000000"),
                        Money.yuan("88.80"),
                        CLOCK.instant())));
        Path statementFile = Files.write(folder.resolve("statement.txt"), statement);
        // snippet: reconcile
        PaymentCode code = order.code().orElseThrow();
        List<Entry> book = order.arrivals().stream()
                .map(Arrival::payment)
                .map(payment -> Entry.collected(code, payment.amount(), payment.paidAt()))
                .toList();
        BankDay today = BankDay.of(LocalDate.of(2026, 11, 21));
        Reconciler reconciler = new Reconciler(store, WorkFolder.of(workFolder));

        Reconciliation day;
        try (InputStream file = Files.newInputStream(statementFile)) {
            day = reconciler.run("ICBC", today, book, BankStatement.in(StandardCharsets.UTF_8), file);
        }
        for (Discrepancy found : day.discrepancies()) {
            DiscrepancyKind kind = found.kind();
            out.println(kind.zh() + " " + found.key() + " " + found.difference() + ": " + kind.actionZh());
        }
        Files.writeString(page, day.toHtml()); // for a browser; toText() for a mail, toCsv() for a spreadsheet
        // end of snippet

        assertThat(day.balances()).isTrue();
        assertThat(page).content().contains("差异已逐笔列明", "¥88.80");
        return printed.toString();
    }
}
