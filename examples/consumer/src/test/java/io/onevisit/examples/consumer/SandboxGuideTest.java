package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.examples.sandbox.Fault;
import io.onevisit.examples.sandbox.PaymentFault;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.Sandbox;
import io.onevisit.examples.sandbox.StatementFault;
import io.onevisit.examples.sandbox.StatementSource;
import io.onevisit.payment.Arrival;
import io.onevisit.payment.Attention;
import io.onevisit.payment.Bill;
import io.onevisit.payment.BillItem;
import io.onevisit.payment.BillNumber;
import io.onevisit.payment.BillType;
import io.onevisit.payment.NoticeAnswer;
import io.onevisit.payment.Payee;
import io.onevisit.payment.Payment;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.PaymentEffects;
import io.onevisit.payment.PaymentFollowing;
import io.onevisit.payment.PaymentHandler;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.PaymentTerms;
import io.onevisit.payment.Payments;
import io.onevisit.payment.Refund;
import io.onevisit.payment.RefundFollowing;
import io.onevisit.payment.reconcile.BankDay;
import io.onevisit.payment.reconcile.Discrepancy;
import io.onevisit.payment.reconcile.DiscrepancyKind;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.Reconciler;
import io.onevisit.payment.reconcile.Reconciliation;
import io.onevisit.payment.reconcile.WorkFolder;
import io.onevisit.payment.reconcile.statement.WechatBill;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide to the sandbox. */
class SandboxGuideTest {
    @Test
    void a_test_runs_into_a_fault_of_its_own_choosing(@TempDir Path folder) throws IOException {
        Clock clock = GuideSandbox.CLOCK;
        Bytes order = GuideSandbox.octets("""
                {"orderNumber":"2026-0001","expires":"2099-01-01T00:00:00Z","notifyUri":"http://127.0.0.1:9/none",
                 "bill":{"billNumber":"2026-0001","type":"FEE","caseNumber":"20261121-0001","payer":{"name":"李明轩"},
                         "payee":{"code":"11330106MB9D00113N","name":"示例市政务服务局","account":"1202020309900012345"},
                         "items":[{"code":"1","name":"fee","unitPrice":{"amount":"20.00","currency":"CNY"},"quantity":1}],
                         "total":{"amount":"20.00","currency":"CNY"}}}""");
        // snippet: sandbox
        try (Sandbox sandbox = Sandbox.start(folder, 0, clock, Duration.ofSeconds(15));
                HttpPlatform platform = new HttpPlatform(new PlatformSettings(
                        sandbox.baseUri(),
                        new StrictProfile(
                                sandbox.keyring().key(Role.DEPARTMENT),
                                sandbox.keyring().verificationKeys(Role.PLATFORM)),
                        clock))) {
            sandbox.faults().arm(Fault.LOST_RESPONSE, 1);

            Outcome<Reply> outcome =
                    platform.write(Call.write("payment.order", "/v1/payments/orders", order, "2026-0001"));
            assertThat(outcome).isInstanceOf(Outcome.Unknown.class);

            sandbox.faults().clear();
            assertThat(platform.write(Call.write("payment.order", "/v1/payments/orders", order, "2026-0001")))
                    .isInstanceOf(Outcome.Done.class); // under the same key it finds what was done
        }
        // end of snippet
    }

