package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.Days.DAY;
import static io.onevisit.payment.reconcile.Days.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Statements damaged at random: either a difference is named or the file is refused whole; never is damage balanced away.
 * Seeded: every failure comes again.
 */
class DamageTest {
    private static final int ENTRIES = 30;

    @ParameterizedTest
    @EnumSource
    void f35_random_damage_is_named_or_the_file_refused(SampleFile sample) {
        new Victim(sample, 35).suffers(300);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("slow")
    void f35_much_random_damage_is_named_or_the_file_refused(SampleFile sample) {
        new Victim(sample, 3535).suffers(30_000);
    }

    /** A good file, a book that it agrees with, and what becomes of the file. */
    private static final class Victim {
        private final SampleFile sample;
        private final Random random;
        private final List<Entry> book = new ArrayList<>();
        private final byte[] file;
        private final Reconciliation undamaged;
        private final long kept;
        private int refused;
        private int named;

        Victim(SampleFile sample, long seed) {
            this.sample = sample;
            this.random = new Random(seed);
            for (int i = 0; i < ENTRIES; i++) {
                book.add(entry(i));
            }
            this.kept = book.stream()
                    .filter(entry -> entry.state() != CollectionState.REVERSED)
                    .count();
            this.file = sample.write(book);
            this.undamaged = Days.match(DAY, null, book, sample.format(), file);
            assertThat(undamaged.discrepancies()).isEmpty();
            assertThat(undamaged.matched()).isEqualTo(ENTRIES);
        }

        private Entry entry(int number) {
            Entry plain = Entry.of(
                    code(number).value(),
                    "B%06d".formatted(number),
                    Money.fen(1 + random.nextInt(1_000_000)),
                    Days.at("09:00:00").plusSeconds(random.nextInt(40_000)),
                    CollectionState.COLLECTED);
            return number % 7 != 0
                    ? plain
                    : Stream.of(CollectionState.REVERSED, CollectionState.REFUNDED)
                            .map(plain::in)
                            .filter(sample::canSay)
                            .findFirst()
                            .orElse(plain);
        }

        void suffers(int times) {
            for (int i = 0; i < times; i++) {
                byte[] damaged = damage();
                if (!Arrays.equals(damaged, file)) {
                    judge(damaged);
                }
            }
            assertThat(refused).isGreaterThan(times / 10);
            assertThat(named).isPositive();
        }

        private void judge(byte[] damaged) {
            try {
                Reconciliation result = Days.match(DAY, null, book, sample.format(), damaged);
                assertThat(result.balances()).isTrue();
                assertThat(told(result, Discrepancy::ours)).isBetween(kept, (long) ENTRIES);
                assertProved(result);
                if (result.discrepancies().isEmpty()) {
                    // serial, time of day, order of lines, a name: no money in them
                    assertThat(result.ourTotal()).isEqualTo(undamaged.ourTotal());
                    assertThat(result.matchedTotal()).isEqualTo(undamaged.matchedTotal());
                } else {
                    named++;
                }
            } catch (MalformedMessageException e) {
                assertThat(e.getMessage()).startsWith(sample.format().name() + ": ");
                refused++;
            }
        }

        /**
         * What is taken has passed the file's own proof, which damage in one place cannot follow: the sum is as it was, or
         * the count where there is no sum of what is matched. Alipay adds up what the merchant receives, not the orders.
         */
        private void assertProved(Reconciliation result) {
            if (sample == SampleFile.FISCAL || sample == SampleFile.ALIPAY) {
                assertThat(told(result, Discrepancy::bank)).isEqualTo(ENTRIES);
            } else {
                assertThat(result.bankTotal()).isEqualTo(undamaged.bankTotal());
            }
        }

        /** How many entries of a side agree or are named; only what counts nothing, a reversal, may be neither. */
        private static long told(Reconciliation result, Function<Discrepancy, List<Entry>> side) {
            assertThat(result.grouped()).isZero();
            return result.matched()
                    + result.discrepancies().stream()
                            .mapToLong(each -> side.apply(each).size())
                            .sum();
        }

        private byte[] damage() {
            int at = random.nextInt(file.length);
            return switch (random.nextInt(11)) {
                case 0 -> Arrays.copyOf(file, at);
                case 1 -> changed(at, random.nextInt(256));
                case 2, 3 -> digitChanged(at);
                case 4 -> spliced(at, at + 1, new byte[0]);
                case 5 -> spliced(at, at, new byte[] {(byte) "0123456789|SR.,`<>\"\n".charAt(random.nextInt(20))});
                case 6 -> spliced(at, at, Arrays.copyOfRange(file, at, Math.min(file.length, at + 50)));
                case 7 -> lines(lines -> Collections.swap(lines, pick(lines), pick(lines)));
                case 8 -> lines(lines -> lines.add(pick(lines), lines.get(pick(lines))));
                case 9 -> lines(lines -> lines.remove(pick(lines)));
                default -> otherCharset();
            };
        }

        private int pick(List<String> lines) {
            return random.nextInt(lines.size());
        }

        private byte[] changed(int at, int octet) {
            byte[] changed = file.clone();
            changed[at] = (byte) octet;
            return changed;
        }

        /** The first digit from {@code at} on becomes another one. */
        private byte[] digitChanged(int at) {
            int digit = at;
            while (digit < file.length && !(file[digit] >= '0' && file[digit] <= '9')) {
                digit++;
            }
            return digit == file.length ? file : changed(digit, '0' + random.nextInt(10));
        }

        private byte[] spliced(int from, int to, byte[] instead) {
            ByteArrayOutputStream spliced = new ByteArrayOutputStream();
            spliced.write(file, 0, from);
            spliced.writeBytes(instead);
            spliced.write(file, to, file.length - to);
            return spliced.toByteArray();
        }

        private byte[] lines(Consumer<List<String>> change) {
            String text = new String(file, StandardCharsets.ISO_8859_1);
            List<String> lines = new ArrayList<>(Arrays.asList(text.split("(?<=\n)", -1)));
            change.accept(lines);
            return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
        }

        private byte[] otherCharset() {
            Charset own = sample == SampleFile.ALIPAY ? Charset.forName("GBK") : StandardCharsets.UTF_8;
            List<Charset> others = List.of(
                    StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_8, Charset.forName("GBK"));
            return new String(file, own).getBytes(others.get(random.nextInt(others.size())));
        }
    }
}
