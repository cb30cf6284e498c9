package io.onevisit.examples.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.internal.jose.Jwk;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the first verification costs in a JVM that has done nothing else: how long each JVM lives and how many classes it
 * loads, beside one that does nothing and one that verifies a single signature through JCA. Run it by
 * {@code -Dmain=io.onevisit.examples.benchmarks.ColdStart}; the argument is how many JVMs of each kind to start, 9 if none
 * is given.
 */
public final class ColdStart {
    static final String LICENCE = "licence";
    static final String STATUS_LIST = "status-list";
    static final String ISSUER = "issuer.json";
    static final String ROOT = "root.cer";
    static final String SIGNATURE = "signature.der";
    static final String DATA = "data";
    static final String LICENCE_TIME = "2026-11-21T02:00:00Z";
    static final String SEAL_TIME = "2026-11-22T00:00:00Z";

    private final Path folder;

    /** What a JVM lives for. */
    enum Life {
        NOTHING,
        LICENCE,
        SEAL,
        JCA,
        /** Prints the names of the security providers. */
        PROVIDERS,
        /** The same after a licence and a seal have been verified. */
        PROVIDERS_AFTER
    }

    /** Makes what is to be verified and puts it into {@code folder}. */
    ColdStart(Path folder) throws IOException {
        this.folder = folder;
        IssuingOffice office = new IssuingOffice(SignatureAlgorithm.SM2);
        Files.writeString(folder.resolve(LICENCE), office.token());
        Files.writeString(folder.resolve(STATUS_LIST), office.statusList());
        Files.write(folder.resolve(ISSUER), issuer(office));
        SealOffice seals = new SealOffice();
        byte[] data = new byte[1024];
        SealSignature signature = new SealSigner(seals.verifier()).sign(seals.seal(1000), seals.signer(), data, DATA);
        Files.write(folder.resolve(ROOT), seals.root());
        Files.write(folder.resolve(SIGNATURE), signature.encoded().toArray());
        Files.write(folder.resolve(DATA), data);
    }

    private static byte[] issuer(IssuingOffice office) {
        ObjectNode entry = StrictJson.object().put("code", IssuingOffice.CODE);
        entry.putArray("licenceTypes").add(IssuingOffice.TYPE);
        entry.putArray("keys").add(Jwk.write(office.verificationKey()).put("kid", IssuingOffice.KEY_ID));
        return StrictJson.write(entry);
    }

    /** Prints the table. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int times = arguments.length == 0 ? 9 : Integer.parseInt(arguments[0]);
        ColdStart start = new ColdStart(Files.createTempDirectory("cold-start"));
        System.out.printf("%-10s %10s %10s%n", "verified", "ms, median", "classes");
        for (Life life : List.of(Life.NOTHING, Life.JCA, Life.LICENCE, Life.SEAL)) {
            long[] nanos = new long[times];
            for (int i = 0; i < times; i++) {
                long begun = System.nanoTime();
                start.live(life);
                nanos[i] = System.nanoTime() - begun;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "%-10s %10d %10d%n",
                    life, nanos[times / 2] / 1_000_000, start.classes(life).size());
        }
    }

    /** The names of the classes that a JVM loads which lives for that. */
    List<String> classes(Life life) throws IOException, InterruptedException {
        Path log = folder.resolve(life + ".log");
        live(life, "-Xlog:class+load:file=" + log + "::filecount=0");
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains(" source: "))
                    .map(line -> line.substring(line.lastIndexOf(']') + 1).strip())
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .toList();
        }
    }

    /** What a JVM prints which lives for that, with the class path of this one. */
    String live(Life life, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.addAll(List.of(FirstVerification.class.getName(), life.name(), folder.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(printed);
        }
        return printed.strip();
    }
}
