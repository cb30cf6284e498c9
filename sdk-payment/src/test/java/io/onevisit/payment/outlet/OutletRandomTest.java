package io.onevisit.payment.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Outcome;
import io.onevisit.core.id.CreditCode;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.SettableClock;
import io.onevisit.payment.outlet.CollectingPlatform.Death;
import io.onevisit.payment.outlet.CollectingPlatform.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two banks in one database, codes that both may take, and lines, answers and processes that fail at random (F02, F19, F40): at the end no
 * code is collected twice, no money is lost, and both sides agree on every serial.
 */
class OutletRandomTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final Set<OutletState> ENDS =
            Set.of(OutletState.CONFIRMED, OutletState.REFUSED, OutletState.TO_RETURN, OutletState.REVERSED);

    @Test
    void whatever_fails_each_code_is_collected_once_and_no_money_is_lost() {
        days(1, 20, 15);
    }

    @Test
    @Tag("slow")
    void ten_thousand_collections() {
        days(1000, 200, 50);
    }

    private static void days(long seed, int days, int visits) {
        for (long day = seed; day < seed + days; day++) {
            new Day(day).run(visits);
        }
    }

    /** One day at two banks. */
    private static final class Day {
        private final Random random;
        private final long seed;
        private final SettableClock clock = new SettableClock(NOW);
        private final CollectingPlatform platform = new CollectingPlatform(clock);
        private final List<Bank> banks;
        private final Map<String, Payable> visits = new HashMap<>();
        private final Map<String, String> told = new HashMap<>();
        private int codes;

        Day(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            DataSource common = Bank.database();
            OutletSettings second =
                    new OutletSettings(CreditCode.parse(Bank.SECOND), Bank.SETTINGS.dayCut(), Bank.SETTINGS.offline());
            this.banks = List.of(
                    new Bank(platform, clock, Bank.SETTINGS, common), new Bank(platform, clock, second, common));
        }

        void run(int steps) {
            platform.weather(this::weather);
            for (int step = 0; step < steps; step++) {
                surviving(this::step);
                clock.advance(Duration.ofSeconds(random.nextInt(90)));
            }
            platform.weather(() -> Fault.NONE);
            banks.forEach(bank -> {
                bank.forward();
                bank.forward();
            });
            agree();
        }

        private Fault weather() {
            Fault[] all = Fault.values();
            return random.nextInt(5) < 3 ? Fault.NONE : all[random.nextInt(all.length)];
        }

        private static void surviving(Runnable work) {
            try {
                work.run();
            } catch (Death e) {
                // the next step is another process on the same database
            }
        }

        private void step() {
            int bank = random.nextInt(2);
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> visit(bank);
                case 3 -> again();
                case 4 -> banks.get(bank).outlet.reverse(anySerial(), "CZ" + random.nextInt(1_000_000, 9_999_999), "x");
                default -> banks.get(bank).outbox.runDue();
            }
            if (random.nextInt(4) == 0) {
                platform.during(() -> surviving(banks.get(bank).outbox::runDue));
            }
        }

        private void visit(int bank) {
            String code = "320682263%011d".formatted(random.nextInt(4) > 0 ? ++codes : Math.max(1, codes));
            if (platform.bill(code) == null) {
                platform.open(code, "80.50", Bank.PAYEE.value(), "2026-11-22T00:00:00Z");
            }
            Payable payable = seen(bank, code);
            if (payable != null) {
                String serial = "S" + bank + "N" + (10_000 + visits.size());
                visits.put(serial, payable);
                collect(bank, serial);
            }
        }

        private Payable seen(int bank, String code) {
            BankOutlet outlet = banks.get(bank).outlet;
            if (random.nextBoolean()) {
                return outlet.scan(Bank.picture(code, "80.50", NOW.plus(Duration.ofDays(1))))
                        .orThrow();
            }
            try {
                return outlet.lookUp(new PaymentCode(code));
            } catch (OneVisitException e) {
                return null; // nothing was seen, so nothing is taken
            }
        }

        private void collect(int bank, String serial) {
            Outcome<CollectionReceipt> outcome = banks.get(bank).outlet.collect(visits.get(serial), serial, "0301");
            told.put(serial, Bank.ending(outcome));
        }

        private String anySerial() {
            List<String> serials = new ArrayList<>(visits.keySet());
            return serials.isEmpty() ? "NONE1" : serials.get(random.nextInt(serials.size()));
        }

        private void again() {
            String serial = anySerial();
            if (visits.containsKey(serial)) {
                collect(serial.charAt(1) - '0', serial);
            }
        }

        /** Both sides say the same of every serial, and what the payer was told at last is what is true. */
        private void agree() {
            Map<String, Integer> keptByCode = new HashMap<>();
            visits.forEach((serial, payable) -> {
                Bank bank = banks.get(serial.charAt(1) - '0');
                OutletCollection here = bank.outlet.find(serial).orElse(null);
                String id = (serial.charAt(1) == '0' ? Bank.FIRST : Bank.SECOND) + " " + serial;
                ObjectNode there = platform.collections().get(id);
                if (here == null) {
                    assertThat(there)
                            .as("seed %s: %s, too late in the visit", seed, serial)
                            .isNull();
                    return;
                }
                assertThat(here.state()).as("seed %s: %s", seed, serial).isIn(ENDS);
                boolean kept = there != null && !there.has("reversed");
                assertThat(here.state() == OutletState.CONFIRMED)
                        .as("seed %s: %s", seed, serial)
                        .isEqualTo(kept);
                assertThat(here.state() == OutletState.REVERSED)
                        .as("seed %s: %s", seed, serial)
                        .isEqualTo(there != null && there.has("reversed"));
                if ("done".equals(told.get(serial))) {
                    assertThat(there)
                            .as("seed %s: %s was confirmed", seed, serial)
                            .isNotNull();
                }
                keptByCode.merge(here.code().value(), kept ? 1 : 0, Integer::sum);
            });
            assertThat(keptByCode.values()).as("seed %s", seed).allMatch(kept -> kept <= 1);
        }
    }
}
