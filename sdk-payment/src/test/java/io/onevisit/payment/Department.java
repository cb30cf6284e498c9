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
import javax.sql.DataSource;

/** A department on a platform in memory, with a real database. */
final class Department {
    static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    static final Duration LIFETIME = Duration.ofHours(2);
    static final CreditCode PAYEE = CreditCode.parse("91350100M000100Y43");

    static final String ACCOUNT = "housing-bureau";
    static final Duration RETENTION = Duration.ofDays(1000);
    static final PaymentTerms TERMS = new PaymentTerms(
            ACCOUNT,
            PlatformInMemory.NOTIFY_URI,
            LIFETIME,
            PaymentCodeProfile.REGIONAL,
            RefundRules.defaults(),
            Duration.ofDays(3),
            RETENTION);

    final SettableClock clock = new SettableClock(NOW);
    final PlatformInMemory platform = new PlatformInMemory(clock);
    final DataSource database;
    final PaymentTerms terms;
    final JdbcStateStore store;
    final Effects effects;
    final Desk desk;
    final Payments payments;

    Department() {
        this(Stores.h2Database());
    }

    Department(DataSource database) {
        this(database, TERMS);
    }

    Department(DataSource database, PaymentTerms terms) {
        this.database = database;
        this.terms = terms;
        this.store = new JdbcStateStore(database, clock);
        store.createTables();
        this.effects = new Effects(store);
        this.desk = desk(platform);
        this.payments = desk.payments;
    }

    /** A node of the department after a restart, or a second one: nothing but the database is common. */
    Payments payments() {
        return payments(platform);
    }

    Payments payments(Platform other) {
        return desk(other).payments;
    }

    /** A second node, before one of whose transactions, from 1 after that of its start, another node does something. */
    Payments payments(int before, Runnable other) {
        return new Payments(platform, new Interrupted(store, before + 1, other), desk.effects, desk.following, terms);
    }

    Desk desk(Platform other) {
        return desk(other, terms);
    }

    Desk desk(Platform other, PaymentTerms terms) {
        return new Desk(other, database, clock, terms, ignored -> effects);
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

    /** Takes a notice in, and does what follows from it. */
    NoticeAnswer receive(ObjectNode notice) {
        NoticeAnswer answer = payments.receive(platform.push(notice));
        desk.work();
        return answer;
    }

    /** What the department was told of a bill, once all that is due is done. */
    List<String> told(Bill bill) {
        desk.work();
        return effects.of(bill);
    }

    /** Lets half a day pass and asks the platform about all that is not at its end. */
    void follow() {
        desk.following.runDue();
        clock.advance(Duration.ofHours(12));
        desk.following.runDue();
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
