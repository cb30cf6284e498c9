package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.examples.benchmarks.ColdStart.Life;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first verification in a JVM loads nothing that it does not need; each test starts JVMs of its own. */
@Tag("slow")
class ColdStartTest {
    /** What other paths need: the network, databases, drawing, XML, providers of JCA, and who else reads tokens. */
    private static final List<String> NOT_NEEDED = List.of(
            "okhttp3.",
            "okio.",
            "kotlin.",
            "com.nimbusds.",
            "com.google.zxing.",
            "com.github.kagkarlsson.",
            "io.github.resilience4j.",
            "org.h2.",
            "org.slf4j.",
            "org.bouncycastle.jce.",
            "org.bouncycastle.jcajce.",
            "org.bouncycastle.tls.",
            "com.sun.crypto.",
            "sun.security.ec.",
            "sun.security.ssl.",
            "java.awt.",
            "java.net.http.",
            "java.sql.",
            "javax.imageio.",
            "javax.naming.",
            "javax.xml.");

    @TempDir
    private static Path folder;

    private static ColdStart start;

    @BeforeAll
    static void makes_what_is_verified() throws IOException {
        start = new ColdStart(folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"LICENCE", "SEAL"})
    void loads_no_class_that_it_does_not_need(Life life) throws Exception {
        List<String> loaded = start.classes(life);

        assertThat(loaded).contains("org.bouncycastle.crypto.signers.SM2Signer");
        assertThat(loaded).noneMatch(name -> NOT_NEEDED.stream().anyMatch(name::startsWith));
    }

    @Test
    void a_licence_needs_no_certificates_and_a_seal_no_json() throws Exception {
        assertThat(start.classes(Life.LICENCE))
                .doesNotContain("io.onevisit.core.crypto.Certificate", "io.onevisit.seal.SealVerifier")
                .noneMatch(name -> name.startsWith("org.bouncycastle.cert."));
        assertThat(start.classes(Life.SEAL))
                .doesNotContain("io.onevisit.core.internal.json.StrictJson", "io.onevisit.licence.LicenceVerifier")
                .noneMatch(name -> name.startsWith("com.fasterxml."));
    }

    @Test
    void takes_at_most_half_more_classes_than_one_signature_through_jca() throws Exception {
        int nothing = start.classes(Life.NOTHING).size();
        int jca = start.classes(Life.JCA).size();

        assertThat(Stream.of(Life.LICENCE, Life.SEAL).map(life -> classes(life) - nothing))
                .allSatisfy(own -> assertThat(own).isPositive().isLessThan((jca - nothing) * 3 / 2));
    }

    private static int classes(Life life) {
        try {
            return start.classes(life).size();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void leaves_the_providers_alone() throws Exception {
        assertThat(start.live(Life.PROVIDERS_AFTER))
                .isEqualTo(start.live(Life.PROVIDERS))
                .startsWith("SUN ");
    }
}
