package io.onevisit.examples.counter;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.examples.outlet.Teller;
import io.onevisit.examples.sandbox.Fault;
import io.onevisit.examples.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** One visit for the tests: a fresh sandbox, counter and outlet in a folder of their own. */
final class OneVisit {
    static final CaseNumber CASE = new CaseNumber("20261121-0001");

    /** Longer than any answer takes, however busy the machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Shorter than the sandbox is slow, where a fault makes it so. */
    private static final Duration IMPATIENCE = Duration.ofMillis(1500);

    private static final Duration SLOWNESS = Duration.ofSeconds(2);
    private static final Clock CLOCK = Clock.systemUTC();

    final Path folder;
    final boolean granted;
    final CaseRow row;
    final String printed;
    final Set<String> answered;

    private OneVisit(Path folder, boolean granted, CaseRow row, String printed, Set<String> answered) {
        this.folder = folder;
        this.granted = granted;
        this.row = row;
        this.printed = printed;
        this.answered = answered;
    }

    /** Goes the whole way for one of the applications that ship with the example. */
    static OneVisit of(String application, Path folder, DataSource database) throws IOException, InterruptedException {
        return of(application, folder, database, PATIENCE, sandbox -> {});
    }

    /** The same under {@code fault}, which strikes once on every path. */
    static OneVisit under(Fault fault, String application, Path folder, DataSource database)
            throws IOException, InterruptedException {
        return of(
                application,
                folder,
                database,
                IMPATIENCE,
                sandbox -> sandbox.faults().arm(fault, 1));
    }

    private static OneVisit of(
            String application, Path folder, DataSource database, Duration deadline, Consumer<Sandbox> faults)
            throws IOException, InterruptedException {
        Path file = Path.of("applications", application + ".json");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Application brought = Application.read(file, null, null);
        Matter matter = Matter.find(brought.matter()).orElseThrow();
        try (Sandbox sandbox = Sandbox.start(folder.resolve("sandbox"), 0, CLOCK, SLOWNESS);
                HttpPlatform bank = Visit.bankPlatform(sandbox, CLOCK, deadline);
                Counter counter = new Counter(sandbox, database, folder, CLOCK, deadline)) {
            faults.accept(sandbox);
            Teller teller = Visit.teller(sandbox, bank, Visit.database(null, folder.resolve("bank")), CLOCK);
            Progress progress = new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8));
            boolean granted = new Journey(counter, sandbox, teller, brought, matter, CASE, folder, progress).run();
            CaseRow row = counter.cases.find(CASE).orElseThrow();
            return new OneVisit(folder, granted, row, printed.toString(StandardCharsets.UTF_8), sandbox.answered());
        }
    }

    static DataSource h2(Path folder) {
        return Visit.database(null, folder);
    }

    byte[] file(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** How many things of a kind the platform has, by its own database, which is closed by now. */
    int atThePlatform(String kind) throws SQLException {
        DataSource state =
                Visit.database("jdbc:h2:file:" + folder.resolve("sandbox/state").toAbsolutePath(), folder);
        try (Connection connection = state.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count =
                        statement.executeQuery("SELECT COUNT(*) FROM onevisit_state WHERE kind = '" + kind + "'")) {
            count.next();
            return count.getInt(1);
        }
    }
}
