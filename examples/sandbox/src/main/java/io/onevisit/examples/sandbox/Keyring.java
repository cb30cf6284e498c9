package io.onevisit.examples.sandbox;

import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The keys of everybody in the sandbox, minted once and kept as PKCS#12 files in a folder, all under the password in the
 * file {@code password}. Immutable.
 */
public final class Keyring {
    private static final String PASSWORD_FILE = "password";
    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(3650);

    private final Map<Role, SigningKey> keys;
    private final PseudonymKey pseudonyms;

    private Keyring(Map<Role, SigningKey> keys, PseudonymKey pseudonyms) {
        this.keys = keys;
        this.pseudonyms = pseudonyms;
    }

    /** The keys in {@code folder}; they, and what {@code trust} holds of certificates, are minted when there are none. */
    static Keyring open(Path folder, TrustFolder trust, Clock clock) throws IOException {
        if (!Files.exists(folder.resolve(PASSWORD_FILE))) {
            mint(folder, trust, clock);
        }
        return read(folder);
    }

    /**
     * The keys that a sandbox has written to {@code folder}.
     *
     * @throws UncheckedIOException when they cannot be read
     */
    public static Keyring read(Path folder) {
        Map<Role, SigningKey> keys = new EnumMap<>(Role.class);
        try {
            String secret = Files.readString(folder.resolve(PASSWORD_FILE));
            char[] password = secret.toCharArray();
            for (Role role : Role.values()) {
                byte[] file = Files.readAllBytes(folder.resolve(role.keyId() + ".p12"));
                keys.put(role, SigningKey.fromPkcs12(file, password, role.keyId()));
            }
            return new Keyring(keys, PseudonymKey.of(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void mint(Path folder, TrustFolder trust, Clock clock) throws IOException {
        Files.createDirectories(folder);
        String password = randomText();
        Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));
        Instant until = from.plus(CERTIFICATE_LIFE);
        for (KeyKind kind : KeyKind.values()) {
            CertificateAuthority root = CertificateAuthority.root(kind, "OneVisit sandbox root " + kind, from, until);
            CertificateAuthority issuing = root.subordinate("OneVisit sandbox " + kind);
            trust.writeAnchor("sandbox-" + kind, root.certificate());
            trust.writeIntermediate("sandbox-" + kind, issuing.certificate());
            trust.writeRevocationList("sandbox-root-" + kind, root.crl(from, until, Map.of()));
            trust.writeRevocationList("sandbox-" + kind, issuing.crl(from, until, Map.of()));
            for (Role role : Role.of(kind)) {
                CertificateRequest request =
                        new CertificateRequest(role.organisation().displayName(), from, until, Usage.DIGITAL_SIGNATURE);
                Files.write(
                        folder.resolve(role.keyId() + ".p12"),
                        issuing.issue(request).pkcs12(password.toCharArray()));
            }
        }
        Files.writeString(folder.resolve(PASSWORD_FILE), password);
    }

    private static String randomText() {
        byte[] octets = new byte[16];
        new SecureRandom().nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    /** The key for {@code role}. */
    public SigningKey key(Role role) {
        return Objects.requireNonNull(keys.get(role), "every role has a key");
    }

    PseudonymKey pseudonyms() {
        return pseudonyms;
    }

    /** The public halves of these keys. */
    public VerificationKeys verificationKeys(Role... roles) {
        return VerificationKeys.of(Arrays.stream(roles)
                .collect(Collectors.toUnmodifiableMap(
                        Role::keyId, role -> key(role).verificationKey())));
    }
}
