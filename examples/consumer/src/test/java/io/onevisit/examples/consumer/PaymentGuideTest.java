package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.core.store.StateStore;
import io.onevisit.examples.sandbox.Fault;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.payment.Bill;
import io.onevisit.payment.BillItem;
import io.onevisit.payment.BillNumber;
import io.onevisit.payment.NoticeAnswer;
import io.onevisit.payment.Payee;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.PaymentHandler;
import io.onevisit.payment.PaymentNotice;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.PaymentState;
import io.onevisit.payment.Payments;
import io.onevisit.payment.outlet.BankOutlet;
import io.onevisit.payment.outlet.CollectionReceipt;
import io.onevisit.payment.outlet.OutletCollection;
import io.onevisit.payment.outlet.PayableBill;
import io.onevisit.payment.qr.PaymentQr;
import io.onevisit.payment.qr.PaymentQrInspector;
import io.onevisit.payment.qr.TrustedPayee;
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
import java.util.List;
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

    private static Payments payments(Platform platform, StateStore store) {
        // snippet: payments
        URI notifyUri = URI.create("https://office.example.gov.cn/inbound");
        Payments payments = new Payments(platform, store, notifyUri, Duration.ofHours(2), new CasePayments());
        // end of snippet
        return payments;
    }

    // snippet: payment-handler
    static final class CasePayments implements PaymentHandler {
        @Override
        public void paid(Connection transaction, PaymentNotice notice) throws SQLException {
            String sql = "UPDATE office_case SET payments = payments + 1 WHERE bill = ?";
            try (PreparedStatement update = transaction.prepareStatement(sql)) {
                update.setString(1, notice.billNumber().value());
                update.executeUpdate();
            }
        }

        @Override
        public void needsAttention(Connection transaction, PaymentOrder order, PaymentNotice notice) {
            // twice, late, another amount or another payee: put it before a person
        }
    }
    // end of snippet

    private static Bill bill() {
        // snippet: bill
        Payee payee = new Payee(CreditCode.parse("11330106MB9D00113N"), "示例市政务服务局", "33050161772700000000");
        BillItem fee = new BillItem("103042701", "居住证工本费", Money.yuan("20.00"), 1);
        Bill bill = new Bill(
                new BillNumber("20261121-0001-FEE"),
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
        QrCode qr = QrCode.of(content.sign(payeeKey), ErrorCorrection.M);
        byte[] png = qr.png(6, 300);
        String svg = qr.svg();
        // end of snippet
        assertThat(svg).startsWith("<");
        return png;
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
        assertThat(effects()).isEqualTo(1);
        assertThat(reconcile(order)).contains("长款", "33010626300000000000", "88.80");
    }

    private String collect(byte[] png) throws IOException {
        Platform platform = box.bank;
        StateStore store = box.store;
        Clock clock = CLOCK;
        Path payeeFile = box.sandbox.trustFolder().resolve("payees").resolve(Organisation.DEPARTMENT.code() + ".json");
        // snippet: outlet
        TrustedPayee payee = TrustedPayee.read(Files.readAllBytes(payeeFile));
        BankOutlet outlet = new BankOutlet(platform, store, new PaymentQrInspector(List.of(payee), clock));

        Report<PaymentQr> scanned = outlet.scan(png); // a swapped sticker ends here, before any call
        PaymentQr code = scanned.orThrow();
        PayableBill bill = outlet.lookUp(code.code());
        if (!bill.payable()
                || !bill.total().equals(code.amount())
                || !bill.payee().equals(code.payee())) {
            return "take no money: paid, closed, or not what the code says";
        }
        OutletCollection collection =
                new OutletCollection("YH202611210001", code.code(), code.amount(), clock.instant(), "330106001");
        Outcome<CollectionReceipt> outcome = outlet.collect(collection);
        // end of snippet
        return outcome.fold(
                receipt -> "received under " + receipt.paymentNumber(),
                refusal -> "refused " + refusal.code(),
                pending -> "call collect again with the same collection");
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
