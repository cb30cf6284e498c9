package io.onevisit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.payment.PlatformInMemory.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happens to one bill, step by step, and what must hold at the end. Several nodes may take steps at once. */
final class Schedule {
    private static final Fault[] FAULTS = Fault.values();
    private static final int MAX_PAYMENTS = 3;
    private static final int MAX_REFUNDS = 3;

    final Bill bill;

    private final Department department;
    private final PlatformInMemory platform;
    private final List<ObjectNode> notices = new CopyOnWriteArrayList<>();
    private final List<RawMessage> sent = new CopyOnWriteArrayList<>();
    private final List<String> payments = new ArrayList<>();
    private final Map<RefundNumber, RefundRequest> requests = new ConcurrentHashMap<>();

    Schedule(Department department, String number) {
        this.department = department;
        this.platform = department.platform;
        this.bill = Department.bill(number);
    }

    /** Something random on one node, which may fail on the way or crash. */
    void step(Random random, Desk node) {
        platform.next(FAULTS[random.nextInt(4) == 0 ? random.nextInt(FAULTS.length) : 0]);
        try {
            switch (random.nextInt(12)) {
                case 0, 1 -> node.payments.order(bill);
                case 2 -> node.payments.query(bill.number());
                case 3 -> pay();
                case 4 -> node.payments.close(bill.number());
                case 5, 6 -> refund(random, node);
                case 7 -> endOne(random);
                case 8 -> department.clock.advance(Duration.ofSeconds(random.nextInt(120)));
                case 9 -> node.effects.runDue();
                case 10 -> node.following.runDue();
                default -> receive(random, node);
            }
        } catch (OneVisitException e) {
            // lost on the way, or nothing there yet to do it with
        }
    }

    /** The payer pays, whether or not the order is open. */
    private void pay() {
        synchronized (platform) {
            ObjectNode order = platform.order(bill);
            if (order == null || payments.size() == MAX_PAYMENTS) {
                return;
            }
            String payment = "P%d-%s".formatted(payments.size(), bill.number());
            boolean open = order.path("state").asText().equals("OPEN");
            notices.add(open ? platform.pay(bill, payment) : platform.notice(bill, payment));
            notices.add(platform.openedNotice(bill));
            payments.add(payment);
        }
    }

    /** A new refund of what the node sees to be left, or an old one again. */
    private void refund(Random random, Desk node) {
        PaymentOrder order = node.payments.find(bill.number()).orElseThrow(Schedule::nothing);
        RefundNumber number = new RefundNumber("R%d-%s".formatted(random.nextInt(MAX_REFUNDS), bill.number()));
        if (order.arrivals().isEmpty()) {
            return;
        }
        String payment = order.arrivals()
                .get(random.nextInt(order.arrivals().size()))
                .payment()
                .number();
        Money left = order.refundable(payment);
        RefundRequest fresh = new RefundRequest(
                number, bill.number(), payment, Money.fen(1 + random.nextInt(8050)), left, "overcharged", null);
        RefundRequest known = requests.putIfAbsent(number, fresh);
        node.payments.refund(known == null ? fresh : known);
    }

    private static InvalidValueException nothing() {
        return new InvalidValueException("bill", "has no order yet");
    }

    /** One refund ends at the platform. */
    private void endOne(Random random) {
        RefundNumber number = new RefundNumber("R%d-%s".formatted(random.nextInt(MAX_REFUNDS), bill.number()));
        end(number, random.nextBoolean() ? "DONE" : "FAILED");
    }

    private void end(RefundNumber number, String state) {
        synchronized (platform) {
            ObjectNode refund = platform.refund(number);
            if (refund != null && refund.path("state").asText().equals("ACCEPTED")) {
                notices.add(platform.end(number, state));
            }
        }
    }

    /** A notice signed anew, or one that was sent before. */
    private void receive(Random random, Desk node) {
        if (!notices.isEmpty()) {
            sent.add(platform.push(notices.get(random.nextInt(notices.size()))));
        }
        if (!sent.isEmpty()) {
            node.payments.receive(sent.get(random.nextInt(sent.size())));
            node.payments.receive(sent.get(sent.size() - 1));
        }
    }

    /** As time does: every notice comes in the end, all that is due is done, and refunds end. */
    void settle() {
        platform.clearFaults();
        for (int round = 0; round < 4; round++) {
            requests.keySet().forEach(number -> end(number, "DONE"));
            notices.forEach(notice -> department.payments.receive(platform.push(notice)));
            department.clock.advance(Duration.ofHours(12));
            department.desk.following.runDue();
            department.desk.effects.runDue();
        }
    }

    void check() {
        List<String> told = new ArrayList<>(department.effects.of(bill));
        told.remove("CONTRADICTED");
        List<String> expected = new ArrayList<>();
        department.payments.find(bill.number()).ifPresent(order -> {
            assertThat(numbers(order)).as("%s", order).containsExactlyInAnyOrderElementsOf(payments);
            order.arrivals().forEach(arrival -> expected.add(toldOf(arrival)));
            order.refunds().forEach(refund -> checkRefund(refund, expected));
            payments.forEach(payment -> {
                assertThat(order.refundable(payment)).isEqualTo(platform.available(payment));
                assertThat(platform.available(payment)).isGreaterThanOrEqualTo(Money.fen(0));
            });
        });
        assertThat(told).as("%s", bill).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(told.stream().filter(row -> row.startsWith("PAID ")).count()).isLessThanOrEqualTo(1);
    }

    private static List<String> numbers(PaymentOrder order) {
        return order.arrivals().stream()
                .map(arrival -> arrival.payment().number())
                .toList();
    }

    private static String toldOf(Arrival arrival) {
        String number = arrival.payment().number();
        return arrival.state()
                .proposal()
                .map(proposal -> arrival.state() + " " + proposal + " " + number)
                .orElse("PAID " + number);
    }

    /** What the platform has, we have, at the same end; what it has not was refused. */
    private void checkRefund(Refund refund, List<String> expected) {
        ObjectNode there = platform.refund(refund.number());
        assertThat(refund.state().isFinal()).as("%s", refund).isTrue();
        if (there == null) {
            assertThat(refund.state()).isEqualTo(RefundState.REFUSED);
            return;
        }
        assertThat(refund.state()).hasToString(there.path("state").asText());
        expected.add((refund.state() == RefundState.DONE ? "REFUNDED " : "REFUND_FAILED ") + refund.number());
    }
}
