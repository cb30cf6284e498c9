package io.onevisit.examples.benchmarks;

import io.onevisit.core.Bytes;
import io.onevisit.examples.ofdrw.OfdrwProcess;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealSigner;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.ofd.OfdDocument;
import io.onevisit.seal.ofd.OfdVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Seals, signatures and documents of one page judged and made. A name that ends in {@code New} has a verifier that has met nothing before, {@code Again} one that has met seal and
 * certificates. {@code Ofdrw} reads and writes files, as it only does, and checks digests and the two values.
 */
@Warmup(iterations = 6, time = 2)
public class Sealing extends Steady {
    /** Points of the seal's picture, an octet each: an outline, and one at 300 dpi. A palette and the like take 1.2 KB more. */
    @Param({"1000", "10000"})
    public int picture;

    private final SealOffice office = new SealOffice();
    private final SealVerifier again = office.verifier();
    private final byte[] data = new byte[1024];
    private final BareSm2 bare =
            new BareSm2(office.signer().verificationKey(), data, office.signer().sign(data));
    private final Bytes plain = SealOffice.document(List.of());

    private Seal seal = office.seal(100);
    private byte[] signature = {};
    private byte[] signatureByOtherSeal = {};
    private boolean otherSealIsNext;
    private byte[] document = {};

    /** Makes what is to be judged. */
    @Setup
    public void prepare() {
        seal = office.seal(picture);
        signature = sign().encoded().toArray();
        signatureByOtherSeal = new SealSigner(again)
                .sign(office.seal(picture - 1), office.signer(), data, "data")
                .encoded()
                .toArray();
        document = signDocument().toArray();
    }

    /** ofdrw and the files that it needs. */
    @State(Scope.Thread)
    public static class OfdrwFiles {
        private final OfdrwProcess ofdrw;
        private final Path folder;

        /** Starts it. */
        public OfdrwFiles() {
            try {
                this.ofdrw = new OfdrwProcess("-Xmx512m");
                this.folder = Files.createTempDirectory("ofdrw");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Writes them. */
        @Setup
        public void write(Sealing sealing) throws IOException {
            Files.write(folder.resolve("sealed.ofd"), sealing.document);
            Files.write(folder.resolve("plain.ofd"), sealing.plain.toArray());
            Files.write(folder.resolve("seal"), sealing.seal.encoded().toArray());
            Files.write(folder.resolve("key"), sealing.office.signerFiles().pkcs8());
            Files.write(
                    folder.resolve("certificate"), sealing.office.signerFiles().certificate());
        }

        /** Ends it. */
        @TearDown
        public void stop() throws IOException {
            ofdrw.close();
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }

        Path file(String name) {
            return folder.resolve(name);
        }

        boolean does(String command, Object... arguments) throws IOException {
            String answer = ofdrw.answer(command, arguments);
            if (!answer.equals("OK")) {
                throw new IllegalStateException("ofdrw: " + answer);
            }
            return true;
        }
    }

    /** Four verifications: two certificates, seal, signature. */
    @Benchmark
    public SealSignature signatureNew() {
        return office.verifier().verify(signature, data).orThrow();
    }

    @Benchmark
    public SealSignature signatureAgain() {
        return again.verify(signature, data).orThrow();
    }

    /** Two seals of one signer: what is signed begins with another one each time. */
    @Benchmark
    public SealSignature signatureInTurn() {
        otherSealIsNext = !otherSealIsNext;
        return again.verify(otherSealIsNext ? signature : signatureByOtherSeal, data)
                .orThrow();
    }

    /** One signature over 1 KiB, as {@link Sm2Speed} has it. */
    @Benchmark
    public boolean naive() throws GeneralSecurityException {
        return sure(bare.naive());
    }

    @Benchmark
    public boolean wide() {
        return sure(bare.wide());
    }

    @Benchmark
    public OfdDocument documentNew() {
        return new OfdVerifier(office.verifier()).verify(document).orThrow();
    }

    @Benchmark
    public OfdDocument documentAgain() {
        return new OfdVerifier(again).verify(document).orThrow();
    }

    @Benchmark
    public boolean documentOfdrw(OfdrwFiles ofdrw) throws IOException {
        return ofdrw.does("validate", 4, ofdrw.file("sealed.ofd"));
    }

    /** One signature with a seal, which checks the seal before and its own work after. */
    @Benchmark
    public SealSignature sign() {
        return new SealSigner(again).sign(seal, office.signer(), data, "data");
    }

    /** A seal put on a document. */
    @Benchmark
    public Bytes signDocument() {
        return office.sealed(plain, seal, again);
    }

    @Benchmark
    public boolean signDocumentOfdrw(OfdrwFiles ofdrw) throws IOException {
        return ofdrw.does(
                "sign-4",
                ofdrw.file("plain.ofd"),
                ofdrw.file("signed.ofd"),
                ofdrw.file("seal"),
                ofdrw.file("key"),
                ofdrw.file("certificate"),
                "whole",
                "first");
    }
}
