package io.onevisit.examples.sandbox;

import static io.onevisit.examples.sandbox.Department.done;

import io.onevisit.core.Money;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.payment.PaymentCode;
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

/** A bank's outlet, as a bank would build it, in one database for each sandbox. */
record Bank(BankOutlet outlet) {
    static Bank of(Sandbox sandbox, Clock clock) throws IOException {
        HttpPlatform platform = new HttpPlatform(new PlatformSettings(
                sandbox.baseUri(),
                new StrictProfile(
                        sandbox.keyring().key(Role.BANK), sandbox.keyring().verificationKeys(Role.PLATFORM)),
                clock));
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:bank" + sandbox.baseUri().getPort() + ";DB_CLOSE_DELAY=-1");
        JdbcStateStore store = new JdbcStateStore(database, clock);
        store.createTables();
        CreditCode code = CreditCode.parse(Organisation.BANK.code());
        Outbox outbox =
                new Outbox(database, BankOutlet.forwarders(platform, store, code), OutboxSettings.defaults(), clock);
        outbox.createTables();
        Path payee = sandbox.trustFolder().resolve("payees").resolve(Department.CODE.value() + ".json");
        return new Bank(new BankOutlet(
                platform,
                store,
                outbox,
                new PaymentQrInspector(List.of(TrustedPayee.read(Files.readAllBytes(payee))), clock),
                new OutletSettings(
                        code,
                        new DayCut(LocalTime.of(21, 0)),
                        new OfflineLimits(Money.yuan("500.00"), Money.yuan("20000.00"), Duration.ofHours(2)))));
    }

    void collect(PaymentCode code, String serial) {
        done(outlet.collect(outlet.lookUp(code), serial, "330106001"));
    }

    void reverse(String serial) {
        done(outlet.reverse(serial, "CZ" + serial.substring(2), "wrong bill"));
    }
}
