/** The ground floor of OneVisit: identifiers, keys and trust, the platform's gateway, shared records, memory. */
module io.onevisit.core {
    requires static java.desktop;
    requires static org.bouncycastle.tls;
    requires static transitive org.jspecify;
    requires transitive java.sql;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.github.kagkarlsson.scheduler;
    requires com.google.zxing;
    requires io.github.resilience4j.bulkhead;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.ratelimiter;
    requires okhttp3;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.util;
    requires org.slf4j;

    exports io.onevisit.core;
    exports io.onevisit.core.crypto;
    exports io.onevisit.core.id;
    exports io.onevisit.core.platform;
    exports io.onevisit.core.qr;
    exports io.onevisit.core.record;
    exports io.onevisit.core.store;
    exports io.onevisit.core.internal to
            io.onevisit.licence,
            io.onevisit.payment,
            io.onevisit.seal;
    exports io.onevisit.core.internal.crypto to
            io.onevisit.licence,
            io.onevisit.payment,
            io.onevisit.seal;
    exports io.onevisit.core.internal.http to
            io.onevisit.licence,
            io.onevisit.payment;
    exports io.onevisit.core.internal.jose to
            io.onevisit.licence,
            io.onevisit.payment;
    exports io.onevisit.core.internal.json to
            io.onevisit.licence,
            io.onevisit.payment,
            io.onevisit.seal;
}
