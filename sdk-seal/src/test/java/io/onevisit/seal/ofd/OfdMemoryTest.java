package io.onevisit.seal.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.seal.SealOffice;
import io.onevisit.seal.SealProfile;
import io.onevisit.seal.SealVerifier;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much memory verification needs, in a JVM that has no more. */
@Tag("slow")
class OfdMemoryTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final String LARGE = "Doc_0/Res/large.bin";

    /** One class of everything that has to be on the class path. */
    private static final List<String> NEEDED = List.of(
            OfdVerifier.class.getName(),
            OfdMemoryTest.class.getName(),
            "io.onevisit.examples.authority.Usage",
            Bytes.class.getName(),
            "org.bouncycastle.crypto.digests.SM3Digest",
            "org.bouncycastle.asn1.cms.ContentInfo",
            "org.bouncycastle.cert.X509CertificateHolder",
            "org.jspecify.annotations.NullMarked",
            "org.slf4j.Logger");

    @TempDir
    Path folder;

    @Test
    void a_document_of_200_mb_needs_less_than_64_mb_beside_itself() throws Exception {
        String digest = Base64.getEncoder().encodeToString(large(200 * MEBIBYTE, OutputStream.nullOutputStream()));
        String reference = "<ofd:Reference FileRef=\"/" + LARGE + "\"><ofd:CheckValue>" + digest
                + "</ofd:CheckValue></ofd:Reference></ofd:References>";
        Sealed sealed = Sealed.plain().sign(0, xml -> xml.replace("</ofd:References>", reference));
        Path file = write("large.ofd", sealed, 200 * MEBIBYTE);

        assertThat(Files.size(file)).isGreaterThan(200L * MEBIBYTE);
        assertThat(verifiedWith("-Xmx264m", file)).endsWith("SEAL_TRUSTED false, every digest true");
    }

    @Test
    void a_hostile_document_under_64_mb_needs_no_more_than_256_mb() throws Exception {
        StringBuilder nodes = new StringBuilder();
        Random random = new Random(1);
        while (nodes.length() < 15 * MEBIBYTE) {
            nodes.append("<ofd:x");
            for (int i = 0; i < 40; i++) {
                nodes.append(" a")
                        .append(i)
                        .append("='")
                        .append(random.nextInt())
                        .append('\'');
            }
            nodes.append("/>");
        }
        Sealed hostile = Sealed.plain()
                .edit("OFD.xml", xml -> xml.replace("</ofd:DocInfo>", fitting(nodes) + "</ofd:DocInfo>"))
                .edit(Sealed.DOCUMENT, xml -> xml.replace("</ofd:Document>", fitting(nodes) + "</ofd:Document>"))
                .edit(Sealed.PAGE, xml -> xml.replace("</ofd:Page>", nodes + "</ofd:Page>"));
        Path file = write("hostile.ofd", hostile, 30 * MEBIBYTE);

        assertThat(Files.size(file)).isBetween(32L * MEBIBYTE, 64L * MEBIBYTE);
        assertThat(verifiedWith("-Xmx256m", file)).contains("OFD_STRUCTURE");
    }

    @Test
    void a_document_that_expands_to_450_mb_is_sealed_with_64_mb_after_others_took_the_first_places() throws Exception {
        Path file = folder.resolve("expanding.ofd");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, Bytes> written :
                    Drafts.unzip(OfdWriter.write(Drafts.licence())).entrySet()) {
                zip.putNextEntry(new ZipEntry(written.getKey()));
                zip.write(written.getValue().toArray());
            }
            for (int i = 0; i < 200; i++) {
                zip.putNextEntry(new ZipEntry("Doc_0/Signs/Sign_" + i + "/x"));
            }
            zip.putNextEntry(new ZipEntry(LARGE));
            sparse(450, zip);
        }

        assertThat(Files.size(file)).isLessThan(8L * MEBIBYTE);
        assertThat(run(Signing.class, "-Xmx64m", file)).isEqualTo("sealed 1");
    }

    /** Writes octets that can be packed well, but not beyond reason. */
    private static void sparse(int mebibytes, OutputStream out) throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < mebibytes; i++) {
            byte[] piece = new byte[MEBIBYTE];
            for (int k = 0; k < 3500; k++) {
                piece[random.nextInt(piece.length)] = (byte) random.nextInt();
            }
            out.write(piece);
        }
    }

    /** As many elements as a file may have. */
    private static String fitting(CharSequence nodes) {
        String text = nodes.toString();
        int end = 0;
        for (int i = 0; i < 9000; i++) {
            end = text.indexOf("/>", end) + 2;
        }
        return text.substring(0, end);
    }

    private Path write(String name, Sealed document, int size) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(0);
            for (String path : document.paths()) {
                zip.putNextEntry(new ZipEntry(path));
                zip.write(document.file(path).toArray());
            }
            zip.putNextEntry(new ZipEntry(LARGE));
            large(size, zip);
        }
        return file;
    }

    /** Writes octets that cannot be packed, and gives their digest. */
    private static byte[] large(int size, OutputStream out) throws IOException {
        Hash.Running digest = Hash.SM3.start();
        Random random = new Random(7);
        byte[] piece = new byte[MEBIBYTE];
        for (int written = 0; written < size; written += piece.length) {
            random.nextBytes(piece);
            digest.update(piece, 0, piece.length);
            out.write(piece);
        }
        return digest.finish();
    }

    private static String verifiedWith(String heap, Path file) throws Exception {
        return run(Child.class, heap, file);
    }

    private static String run(Class<?> program, String heap, Path file) throws Exception {
        String classPath = NEEDED.stream()
                .map(OfdMemoryTest::location)
                .distinct()
                .collect(Collectors.joining(System.getProperty("path.separator")));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-cp",
                        classPath,
                        program.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return output.strip();
    }

    private static String location(String type) {
        try {
            return Path.of(Class.forName(type)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seals a file, in the small JVM. */
    static final class Signing {
        private Signing() {}

        public static void main(String[] arguments) throws IOException {
            Bytes ofd = Bytes.of(Files.readAllBytes(Path.of(arguments[0])));
            SealOffice office = new SealOffice();
            Bytes sealed = new OfdSigner(office.verifier())
                    .sign(ofd, office.seal(), office.signer(), List.of(new StampPlace.OnPage(1, 10, 10)));
            int signatures = OfdDocument.readWithoutVerification(sealed.toArray())
                    .coverage()
                    .protectedFiles()
                    .size();
            System.out.println("sealed " + signatures);
        }
    }

    /** What runs in the small JVM: verifies a file, without trust in anyone. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            byte[] ofd = Files.readAllBytes(Path.of(arguments[0]));
            SealVerifier trustless = new SealVerifier(
                    TrustAnchors.none(), List.of(), RevocationSource.none(), Clock.systemUTC(), SealProfile.strict());
            Report<OfdDocument> report = new OfdVerifier(trustless).verify(ofd);
            boolean digests = report.checks().stream()
                    .filter(check ->
                            check.code().equals("OFD_DIGESTS") || check.code().equals("OFD_COVERAGE"))
                    .allMatch(check -> check.verdict() == Verdict.PASSED);
            System.out.println(report + " SEAL_TRUSTED " + report.subject().isPresent() + ", every digest " + digests);
        }
    }
}
