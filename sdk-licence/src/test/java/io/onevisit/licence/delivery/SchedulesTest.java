package io.onevisit.licence.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.OneVisitException;
import io.onevisit.core.platform.RawMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Crash, lost answer, outage, duplicate and reorder in random schedules: each result ends as one parcel, delivered. */
class SchedulesTest {
    private static final List<String> TRAVEL = List.of("COLLECTED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED");

    private final Office office = new Office();
    private final CarrierInMemory carrier = office.carrier;

    @Test
    void fault_01_04_07_51_52_53_one_hundred_random_schedules_end_in_one_waybill_each() {
        run(new Random(1), 100);
    }

    @Test
    @Tag("slow")
    void fault_01_04_07_51_52_53_ten_thousand_random_schedules_end_in_one_waybill_each() {
        run(new Random(2), 10_000);
    }

    private void run(Random random, int results) {
        carrier.gives(null);
        for (int i = 0; i < results; i++) {
            String number = "D-%06d".formatted(i);
            carrier.tellsOrderNumber(random.nextBoolean());
            office.post(Samples.order(number, "居住证"));
            chaos(random, number);
            settle(number);

            assertThat(carrier.parcels())
                    .filteredOn(parcel -> parcel.orderNumber().equals(number))
                    .as(number)
                    .hasSize(1);
            assertThat(office.delivery(number).state()).as(number).isEqualTo(DeliveryState.DELIVERED);
            assertThat(office.delivery(number).history()).as(number).hasSize(TRAVEL.size());
            assertThat(office.delivery(number).waybillNumber()).isPresent();
            carrier.parcels().clear();
        }
        assertThat(office.outbox.deadLetters(10)).isEmpty();
    }

    private void chaos(Random random, String number) {
        List<RawMessage> onTheWay = new ArrayList<>();
        for (int step = 0; step < 12; step++) {
            carrier.losesAnswer(random.nextInt(3) == 0);
            carrier.dies(random.nextInt(4) == 0);
            carrier.down(random.nextInt(4) == 0);
            switch (random.nextInt(4)) {
                case 0 -> {
                    carrier.beforeAnswer(random.nextBoolean() ? () -> push(number, 0) : () -> {});
                    work();
                }
                case 1 -> office.clock.advance(Duration.ofSeconds(random.nextInt(600)));
                case 2 -> {
                    if (isTaken(number)) {
                        onTheWay.add(event(number, random.nextInt(TRAVEL.size())));
                    }
                }
                default -> {
                    onTheWay.addAll(onTheWay.subList(0, onTheWay.size() / 2));
                    Collections.shuffle(onTheWay, random);
                    onTheWay.stream().limit(2).forEach(office.deliveries::receive);
                }
            }
        }
    }

    /** One run of the outbox, in which the process may die. */
    private void work() {
        try {
            office.outbox.runDue();
        } catch (OneVisitException e) {
            throw e;
        } catch (Error e) {
            if (e instanceof AssertionError) {
                throw e;
            }
            // the process died; another takes over when the lease has run out
        }
    }

    private void settle(String number) {
        carrier.losesAnswer(false);
        carrier.dies(false);
        carrier.down(false);
        carrier.beforeAnswer(() -> {});
        for (int i = 0; i < 50 && office.delivery(number).waybillNumber().isEmpty(); i++) {
            office.later(Duration.ofMinutes(5));
        }
        for (int i = TRAVEL.size() - 1; i >= 0; i--) {
            push(number, i);
        }
        office.later(Duration.ofMinutes(35));
    }

    private boolean isTaken(String number) {
        return carrier.parcels().stream()
                .anyMatch(parcel -> parcel.orderNumber().equals(number));
    }

    private void push(String number, int stage) {
        office.deliveries.receive(event(number, stage));
    }

    /** The same each time it is told. */
    private RawMessage event(String number, int stage) {
        Instant posted = office.delivery(number).posted();
        return Samples.push(Samples.pushBody(
                number,
                carrier.waybillOf(number),
                number + "-" + stage,
                TRAVEL.get(stage),
                posted.plusSeconds(stage).toString()));
    }
}
