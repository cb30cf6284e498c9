package io.onevisit.examples.outlet;

import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.payment.outlet.BankOutlet;
import io.onevisit.payment.outlet.CollectionReceipt;
import io.onevisit.payment.outlet.OutletCollection;
import io.onevisit.payment.outlet.PayableBill;
import io.onevisit.payment.qr.PaymentQr;
import io.onevisit.payment.reconcile.BankStatement;
import io.onevisit.payment.reconcile.StatementLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A teller's work: read the payer's code, show the bill, take the money once, and hand in the day's statement. */
public final class Teller {
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final BankOutlet bank;
    private final String outlet;
    private final Clock clock;
    private final AtomicLong serial;
    private final List<StatementLine> ledger = new ArrayList<>();

    /**
     * A teller.
     *
     * @param outlet the bank's number of the outlet
     */
    public Teller(BankOutlet bank, String outlet, Clock clock) {
        this.bank = bank;
        this.outlet = outlet;
        this.clock = clock;
        this.serial = new AtomicLong(clock.millis());
    }

    /**
     * Collects what a picture of a payment code asks for.
     *
     * @param picture a PNG
     * @throws io.onevisit.core.VerificationFailedException for a code that is not the payee's, or has expired
     * @throws IllegalStateException when the platform refuses, or does not answer for too long; the serial number keeps
     *     the money from being counted twice later
     */
    public synchronized OutletCollection collect(byte[] picture) throws InterruptedException {
        PaymentQr code = bank.scan(picture).orThrow();
        PayableBill bill = lookUp(code);
        if (!bill.payable()
                || !bill.total().equals(code.amount())
                || !bill.payee().equals(code.payee())) {
            throw new IllegalStateException("the bill is not open, or not what the code says");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        OutletCollection collection =
                new OutletCollection("YH" + serial.incrementAndGet(), code.code(), code.amount(), now, outlet);
        tellPlatform(collection);
        ledger.add(StatementLine.collected(
                collection.bankSerial(), collection.code(), collection.amount(), collection.collectedAt()));
        return collection;
    }

    private PayableBill lookUp(PaymentQr code) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return bank.lookUp(code.code());
            } catch (PlatformUnreachableException e) {
                pauseOrGiveUp(attempt);
            }
        }
    }

    private void tellPlatform(OutletCollection collection) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Outcome<CollectionReceipt> ending = bank.collect(collection);
                if (ending instanceof Outcome.Done<CollectionReceipt>) {
                    return;
                }
                if (ending instanceof Outcome.Refused<CollectionReceipt> refused) {
                    throw new IllegalStateException(
                            "refused: " + refused.refusal().code());
                }
            } catch (PlatformUnreachableException e) {
                // certainly not sent: the same collection may be told again
            }
            pauseOrGiveUp(attempt);
        }
    }

    private static void pauseOrGiveUp(int attempt) throws InterruptedException {
        if (attempt == TRIES) {
            throw new IllegalStateException(
                    "the platform does not answer; try again later with the same serial number");
        }
        Thread.sleep(PAUSE.toMillis());
    }

    /** Everything collected so far as the bank's statement file, in UTF-8, with the bank's other lines of the day. */
    public synchronized byte[] statementWith(StatementLine... others) {
        List<StatementLine> day = new ArrayList<>(ledger);
        Collections.addAll(day, others);
        return BankStatement.write(day);
    }
}
