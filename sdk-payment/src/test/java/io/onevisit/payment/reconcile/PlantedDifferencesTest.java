package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.Days.DAY;
import static io.onevisit.payment.reconcile.Days.code;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Money;
import io.onevisit.payment.Stores;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeded: every failure comes again. */
class PlantedDifferencesTest {
    private static final int DAYS = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_planted_difference_is_found_once_and_nothing_else(long seed) {
        Books books = new Books(new Random(seed), 300);

        assertThat(books.reconciled()).isEqualTo(books.planted);
    }

    @Test
    @Tag("slow")
    void one_hundred_thousand_lines_a_day() {
        Books books = new Books(new Random(100_000), DAYS * 100_000);

        assertThat(books.reconciled()).isEqualTo(books.planted);
    }

    /** Some days of payments, our clock up to 7 minutes from the bank's, one payment in ten gone wrong. */
    private static final class Books {
        private final Random random;
        private final List<Entry> book = new ArrayList<>();
        private final List<StatementLine> lines = new ArrayList<>();
        private final Set<String> planted = new HashSet<>();

        Books(Random random, int payments) {
            this.random = random;
            for (int i = 0; i < payments; i++) {
                plant(i, Money.fen(1 + random.nextInt(100_000_000)), time());
            }
        }

        /** Any time after the first morning, and often around midnight. */
        private Instant time() {
            LocalDate day = DAY.plusDays(random.nextInt(DAYS));
            return random.nextBoolean()
                    ? Days.at(day, "06:00:00").plusSeconds(random.nextInt(18 * 3600))
                    : Days.at(day, "23:50:00").plusSeconds(random.nextInt(1200));
        }

        private void plant(int number, Money amount, Instant at) {
            Instant banksTime = at.plusSeconds(random.nextInt(840) - 420);
            Entry ours = Entry.collected(code(number), amount, at);
            StatementLine bank = StatementLine.collected(serial(), code(number), amount, banksTime);
            switch (random.nextInt(50)) {
                case 0 -> differ("LONG", number, null, bank);
                case 1 -> differ("SHORT", number, ours, null);
                case 2 -> differ("AMOUNT", number, ours, withAmount(bank, amount.plus(Money.fen(1))));
                case 3 -> differ("STATE", number, ours, reversed(bank));
                case 4 -> {
                    differ("DUPLICATE", number, ours, bank);
                    lines.add(StatementLine.collected(serial(), code(number), amount, banksTime));
                }
                case 5 -> add(ours, reversedAndTakenAgain(bank));
                default -> add(ours, bank);
            }
        }

        private void differ(String kind, int number, @Nullable Entry ours, @Nullable StatementLine bank) {
            planted.add(kind + " " + code(number));
            add(ours, bank);
        }

        private void add(@Nullable Entry ours, @Nullable StatementLine bank) {
            if (ours != null) {
                book.add(ours);
            }
            if (bank != null) {
                lines.add(bank);
            }
        }

        private StatementLine reversedAndTakenAgain(StatementLine bank) {
            lines.add(reversed(bank));
            return StatementLine.collected(serial(), bank.code(), bank.amount(), bank.at());
        }

        private static StatementLine reversed(StatementLine bank) {
            return new StatementLine(
                    bank.bankSerial(), bank.code(), bank.amount(), bank.at(), CollectionState.REVERSED);
        }

        private static StatementLine withAmount(StatementLine bank, Money amount) {
            return StatementLine.collected(bank.bankSerial(), bank.code(), amount, bank.at());
        }

        private String serial() {
            return "B%08d".formatted(lines.size());
        }

        /** Runs every day and one more, as the bank's clock has the days; returns kind and code of each difference. */
        Set<String> reconciled() {
            Collections.shuffle(book, random);
            Reconciler reconciler = new Reconciler(Stores.h2(), Days.FOLDER);
            Set<String> found = new HashSet<>();
            for (LocalDate day = DAY; !day.isAfter(DAY.plusDays(DAYS + 1)); day = day.plusDays(1)) {
                BankDay hours = BankDay.of(day);
                List<StatementLine> ofDay = lines.stream()
                        .filter(line -> hours.covers(line.entry()))
                        .toList();
                InputStream file = new ByteArrayInputStream(BankStatement.write(ofDay));
                Reconciliation result = reconciler.run("BANK", BankDay.of(day), book, BankStatement.in(UTF_8), file);
                assertThat(result.balances()).isTrue();
                result.discrepancies()
                        .forEach(each -> assertThat(found.add(each.kind() + " " + each.key()))
                                .isTrue());
            }
            return found;
        }
    }
}
