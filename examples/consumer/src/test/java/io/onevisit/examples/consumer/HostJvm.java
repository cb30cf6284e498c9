package io.onevisit.examples.consumer;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.examples.sandbox.Keyring;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.share.HeldLicence;
import io.onevisit.licence.share.Licences;
import io.onevisit.licence.share.ShareAnswer;
import io.onevisit.licence.share.StrictSharing;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;

/** A host of the library: remembers how its JVM is, uses everything, and prints what is no longer as it was. */
final class HostJvm {
    private final List<Provider> providers = List.of(Security.getProviders());
    private final Locale locale = Locale.getDefault();
    private final TimeZone timeZone = TimeZone.getDefault();
    private final Properties properties = (Properties) System.getProperties().clone();
    private final Set<Thread> threads = threads();

    /** The platform's address, the sandbox's folder, and {@code meddle} for a host that changes all of it itself. */
    public static void main(String[] words) throws IOException {
        HostJvm before = new HostJvm();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String used = use(URI.create(words[0]), Path.of(words[1]));
        if (words.length > 2) {
            meddle();
        }
        List<String> changes = before.changes();
        out.print(used + "; " + (changes.isEmpty() ? "nothing has changed" : String.join(", ", changes)) + "\n");
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    private List<String> changes() {
        List<String> changes = new ArrayList<>();
        note(changes, "providers", providers.equals(List.of(Security.getProviders())));
        note(changes, "default locale", locale.equals(Locale.getDefault()));
        note(changes, "default time zone", timeZone.equals(TimeZone.getDefault()));
        note(changes, "system properties", properties.equals(System.getProperties()));
        for (Thread thread : threads()) {
            note(changes, "thread " + thread.getName(), threads.contains(thread) || isOkHttps(thread));
        }
        return changes;
    }

    private static void note(List<String> changes, String what, boolean same) {
        if (!same) {
            changes.add(what);
        }
    }

    /** OkHttp shares two daemon threads among all its clients; they end a minute after their last work. */
    private static boolean isOkHttps(Thread thread) {
        return thread.isDaemon() && Set.of("Okio Watchdog", "OkHttp TaskRunner").contains(thread.getName());
    }

    private static void meddle() {
        Security.addProvider(new Provider("meddler", "1", "for the test") {
            private static final long serialVersionUID = 1L;
        });
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
        System.setProperty("meddler", "1");
        Thread thread = new Thread(HostJvm::sleep, "left-behind");
        thread.setDaemon(true);
        thread.start();
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String use(URI platform, Path folder) throws IOException {
        Keyring keys = Keyring.read(folder.resolve("keys"));
        return String.join(
                ", ",
                record(platform, keys),
                licence(platform, keys, folder),
                seal(folder),
                code(SigningKey.generate(SignatureAlgorithm.ES256, "fresh")));
    }

    private static HttpPlatform open(URI platform, Keyring keys) {
        return new HttpPlatform(new PlatformSettings(
                platform,
                new StrictProfile(keys.key(Role.DEPARTMENT), keys.verificationKeys(Role.PLATFORM)),
                Clock.systemUTC()));
    }

    private static String record(URI address, Keyring keys) {
        String question = """
                {"dataSet":"population","subject":{"type":"citizen-id","code":"330106199003073514"},"fields":["name"],
                 "purpose":{"caseNumber":"2026-1","matter":"000109005000","legalBasis":"b","operator":"w","fields":["name"]}}""";
        try (HttpPlatform platform = open(address, keys)) {
            Bytes body = Bytes.of(question.getBytes(StandardCharsets.UTF_8));
            return platform.read(Call.read("records.fetch", "/v1/records/fetch", body))
                                    .body()
                                    .length()
                            > 0
                    ? "record"
                    : "no record";
        }
    }

    private static String licence(URI address, Keyring keys, Path folder) throws IOException {
        String list = Files.readString(folder.resolve("status").resolve("registry-1.jwt"));
        Path issuer =
                folder.resolve("trust").resolve("issuers").resolve(Organisation.REAL_ESTATE_REGISTRY.code() + ".json");
        LicenceVerifier verifier = new LicenceVerifier(
                new TrustedIssuers(List.of(TrustedIssuer.read(Files.readAllBytes(issuer)))),
                uri -> Optional.of(list),
                Clock.systemUTC(),
                Limits.DEFAULT);
        Purpose purpose =
                new Purpose(new CaseNumber("2026-1"), new MatterCode("000109005000"), "basis", "w3", Set.of("KZ_ZL"));
        try (HttpPlatform platform = open(address, keys)) {
            Licences licences = new Licences(platform, new StrictSharing(), verifier, entry -> {}, pseudonyms());
            ShareAnswer<Iterable<HeldLicence>> answer =
                    licences.heldBy(CitizenId.parse("330106199003073514"), Set.of(), purpose);
            return answer instanceof ShareAnswer.Found<Iterable<HeldLicence>> found
                            && found.value().iterator().next().report().verdict() == Verdict.PASSED
                    ? "licence"
                    : "no licence";
        }
    }

    private static PseudonymKey pseudonyms() {
        return PseudonymKey.of(new byte[32]);
    }

    private static String seal(Path folder) throws IOException {
        SealVerifier verifier = new SealVerifier(
                        TrustAnchors.of(certificates(folder.resolve("trust").resolve("anchors"))),
                        certificates(folder.resolve("trust").resolve("intermediates")),
                        RevocationSource.none(),
                        Clock.systemUTC())
                .withMakerAnchors(
                        TrustAnchors.of(certificates(folder.resolve("trust").resolve("makers"))));
        Report<Seal> report =
                verifier.verify(Files.readAllBytes(folder.resolve("keys").resolve("seal.esl")));
        return report.verdict() == Verdict.PASSED ? "seal" : "no seal";
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

    private static String code(SigningKey key) {
        String signature = Bytes.of(key.sign(new byte[] {1, 2, 3})).toHex();
        return QrCode.read(QrCode.of(signature, ErrorCorrection.M).png(4, 300)).equals(signature) ? "code" : "no code";
    }

    private HostJvm() {}
}
