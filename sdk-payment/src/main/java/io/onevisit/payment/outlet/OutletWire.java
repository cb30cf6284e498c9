package io.onevisit.payment.outlet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.CheckCode;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The outlet's calls to the platform. What is asked for or told is compared with what is answered. */
final class OutletWire {
    static final String COLLECT = "outlet.collect";
    static final String REVERSE = "outlet.reverse";

    private static final String LOOK_UP = "outlet.lookup";
    private static final String BILL = "payable bill";

    private final Platform platform;
    private final Contact contact;

    OutletWire(Platform platform, StateStore store, CreditCode bank) {
        this.platform = platform;
        this.contact = new Contact(store, bank, platform.clock());
    }

    PayableBill lookUp(PaymentCode code, Optional<CheckCode> checkCode) {
        ObjectNode body = StrictJson.object().put("paymentCode", code.value());
        checkCode.ifPresent(check -> body.put("checkCode", check.value()));
        Members answer = Members.read(
                read(Call.read(LOOK_UP, "/v1/outlet/bills/lookup", OutletJson.octets(body)))
                        .body(),
                BILL);
        if (!answer.value("paymentCode", PaymentCode::new).equals(code)) {
            throw new MalformedMessageException(BILL, "is about another code");
        }
        requireOpen(answer.text("state"));
        return bill(code, answer);
    }

    private static void requireOpen(String state) {
        switch (state) {
            case "OPEN" -> {}
            case "PAID" -> throw refused(RefusalReason.PAID_ALREADY);
            case "EXPIRED" -> throw refused(RefusalReason.EXPIRED);
            case "CLOSED" -> throw refused(RefusalReason.VOID);
            default -> throw new MalformedMessageException(BILL, "member state is none of the contract's");
        }
    }

    private PayableBill bill(PaymentCode code, Members answer) {
        Members payee = answer.object("payee");
        PayableBill bill = new PayableBill(
                code,
                payee.value("code", CreditCode::parse),
                payee.text("name"),
                answer.money("total"),
                answer.instant("expires"),
                now(),
                null);
        if (!bill.amount().isPositive()) {
            throw new MalformedMessageException(BILL, "has a total that is not positive");
        }
        return bill;
    }

    static PlatformRefusedException refused(RefusalReason reason) {
        return new PlatformRefusedException(LOOK_UP, reason.refusal());
    }

    /**
     * Tells of a collection.
     *
     * @throws PlatformUnreachableException when the platform certainly has not got it
     */
    Outcome<CollectionReceipt> tell(OutletCollection collection) {
        Bytes body = OutletJson.octets(OutletJson.told(collection));
        return write(
                Call.write(COLLECT, "/v1/outlet/collections", body, collection.bankSerial()),
                reply -> receipt(collection, reply));
    }

    /** What the platform knows of a collection; empty when it has never seen it. */
    Optional<Outcome<CollectionReceipt>> ask(OutletCollection collection) {
        ObjectNode body = StrictJson.object().put("bankSerial", collection.bankSerial());
        return ask(
                Call.read("outlet.query", "/v1/outlet/collections/query", OutletJson.octets(body)),
                new Pending(COLLECT, collection.bankSerial(), "the query was not answered"),
                reply -> receipt(collection, reply));
    }

    /**
     * Tells of a reversal.
     *
     * @throws PlatformUnreachableException when the platform certainly has not got it
     */
    Outcome<ReversalReceipt> tell(Reversal reversal, OutletCollection collection) {
        Bytes body = OutletJson.octets(OutletJson.told(reversal, collection));
        return write(
                Call.write(REVERSE, "/v1/outlet/reversals", body, reversal.serial()),
                reply -> receipt(reversal, collection, reply));
    }

    /** What the platform knows of a reversal; empty when it has never seen it. */
    Optional<Outcome<ReversalReceipt>> ask(Reversal reversal, OutletCollection collection) {
        ObjectNode body = StrictJson.object().put("reversalSerial", reversal.serial());
        return ask(
                Call.read("outlet.reversal.query", "/v1/outlet/reversals/query", OutletJson.octets(body)),
                new Pending(REVERSE, reversal.serial(), "the query was not answered"),
                reply -> receipt(reversal, collection, reply));
    }

    private <T> Outcome<T> write(Call call, Function<Reply, Outcome<T>> receipt) {
        Outcome<Reply> ending = platform.write(call);
        if (!(ending instanceof Outcome.Unknown)) {
            contact.answered();
        }
        return ending.fold(receipt, Outcome.Refused::new, Outcome.Unknown::new);
    }

    private <T> Optional<Outcome<T>> ask(Call call, Pending open, Function<Reply, Outcome<T>> receipt) {
        try {
            return Optional.of(receipt.apply(read(call)));
        } catch (PlatformRefusedException e) {
            return e.isNotFound() ? Optional.empty() : Optional.of(new Outcome.Unknown<>(open));
        } catch (PlatformUnreachableException | MalformedMessageException | VerificationFailedException e) {
            return Optional.of(new Outcome.Unknown<>(open));
        }
    }

    private Reply read(Call call) {
        try {
            Reply reply = platform.read(call);
            contact.answered();
            return reply;
        } catch (PlatformRefusedException e) {
            contact.answered();
            throw e;
        }
    }

    private static Outcome<CollectionReceipt> receipt(OutletCollection collection, Reply reply) {
        try {
            CollectionReceipt receipt = OutletJson.receipt(Members.read(reply.body(), "collection receipt"));
            return collection.isConfirmedBy(receipt)
                    ? new Outcome.Done<>(receipt)
                    : unknown(COLLECT, collection.bankSerial(), "the receipt is about something else");
        } catch (MalformedMessageException e) {
            return unknown(COLLECT, collection.bankSerial(), "the answer is not what the contract says");
        }
    }

    private static Outcome<ReversalReceipt> receipt(Reversal reversal, OutletCollection collection, Reply reply) {
        try {
            ReversalReceipt receipt = OutletJson.reversalReceipt(Members.read(reply.body(), "reversal receipt"));
            return collection.receipt() != null
                            && collection.receipt().paymentNumber().equals(receipt.paymentNumber())
                    ? new Outcome.Done<>(receipt)
                    : unknown(REVERSE, reversal.serial(), "the receipt is about something else");
        } catch (MalformedMessageException e) {
            return unknown(REVERSE, reversal.serial(), "the answer is not what the contract says");
        }
    }

    private static <T> Outcome<T> unknown(String operation, String key, String cause) {
        return new Outcome.Unknown<>(new Pending(operation, key, cause));
    }

    Contact contact() {
        return contact;
    }

    Instant now() {
        return platform.clock().instant();
    }
}
