package io.onevisit.payment.outlet;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Report;
import io.onevisit.core.StorageException;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.qr.QrCode;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.ByHand;
import io.onevisit.payment.CheckCode;
import io.onevisit.payment.OperatorDecision;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.qr.PaymentQr;
import io.onevisit.payment.qr.PaymentQrInspector;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The outlets of one bank (银行网点): inspect a payer's code, show the bill, take the money, reverse it within the bank day,
 * write the day's statement. Each collection and each reversal has one effect under its serial number, also when the
 * platform cannot be reached or its answer is lost: it is stored with an outbox message that forwards it, asking first.
 * Needs nothing of the department's side. Thread-safe; several nodes of the bank, and several banks, may share one database.
 *
 * <p>Every method throws {@link StorageException} when the database does not carry it out.
 */
public final class BankOutlet {
    private static final int MAX_LIMIT = 10_000;

    private final OutletWire wire;
    private final PaymentQrInspector inspector;
    private final CollectionBook book;
    private final Collecting collecting;
    private final Reversing reversing;
    private final GivenUp givenUp;

    /**
     * The outlets of a bank.
     *
     * @param platform reached with the bank's own key
     * @param store the bank's
     * @param outbox one with the {@link #forwarders} of the same platform, store and bank
     * @param inspector knows whose codes to trust
     */
    public BankOutlet(
            Platform platform, StateStore store, Outbox outbox, PaymentQrInspector inspector, OutletSettings settings) {
        Require.present(store, "state store");
        CreditCode bank = Require.present(settings, "settings").bank();
        Require.that(
                Require.present(outbox, "outbox").handles(CollectionForwarding.kind(bank))
                        && outbox.handles(ReversalForwarding.kind(bank)),
                "outbox",
                "must have the forwarders of this bank");
        this.wire = new OutletWire(Require.present(platform, "platform"), store, bank);
        this.inspector = Require.present(inspector, "inspector");
        this.book = new CollectionBook(store, bank);
        this.collecting = new Collecting(store, outbox, wire, settings);
        this.reversing = new Reversing(store, outbox, wire, settings);
        this.givenUp = new GivenUp(store, outbox, wire, bank);
    }

    /**
     * What an {@link Outbox} needs to forward collections and reversals of {@code bank} that have no ending yet. An outbox
     * may have those of several banks, each with a platform that is reached with that bank's own key.
     */
    public static List<OutboxHandler> forwarders(Platform platform, StateStore store, CreditCode bank) {
        Require.present(bank, "bank");
        OutletWire wire =
                new OutletWire(Require.present(platform, "platform"), Require.present(store, "state store"), bank);
        return List.of(new CollectionForwarding(store, bank, wire), new ReversalForwarding(store, bank, wire));
    }

    /**
     * Inspects a payer's code before any call is made.
     *
     * @param picture a PNG with one QR code
     * @throws MalformedMessageException when no code can be read in it
     */
    public Report<ScannedCode> scan(byte[] picture) {
        Report<PaymentQr> report = inspector.inspect(QrCode.read(picture));
        return Report.of(
                report.checks(),
                report.subject()
                        .map(content -> new ScannedCode(content, wire.now()))
                        .orElse(null));
    }

    /**
     * Shows what is to be paid by a code that the payer tells.
     *
     * @throws PlatformRefusedException when it cannot be paid; {@link RefusalReason#of} tells the teller what to do
     * @throws PlatformUnreachableException when no answer came
     */
    public PayableBill lookUp(PaymentCode code) {
        return wire.lookUp(Require.present(code, "code"), Optional.empty());
    }

    /** The same for a code that has a check code beside it. */
    public PayableBill lookUp(PaymentCode code, CheckCode checkCode) {
        return wire.lookUp(Require.present(code, "code"), checked(checkCode));
    }

    private static Optional<CheckCode> checked(CheckCode checkCode) {
        return Optional.of(Require.present(checkCode, "check code"));
    }

    /**
     * Shows what is to be paid by a code that was scanned, which must say the same.
     *
     * @throws PlatformRefusedException also with {@link RefusalReason#AMOUNT_DIFFERS} or {@link
     *     RefusalReason#ACCOUNT_DIFFERS} when the bill is not what the code says
     */
    public PayableBill lookUp(ScannedCode scanned) {
        return lookUp(scanned, Optional.empty());
    }

    /** The same for a code that has a check code beside it, which no signed code tells: the payer does. */
    public PayableBill lookUp(ScannedCode scanned, CheckCode checkCode) {
        return lookUp(scanned, checked(checkCode));
    }

    private PayableBill lookUp(ScannedCode scanned, Optional<CheckCode> checkCode) {
        PayableBill bill = wire.lookUp(Require.present(scanned, "scanned code").code(), checkCode);
        if (!bill.amount().equals(scanned.amount())) {
            throw OutletWire.refused(RefusalReason.AMOUNT_DIFFERS);
        }
        if (!bill.payee().equals(scanned.content().payee())) {
            throw OutletWire.refused(RefusalReason.ACCOUNT_DIFFERS);
        }
        return bill.of(scanned);
    }

