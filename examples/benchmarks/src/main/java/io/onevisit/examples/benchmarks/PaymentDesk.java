package io.onevisit.examples.benchmarks;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.Money;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.payment.Attention;
import io.onevisit.payment.Bill;
import io.onevisit.payment.BillItem;
import io.onevisit.payment.BillNumber;
import io.onevisit.payment.BillType;
import io.onevisit.payment.Payee;
import io.onevisit.payment.Payment;
import io.onevisit.payment.PaymentEffects;
import io.onevisit.payment.PaymentFollowing;
import io.onevisit.payment.PaymentHandler;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.PaymentTerms;
import io.onevisit.payment.Payments;
import io.onevisit.payment.Refund;
import io.onevisit.payment.RefundFollowing;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** A department that takes in notices; nobody is told, since that comes later and out of the outbox. */
final class PaymentDesk {
    private final Payments payments;

    PaymentDesk(PlatformAtHand platform, DataSource database) {
        PaymentTerms terms = PaymentTerms.of("benchmark", PlatformAtHand.NOTIFY_URI, Duration.ofHours(2));
        JdbcStateStore store = new JdbcStateStore(database, platform.clock());
        store.createTables();
        Outbox effects = new Outbox(
                database,
                List.of(new PaymentEffects(store, new Nobody())),
                OutboxSettings.defaults(),
                platform.clock());
        effects.createTables();
        Outbox following = new Outbox(
                database,
                List.of(
                        new PaymentFollowing(platform, store, effects, terms),
                        new RefundFollowing(platform, store, effects, terms)),
                PaymentFollowing.settings(),
                platform.clock());
        this.payments = new Payments(platform, store, effects, following, terms);
    }

    Payments payments() {
        return payments;
    }

    PaymentOrder order(int number) {
        Bill bill = new Bill(
                new BillNumber("B-%06d".formatted(number)),
                BillType.FEE,
                new CaseNumber("2026-000123"),
                "Zhang San",
                new Payee(CreditCode.parse("91350100M000100Y43"), "Housing Bureau", "6222020000000000"),
                List.of(new BillItem("103042", "registration fee", Money.yuan("80.50"), 1)),
                Money.yuan("80.50"));
        return payments.order(bill).fold(order -> order, PaymentDesk::notDone, PaymentDesk::notDone);
    }

    private static PaymentOrder notDone(Object ending) {
        throw new IllegalStateException("not done: " + ending);
    }

    private static final class Nobody implements PaymentHandler {
        @Override
        public void paid(Connection transaction, PaymentOrder order, Payment payment) {}

        @Override
        public void reversed(Connection transaction, PaymentOrder order, Payment payment) {}

        @Override
        public void refunded(Connection transaction, PaymentOrder order, Refund refund) {}

        @Override
        public void needsAttention(Connection transaction, Attention attention) {}
    }
}
