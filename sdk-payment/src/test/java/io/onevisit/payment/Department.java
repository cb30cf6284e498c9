package io.onevisit.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.store.JdbcStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A department on a platform in memory, with a real database. */
final class Department {
    static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    static final Duration LIFETIME = Duration.ofHours(2);
    static final CreditCode PAYEE = CreditCode.parse("91350100M000100Y43");

    final SettableClock clock = new SettableClock(NOW);
    final JdbcStateStore store = Stores.h2(clock);
    final PlatformInMemory platform = new PlatformInMemory(clock);
    final Effects effects = new Effects(store);
    final Payments payments = payments();

    /** A node of the department after a restart, or a second one: nothing but the database is common. */
    Payments payments() {
        return payments(platform);
    }

    Payments payments(Platform other) {
        return new Payments(other, store, PlatformInMemory.NOTIFY_URI, LIFETIME, effects);
    }

    static Bill bill(String number) {
        return bill(number, "80.50");
    }

    static Bill bill(String number, String yuan) {
        return new Bill(
                new BillNumber(number),
                BillType.FEE,
                new CaseNumber("2026-000123"),
                "Zhang San",
                new Payee(PAYEE, "Housing Bureau", "6222020000000000"),
                List.of(new BillItem("103042", "registration fee", Money.yuan(yuan), 1)),
                Money.yuan(yuan));
    }

    /** A bill that the platform has opened. */
    Bill opened(String number) {
        Bill bill = bill(number);
        payments.order(bill).fold(order -> order, Department::unexpected, Department::unexpected);
        return bill;
    }

    NoticeAnswer receive(ObjectNode notice) {
        return payments.receive(platform.push(notice));
    }

    PaymentState state(Bill bill) {
        return payments.find(bill.number()).orElseThrow().state();
    }

    static PaymentOrder done(Outcome<PaymentOrder> outcome) {
        return outcome.fold(order -> order, Department::unexpected, Department::unexpected);
    }

    private static PaymentOrder unexpected(Object ending) {
        throw new AssertionError("not done: " + ending);
    }
}
