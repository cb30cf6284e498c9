/** Electronic licences: issue, status, presentation and verification. */
module io.onevisit.licence {
    requires static transitive org.jspecify;
    requires transitive io.onevisit.core;
    requires com.fasterxml.jackson.databind;

    exports io.onevisit.licence;
    exports io.onevisit.licence.delivery;
    exports io.onevisit.licence.status;
}
