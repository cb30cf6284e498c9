package io.onevisit.payment.reconcile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reconciliations as JSON objects, for the state store: a head, and one line for each difference and open entry. */
final class ReconciliationJson {
    private ReconciliationJson() {}

    static ObjectNode head(Reconciliation result) {
        ObjectNode json = StrictJson.object()
                .put("day", result.day().toString())
                .put("ends", result.bankDay().ends().toString())
                .put("cutOff", result.bankDay().cutOff().toString())
                .put("matched", result.matched())
                .put("grouped", result.grouped());
        Bytes digest = result.fileDigest();
        if (digest != null) {
            json.put("fileDigest", digest.toHex());
        }
        json.set("matchedTotal", StrictJson.money(result.matchedTotal()));
        json.set("ourTotal", StrictJson.money(result.ourTotal()));
        json.set("bankTotal", StrictJson.money(result.bankTotal()));
        return json;
    }

    static void lines(Reconciliation result, Consumer<ObjectNode> lines) {
        result.discrepancies().forEach(each -> lines.accept(write(each)));
        result.open().forEach(entry -> lines.accept(write(Line.OPEN, entry)));
        result.settledAtEnd().forEach(entry -> lines.accept(write(Line.SETTLED, entry)));
    }

    private static ObjectNode write(Discrepancy discrepancy) {
        ObjectNode json = StrictJson.object()
                .put("line", Line.DIFFERENCE.name())
                .put("kind", discrepancy.kind().name());
        write(json.putArray("ours"), discrepancy.ours());
        write(json.putArray("bank"), discrepancy.bank());
        return json;
    }

    private static void write(ArrayNode array, List<Entry> entries) {
        entries.forEach(entry -> array.add(write(entry)));
    }

    private static ObjectNode write(Line line, Entry entry) {
        ObjectNode json = StrictJson.object().put("line", line.name());
        json.set("entry", write(entry));
        return json;
    }

    private static ObjectNode write(Entry entry) {
        ObjectNode json = StrictJson.object().put("key", entry.key());
        if (entry.code() != null) {
            json.put("code", entry.code());
        }
        if (entry.serial() != null) {
            json.put("serial", entry.serial());
        }
        json.set("amount", StrictJson.money(entry.amount()));
        return json.put("at", entry.at().toString())
                .put("dateOnly", entry.dateOnly())
                .put("state", entry.state().name());
    }

    /** A result that is put together line by line. */
    static final class Reading {
        private final Members head;
        private final List<Discrepancy> discrepancies = new ArrayList<>();
        private final List<Entry> open = new ArrayList<>();
        private final List<Entry> settled = new ArrayList<>();

        Reading(Members head) {
            this.head = head;
        }

        void line(ObjectNode object) {
            Members json = new Members(object, ReconciliationBook.FORMAT);
            switch (json.value("line", Line::valueOf)) {
                case DIFFERENCE -> discrepancies.add(discrepancy(json));
                case OPEN -> open.add(entry(json.object("entry")));
                case SETTLED -> settled.add(entry(json.object("entry")));
            }
        }

        Reconciliation result() {
            return head.checked(() -> new Reconciliation(
                    new BankDay(
                            head.value("day", LocalDate::parse),
                            head.value("ends", LocalTime::parse),
                            head.value("cutOff", Duration::parse)),
                    head.optionalValue("fileDigest", Bytes::ofHex).orElse(null),
                    head.integer("matched", 0, Long.MAX_VALUE),
                    head.integer("grouped", 0, Long.MAX_VALUE),
                    head.money("matchedTotal"),
                    discrepancies,
                    open,
                    settled,
                    head.money("ourTotal"),
                    head.money("bankTotal")));
        }
    }

    /** What a line is about, by its name in the store. */
    private enum Line {
        DIFFERENCE,
        OPEN,
        SETTLED
    }

    private static Discrepancy discrepancy(Members json) {
        return json.checked(() -> new Discrepancy(
                json.value("kind", DiscrepancyKind::valueOf),
                json.objects("ours", ReconciliationJson::entry),
                json.objects("bank", ReconciliationJson::entry)));
    }

    private static Entry entry(Members json) {
        return json.checked(() -> new Entry(
                json.text("key"),
                json.optionalText("code").orElse(null),
                json.optionalText("serial").orElse(null),
                json.money("amount"),
                json.instant("at"),
                json.truth("dateOnly"),
                json.value("state", CollectionState::valueOf)));
    }
}
