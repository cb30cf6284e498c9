package io.onevisit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.payment.PlatformInMemory.Death;
import io.onevisit.payment.PlatformInMemory.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What happens to one bill, step by step, and what must hold at the end. Several nodes may take steps at once. Orders, money
 * right and wrong, closing, acceptance by hand, refunds, reversals by the bank, notices in any order and number; calls and
 * answers are lost, and processes die before and after a call.
 */
final class Schedule {
    private static final Fault[] FAULTS = Fault.values();
    private static final int MAX_PAYMENTS = 3;
    private static final int MAX_REFUNDS = 3;
    private static final ByHand BY = new ByHand("window-3", "the payer came in person");

    final Bill bill;

    /** The bills that clerks make instead, each another one. */
    private final List<Bill> others;

    private final Department department;
    private final PlatformInMemory platform;
    private final List<ObjectNode> notices = new CopyOnWriteArrayList<>();
    private final List<RawMessage> sent = new CopyOnWriteArrayList<>();
    private final List<String> payments = new ArrayList<>();
    private final Set<String> reversed = ConcurrentHashMap.newKeySet();
    private final Map<RefundNumber, RefundRequest> requests = new ConcurrentHashMap<>();

    Schedule(Department department, String number) {
        this.department = department;
        this.platform = department.platform;
        this.bill = Department.bill(number);
        this.others = List.of(Department.bill(number + "-A"), Department.bill(number + "-B"));
    }

    /** Something random on one node, which may fail on the way or die. */
    void step(Random random, Desk node) {
        platform.next(FAULTS[random.nextInt(4) == 0 ? random.nextInt(FAULTS.length) : 0]);
        if (random.nextInt(12) == 0) {
            platform.dieAtNextWrite(random.nextBoolean());
        }
        try {
            switch (random.nextInt(17)) {
                case 0, 1 -> node.payments.order(bill);
                case 2 -> node.payments.query(bill.number());
                case 3, 4 -> pay(random);
                case 5 -> node.payments.close(bill.number());
                case 6, 7 -> refund(random, node);
                case 8 -> endOne(random);
                case 9 -> reverse();
                case 10 -> accept(random, node);
                case 11 -> department.clock.advance(Duration.ofSeconds(random.nextInt(120)));
                case 12 -> node.effects.runDue();
                case 13 -> node.following.runDue();
                case 14 -> node.payments.replace(bill.number(), others.get(random.nextInt(2)));
                case 15 -> node.payments.close(others.get(random.nextInt(2)).number());
                default -> receive(random, node);
            }
        } catch (OneVisitException e) {
            // lost on the way, or nothing there yet to do it with
        } catch (Death e) {
            // the next step on this node is another process on the same database
        }
    }

    /** The payer pays, whether or not the order is open, now and then a wrong amount. */
    private void pay(Random random) {
        synchronized (platform) {
            ObjectNode order = platform.order(bill);
            if (order == null || payments.size() == MAX_PAYMENTS) {
                return;
            }
            String payment = "P%d-%s".formatted(payments.size(), bill.number());
            notices.add(random.nextInt(6) == 0 ? platform.notice(bill, payment, Money.fen(805)) : pay(order, payment));
            notices.add(platform.openedNotice(bill));
            payments.add(payment);
        }
    }

    private ObjectNode pay(ObjectNode order, String payment) {
        boolean open = order.path("state").asText().equals("OPEN");
        return open ? platform.pay(bill, payment) : platform.notice(bill, payment);
    }

    /** The bank takes the payment back that the platform has on its books, unless some of it was given back. */
    private void reverse() {
        synchronized (platform) {
            ObjectNode order = platform.order(bill);
            if (order == null || !order.path("state").asText().equals("PAID")) {
                return;
            }
            String payment = order.path("payment").path("paymentNumber").asText();
            if (platform.available(payment).equals(bill.total())) {
                notices.add(platform.reverse(bill, payment));
                reversed.add(payment);
            }
        }
    }

    /** A person accepts what can be accepted, or tries to. */
    private void accept(Random random, Desk node) {
        List<Arrival> arrivals = find(node).arrivals();
        if (!arrivals.isEmpty()) {
            Arrival arrival = arrivals.get(random.nextInt(arrivals.size()));
            node.payments.accept(bill.number(), arrival.payment().number(), BY);
        }
    }

