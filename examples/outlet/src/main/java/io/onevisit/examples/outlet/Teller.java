package io.onevisit.examples.outlet;

import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.outlet.BankOutlet;
import io.onevisit.payment.outlet.OutletCollection;
import io.onevisit.payment.outlet.Payable;
import io.onevisit.payment.outlet.PayableBill;
import io.onevisit.payment.outlet.RefusalReason;
import io.onevisit.payment.outlet.ScannedCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;

/** A teller's work at one outlet: each step ends in a plain sentence for the screen. */
public final class Teller {
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final BankOutlet bank;
    private final String outlet;
    private final AtomicLong serial;

    /**
     * A teller.
     *
     * @param outlet the bank's number of the outlet
     */
    public Teller(BankOutlet bank, String outlet, Clock clock) {
        this.bank = bank;
        this.outlet = outlet;
        this.serial = new AtomicLong(clock.millis());
    }

    /** Shows what is to be paid by a code that the payer tells. */
    String lookUp(PaymentCode code) {
        try {
            PayableBill bill = bank.lookUp(code);
            return bill.payeeName() + " " + bill.amount();
        } catch (PlatformRefusedException e) {
            return sentence(e.refusal());
        } catch (PlatformUnreachableException e) {
            return "平台无应答，请稍后再查。 The platform does not answer: look it up later.";
        }
    }

    /** Reads a signed code; a foreign or swapped one ends here. */
    ScannedCode scan(byte[] picture) {
        return bank.scan(picture).orThrow();
    }

    /** Takes the money on the counter. */
    OutletCollection take(Payable payable) {
        String number = "YH" + serial.incrementAndGet();
        Outcome<?> ending = bank.collect(payable, number, outlet);
        return bank.find(number).orElseThrow(() -> new IllegalStateException("not taken: " + said(ending)));
    }

    /** Gives a collection back. */
    String reverse(OutletCollection collection, String reason) {
        return said(bank.reverse(collection.bankSerial(), "CZ" + serial.incrementAndGet(), reason));
    }

    /** A collection as the screen shows it. */
    String screen(String bankSerial) {
        OutletCollection collection = bank.find(bankSerial).orElseThrow();
        String shown = collection.bankSerial() + " " + collection.amount() + " " + collection.state() + ": "
                + collection.state().zh() + " " + collection.state().en();
        Refusal refusal = collection.refusal();
        return refusal == null ? shown : shown + "\n      " + sentence(refusal);
    }

    private static String said(Outcome<?> ending) {
        return ending.fold(done -> "完成。 Done.", Teller::sentence, pending -> "结果未知。 " + pending.cause());
    }

    private static String sentence(Refusal refusal) {
        RefusalReason reason = RefusalReason.of(refusal);
        return "[" + refusal.code() + "] " + reason.zh() + " " + reason.en();
    }

    /**
     * Collects what a picture of a payment code asks for, and waits until the platform has confirmed it.
     *
     * @param picture a PNG
     * @throws io.onevisit.core.VerificationFailedException for a code that is not the payee's, or has expired
     * @throws IllegalStateException when the platform refuses, or does not answer for too long; the serial number keeps
     *     the money from being counted twice later
     */
    public OutletCollection collect(byte[] picture) throws InterruptedException {
        ScannedCode code = scan(picture);
        PayableBill bill = lookUp(code);
        String number = "YH" + serial.incrementAndGet();
        for (int attempt = 1; ; attempt++) {
            Outcome<?> ending = bank.collect(bill, number, outlet);
            if (ending instanceof Outcome.Done) {
                return bank.find(number).orElseThrow();
            }
            if (ending instanceof Outcome.Refused<?> refused) {
                throw new IllegalStateException(sentence(refused.refusal()));
            }
            pauseOrGiveUp(attempt);
        }
    }

    private PayableBill lookUp(ScannedCode code) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return bank.lookUp(code);
            } catch (PlatformUnreachableException e) {
                pauseOrGiveUp(attempt);
            }
        }
    }

    private static void pauseOrGiveUp(int attempt) throws InterruptedException {
        if (attempt == TRIES) {
            throw new IllegalStateException("the platform does not answer; what was taken is forwarded by itself");
        }
        Thread.sleep(PAUSE.toMillis());
    }

    /** The statement file of a bank day. */
    public byte[] statement(LocalDate day) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            bank.statement(day, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
