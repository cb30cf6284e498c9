package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.Days.DAY;
import static io.onevisit.payment.reconcile.Days.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bent files at every reader: it takes the file or refuses it by the house's exception, quotes nothing and is never kept
 * busy. Seeded, so that what fails once fails again.
 */
class StatementFuzzTest {
    private static final List<String> PIECES =
            List.of(("` ,` | \" \"\" \t \n \r\n \0 \uFEFF ０ 缴款 < > </ <!-- --> <![CDATA[ ]]>"
                            + " <!DOCTYPE:x> &amp; &x; &#0; &#x110000; <?x?> { } [ ] null 9999999999999999999 -0 1e9 NaN"
                            + " 99999999999999.99 20269999 <Ntry> </Ntry> xmlns=\"\"")
                    .split(" ", -1));

    @ParameterizedTest
    @EnumSource
    void bent_files_are_taken_or_refused(SampleFile sample) {
        bend(sample, 1, 300);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("fuzz")
    void many_bent_files_are_taken_or_refused(SampleFile sample) {
        bend(sample, 2, 50_000);
    }

    private static void bend(SampleFile sample, long seed, int times) {
        Random random = new Random(seed);
        byte[] good = sample.write(List.of(entry(1), entry(2), entry(3)));
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            for (int i = 0; i < times; i++) {
                read(sample, bent(good, random));
            }
        });
    }

    private static Entry entry(int number) {
        return Entry.of(
                code(number).value(),
                "SECRET%04d".formatted(number),
                Money.fen(8_050),
                Days.at("09:00:00"),
                CollectionState.COLLECTED);
    }

    private static void read(SampleFile sample, byte[] bent) {
        try (Statement statement = Days.statement(DAY, sample.format(), bent)) {
            statement.forEach(entry -> assertThat(entry.amount().isPositive()).isTrue());
        } catch (MalformedMessageException e) {
            assertThat(e.getMessage())
                    .startsWith(sample.format().name() + ": ")
                    .doesNotContain("SECRET", code(1).value())
                    .hasSizeLessThan(300);
        }
    }

    private static byte[] bent(byte[] good, Random random) {
        byte[] bent = good;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(bent.length + 1);
            int to = Math.min(bent.length, from + random.nextInt(random.nextBoolean() ? 2 : 60));
            bent = spliced(bent, from, to, piece(good, random));
        }
        return bent;
    }

    private static byte[] piece(byte[] good, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
            case 2 -> {
                byte[] noise = new byte[1 + random.nextInt(8)];
                random.nextBytes(noise);
                yield noise;
            }
            default -> {
                int from = random.nextInt(good.length);
                yield Arrays.copyOfRange(good, from, Math.min(good.length, from + random.nextInt(200)));
            }
        };
    }

    private static byte[] spliced(byte[] octets, int from, int to, byte[] instead) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(octets, 0, from);
        spliced.writeBytes(instead);
        spliced.write(octets, to, octets.length - to);
        return spliced.toByteArray();
    }
}
