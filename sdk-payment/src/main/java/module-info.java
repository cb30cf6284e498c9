/** Payments: bills, codes, notices, the bank's side, and a day that balances. */
module io.onevisit.payment {
    requires static transitive org.jspecify;
    requires transitive io.onevisit.core;
    requires com.fasterxml.jackson.databind;
    requires java.xml;

    exports io.onevisit.payment;
    exports io.onevisit.payment.fiscal;
    exports io.onevisit.payment.outlet;
    exports io.onevisit.payment.qr;
    exports io.onevisit.payment.reconcile;
    exports io.onevisit.payment.reconcile.statement;
}
