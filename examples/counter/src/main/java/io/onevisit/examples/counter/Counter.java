package io.onevisit.examples.counter;

import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.record.FileAuditLog;
import io.onevisit.core.record.IdentityRecords;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.Sandbox;
import io.onevisit.examples.verifier.TrustFolder;
import io.onevisit.licence.LicenceIssuer;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.delivery.Deliveries;
import io.onevisit.licence.delivery.DeliveryCancelling;
import io.onevisit.licence.delivery.DeliveryListener;
import io.onevisit.licence.delivery.DeliveryPosting;
import io.onevisit.licence.delivery.PlatformCarrier;
import io.onevisit.licence.document.LicenceDocumentWriter;
import io.onevisit.licence.qr.PaperLicenceWriter;
import io.onevisit.licence.share.Licences;
import io.onevisit.licence.share.StrictSharing;
import io.onevisit.licence.status.StatusLists;
import io.onevisit.payment.Attention;
import io.onevisit.payment.Payment;
import io.onevisit.payment.PaymentEffects;
import io.onevisit.payment.PaymentFollowing;
import io.onevisit.payment.PaymentHandler;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.PaymentTerms;
import io.onevisit.payment.Payments;
import io.onevisit.payment.Refund;
import io.onevisit.payment.RefundFollowing;
import io.onevisit.seal.ofd.OfdSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The department's system: everything of the library that the counter uses, wired once. */
final class Counter implements AutoCloseable {
    static final String BILL_SUFFIX = "-FEE";

    private static final String STATUS_ADDRESS = "https://service.onevisit.example/status";
    private static final OutboxSettings EAGER = new OutboxSettings(
            2,
            Duration.ofMillis(100),
            Duration.ofSeconds(4),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofHours(1),
            Duration.ofSeconds(10));

    final Clock clock;
    final JdbcStateStore store;
    final Cases cases;
    final HttpPlatform platform;
    final IdentityRecords records;
    final LicenceVerifier licenceVerifier;
    final Licences licences;
    final Payments payments;
    final LicenceIssuer issuer;
    final StatusLists statusLists;
    final LicenceDocumentWriter documents;
    final PaperLicenceWriter papers;
    final Deliveries deliveries;
    final SigningKey payeeKey;
    final SigningKey secondIssuerKey;

    private final FileAuditLog audit;
    private final Outbox outbox;
    private final Outbox following;
    private final Callbacks callbacks;

    /**
     * Wires a counter.
     *
     * @param sandbox the platform it talks to, which has minted its keys
     * @param deadline how long it waits for one answer
     */
    Counter(Sandbox sandbox, DataSource database, Path folder, Clock clock, Duration deadline) throws IOException {
        this.clock = clock;
        this.store = new JdbcStateStore(database, clock);
        store.createTables();
        this.cases = new Cases(store);
        this.platform = new HttpPlatform(new PlatformSettings(
                        sandbox.baseUri(),
                        new StrictProfile(
                                sandbox.keyring().key(Role.DEPARTMENT),
                                sandbox.keyring().verificationKeys(Role.PLATFORM)),
                        clock)
                .withTimeouts(new Timeouts(deadline, deadline)));
        this.audit = new FileAuditLog(folder.resolve("audit.log"));
        PseudonymKey pseudonyms = pseudonyms();
        this.records = new IdentityRecords(platform, audit, pseudonyms);
        TrustFolder trust = TrustFolder.read(sandbox.trustFolder());
        this.licenceVerifier =
                new LicenceVerifier(trust.issuers(), new PlatformStatus(platform), clock, Limits.DEFAULT);
        this.licences = new Licences(platform, new StrictSharing(), licenceVerifier, audit, pseudonyms);
        SigningKey issuerKey = sandbox.keyring().key(Role.LICENCES_SM2);
        this.secondIssuerKey = sandbox.keyring().key(Role.LICENCES_ES256);
        this.statusLists = new StatusLists(
                store, issuerKey, STATUS_ADDRESS, 65_536, Duration.ofHours(12), Duration.ofDays(30), clock);
        this.issuer = new LicenceIssuer(
                issuerKey,
                CreditCode.parse(Organisation.DEPARTMENT.code()),
                LicenceType.shipped(),
                store,
                statusLists,
                clock);
        this.documents = new LicenceDocumentWriter(
                licenceVerifier,
                LicenceType.shipped(),
                new OfdSigner(trust.seals(clock)),
                sandbox.seal(),
                sandbox.keyring().key(Role.SEAL_SIGNER));
        this.papers = new PaperLicenceWriter(
                issuerKey, CreditCode.parse(Organisation.DEPARTMENT.code()), LicenceType.shipped());
        this.payeeKey = sandbox.keyring().key(Role.PAYEE);
        this.callbacks = Callbacks.listen();
        DeliveryListener listener = (transaction, before, delivery) -> {
            Optional<String> waybill = delivery.waybillNumber();
            if (waybill.isPresent()) {
                cases.posted(transaction, delivery.orderNumber(), waybill.get());
            }
        };
        PlatformCarrier carrier = new PlatformCarrier(platform, callbacks.address("/deliveries"));
        List<OutboxHandler> handlers = List.of(
                new PaymentEffects(store, new CasePayments(cases)),
                new DeliveryPosting(store, carrier, listener, clock, null),
                new DeliveryCancelling(store, carrier, listener, clock));
        this.outbox = new Outbox(database, handlers, EAGER, clock);
        outbox.createTables();
        PaymentTerms terms = PaymentTerms.of("counter", callbacks.address("/payments"), Duration.ofHours(2));
        List<OutboxHandler> queries = List.of(
                new PaymentFollowing(platform, store, outbox, terms),
                new RefundFollowing(platform, store, outbox, terms));
        this.following = new Outbox(database, queries, PaymentFollowing.settings(), clock);
        this.payments = new Payments(platform, store, outbox, following, terms);
        this.deliveries = new Deliveries(store, outbox, carrier, listener, clock);
        callbacks.on("/payments", message -> payments.receive(message).httpStatus());
        callbacks.on("/deliveries", message -> deliveries.receive(message).status());
        sandbox.tellDeliveriesTo(callbacks.address("/deliveries"));
        outbox.start();
        following.start();
    }

    /** A key for the audit log; a real counter keeps one for as long as its log. */
    private static PseudonymKey pseudonyms() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return PseudonymKey.of(key);
    }

    @Override
    public void close() {
        callbacks.close();
        following.close();
        outbox.close();
        platform.close();
        audit.close();
    }

    /** Money for a bill goes to its case. */
    private record CasePayments(Cases cases) implements PaymentHandler {
        @Override
        public void paid(Connection transaction, PaymentOrder order, Payment payment) throws SQLException {
            String bill = order.bill().number().value();
            cases.paid(transaction, bill.substring(0, bill.length() - BILL_SUFFIX.length()));
        }

        @Override
        public void reversed(Connection transaction, PaymentOrder order, Payment payment) {
            // the order says so; the reconciliation of the day brings it to a person
        }

        @Override
        public void refunded(Connection transaction, PaymentOrder order, Refund refund) {
            // the order keeps the refund; a case goes on without the money
        }

        @Override
        public void needsAttention(Connection transaction, Attention attention) {
            // the order keeps it; the reconciliation of the day brings it to a person
        }
    }
}
