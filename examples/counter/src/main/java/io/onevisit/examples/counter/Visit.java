package io.onevisit.examples.counter;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.examples.outlet.Teller;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.Sandbox;
import io.onevisit.examples.verifier.TrustFolder;
import io.onevisit.payment.outlet.BankOutlet;
import io.onevisit.payment.outlet.DayCut;
import io.onevisit.payment.outlet.OfflineLimits;
import io.onevisit.payment.outlet.OutletSettings;
import io.onevisit.payment.qr.PaymentQrInspector;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The main job: one visit, end to end, against a sandbox in the same process. */
public final class Visit {
    private static final Path APPLICATION = Path.of("examples", "counter", "applications", "li-mingxuan.json");
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneId.of("Asia/Shanghai"));

    private Visit() {}

    /** Exits 0 when the visit came to its end, 1 when the case cannot be granted at once, 2 for a wrong call. */
    public static void main(String[] words) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Optional<Arguments> arguments = Arguments.parse(List.of(words));
        if (arguments.isEmpty()) {
            out.println(Arguments.USAGE);
            System.exit(2);
        }
        System.exit(run(arguments.get(), out));
    }

    private static int run(Arguments arguments, PrintStream out) throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        String run = RUN.format(clock.instant());
        Path folder =
                Files.createDirectories(arguments.out() == null ? Path.of("target", "visit", run) : arguments.out());
        Path file = arguments.application() == null ? APPLICATION : arguments.application();
        try {
            Application application = Application.read(file, arguments.id(), arguments.matter());
            Matter matter = Matter.find(application.matter())
                    .orElseThrow(() -> new IllegalStateException("this counter does not handle that matter"));
            boolean granted = visit(arguments.jdbc(), application, matter, new CaseNumber(run), folder, clock, out);
            out.println();
            out.println("What was made is in " + folder.toAbsolutePath());
            return granted ? 0 : 1;
        } catch (OneVisitException | IllegalStateException e) {
            out.println("      " + e.getMessage());
            return 1;
        }
    }

    private static boolean visit(
            @Nullable String jdbc,
            Application application,
            Matter matter,
            CaseNumber caseNumber,
            Path folder,
            Clock clock,
            PrintStream out)
            throws IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.start(folder.resolve("sandbox"), 0, clock, DEADLINE.plusSeconds(1));
                HttpPlatform bank = bankPlatform(sandbox, clock, DEADLINE);
                Counter counter = new Counter(sandbox, database(jdbc, folder), folder, clock, DEADLINE)) {
            Teller teller = teller(sandbox, bank, database(null, folder.resolve("bank")), clock);
            return new Journey(counter, sandbox, teller, application, matter, caseNumber, folder, new Progress(out))
                    .run();
        }
    }

    static HttpPlatform bankPlatform(Sandbox sandbox, Clock clock, Duration deadline) {
        return new HttpPlatform(new PlatformSettings(
                        sandbox.baseUri(),
                        new StrictProfile(
                                sandbox.keyring().key(Role.BANK),
                                sandbox.keyring().verificationKeys(Role.PLATFORM)),
                        clock)
                .withTimeouts(new Timeouts(deadline, deadline)));
    }

    static Teller teller(Sandbox sandbox, HttpPlatform platform, DataSource database, Clock clock) throws IOException {
        JdbcStateStore store = new JdbcStateStore(database, clock);
        store.createTables();
        PaymentQrInspector inspector =
                new PaymentQrInspector(TrustFolder.read(sandbox.trustFolder()).payees(), clock);
        CreditCode bankCode = CreditCode.parse(Organisation.BANK.code());
        Outbox outbox = new Outbox(
                database, BankOutlet.forwarders(platform, store, bankCode), OutboxSettings.defaults(), clock);
        outbox.createTables();
        OutletSettings settings = new OutletSettings(bankCode, new DayCut(LocalTime.MIDNIGHT), OfflineLimits.NEVER);
        return new Teller(new BankOutlet(platform, store, outbox, inspector, settings), "330106001", clock);
    }

    static DataSource database(@Nullable String jdbc, Path folder) {
        if (jdbc != null && jdbc.startsWith("jdbc:postgresql:")) {
            PGSimpleDataSource postgres = new PGSimpleDataSource();
            postgres.setURL(jdbc);
            return postgres;
        }
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(jdbc == null ? "jdbc:h2:file:" + folder.resolve("counter").toAbsolutePath() : jdbc);
        return h2;
    }
}
