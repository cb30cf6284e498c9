package io.onevisit.payment.reconcile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.payment.PaymentCode;
import java.time.LocalDate;
import java.util.List;

/** Reconciliations as JSON objects, for the state store. */
final class ReconciliationJson {
    private ReconciliationJson() {}

    static ObjectNode write(Reconciliation result) {
        ObjectNode json = StrictJson.object()
                .put("day", result.day().toString())
                .put("fileDigest", result.fileDigest().toHex())
                .put("matched", result.matched());
        ArrayNode discrepancies = json.putArray("discrepancies");
        result.discrepancies().forEach(each -> discrepancies.add(write(each)));
        write(json.putArray("open"), result.open());
        write(json.putArray("settledAtEnd"), result.settledAtEnd());
        json.set("ourTotal", StrictJson.money(result.ourTotal()));
        json.set("bankTotal", StrictJson.money(result.bankTotal()));
        return json;
    }

    private static ObjectNode write(Discrepancy discrepancy) {
        ObjectNode json = StrictJson.object().put("kind", discrepancy.kind().name());
        discrepancy.ours().ifPresent(entry -> json.set("ours", write(entry)));
        discrepancy.bank().ifPresent(line -> json.set("bank", write(line)));
        return json;
    }

    private static void write(ArrayNode array, List<BookEntry> entries) {
        entries.forEach(entry -> array.add(write(entry)));
    }

    private static ObjectNode write(BookEntry entry) {
        ObjectNode json = StrictJson.object().put("code", entry.code().value());
        json.set("amount", StrictJson.money(entry.amount()));
        return json.put("at", entry.paidAt().toString())
                .put("state", entry.state().name());
    }

    private static ObjectNode write(StatementLine line) {
        ObjectNode json = StrictJson.object()
                .put("serial", line.bankSerial())
                .put("code", line.code().value());
        json.set("amount", StrictJson.money(line.amount()));
        return json.put("at", line.at().toString()).put("state", line.state().name());
    }

    static Reconciliation read(Members json) {
        return json.checked(() -> new Reconciliation(
                json.value("day", LocalDate::parse),
                json.value("fileDigest", Bytes::ofHex),
                (int) json.integer("matched", 0, Integer.MAX_VALUE),
                json.objects("discrepancies", ReconciliationJson::discrepancy),
                json.objects("open", ReconciliationJson::entry),
                json.objects("settledAtEnd", ReconciliationJson::entry),
                json.money("ourTotal"),
                json.money("bankTotal")));
    }

    private static Discrepancy discrepancy(Members json) {
        return new Discrepancy(
                json.value("kind", DiscrepancyKind::valueOf),
                json.optionalObject("ours").map(ReconciliationJson::entry).orElse(null),
                json.optionalObject("bank").map(ReconciliationJson::line).orElse(null));
    }

    private static BookEntry entry(Members json) {
        return new BookEntry(
                json.value("code", PaymentCode::new),
                json.money("amount"),
                json.instant("at"),
                json.value("state", CollectionState::valueOf));
    }

    private static StatementLine line(Members json) {
        return new StatementLine(
                json.text("serial"),
                json.value("code", PaymentCode::new),
                json.money("amount"),
                json.instant("at"),
                json.value("state", CollectionState::valueOf));
    }
}
