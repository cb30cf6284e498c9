package io.onevisit.payment.reconcile.statement;

import java.util.regex.Pattern;

/** The two messages of the cash management set (camt) that are read, by what they call their parts. */
enum CamtMessage {
    STATEMENT("camt.053", "BkToCstmrStmt", "Stmt"),
    NOTIFICATION("camt.054", "BkToCstmrDbtCdtNtfctn", "Ntfctn");

    private final String format;
    private final String root;
    private final String body;
    private final Pattern nameSpace;

    CamtMessage(String format, String root, String body) {
        this.format = format;
        this.root = root;
        this.body = body;
        this.nameSpace = Pattern.compile(
                "urn:iso:std:iso:20022:tech:xsd:" + Pattern.quote(format) + "\\.001\\.(?:0[2-9]|1[0-3])");
    }

    String format() {
        return format;
    }

    String root() {
        return root;
    }

    String body() {
        return body;
    }

    boolean hasNameSpace(String space) {
        return nameSpace.matcher(space).matches();
    }
}
