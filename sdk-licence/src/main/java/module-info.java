/** Electronic licences: issue, status, presentation, paper, documents, sharing, approval, delivery and verification. */
module io.onevisit.licence {
    requires static transitive org.jspecify;
    requires transitive io.onevisit.core;
    requires transitive io.onevisit.seal;
    requires transitive java.desktop;
    requires com.fasterxml.jackson.databind;
    requires com.google.zxing;

    exports io.onevisit.licence;
    exports io.onevisit.licence.approval;
    exports io.onevisit.licence.delivery;
    exports io.onevisit.licence.delivery.carrier;
    exports io.onevisit.licence.delivery.label;
    exports io.onevisit.licence.document;
    exports io.onevisit.licence.form;
    exports io.onevisit.licence.qr;
    exports io.onevisit.licence.share;
    exports io.onevisit.licence.status;
}
