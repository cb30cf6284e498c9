package io.onevisit.examples.outlet;

import io.onevisit.core.Money;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.Sandbox;
import io.onevisit.payment.outlet.BankOutlet;
import io.onevisit.payment.outlet.DayCut;
import io.onevisit.payment.outlet.OfflineLimits;
import io.onevisit.payment.outlet.OutletSettings;
import io.onevisit.payment.qr.PaymentQrInspector;
import io.onevisit.payment.qr.TrustedPayee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;

/** One bank's branch: its key, its database, its limits, one teller. Nothing of a department's side. */
final class Branch implements AutoCloseable {
    final DayCut dayCut = new DayCut(LocalTime.MIDNIGHT);
    final BankOutlet bank;
    final Teller teller;
    final HttpPlatform platform;

    private final Outbox outbox;

    Branch(Sandbox sandbox, Role role, Path folder, Clock clock) throws IOException {
        platform = new HttpPlatform(new PlatformSettings(
                        sandbox.baseUri(),
                        new StrictProfile(
                                sandbox.keyring().key(role), sandbox.keyring().verificationKeys(Role.PLATFORM)),
                        clock)
                .withTimeouts(new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5))));
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve(role.keyId()).toAbsolutePath());
        JdbcStateStore store = new JdbcStateStore(database, clock);
        store.createTables();
        CreditCode bankCode = CreditCode.parse(role.organisation().code());
        outbox = new Outbox(
                database, BankOutlet.forwarders(platform, store, bankCode), OutboxSettings.defaults(), clock);
        outbox.createTables();
        Path payee = sandbox.trustFolder().resolve("payees").resolve(Organisation.DEPARTMENT.code() + ".json");
        bank = new BankOutlet(
                platform,
                store,
                outbox,
                new PaymentQrInspector(List.of(TrustedPayee.read(Files.readAllBytes(payee))), clock),
                new OutletSettings(
                        bankCode,
                        dayCut,
                        new OfflineLimits(Money.yuan("500.00"), Money.yuan("20000.00"), Duration.ofHours(2))));
        teller = new Teller(bank, "330106001", clock);
    }

    /** The line is back: what was taken meanwhile is forwarded. */
    void forward() {
        outbox.runDue();
    }

    @Override
    public void close() {
        outbox.close();
        platform.close();
    }
}
