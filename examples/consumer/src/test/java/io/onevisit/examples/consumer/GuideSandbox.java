package io.onevisit.examples.consumer;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.Sandbox;
import io.onevisit.seal.SealVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A sandbox with a department and a bank that talk to it, at a fixed time, for the code that the guides show. */
final class GuideSandbox implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final URI OFFICE = URI.create("https://office.example.gov.cn/inbound");

    final Sandbox sandbox;
    final HttpPlatform department;
    final HttpPlatform bank;
    final DataSource database;
    final JdbcStateStore store;

    GuideSandbox(Path folder) throws IOException {
        this.sandbox = Sandbox.start(folder.resolve("sandbox"), 0, CLOCK, Duration.ZERO);
        this.department = platform(Role.DEPARTMENT);
        this.bank = platform(Role.BANK);
        this.database = database(folder);
        this.store = new JdbcStateStore(database, CLOCK);
        store.createTables();
    }

    private HttpPlatform platform(Role role) {
        return new HttpPlatform(new PlatformSettings(
                sandbox.baseUri(),
                new StrictProfile(key(role), sandbox.keyring().verificationKeys(Role.PLATFORM)),
                CLOCK));
    }

    private static DataSource database(Path folder) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve("office").toAbsolutePath());
        return database;
    }

    SigningKey key(Role role) {
        return sandbox.keyring().key(role);
    }

    /** The policy under which the sandbox's seals are good. */
    SealVerifier seals() throws IOException {
        Path trust = sandbox.trustFolder();
        return new SealVerifier(
                        TrustAnchors.of(certificates(trust.resolve("anchors"))),
                        certificates(trust.resolve("intermediates")),
                        RevocationSource.none(),
                        CLOCK)
                .withMakerAnchors(TrustAnchors.of(certificates(trust.resolve("makers"))));
    }

    private static List<Certificate> certificates(Path folder) throws IOException {
        List<Certificate> certificates = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path file : files) {
                certificates.addAll(Certificate.readPem(Files.readString(file)));
            }
        }
        return certificates;
    }

    /** A message as the platform pushes it to the office, or as somebody else who signs with {@code role}'s key does. */
    RawMessage push(Role role, String json) {
        return new MessageSignatures(key(role), sandbox.keyring().verificationKeys(Role.DEPARTMENT), CLOCK)
                .sign("POST", OFFICE, octets(json), null);
    }

    static Bytes octets(String json) {
        return Bytes.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        bank.close();
        department.close();
        sandbox.close();
    }
}
