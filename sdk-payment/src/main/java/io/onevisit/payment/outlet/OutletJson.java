package io.onevisit.payment.outlet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.Refusal;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.payment.ByHand;
import io.onevisit.payment.OperatorDecision;
import io.onevisit.payment.PaymentCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Collections, reversals and receipts as JSON objects: on the wire, and in the state store with what became of them. */
final class OutletJson {
    private OutletJson() {}

    static Bytes octets(ObjectNode object) {
        return Bytes.of(StrictJson.write(object));
    }

    /** What the platform is told of a collection. */
    static ObjectNode told(OutletCollection collection) {
        ObjectNode json = StrictJson.object()
                .put("bankSerial", collection.bankSerial())
                .put("bank", collection.bank().value())
                .put("paymentCode", collection.code().value());
        json.set("amount", StrictJson.money(collection.amount()));
        return json.put("seen", collection.scanned() ? "SCANNED" : "LOOKED_UP")
                .put("collectedAt", collection.collectedAt().toString())
                .put("outlet", collection.outlet());
    }

    /** What the platform is told of a reversal. */
    static ObjectNode told(Reversal reversal, OutletCollection collection) {
        ObjectNode json =
                StrictJson.object().put("reversalSerial", reversal.serial()).put("bankSerial", reversal.bankSerial());
        json.set("amount", StrictJson.money(collection.amount()));
        return json.put("reversedAt", reversal.askedAt().toString())
                .put("outlet", collection.outlet())
                .put("reason", reversal.reason());
    }

    static Bytes write(OutletCollection collection) {
        ObjectNode json = told(collection)
                .put("day", collection.day().toString())
                .put("state", collection.state().name());
        @Nullable CollectionReceipt receipt = collection.receipt();
        if (receipt != null) {
            ObjectNode word = json.putObject("receipt")
                    .put("bankSerial", receipt.bankSerial())
                    .put("paymentCode", receipt.code().value());
            word.set("amount", StrictJson.money(receipt.amount()));
            word.put("paymentNumber", receipt.paymentNumber())
                    .put("receivedAt", receipt.receivedAt().toString());
        }
        putRefusal(json, collection.refusal());
        if (collection.reversalSerial() != null) {
            json.put("reversalSerial", collection.reversalSerial());
        }
        @Nullable OperatorDecision decision = collection.decidedBy();
        if (decision != null) {
            json.putObject("decision")
                    .put("operator", decision.by().operator())
                    .put("reason", decision.by().reason())
                    .put("at", decision.at().toString());
        }
        return octets(json);
    }

    static OutletCollection collection(Bytes stored) {
        Members json = Members.read(stored, "stored collection");
        return json.checked(() -> new OutletCollection(
                json.text("bankSerial"),
                json.value("bank", CreditCode::parse),
                json.value("paymentCode", PaymentCode::new),
                json.money("amount"),
                json.text("seen").equals("SCANNED"),
                json.instant("collectedAt"),
                json.value("day", LocalDate::parse),
                json.text("outlet"),
                json.value("state", OutletState::valueOf),
                json.optionalObject("receipt").map(OutletJson::receipt).orElse(null),
                refusal(json),
                json.optionalText("reversalSerial").orElse(null),
                json.optionalObject("decision").map(OutletJson::decision).orElse(null)));
    }

    private static OperatorDecision decision(Members json) {
        return new OperatorDecision(new ByHand(json.text("operator"), json.text("reason")), json.instant("at"));
    }

    static CollectionReceipt receipt(Members json) {
        return json.checked(() -> new CollectionReceipt(
                json.text("bankSerial"),
                json.value("paymentCode", PaymentCode::new),
                json.money("amount"),
                json.text("paymentNumber"),
                json.instant("receivedAt")));
    }

    static Bytes write(Reversal reversal) {
        ObjectNode json = StrictJson.object()
                .put("reversalSerial", reversal.serial())
                .put("bankSerial", reversal.bankSerial())
                .put("reversedAt", reversal.askedAt().toString())
                .put("reason", reversal.reason());
        @Nullable ReversalReceipt receipt = reversal.receipt();
        if (receipt != null) {
            json.putObject("receipt")
                    .put("paymentNumber", receipt.paymentNumber())
                    .put("reversedAt", receipt.reversedAt().toString());
        }
        putRefusal(json, reversal.refusal());
        return octets(json);
    }

    static Reversal reversal(Bytes stored) {
        Members json = Members.read(stored, "stored reversal");
        return json.checked(() -> new Reversal(
                json.text("reversalSerial"),
                json.text("bankSerial"),
                json.instant("reversedAt"),
                json.text("reason"),
                json.optionalObject("receipt").map(OutletJson::reversalReceipt).orElse(null),
                refusal(json)));
    }

    static ReversalReceipt reversalReceipt(Members json) {
        return json.checked(() -> new ReversalReceipt(json.text("paymentNumber"), json.instant("reversedAt")));
    }

    private static void putRefusal(ObjectNode json, @Nullable Refusal refusal) {
        if (refusal != null) {
            ObjectNode no =
                    json.putObject("refusal").put("code", refusal.code()).put("reason", refusal.reason());
            if (refusal.requestId() != null) {
                no.put("requestId", refusal.requestId());
            }
        }
    }

    private static @Nullable Refusal refusal(Members json) {
        return json.optionalObject("refusal")
                .map(no -> new Refusal(
                        no.text("code"),
                        no.text("reason"),
                        no.optionalText("requestId").orElse(null)))
                .orElse(null);
    }
}
