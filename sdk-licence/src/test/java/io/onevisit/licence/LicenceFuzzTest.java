package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.onevisit.core.OneVisitException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bent licences at every reader: none passes but the one it was bent from, none brings out anything but the house's
 * exceptions, and none keeps a reader busy. Seeded, so that what fails once fails again.
 */
class LicenceFuzzTest {
    private static final SigningKey PLATFORM = SigningKey.generate(SignatureAlgorithm.SM2, "platform");
    private static final Forge FORGE = new Forge(SignatureAlgorithm.SM2);
    private static final LicenceVerifier VERIFIER = FORGE.bureau
            .verifier()
            .believing(List.of(new TrustedAnnotator(Bureau.CODE, Map.of("platform", PLATFORM.verificationKey()))));
    private static final String PIECES = "~.=-_[]{}\",:0\u0000\u3000eyJ";

    /**
     * A reader and what it reads.
     *
     * @param name of the reader
     * @param genuine a text that it takes
     * @param takes true when the reader takes a text; may throw
     */
    private record Reader(String name, String genuine, Predicate<String> takes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Reader> readers() {
        String copy = new Annotator(PLATFORM, CreditCode.parse(Bureau.CODE), "x", VERIFIER, Bureau.CLOCK)
                .annotate(LicenceToken.parse(FORGE.token), Forge.OCCASION, "x", Bureau.NOW.plus(Duration.ofDays(1)));
        return Stream.of(
                new Reader("token", FORGE.token, text -> VERIFIER.verify(text).verdict() == Verdict.PASSED),
                new Reader(
                        "presentation",
                        FORGE.bound(claims -> {}),
                        text -> VERIFIER.verifyPresentation(text, Forge.OCCASION)
                                        .verdict()
                                == Verdict.PASSED),
                new Reader(
                        "annotated copy",
                        copy,
                        text -> VERIFIER.verifyPresentation(text, Forge.OCCASION)
                                        .verdict()
                                == Verdict.PASSED));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void a_bent_licence_does_not_pass(Reader reader) {
        bend(reader, 200);
    }

    @ParameterizedTest
    @MethodSource("readers")
    @Tag("fuzz")
    void no_bent_licence_of_many_passes(Reader reader) {
        bend(reader, 50_000);
    }

    @ParameterizedTest
    @MethodSource("readers")
    @Tag("fuzz")
    void no_holder_reads_what_bends_a_licence_with_anything_but_the_houses_exceptions(Reader reader) {
        Random random = new Random(36904);
        for (int run = 0; run < 50_000; run++) {
            String text = bent(reader.genuine(), random);
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> readsOrRefuses(text));
        }
    }

    /** Behind the signature: what a trusted key has signed is bent before it signs. */
    @Test
    void disclosures_bent_before_they_are_signed_bring_out_nothing_else() {
        bendBehindTheSignature(200);
    }

    @Test
    @Tag("fuzz")
    void many_disclosures_bent_before_they_are_signed_bring_out_nothing_else() {
        bendBehindTheSignature(50_000);
    }

    private static void bendBehindTheSignature(int times) {
        Random random = new Random(36903);
        for (int run = 0; run < times; run++) {
            String payload = bent(FORGE.payload().toString(), random);
            List<String> disclosures = FORGE.disclosures().stream()
                    .map(disclosure ->
                            random.nextInt(4) > 0 ? disclosure : Forge.disclosure(bent(Peer.utf8(disclosure), random)))
                    .toList();
            String token = Forge.joined(
                    Forge.sign(FORGE.bureau.key, FORGE.header(), payload.getBytes(StandardCharsets.UTF_8)),
                    disclosures);
            Report<Licence> report = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> VERIFIER.verify(token));
            assertThat(report.checks().toString()).doesNotContain("张三", "1101051949");
        }
    }

    private static void readsOrRefuses(String text) {
        try {
            LicenceToken token = LicenceToken.parse(text);
            assertThat(token.present(token.disclosable()).compact()).endsWith("~");
        } catch (OneVisitException refused) {
            assertThat(refused.getMessage()).doesNotContain("张三", "1101051949");
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        try {
            LicenceType.readAll(octets);
            TrustedAnnotator.read(octets);
        } catch (OneVisitException refused) {
            assertThat(refused.getMessage()).doesNotContain("张三");
        }
    }

    private static void bend(Reader reader, int times) {
        assertThat(reader.takes().test(reader.genuine())).isTrue();
        Random random = new Random(9901);
        for (int run = 0; run < times; run++) {
            String text = bent(reader.genuine(), random);
            boolean passed = assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> reader.takes().test(text));
            assertThat(passed && !isSelection(text, reader.genuine()))
                    .as("run %d", run)
                    .isFalse();
        }
    }

    /** A licence without some of its Disclosures, or with them in another order, is a licence still. */
    private static boolean isSelection(String text, String genuine) {
        return List.of(genuine.split("~", -1)).containsAll(List.of(text.split("~", -1)));
    }

    private static String bent(String genuine, Random random) {
        StringBuilder text = new StringBuilder(genuine);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, text.substring(from, to));
                case 2 -> text.insert(from, PIECES.charAt(random.nextInt(PIECES.length())));
                case 3 -> text.insert(random.nextInt(text.length() + 1), genuine, 0, random.nextInt(genuine.length()));
                default -> text.replace(from, to, String.valueOf((char) (33 + random.nextInt(94))));
            }
        }
        return text.toString();
    }
}
