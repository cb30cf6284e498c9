package io.onevisit.seal.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.seal.SealProfile;
import io.onevisit.seal.internal.Containers;
import io.onevisit.seal.internal.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound documents altered at random: refused by the house's own exceptions or reported, and never hung on. */
@Tag("fuzz")
class OfdFuzzTest {
    private static final byte[] SEALED = Sealed.plain().sign(0).sign(1).octets();
    private static final Map<String, Bytes> FILES = Containers.read(SEALED);
    private static final OfdVerifier FIELD = new OfdVerifier(Sealed.OFFICE.verifier(SealProfile.field()));
    private static final List<String> SCRAPS = List.of(
            "<",
            ">",
            "/",
            "\"",
            "&amp;",
            "&x;",
            "<!--",
            "]]>",
            "<!DOCTYPE",
            "ofd:",
            "..",
            "/",
            "xmlns=\"\"",
            "\u0000",
            "\ud842\udfb7",
            "ID=\"1\"",
            "99999999999");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void containers(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            byte[] altered = altered(SEALED, random);
            tolerates(() -> assertThat(Containers.read(altered)).isNotNull());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void xml(long seed) {
        Random random = new Random(seed);
        byte[] page = file(Sealed.PAGE).toArray();
        for (int i = 0; i < 4_000; i++) {
            Bytes altered = Bytes.of(random.nextBoolean() ? altered(page, random) : spliced(page, random));
            tolerates(() -> XmlReader.read(altered, "Page"));
            assertThat(XmlReader.hasRoot(altered, "Other")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void documents_whose_files_are_altered(long seed) {
        Random random = new Random(seed);
        List<String> paths = List.copyOf(FILES.keySet());
        for (int i = 0; i < 250; i++) {
            Sealed document = Sealed.of(FILES);
            String path = paths.get(random.nextInt(paths.size()));
            byte[] before = file(path).toArray();
            byte[] after = random.nextBoolean() ? altered(before, random) : spliced(before, random);
            byte[] ofd = document.put(path, Bytes.of(after)).octets();
            Report<OfdDocument> report = FIELD.verify(ofd);
            report.subject()
                    .ifPresent(passed -> assertThat(passed.coverage().exposed()).isEmpty());
            tolerates(() -> OfdDocument.readWithoutVerification(ofd).coverage());
        }
    }

    private static void tolerates(Runnable reading) {
        try {
            reading.run();
        } catch (MalformedMessageException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static byte[] altered(byte[] octets, Random random) {
        byte[] altered = octets.clone();
        List<Consumer<Integer>> ways = List.of(
                at -> altered[at] ^= (byte) (1 << random.nextInt(8)),
                at -> altered[at] = (byte) random.nextInt(),
                at -> altered[at] = (byte) 0xff,
                at -> System.arraycopy(octets, random.nextInt(octets.length - at), altered, at, 1));
        for (int i = random.nextInt(4); i >= 0; i--) {
            ways.get(random.nextInt(ways.size())).accept(random.nextInt(octets.length));
        }
        return altered;
    }

    private static byte[] spliced(byte[] octets, Random random) {
        String text = new String(octets, StandardCharsets.UTF_8);
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(20));
        String scrap = SCRAPS.get(random.nextInt(SCRAPS.size()));
        return (text.substring(0, from) + scrap + text.substring(to)).getBytes(StandardCharsets.UTF_8);
    }

    private static Bytes file(String path) {
        return Objects.requireNonNull(FILES.get(path), path);
    }
}
