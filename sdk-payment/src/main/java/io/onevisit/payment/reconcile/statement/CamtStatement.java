package io.onevisit.payment.reconcile.statement;

import io.onevisit.payment.reconcile.StatementFormat;
import java.io.IOException;
import java.io.InputStream;

/**
 * ISO 20022 bank statements: camt.053 (对账单, day statement with balances) and camt.054 (借贷记通知, notice of single
 * movements), in their versions 02 to 13. XML in UTF-8, one statement of one CNY account in one file and one page.
 *
 * <p>Proved: camt.053 by its balances, opening booked (OPBD, or PRCD) plus all booked entries is closing booked (CLBD);
 * both by their summary (TxsSummry) where there is one; an entry by its details (TxDtls), which come to its amount. A
 * camt.054 without summary has nothing to prove itself by but that it is whole.
 *
 * <p>Each detail is an entry, and each booked entry without details. Its code is EndToEndId; without one, or with
 * {@code NOTPROVIDED}, it has no code and is known by AcctSvcrRef, UETR or, as a batch, PmtInfId. DBIT is money paid out,
 * CRDT money taken; a reversal (RvslInd) is told by the same indicator. Booking days without time are dates only.
 * Entries that are not booked (PDNG, INFO, FUTR) are left aside. Immutable and thread-safe.
 */
public final class CamtStatement implements StatementFormat {
    private final CamtMessage message;

    private CamtStatement(CamtMessage message) {
        this.message = message;
    }

    /** The statement of a day, camt.053. */
    public static CamtStatement camt053() {
        return new CamtStatement(CamtMessage.STATEMENT);
    }

    /** The notice of debits and credits, camt.054. */
    public static CamtStatement camt054() {
        return new CamtStatement(CamtMessage.NOTIFICATION);
    }

    @Override
    public String name() {
        return message.format();
    }

    @Override
    public void read(InputStream file, Lines lines) throws IOException {
        try (XmlElements elements = new XmlElements(name(), CamtReader.ENTRY, file)) {
            new CamtReader(message, elements, lines).document();
        }
    }
}