    /** A new refund of what the node sees to be left, or an old one again. */
    private void refund(Random random, Desk node) {
        PaymentOrder order = find(node);
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

    private PaymentOrder find(Desk node) {
        return node.payments
                .find(bill.number())
                .orElseThrow(() -> new InvalidValueException("bill", "has no order yet"));
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

    /** As time does: every notice comes in the end, all that is due is done, refunds end, and what is open expires. */
    void settle() {
        platform.clearFaults();
        int told = 0;
        for (int round = 0; round < 3; round++) {
            requests.keySet().forEach(number -> end(number, "DONE"));
            for (; told < notices.size(); told++) {
                department.payments.receive(platform.push(notices.get(told)));
            }
            expire(bill);
            others.forEach(this::expire);
            department.clock.advance(Duration.ofHours(12));
            department.desk.following.runDue();
            department.desk.effects.runDue();
        }
    }

    private void expire(Bill each) {
        ObjectNode order = platform.order(each);
        if (order != null && order.path("state").asText().equals("OPEN")) {
            platform.close(each, "EXPIRED");
        }
    }

    void check() {
        checkOthers();
        List<String> told = new ArrayList<>(department.effects.of(bill));
        told.removeIf("CONTRADICTED"::equals);
        department.payments.find(bill.number()).ifPresent(order -> {
            assertThat(order.isPayable()).as("%s", order).isFalse();
            assertThat(numbers(order)).as("%s", order).containsExactlyInAnyOrderElementsOf(payments);
            assertThat(order.arrivals().stream().filter(arrival -> arrival.state() == ArrivalState.PAYS))
                    .as("%s", order)
                    .hasSizeLessThanOrEqualTo(1);
            order.arrivals().forEach(arrival -> checkArrival(order, arrival, taken(told, arrival)));
            order.refunds().forEach(refund -> checkRefund(refund, told));
        });
        assertThat(told).as("%s: told of nothing else", bill).isEmpty();
    }

    /** What was made instead is over as well, and the clerks agree on one. */
    private void checkOthers() {
        List<PaymentOrder> made = others.stream()
                .flatMap(other -> department.payments.find(other.number()).stream())
                .toList();
        assertThat(made).as("%s", bill).allMatch(other -> !other.isPayable());
        if (reversed.isEmpty()) {
            assertThat(made).as("%s", bill).hasSizeLessThanOrEqualTo(1);
        }
    }

    /** While the payer can pay by another code, he cannot by this one, and has not, unless the bank takes money back. */
    void checkOneCode() {
        boolean other = others.stream().anyMatch(each -> isOpen(platform.order(each)));
        if (other && reversed.isEmpty()) {
            assertThat(isOpen(platform.order(bill))).as("%s: two codes", bill).isFalse();
            assertThat(department.state(bill)).as("%s", bill).isNotEqualTo(PaymentState.PAID);
        }
    }

    private static boolean isOpen(ObjectNode order) {
        return order != null && order.path("state").asText().equals("OPEN");
    }

    /** One node after the other hears no contradiction, unless the bank takes back what is under way. */
    void checkAgreed() {
        if (reversed.isEmpty()) {
            assertThat(department.effects.of(bill)).as("%s", bill).doesNotContain("CONTRADICTED");
        }
    }

    private static List<String> numbers(PaymentOrder order) {
        return order.arrivals().stream()
                .map(arrival -> arrival.payment().number())
                .toList();
    }

    /** The rows about an arrival, without its number. */
    private static List<String> taken(List<String> told, Arrival arrival) {
        String number = " " + arrival.payment().number();
        List<String> rows = told.stream()
                .filter(row -> row.endsWith(number))
                .map(row -> row.substring(0, row.length() - number.length()))
                .toList();
        told.removeIf(row -> row.endsWith(number));
        return rows;
    }

    private void checkArrival(PaymentOrder order, Arrival arrival, List<String> rows) {
        String number = arrival.payment().number();
        assertThat(arrival.state() == ArrivalState.REVERSED).as("%s", arrival).isEqualTo(reversed.contains(number));
        Money left = order.refundable(number);
        if (arrival.state() == ArrivalState.REVERSED) {
            assertThat(left).as("%s", arrival).isEqualTo(Money.fen(0));
            checkReversed(arrival, rows);
            return;
        }
        assertThat(left).as("%s", arrival).isEqualTo(platform.available(number)).isGreaterThanOrEqualTo(Money.fen(0));
        if (arrival.decision().isPresent()) {
            assertThat(rows).as("%s", arrival).hasSize(2).containsOnlyOnce("PAID");
        } else {
            assertThat(rows)
                    .as("%s", arrival)
                    .containsExactly(arrival.state()
                            .proposal()
                            .map(proposal -> arrival.state() + " " + proposal)
                            .orElse("PAID"));
        }
    }

    /** Told as paid and as taken back, or as neither; what was before a person is there once more. */
    private static void checkReversed(Arrival arrival, List<String> rows) {
        long paid = rows.stream().filter("PAID"::equals).count();
        long back = rows.stream().filter("REVERSED"::equals).count();
        assertThat(paid).as("%s %s", arrival, rows).isEqualTo(back).isLessThanOrEqualTo(1);
        assertThat(rows.size() - paid - back).as("%s %s", arrival, rows).isLessThanOrEqualTo(2);
    }

    /** What the platform has, we have, at the same end; what it has not was refused. */
    private void checkRefund(Refund refund, List<String> told) {
        ObjectNode there = platform.refund(refund.number());
        assertThat(refund.state().isFinal()).as("%s", refund).isTrue();
        if (there == null) {
            assertThat(refund.state()).isEqualTo(RefundState.REFUSED);
            return;
        }
        assertThat(refund.state()).hasToString(there.path("state").asText());
        String row = (refund.state() == RefundState.DONE ? "REFUNDED " : "REFUND_FAILED ") + refund.number();
        assertThat(told.remove(row)).as("%s is told of", row).isTrue();
    }
}
