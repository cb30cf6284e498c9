package io.onevisit.payment.reconcile.statement;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.reconcile.CollectionState;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.StatementFormat.Lines;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entry (Ntry) of a camt file and its details, which are handed on one by one. For one thread. */
final class CamtEntry {
    private static final List<String> ORDER = List.of(
            "NtryRef",
            "Amt",
            "CdtDbtInd",
            "RvslInd",
            "Sts",
            "BookgDt",
            "ValDt",
            "AcctSvcrRef",
            "NtryDtls",
            "AddtlNtryInf");
    private static final Set<String> STATES = Set.of("BOOK", "PDNG", "INFO", "FUTR");

    private final XmlElements file;
    private final Lines lines;
    private final CamtTotals totals;
    private final Map<String, XmlElement> parts = new HashMap<>();
    private @Nullable XmlElement batch;
    private @Nullable XmlElement unpriced;
    private Money detailed = Money.fen(0);
    private int details;

    CamtEntry(XmlElements file, Lines lines, CamtTotals totals) {
        this.file = file;
        this.lines = lines;
        this.totals = totals;
    }

    void read() throws IOException {
        int[] rank = {0};
        file.children(name -> {
            int own = ORDER.indexOf(name);
            file.refuseUnless(own < 0 || own >= rank[0], "has " + name + " in another order than the schema's");
            rank[0] = Math.max(own, rank[0]);
            part(name, own >= 0);
        });
        file.refusing(this::finish);
    }

    private void part(String name, boolean known) throws IOException {
        if (name.equals("NtryDtls")) {
            file.children(this::detail);
        } else if (known && !name.equals("AddtlNtryInf")) {
            XmlElement element = XmlElement.read(file, name);
            file.refuseUnless(parts.put(name, element) == null, "has " + name + " twice");
        } else {
            file.skip();
        }
    }

    private void detail(String name) throws IOException {
        if (name.equals("Btch")) {
            XmlElement element = XmlElement.read(file, name);
            file.refuseUnless(batch == null || batch.equals(element), "has two batches in one entry");
            batch = element;
        } else if (name.equals("TxDtls")) {
            XmlElement element = XmlElement.read(file, name);
            file.refusing(() -> {
                detail(element);
                return element;
            });
        } else {
            file.skip();
        }
    }

    private void detail(XmlElement detail) {
        details++;
        Require.that(unpriced == null, "TxDtls", "must have an amount each when there are several");
        Optional<XmlElement> amount = detail.optional("Amt").or(() -> detail.at("AmtDtls", "TxAmt", "Amt"));
        if (amount.isEmpty()) {
            Require.that(details == 1, "TxDtls", "must have an amount each when there are several");
            unpriced = detail;
            return;
        }
        XmlElement direction = detail.optional("CdtDbtInd").orElseGet(() -> required("CdtDbtInd"));
        Money priced = CamtAmount.of(amount.get());
        detailed = detailed.plus(CamtAmount.signed(priced, direction));
        hand(priced, direction, code(detail), reference(detail));
    }

    private Money finish() {
        Money amount = CamtAmount.of(required("Amt"));
        XmlElement direction = required("CdtDbtInd");
        if (details == 0) {
            hand(amount, direction, null, own());
        } else if (unpriced != null) {
            hand(amount, direction, code(unpriced), reference(unpriced));
        } else if (!detailed.equals(CamtAmount.signed(amount, direction))) {
            throw new InvalidValueException("Ntry", "says " + amount + ", its details come to " + detailed);
        }
        proveBatch(amount);
        totals.add(amount, CamtAmount.isCredit(direction), isBooked());
        return amount;
    }

    private void proveBatch(Money amount) {
        if (batch == null) {
            return;
        }
        batch.textAt("NbOfTxs")
                .filter(text -> details > 1)
                .ifPresent(text -> Require.that(
                        text.equals(Integer.toString(details)), "Btch", "does not count the " + details + " details"));
        batch.optional("TtlAmt")
                .ifPresent(total ->
                        Require.that(CamtAmount.of(total).equals(amount), "Btch", "must come to the entry's amount"));
    }

    /** Hands on one movement, if it is booked: known by its code, or else by the best number that it has. */
    private void hand(Money amount, XmlElement direction, @Nullable String code, @Nullable String number) {
        if (!isBooked()) {
            return;
        }
        String key =
                Optional.ofNullable(code).or(() -> Optional.ofNullable(number)).orElseGet(() -> "line " + file.line());
        CollectionState state = CamtAmount.isCredit(direction) ? CollectionState.COLLECTED : CollectionState.REFUNDED;
        XmlElement booked = required("BookgDt");
        boolean dateOnly = booked.optional("Dt").isPresent();
        String serial = number == null ? null : number + suffix(number);
        lines.take(file.line(), new Entry(key, code, serial, amount, time(booked), dateOnly, state));
    }

    /** What keeps apart those that share a number: details without one of their own, and a reversal. */
    private String suffix(String number) {
        String detail = details > 1 && number.equals(own()) ? "/" + details : "";
        return text("RvslInd").filter("true"::equals).isPresent() ? detail + "/RVSL" : detail;
    }

    private boolean isBooked() {
        XmlElement status = required("Sts");
        String code = status.textAt("Cd").orElse(status.text());
        Require.that(STATES.contains(code), "Sts", "must be BOOK, PDNG, INFO or FUTR");
        return code.equals("BOOK");
    }

    private static @Nullable String code(XmlElement detail) {
        return detail.textAt("Refs", "EndToEndId")
                .filter(text -> !text.equals("NOTPROVIDED") && Entry.isNumber(text))
                .orElse(null);
    }

    private @Nullable String reference(XmlElement detail) {
        return detail.textAt("Refs", "AcctSvcrRef")
                .or(() -> detail.textAt("Refs", "UETR"))
                .filter(Entry::isNumber)
                .orElseGet(this::own);
    }

    /** The entry's own number: the batch, for a sum without details; the bank's; the entry's in the statement. */
    private @Nullable String own() {
        return Optional.ofNullable(batch)
                .filter(sum -> details == 0)
                .flatMap(sum -> sum.textAt("PmtInfId"))
                .or(() -> text("AcctSvcrRef"))
                .or(() -> text("NtryRef"))
                .filter(Entry::isNumber)
                .orElse(null);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(parts.get(name)).map(XmlElement::text).filter(text -> !text.isEmpty());
    }

    private XmlElement required(String name) {
        XmlElement part = parts.get(name);
        if (part == null) {
            throw new InvalidValueException(name, "is missing");
        }
        return part;
    }

    private static Instant time(XmlElement booked) {
        try {
            Optional<String> date = booked.textAt("Dt");
            if (date.isPresent()) {
                return LocalDate.parse(date.get()).atStartOfDay(Columns.ZONE).toInstant();
            }
            String text = booked.child("DtTm").text();
            boolean offset = text.matches(".*(?:Z|[+-][0-9]{2}:[0-9]{2})");
            return offset
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(Columns.ZONE).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidValueException("BookgDt", "is not on the calendar");
        }
    }
}
