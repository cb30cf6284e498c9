package io.onevisit.payment.reconcile.statement;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.reconcile.StatementFormat.Lines;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one camt file from its first element to its last. For one thread. */
final class CamtReader {
    /** Which elements must come in this order; others may stand anywhere the schema has them. */
    private static final List<String> ORDER =
            List.of("Id", "CreDtTm", "FrToDt", "Acct", "Bal", "TxsSummry", "Ntry", "AddtlStmtInf", "AddtlNtfctnInf");

    static final String ENTRY = "Ntry";

    private static final Set<String> REPEATED = Set.of("Bal", ENTRY);

    private final CamtMessage message;
    private final XmlElements file;
    private final Lines lines;
    private final Map<String, Money> balances = new HashMap<>();
    private final CamtTotals totals = new CamtTotals();
    private long entries;
    private @Nullable XmlElement summary;

    CamtReader(CamtMessage message, XmlElements file, Lines lines) {
        this.message = message;
        this.file = file;
        this.lines = lines;
    }

    void document() throws IOException {
        file.refuseUnless(message.hasNameSpace(file.root("Document")), "is not " + message.format() + ".001.02 to 13");
        Once once = new Once();
        file.children(name -> {
            file.refuseUnless(name.equals(message.root()) && once.first(name), "must hold one " + message.root());
            message();
        });
        file.refuseUnless(once.had(message.root()), "must hold one " + message.root());
        file.end();
        file.refuseUnless(file.counted() == entries, "has an entry in a place where it would be passed over");
    }

    private void message() throws IOException {
        Once once = new Once();
        file.children(name -> {
            if (name.equals("GrpHdr")) {
                file.refuseUnless(
                        once.first(name) && !once.had(message.body()), "must have one GrpHdr before all else");
                header(XmlElement.read(file, name));
            } else if (name.equals(message.body())) {
                file.refuseUnless(once.first(name), "must have one " + name + ": split files of several");
                statement();
            } else {
                file.skip();
            }
        });
        file.refuseUnless(once.had("GrpHdr") && once.had(message.body()), "must have GrpHdr and " + message.body());
    }

    private void header(XmlElement header) {
        file.refusing(() -> {
            header.child("MsgId");
            header.child("CreDtTm");
            header.optional("MsgPgntn").ifPresent(CamtReader::requireOnePage);
            return header;
        });
    }

    private static void requireOnePage(XmlElement pages) {
        boolean one = Integer.parseInt(digits(pages.child("PgNb"))) == 1
                && pages.child("LastPgInd").text().equals("true");
        Require.that(one, "pages", "must be one page that is the last");
    }

    private static String digits(XmlElement element) {
        Require.that(element.text().matches("[0-9]{1,5}"), element.name(), "must be a number of up to five digits");
        return element.text();
    }

    private void statement() throws IOException {
        Once once = new Once();
        int[] rank = {0};
        file.children(name -> {
            int own = ORDER.indexOf(name);
            file.refuseUnless(own < 0 || own >= rank[0], "has " + name + " in another order than the schema's");
            file.refuseUnless(REPEATED.contains(name) || once.first(name), "has " + name + " twice");
            rank[0] = Math.max(own, rank[0]);
            part(name);
        });
        file.refuseUnless(once.had("Id") && once.had("Acct"), "must have Id and Acct");
        prove();
    }

    private void part(String name) throws IOException {
        switch (name) {
            case "Acct" -> account(XmlElement.read(file, name));
            case "Bal" -> balance(XmlElement.read(file, name));
            case "StmtPgntn", "NtfctnPgntn" -> page(XmlElement.read(file, name));
            case "TxsSummry" -> summary = XmlElement.read(file, name);
            case ENTRY -> {
                new CamtEntry(file, lines, totals).read();
                entries++;
            }
            default -> file.skip();
        }
    }

    private void page(XmlElement pages) {
        file.refusing(() -> {
            requireOnePage(pages);
            return pages;
        });
    }

    private void account(XmlElement account) {
        file.refusing(() -> {
            XmlElement id = account.child("Id");
            Require.that(
                    id.textAt("IBAN").isPresent() || id.textAt("Othr", "Id").isPresent(), "Acct", "must have an Id");
            Require.that(account.textAt("Ccy").orElse("CNY").equals("CNY"), "Ccy", "must be CNY");
            return id;
        });
    }

    private void balance(XmlElement balance) {
        file.refusing(() -> {
            String code = balance.textAt("Tp", "CdOrPrtry", "Cd").orElse("");
            if (Set.of("OPBD", "PRCD", "CLBD").contains(code)) {
                Money amount = CamtAmount.signed(balance.child("Amt"), balance.child("CdtDbtInd"));
                Require.that(balances.put(code, amount) == null, "Bal", "must have " + code + " once");
            }
            return code;
        });
    }

    private void prove() {
        if (summary != null) {
            XmlElement told = summary;
            file.refusing(() -> {
                totals.prove(told);
                return told;
            });
        }
        if (message == CamtMessage.STATEMENT) {
            file.refusing(this::proveBalances);
        }
    }

    private Money proveBalances() {
        Money opening = balances.getOrDefault("OPBD", balances.get("PRCD"));
        Money closing = balances.get("CLBD");
        if (opening == null || closing == null) {
            throw new InvalidValueException("Bal", "must have OPBD and CLBD");
        }
        Money sum = opening.plus(totals.booked());
        Require.that(sum.equals(closing), "CLBD", "says " + closing + ", opening and entries come to " + sum);
        return sum;
    }

    /** Which elements have come. */
    private static final class Once {
        private final Set<String> names = new HashSet<>();

        boolean first(String name) {
            return names.add(name);
        }

        boolean had(String name) {
            return names.contains(name);
        }
    }
}