    @Test
    void a_departments_own_service_meets_a_payment_fault(@TempDir Path folder) throws Exception {
        Clock clock = GuideSandbox.CLOCK;
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/inbound");
        CountedPayments handler = new CountedPayments();
        try (GuideSandbox box = new GuideSandbox(folder)) {
            PaymentTerms terms = PaymentTerms.of("housing-bureau", address, Duration.ofHours(2));
            Outbox effects = new Outbox(
                    box.database, List.of(new PaymentEffects(box.store, handler)), OutboxSettings.defaults(), clock);
            effects.createTables();
            Outbox following = new Outbox(
                    box.database,
                    List.of(
                            new PaymentFollowing(box.department, box.store, effects, terms),
                            new RefundFollowing(box.department, box.store, effects, terms)),
                    PaymentFollowing.settings(),
                    clock);
            Payments payments = new Payments(box.department, box.store, effects, following, terms);
            service.createContext("/inbound", exchange -> receive(exchange, payments, address));
            service.start();
            Sandbox sandbox = box.sandbox;
            Bill bill = bill();
            // snippet: payment-fault
            PaymentOrder order = payments.order(bill).fold(done -> done, no -> fail(no.reason()), unknown -> fail());
            sandbox.faults().arm(PaymentFault.F09_NOTIFY_FORGED, 1); // four forged pushes before the genuine one

            sandbox.payByWallet(order.code().orElseThrow().value(), "WECHAT"); // pushed to your notifyUri
            sandbox.settle(); // until your service has answered every push
            effects.runDue(); // calls your PaymentHandler

            assertThat(handler.paid()).isEqualTo(1);
            assertThat(sandbox.faults().idle()).isEmpty(); // what was switched on did happen
            // end of snippet
            reconcile(sandbox, new Reconciler(box.store, WorkFolder.of(folder)), payments.query(bill.number()));
        } finally {
            service.stop(0);
        }
    }

    private static void reconcile(Sandbox sandbox, Reconciler reconciler, PaymentOrder order) {
        PaymentCode code = order.code().orElseThrow();
        List<Entry> book = order.arrivals().stream()
                .map(Arrival::payment)
                .map(payment -> Entry.collected(code, payment.amount(), payment.paidAt()))
                .toList();
        LocalDate day = LocalDate.ofInstant(GuideSandbox.CLOCK.instant(), ZoneId.of("Asia/Shanghai"));
        // snippet: statement-fault
        sandbox.faults().arm(StatementFault.F32_AMOUNT, 1); // the first payment in the file is of one yuan more
        byte[] file = sandbox.statement(StatementSource.WECHAT, day);

        Reconciliation result =
                reconciler.run("WECHAT", BankDay.of(day), book, new WechatBill(), new ByteArrayInputStream(file));

        assertThat(result.discrepancies()).extracting(Discrepancy::kind).containsExactly(DiscrepancyKind.AMOUNT);
        // end of snippet
    }

    private static Bill bill() {
        return new Bill(
                new BillNumber("20261121-0001-FEE"),
                BillType.FEE,
                new CaseNumber("20261121-0001"),
                "李明轩",
                new Payee(CreditCode.parse("11330106MB9D00113N"), "示例市政务服务局", "1202020309900012345"),
                List.of(new BillItem("103042701", "居住证工本费", Money.yuan("20.00"), 1)),
                Money.yuan("20.00"));
    }

    private static void receive(HttpExchange exchange, Payments payments, URI address) throws IOException {
        try (exchange) {
            Bytes body = Bytes.of(exchange.getRequestBody().readAllBytes());
            NoticeAnswer answer =
                    payments.receive(new RawMessage("POST", address.toString(), exchange.getRequestHeaders(), body));
            exchange.sendResponseHeaders(answer.httpStatus(), -1);
        }
    }

    /** Counts. */
    private static final class CountedPayments implements PaymentHandler {
        private final AtomicInteger paid = new AtomicInteger();

        int paid() {
            return paid.get();
        }

        @Override
        public void paid(Connection transaction, PaymentOrder order, Payment payment) {
            paid.incrementAndGet();
        }

        @Override
        public void reversed(Connection transaction, PaymentOrder order, Payment payment) {
            throw new AssertionError("nothing was reversed");
        }

        @Override
        public void refunded(Connection transaction, PaymentOrder order, Refund refund) {
            throw new AssertionError("nothing was refunded");
        }

        @Override
        public void needsAttention(Connection transaction, Attention attention) {
            throw new AssertionError("nobody is needed");
        }
    }
}
