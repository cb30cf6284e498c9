package io.onevisit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.payment.PlatformInMemory.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each bill goes through its own random schedule of orders, queries, notices and closing, with lost calls and answers,
 * duplicates, reordering, replays and crashes. At the end every bill has exactly one effect, which is PAID.
 */
class PaymentInterleavingTest {
    private static final Fault[] FAULTS = Fault.values();

    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;

    @Test
    void f06_f07_f08_f17_f19_f40_one_hundred_random_schedules_end_in_one_payment_each() {
        run(new Random(1), 100);
    }

    @Test
    @Tag("slow")
    void f06_f07_f08_f17_f19_f40_ten_thousand_random_schedules_end_in_one_payment_each() {
        run(new Random(2), 10_000);
    }

    private void run(Random random, int bills) {
        department.effects.crashWhen(() -> random.nextInt(4) == 0);
        for (int i = 0; i < bills; i++) {
            Bill bill = Department.bill("BILL-%06d".formatted(i));
            chaos(random, bill);
            settle(bill);
            assertThat(department.effects.of(bill)).as("bill %s", i).containsExactly("PAID P" + bill.number());
            assertThat(department.state(bill)).isEqualTo(PaymentState.PAID);
            assertThat(department.payments.find(bill.number()).orElseThrow().surplus())
                    .isEmpty();
        }
        assertThat(platform.orders()).isEqualTo(bills);
    }

    private void chaos(Random random, Bill bill) {
        List<RawMessage> onTheWay = new ArrayList<>();
        for (int step = 0; step < 14; step++) {
            switch (random.nextInt(6)) {
                case 0 -> attempt(random, () -> department.payments.order(bill));
                case 1 ->
                    attempt(random, () -> {
                        if (department.payments.find(bill.number()).isPresent()) {
                            department.payments().query(bill.number());
                        }
                    });
                case 2 -> onTheWay.addAll(pushes(bill));
                case 3 -> department.clock.advance(Duration.ofSeconds(random.nextInt(120)));
                default -> {
                    Collections.shuffle(onTheWay, random);
                    onTheWay.stream()
                            .limit(2)
                            .forEach(message ->
                                    attempt(random, () -> department.payments().receive(message)));
                }
            }
        }
    }

    /** Paid when first asked for; then the notices of it, each signed anew. */
    private List<RawMessage> pushes(Bill bill) {
        ObjectNode order = platform.order(bill);
        if (order == null) {
            return List.of();
        }
        ObjectNode notice =
                order.has("notice") ? (ObjectNode) order.get("notice") : platform.pay(bill, "P" + bill.number());
        order.set("notice", notice);
        return List.of(platform.push(notice), platform.push(platform.openedNotice(bill)), platform.push(notice));
    }

    private void attempt(Random random, Runnable step) {
        platform.next(FAULTS[random.nextInt(FAULTS.length - 1)]);
        try {
            step.run();
        } catch (OneVisitException | IllegalStateException e) {
            // lost on the way, or crashed before the commit: it comes again
        }
    }

    /** As a scheduler would: order until the ending is known, then query until the bill is paid. */
    private void settle(Bill bill) {
        for (int i = 0; i < 100 && !isPaid(bill); i++) {
            platform.clearFaults();
            try {
                department.payments.order(bill);
                pushes(bill);
                department.payments.query(bill.number());
            } catch (IllegalStateException e) {
                // crashed before the commit
            }
        }
    }

    private boolean isPaid(Bill bill) {
        return department
                .payments
                .find(bill.number())
                .map(order -> order.state() == PaymentState.PAID)
                .orElse(false);
    }
}
