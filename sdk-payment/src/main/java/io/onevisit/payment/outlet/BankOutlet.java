package io.onevisit.payment.outlet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Report;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.qr.QrCode;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.qr.PaymentQr;
import io.onevisit.payment.qr.PaymentQrInspector;

/**
 * A bank outlet (银行网点): inspects a payer's code, shows the bill, takes the money and tells the platform, once for each
 * of its own serial numbers. Thread-safe.
 */
public final class BankOutlet {
    private static final String LOOK_UP = "outlet.lookup";
    private static final String COLLECT = "outlet.collect";
    private static final String QUERY = "outlet.query";
    private static final String STORED = "outlet.collection";
    private static final String BILL = "payable bill";
    private static final String RECEIPT = "collection receipt";

    private final Platform platform;
    private final StateStore store;
    private final PaymentQrInspector inspector;

    /**
     * An outlet.
     *
     * @param platform reached with the bank's own key
     * @param store remembers collections from before they are sent
     * @param inspector knows whose codes to trust
     */
    public BankOutlet(Platform platform, StateStore store, PaymentQrInspector inspector) {
        this.platform = Require.present(platform, "platform");
        this.store = Require.present(store, "store");
        this.inspector = Require.present(inspector, "inspector");
    }

    /**
     * Inspects a payer's code before any call is made.
     *
     * @param picture a PNG with one QR code
     * @throws MalformedMessageException when no code can be read in it
     */
    public Report<PaymentQr> scan(byte[] picture) {
        return inspector.inspect(QrCode.read(picture));
    }

    /**
     * Shows what is to be paid by a code.
     *
     * @throws PlatformRefusedException code 11001 for a code nobody knows
     * @throws PlatformUnreachableException when no answer came
     */
    public PayableBill lookUp(PaymentCode code) {
        Bytes body = octets(StrictJson.object()
                .put("paymentCode", Require.present(code, "code").value()));
        Members answer = Members.read(
                platform.read(Call.read(LOOK_UP, "/v1/outlet/bills/lookup", body))
                        .body(),
                BILL);
        if (!answer.value("paymentCode", PaymentCode::new).equals(code)) {
            throw new MalformedMessageException(BILL, "is about another code");
        }
        return answer.checked(() -> new PayableBill(
                code,
                answer.object("payee").value("code", CreditCode::parse),
                answer.object("payee").text("name"),
                answer.money("total"),
                answer.text("state").equals("OPEN"),
                answer.instant("expires")));
    }

    /**
     * Tells the platform that money was taken. The collection is stored before it is sent; calling again with the same
     * one asks the platform first and never counts it twice.
     *
     * @throws io.onevisit.core.InvalidValueException when another collection has this serial number
     * @throws PlatformUnreachableException when the platform certainly has not got it; call again later
     */
    public Outcome<CollectionReceipt> collect(OutletCollection collection) {
        Bytes body = octets(json(Require.present(collection, "collection")));
        StateKey key = new StateKey(STORED, collection.bankSerial());
        boolean first = store.inTransaction(transaction -> store.insert(transaction, key, body, null));
        if (first) {
            return send(collection, body);
        }
        boolean same = store.inTransaction(transaction -> store.find(transaction, key)
                .filter(state -> state.value().equals(body))
                .isPresent());
        Require.that(same, "bank serial", "was used for another collection");
        return queryThenSend(collection, body);
    }

    private Outcome<CollectionReceipt> queryThenSend(OutletCollection collection, Bytes body) {
        Bytes query = octets(StrictJson.object().put("bankSerial", collection.bankSerial()));
        try {
            return receipt(collection, platform.read(Call.read(QUERY, "/v1/outlet/collections/query", query)));
        } catch (PlatformRefusedException e) {
            return e.refusal().code().equals("not-found")
                    ? send(collection, body)
                    : unknown(collection, "the query was refused");
        } catch (PlatformUnreachableException | MalformedMessageException | VerificationFailedException e) {
            return unknown(collection, "the platform did not answer the query");
        }
    }

    private Outcome<CollectionReceipt> send(OutletCollection collection, Bytes body) {
        return platform.write(Call.write(COLLECT, "/v1/outlet/collections", body, collection.bankSerial()))
                .fold(reply -> receipt(collection, reply), Outcome.Refused::new, Outcome.Unknown::new);
    }

    private static Outcome<CollectionReceipt> receipt(OutletCollection collection, Reply reply) {
        try {
            Members answer = Members.read(reply.body(), RECEIPT);
            return new Outcome.Done<>(answer.checked(
                    () -> new CollectionReceipt(answer.text("paymentNumber"), answer.instant("receivedAt"))));
        } catch (MalformedMessageException e) {
            return unknown(collection, "the answer is not what the contract says");
        }
    }

    private static Outcome<CollectionReceipt> unknown(OutletCollection collection, String cause) {
        return new Outcome.Unknown<>(new Pending(COLLECT, collection.bankSerial(), cause));
    }

    private static ObjectNode json(OutletCollection collection) {
        ObjectNode json = StrictJson.object()
                .put("bankSerial", collection.bankSerial())
                .put("paymentCode", collection.code().value());
        json.set("amount", StrictJson.money(collection.amount()));
        return json.put("collectedAt", collection.collectedAt().toString()).put("outlet", collection.outlet());
    }

    private static Bytes octets(ObjectNode json) {
        return Bytes.of(StrictJson.write(json));
    }
}