    /**
     * Takes what the payer is to pay, in full, and tells the platform. Call it with the money on the counter.
     *
     * <p>{@link Outcome.Done}: hand over the receipt. {@link Outcome.Refused}: give the money back; {@link
     * RefusalReason#of} tells why, also when the platform could not be reached and the limits for that do not allow to
     * wait. {@link Outcome.Unknown}: {@link #find} tells whether the money is taken and not yet confirmed, or must be held
     * until the ending is known; in both cases it is forwarded by itself. The same call again asks the platform first.
     *
     * @param payable seen in the same visit, at most 30 minutes ago
     * @param bankSerial the bank's own number of it, unique for good: 4 to 32 letters and digits
     * @param outlet where: the bank's number of the outlet, at most 32 characters
     * @throws InvalidValueException when another collection has this serial number, or the amount is not in CNY
     */
    public Outcome<CollectionReceipt> collect(Payable payable, String bankSerial, String outlet) {
        return collecting.collect(payable, bankSerial, outlet);
    }

    /** A collection as it stands now; empty when the serial number was never used. */
    public Optional<OutletCollection> find(String bankSerial) {
        return book.find(OutletCollection.requireSerial(bankSerial, "bank serial"));
    }

    /**
     * Reverses a collection in full (冲正), within its bank day. It is forwarded by itself until it has an ending; the same
     * call again asks the platform first. Give the money out at {@link Outcome.Done} only.
     *
     * @param reversalSerial the bank's own number of the reversal, unique for good: 4 to 32 letters and digits
     * @param reason in a few words without personal data, at most 100 characters
     * @return refused after the day-cut, after a fiscal receipt, and when it is not collected or reversed already
     * @throws InvalidValueException when another collection was reversed under this serial number
     */
    public Outcome<ReversalReceipt> reverse(String bankSerial, String reversalSerial, String reason) {
        return reversing.reverse(bankSerial, reversalSerial, reason);
    }

    /**
     * The collections of a bank day that somebody or something has still to act on: not confirmed, to be returned, being
     * reversed. What to do tells their state.
     *
     * @param limit at most how many, from 1 to 10,000
     */
    public List<OutletCollection> unsettled(LocalDate day, int limit) {
        Require.present(day, "day");
        Require.that(limit >= 1 && limit <= MAX_LIMIT, "limit", "must be from 1 to 10000");
        List<OutletCollection> found = new ArrayList<>();
        List<OutletCollection> page = book.page(day, "");
        while (!page.isEmpty() && found.size() < limit) {
            page.stream()
                    .filter(collection -> collection.state().isUnsettled())
                    .limit(limit - found.size())
                    .forEach(found::add);
            page = book.page(day, page.get(page.size() - 1).bankSerial());
        }
        return List.copyOf(found);
    }

    /**
     * The collections about which nothing is done any more by itself (转人工): the outbox has given up forwarding them or their
     * reversals ({@link io.onevisit.core.store.OutboxSettings#giveUpAfter}). What is {@link OutletState#TAKEN} keeps its part
     * of the total until it is settled: by {@link #forwardAgain}, or by {@link #giveBack}. What was given back by hand is here
     * again when the platform has not answered since: {@link #forwardAgain} asks for it.
     *
     * @param limit at most how many, from 1 to 10,000
     */
    public List<OutletCollection> givenUp(int limit) {
        Require.that(limit >= 1 && limit <= MAX_LIMIT, "limit", "must be from 1 to 10000");
        return givenUp.list(limit);
    }

    /**
     * Has a collection, or its reversal, forwarded once more that was given up, asking first.
     *
     * @throws InvalidValueException when it was not given up
     */
    public void forwardAgain(String bankSerial) {
        givenUp.forwardAgain(OutletCollection.requireSerial(bankSerial, "bank serial"));
    }

    /**
     * Decides by hand that money goes back to the payer whose forwarding was given up (人工退还), for when a person has made sure
     * with the platform that it has no such payment. The platform is asked once more; whatever it says but that it has it, the
     * money is to be returned and counts no more in the total taken offline. Then {@link #returned}. The same decision again
     * changes nothing.
     *
     * <p>While the platform does not answer it is asked again by itself, and never told. Should it have the payment, the
     * collection is {@link OutletState#CONFIRMED} with its decision, also when the money has gone: have the payer bring it back,
     * or clear it with the platform.
     *
     * @param by who decides and why, kept with the collection for good
     * @return the collection as it is then: {@link OutletState#TO_RETURN}, or {@link OutletState#CONFIRMED} when the platform
     *     has it after all
     * @throws InvalidValueException when it was not given up, is being reversed, or was given back by another decision
     */
    public OutletCollection giveBack(String bankSerial, ByHand by) {
        OutletCollection.requireSerial(bankSerial, "bank serial");
        return givenUp.giveBack(bankSerial, new OperatorDecision(Require.present(by, "by hand"), wire.now()));
    }

    /**
     * Takes note that money which was refused later, or given back by hand, has gone back to the payer.
     *
     * @throws InvalidValueException when there is nothing to return under this serial number
     */
    public void returned(String bankSerial) {
        OutletCollection after =
                book.change(OutletCollection.requireSerial(bankSerial, "bank serial"), OutletCollection::returned);
        Require.that(after.state() == OutletState.RETURNED, "bank serial", "has nothing to return");
        givenUp.release(after);
    }

    /**
     * Writes the statement of a bank day (对账单), as {@link io.onevisit.payment.reconcile.BankStatement} describes it: a
     * line for each collection in the order of the store, {@code S} for confirmed and {@code R} for reversed. What has no
     * ending yet, or must be returned, has the name of its {@link OutletState} instead and does not count in the sum. What
     * was refused at the counter, or was given back unconfirmed, is not there.
     *
     * <p>Write it when the day is over: a day that changes meanwhile is a {@link StorageException}, and what was written
     * is to be thrown away.
     *
     * @param out stays open
     */
    public void statement(LocalDate day, OutputStream out) throws IOException {
        new DayStatement(book, Require.present(day, "day")).write(Require.present(out, "out"));
    }
}
