package io.onevisit.licence.delivery;

import static io.onevisit.licence.delivery.Samples.NOON;
import static io.onevisit.licence.delivery.Samples.ORDER_NUMBER;
import static io.onevisit.licence.delivery.Samples.WAYBILL_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posting, batches, cancelling, the second leg; faults 1 to 12 as far as they are not the wire's. */
class DeliveriesTest {
    private final Office office = new Office();
    private final CarrierInMemory carrier = office.carrier;

    @Test
    void an_order_posted_is_accepted_by_the_carrier_and_has_a_waybill() {
        assertThat(office.post(Samples.order())).isTrue();
        assertThat(office.delivery()).isEqualTo(Delivery.ordered(Samples.order(), NOON));

        office.outbox.runDue();

        assertThat(carrier.parcels()).containsExactly(Samples.order());
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
        assertThat(office.delivery().waybillNumber()).contains(WAYBILL_NUMBER);
        assertThat(office.progress).containsExactly("ORDERED -> CREATED");
    }

    @Test
    void the_same_order_twice_is_one_parcel() {
        office.post(Samples.order());
        assertThat(office.post(Samples.order())).isFalse();
        office.outbox.runDue();
        assertThat(office.post(Samples.order()))
                .as("also after it was accepted")
                .isFalse();
        office.outbox.deleteDone(NOON.plusSeconds(1), 100);
        assertThat(office.post(Samples.order()))
                .as("also after the outbox forgot it")
                .isFalse();
        office.outbox.runDue();

        assertThat(carrier.parcels()).hasSize(1);
    }

    @Test
    void fault_01_a_lost_answer_is_asked_about_and_makes_no_second_parcel() {
        carrier.losesAnswer(true);
        office.post(Samples.order());
        office.outbox.runDue();
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.ORDERED);

        carrier.losesAnswer(false);
        office.later(Duration.ofMinutes(1));

