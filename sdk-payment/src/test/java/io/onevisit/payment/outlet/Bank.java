package io.onevisit.payment.outlet;

import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.SettableClock;
import io.onevisit.payment.qr.CodeAddress;
import io.onevisit.payment.qr.PaymentQr;
import io.onevisit.payment.qr.PaymentQrInspector;
import io.onevisit.payment.qr.TrustedPayee;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A bank with a database of its own: day-cut at 21:00, CNY 500.00 offline for two hours. */
final class Bank {
    static final CreditCode PAYEE = CreditCode.parse("91350100M000100Y43");
    static final SigningKey PAYEE_KEY = SigningKey.generate(SignatureAlgorithm.SM2, "payee-1");
    static final CodeAddress ADDRESS = new CodeAddress("https://pay.example.gov.cn/q/");
    static final String FIRST = "91330106MA9D00443G";
    static final String SECOND = "91330000MA9D00662Y";
    static final OutletSettings SETTINGS = new OutletSettings(
            CreditCode.parse(FIRST),
            new DayCut(LocalTime.of(21, 0)),
            new OfflineLimits(Money.yuan("500.00"), Money.yuan("1000.00"), Duration.ofHours(2)));

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final AtomicInteger MADE = new AtomicInteger();

    final BankOutlet outlet;
    final Outbox outbox;
    final JdbcStateStore store;

    private final SettableClock clock;

    Bank(CollectingPlatform platform, SettableClock clock, OutletSettings settings) {
        this(platform, clock, settings, database());
    }

    static DataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:outlet" + MADE.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    /** A bank, or a node of one, on a database that others may use too. */
    Bank(CollectingPlatform platform, SettableClock clock, OutletSettings settings, DataSource dataSource) {
        this.clock = clock;
        store = new JdbcStateStore(dataSource, clock);
        store.createTables();
        Platform side = platform.of(settings.bank().value());
        outbox = new Outbox(
                dataSource,
                BankOutlet.forwarders(side, store, settings.bank()),
                new OutboxSettings(
                        1,
                        Duration.ofSeconds(2),
                        LEASE,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofDays(7),
                        Duration.ofSeconds(5)),
                clock);
        outbox.createTables();
        PaymentQrInspector inspector = new PaymentQrInspector(
                List.of(new TrustedPayee(PAYEE, Map.of("payee-1", PAYEE_KEY.verificationKey()), Set.of(ADDRESS))),
                clock);
        outlet = new BankOutlet(side, store, outbox, inspector, settings);
    }

    static byte[] picture(String code, String yuan, Instant expires) {
        PaymentQr content = new PaymentQr(new PaymentCode(code), Money.yuan(yuan), PAYEE, expires);
        return QrCode.of(content.sign(PAYEE_KEY, ADDRESS), ErrorCorrection.M).png(2, 300);
    }

    /** Lets the forwarders work until nothing is due any more, a few times over some minutes. */
    void forward() {
        for (int round = 0; round < 4; round++) {
            clock.advance(LEASE.plusSeconds(1));
            outbox.runDue();
        }
    }

    OutletState state(String serial) {
        return outlet.find(serial).orElseThrow().state();
    }

    static <T> T done(Outcome<T> outcome) {
        return outcome.fold(
                value -> value,
                refusal -> {
                    throw new AssertionError(refusal.code());
                },
                pending -> {
                    throw new AssertionError(pending.cause());
                });
    }

    static String ending(Outcome<?> outcome) {
        return outcome.fold(value -> "done", refusal -> refusal.code(), pending -> "unknown");
    }
}