        assertThat(carrier.asked()).containsExactly(ORDER_NUMBER);
        assertThat(carrier.parcels()).hasSize(1);
        assertThat(office.delivery().waybillNumber()).contains(WAYBILL_NUMBER);
    }

    @Test
    void fault_03_what_certainly_never_arrived_is_sent_again_without_asking() {
        carrier.down(true);
        office.post(Samples.order());
        office.outbox.runDue();

        carrier.down(false);
        office.later(Duration.ofMinutes(1));

        assertThat(carrier.asked()).isEmpty();
        assertThat(carrier.parcels()).hasSize(1);
    }

    @Test
    void fault_04_crash_after_send_is_revived_by_another_node_which_asks_first() {
        carrier.dies(true);
        office.post(Samples.order());
        assertThatThrownBy(office.outbox::runDue).isInstanceOf(Error.class);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.ORDERED);

        carrier.dies(false);
        office.clock.advance(Duration.ofMinutes(3));
        office.outbox(OutboxSettings.defaults()).runDue();

        assertThat(carrier.asked()).containsExactly(ORDER_NUMBER);
        assertThat(carrier.parcels()).hasSize(1);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
    }

    @Test
    void fault_05_an_order_rolled_back_was_never_posted() {
        assertThatThrownBy(() -> office.store.inTransaction(tx -> {
                    office.deliveries.post(tx, Samples.order());
                    throw new IllegalStateException("the department's work failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        office.outbox.runDue();

        assertThat(carrier.parcels()).isEmpty();
        assertThat(office.deliveries.find(ORDER_NUMBER)).isEmpty();
    }

    @Test
    void fault_06_another_order_under_the_same_number_is_refused() {
        office.post(Samples.order());

        assertThatThrownBy(() -> office.post(Samples.order("营业执照 1 份"))).isInstanceOf(InvalidValueException.class);
        office.outbox.runDue();
        assertThat(carrier.parcels()).containsExactly(Samples.order());
    }

    @Test
    void fault_07_while_nobody_answers_it_stays_open_and_nothing_is_sent_again() {
        carrier.losesAnswer(true);
        office.post(Samples.order());
        office.outbox.runDue();
        carrier.down(true);
        for (int i = 0; i < 10; i++) {
            office.later(Duration.ofHours(1));
        }

        assertThat(carrier.parcels()).hasSize(1);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.ORDERED);
        assertThat(office.outbox.deadLetters(10)).isEmpty();
    }

    @Test
    void fault_08_when_the_key_may_have_expired_a_person_must_look() {
        carrier.losesAnswer(true);
        office.post(Samples.order());
        office.outbox.runDue();
        carrier.down(true);
        office.later(Duration.ofHours(25));
        carrier.down(false);
        office.later(Duration.ofHours(25));

        assertThat(carrier.parcels()).as("sent again").hasSize(1);
        assertThat(office.outbox.deadLetters(10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.uncertain()).isTrue());
    }

    @Test
    void fault_09_two_workers_make_one_parcel() throws Exception {
        office.post(Samples.order());
        List<Outbox> nodes = Stream.generate(() -> office.outbox(OutboxSettings.defaults()))
                .limit(4)
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Integer> run :
                    nodes.stream().map(node -> threads.submit(node::runDue)).toList()) {
                run.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(carrier.parcels()).hasSize(1);
        assertThat(office.progress).containsExactly("ORDERED -> CREATED");
    }

    @Test
    void fault_10_an_order_that_is_always_refused_does_not_keep_the_others() {
        carrier.gives(null);
        carrier.refuses(order -> order.orderNumber().equals(ORDER_NUMBER));
        office.post(Samples.order());
        office.post(Samples.order("D-20261121-0002", "居住证"));
        office.outbox.runDue();

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.REFUSED);
        assertThat(office.delivery("D-20261121-0002").state()).isEqualTo(DeliveryState.CREATED);
        assertThat(office.outbox.deadLetters(10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains("OUT_OF_AREA"));
    }

    @Test
    void fault_10_an_order_that_always_breaks_ends_as_a_dead_letter_and_the_others_go_on() {
        carrier.gives(null);
        carrier.refuses(order -> {
            if (order.orderNumber().equals(ORDER_NUMBER)) {
                throw new IllegalStateException("a carrier's class with a mistake in it");
            }
            return false;
        });
        office.post(Samples.order());
        office.post(Samples.order("D-20261121-0002", "居住证"));
        office.outbox.runDue();
        for (int hour = 0; hour < 25; hour++) {
            office.later(Duration.ofHours(1));
        }

        assertThat(office.delivery("D-20261121-0002").state()).isEqualTo(DeliveryState.CREATED);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.ORDERED);
        assertThat(office.outbox.deadLetters(10)).singleElement().satisfies(letter -> {
            assertThat(letter.businessKey()).isEqualTo(ORDER_NUMBER);
            assertThat(letter.uncertain()).as("nobody knows what it did first").isTrue();
            assertThat(letter.reason()).contains("not sent again").doesNotContain("mistake");
        });
    }

    @Test
    void an_order_the_carrier_refuses_says_why_and_can_be_released() {
        carrier.refuses(order -> true);
        office.post(Samples.order());
        office.outbox.runDue();
        assertThat(office.delivery().refusal())
                .isEqualTo(new Refusal("OUT_OF_AREA", "does not deliver there", "req-1"));

        carrier.refuses(order -> false);
        office.outbox.release(DeliveryPosting.kind(carrier), ORDER_NUMBER);
        office.outbox.runDue();

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
        assertThat(office.delivery().refusal()).isNull();
        assertThat(office.progress).containsExactly("ORDERED -> REFUSED", "REFUSED -> CREATED");
    }

    @Test
    void fault_11_shut_down_in_the_middle_of_a_call_loses_nothing() throws Exception {
        CountDownLatch calling = new CountDownLatch(1);
        carrier.beforeAnswer(() -> {
            calling.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        });
        OutboxSettings hasty = new OutboxSettings(
                1,
                Duration.ofMillis(20),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofMinutes(30),
                Duration.ofHours(24),
                Duration.ofMillis(50));
        try (Outbox started = office.outbox(hasty)) {
            office.post(Samples.order());
            started.start();
            calling.await();
        }
        carrier.beforeAnswer(() -> {});
        office.later(Duration.ofMinutes(1));

        assertThat(carrier.asked()).containsExactly(ORDER_NUMBER);
        assertThat(carrier.parcels()).hasSize(1);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
    }

    @Test
    void fault_12_of_a_batch_each_item_has_a_result_of_its_own() {
        carrier.gives(null);
        carrier.refuses(order -> order.orderNumber().endsWith("4"));
        office.post(Samples.order("D-20261121-0002", "别的"));
        List<DeliveryOrder> batch = Stream.of("1", "2", "3", "4", "5")
                .map(number -> Samples.order("D-20261121-000" + number, "居住证"))
                .toList();

        List<Outcome<Delivery>> outcomes = office.store.inTransaction(tx -> office.deliveries.postAll(tx, batch));
        office.outbox.runDue();

        assertThat(outcomes)
                .extracting(outcome -> outcome.fold(
                        delivery -> delivery.orderNumber(), refusal -> refusal.code(), pending -> "unknown"))
                .containsExactly(
                        "D-20261121-0001", "CONFLICT", "D-20261121-0003", "D-20261121-0004", "D-20261121-0005");
        assertThat(batch)
                .extracting(order -> office.delivery(order.orderNumber()).state())
                .containsExactly(
                        DeliveryState.CREATED,
                        DeliveryState.CREATED,
                        DeliveryState.CREATED,
                        DeliveryState.REFUSED,
                        DeliveryState.CREATED);
        assertThat(carrier.parcels()).hasSize(4);
    }

    @Test
    void the_second_leg_goes_the_other_way_under_a_number_of_its_own() {
        carrier.gives(null);
        DeliveryOrder there = Samples.order();
        DeliveryOrder back = there.back("D-20261121-0001-B", "旧证 1 本");
        office.store.inTransaction(tx -> office.deliveries.postAll(tx, List.of(there, back)));
        office.outbox.runDue();

        assertThat(carrier.parcels()).containsExactlyInAnyOrder(there, back);
        assertThat(back.sender()).isEqualTo(there.recipient());
        assertThat(back.recipient()).isEqualTo(there.sender());
        assertThat(back.payer()).isEqualTo(DeliveryOrder.Payer.DEPARTMENT);
        assertThat(office.delivery(back.orderNumber()).caseNumber()).isEqualTo(there.caseNumber());
        assertThatThrownBy(() -> there.back(there.orderNumber(), "旧证")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_cancellation_is_told_to_the_carrier_once_and_ends_the_delivery() {
        office.accepted();
        assertThat(office.cancel("申请人到窗口自取")).isTrue();
        assertThat(office.delivery().cancellation()).isEqualTo(Cancellation.ASKED);
        assertThat(office.cancel("申请人到窗口自取")).isFalse();

        office.outbox.runDue();
        office.later(Duration.ofHours(1));

        assertThat(carrier.cancellations()).containsExactly(ORDER_NUMBER + " 申请人到窗口自取");
        assertThat(office.delivery().cancellation()).isEqualTo(Cancellation.DONE);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CANCELLED);
        assertThat(office.progress).containsExactly("CREATED -> CREATED", "CREATED -> CANCELLED");
    }

    @Test
    void fault_57_a_cancellation_after_collection_is_for_the_carrier_to_refuse() {
        office.accepted();
        carrier.collects(ORDER_NUMBER);
        office.cancel("不寄了");
        office.outbox.runDue();

        Cancellation cancellation = office.delivery().cancellation();
        assertThat(cancellation.state()).isEqualTo(Cancellation.State.CANCEL_REFUSED);
        assertThat(cancellation.refusal()).isEqualTo(CarrierReason.TOO_LATE.refusal("8252"));
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
        office.receive(Samples.push("e1", "DELIVERED", "2026-11-21T04:00:00Z"));
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void fault_57_a_cancellation_waits_until_it_is_known_whether_the_carrier_has_the_order() {
        carrier.losesAnswer(true);
        office.post(Samples.order());
        office.outbox.runDue();
        carrier.losesAnswer(false);
        office.cancel("不寄了");
        office.outbox.runDue();
        assertThat(carrier.cancellations()).as("too early").isEmpty();

        office.later(Duration.ofMinutes(1));
        office.later(Duration.ofMinutes(1));

        assertThat(carrier.parcels()).hasSize(1);
        assertThat(carrier.cancellations()).hasSize(1);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CANCELLED);
    }

    @Test
    void fault_01_a_lost_answer_to_a_cancellation_is_cleared_up() {
        office.accepted();
        carrier.losesAnswer(true);
        office.cancel("不寄了");
        office.outbox.runDue();
        assertThat(office.delivery().cancellation()).isEqualTo(Cancellation.ASKED);

        carrier.losesAnswer(false);
        office.later(Duration.ofMinutes(1));

        assertThat(office.delivery().cancellation()).isEqualTo(Cancellation.DONE);
    }

    @Test
    void an_order_the_carrier_never_took_is_cancelled_without_it() {
        carrier.refuses(order -> true);
        office.post(Samples.order());
        office.outbox.runDue();
        office.cancel("不寄了");
        office.outbox.runDue();

        assertThat(carrier.cancellations()).isEmpty();
        assertThat(office.delivery().cancellation()).isEqualTo(Cancellation.DONE);
    }

    @Test
    void fault_05_a_cancellation_rolled_back_was_never_asked_for() {
        office.accepted();
        assertThatThrownBy(() -> office.store.inTransaction(tx -> {
                    office.deliveries.cancel(tx, ORDER_NUMBER, "不寄了");
                    throw new IllegalStateException("the department's work failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        office.outbox.runDue();

        assertThat(carrier.cancellations()).isEmpty();
        assertThat(office.delivery().cancellation()).isEqualTo(Cancellation.NONE);
    }

    @Test
    void nothing_that_was_never_posted_is_cancelled() {
        assertThatThrownBy(() -> office.cancel("不寄了")).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void a_cancellation_needs_a_reason(String reason) {
        office.accepted();

        assertThatThrownBy(() -> office.cancel(reason)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void names_and_addresses_leave_the_database_with_the_parcel() throws SQLException {
        carrier.down(true);
        office.post(Samples.order());
        office.outbox.runDue();
        assertThat(office.wholeDatabase()).contains(hex("张三丰"), hex("13800138000"));

        carrier.down(false);
        office.later(Duration.ofMinutes(1));

        assertThat(office.wholeDatabase())
                .contains(ORDER_NUMBER)
                .doesNotContain(hex("张三丰"), hex("13800138000"), hex("401"));
    }

    @Test
    void nothing_of_a_person_and_no_pick_up_code_shows_in_any_text() {
        DeliveryOrder order = Samples.order();
        DeliveryEvent event = new DeliveryEvent(
                "e1", DeliveryState.OUT_FOR_DELIVERY, "locker", NOON, "李四 13900139000", new PickupCode("88-1-2345"));
        Delivery delivery = Delivery.ordered(order, NOON).told(List.of(event), NOON);

        assertThat(delivery.pickupCode()).contains(new PickupCode("88-1-2345"));
        DeliveryEvent end = new DeliveryEvent("e2", DeliveryState.DELIVERED, "80", NOON, null);
        assertThat(delivery.told(List.of(end), NOON).pickupCode()).as("used up").isEmpty();
        assertThat(order + " " + order.recipient() + " " + order.recipient().address() + " " + event + " "
                        + new HistoryEntry(event, NOON) + delivery + delivery.pickupCode())
                .doesNotContain("张三丰", "138", "体育场", "李四", "139", "2345")
                .contains(ORDER_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "12 45", "1234567890123456789012345678901234", "-123", "12\n45"})
    void a_pick_up_code_is_short_and_plain(String text) {
        assertThatThrownBy(() -> new PickupCode(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining(text.isEmpty() ? "\u0000" : text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RR473124829GB",
                "EA123456785CN",
                "EA123456784CN",
                "SF7444400043266",
                "JD0012345678-1-1",
                "1234567890123",
                "00001"
            })
    void waybill_numbers_of_any_carrier_and_country_and_with_any_check_digit_are_taken(String number) {
        assertThat(new Waybill(ORDER_NUMBER, number).waybillNumber()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12 34", "12/34", "12\n34", "１２３４", "运单1"})
    void what_is_no_number_is_no_waybill_number(String number) {
        assertThatThrownBy(() -> new Waybill(ORDER_NUMBER, number)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void what_the_carrier_wants_to_hear_again_is_kept_whichever_of_push_and_answer_comes_first() {
        Waybill plain = new Waybill(ORDER_NUMBER, WAYBILL_NUMBER);
        Waybill withReference = new Waybill(ORDER_NUMBER, WAYBILL_NUMBER, "C-1");
        Delivery ordered = Delivery.ordered(Samples.order(), NOON);

        assertThat(ordered.accepted(plain).accepted(withReference).waybill()).isEqualTo(withReference);
        assertThat(ordered.accepted(withReference).accepted(plain).waybill()).isEqualTo(withReference);
    }

    @Test
    void the_proof_of_delivery_belongs_to_the_case_and_shows_a_later_change() {
        office.accepted();
        assertThat(office.delivery().proof()).isEmpty();
        office.receive(Samples.push("e1", "DELIVERED", "2026-11-21T03:30:00Z"));

        DeliveryProof proof = office.delivery().proof().orElseThrow();
        assertThat(proof.caseNumber()).isEqualTo(Samples.order().caseNumber());
        assertThat(proof.waybillNumber()).isEqualTo(WAYBILL_NUMBER);
        assertThat(proof.deliveredAt()).isEqualTo(Instant.parse("2026-11-21T03:30:00Z"));
        assertThat(proof.heardAt()).isEqualTo(NOON);
        assertThat(proof.eventId()).isEqualTo("e1");
        office.receive(Samples.push("e0", "COLLECTED", "2026-11-21T03:10:00Z"));
        assertThat(office.delivery().proof().orElseThrow().history()).isNotEqualTo(proof.history());
        office.receive(Samples.push("e2", "RETURNED", "2026-11-21T03:40:00Z"));
        assertThat(office.delivery().proof()).isEmpty();
    }

    private static String hex(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).toHex();
    }

    @Test
    void fault_20_why_an_order_is_uncertain_shows_at_once_and_until_it_is_known() {
        List<String> causes = new ArrayList<>();
        Carrier unclear = new CarrierLikeIt(office.carrier) {
            @Override
            public Outcome<Waybill> create(DeliveryOrder order) {
                super.create(order);
                return new Outcome.Unknown<>(new Pending("memory", order.orderNumber(), "the carrier answered B-4711"));
            }
        };
        Outbox outbox = new Outbox(
                office.dataSource,
                List.of(new DeliveryPosting(
                        office.store,
                        unclear,
                        (tx, before, delivery) -> causes.add(before + " " + delivery.uncertain()),
                        office.clock,
                        null)),
                OutboxSettings.defaults(),
                office.clock);
        office.post(Samples.order());

        outbox.runDue();
        assertThat(office.delivery().uncertain()).isEqualTo("the carrier answered B-4711");
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.ORDERED);

        office.clock.advance(Duration.ofMinutes(1));
        outbox.runDue();
        assertThat(office.delivery().uncertain()).isNull();
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
        assertThat(causes).containsExactly("ORDERED the carrier answered B-4711", "ORDERED null");
    }

    @Test
    void a_listener_that_fails_over_what_is_uncertain_does_not_make_a_second_parcel() {
        Outbox outbox = new Outbox(
                office.dataSource,
                List.of(new DeliveryPosting(
                        office.store,
                        office.carrier,
                        (tx, before, delivery) -> {
                            throw new PlatformUnreachableException("case file", "it is closed", null);
                        },
                        office.clock,
                        null)),
                OutboxSettings.defaults(),
                office.clock);
        office.carrier.losesAnswer(true);
        office.post(Samples.order());

        outbox.runDue();
        office.later(Duration.ofMinutes(1));

        assertThat(office.carrier.parcels()).hasSize(1);
        assertThat(office.carrier.asked()).containsExactly(ORDER_NUMBER);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
    }
}
