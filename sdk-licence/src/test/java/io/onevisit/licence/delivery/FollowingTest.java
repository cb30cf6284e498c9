package io.onevisit.licence.delivery;

import static io.onevisit.licence.delivery.Samples.NOON;
import static io.onevisit.licence.delivery.Samples.ORDER_NUMBER;
import static io.onevisit.licence.delivery.Samples.WAYBILL_NUMBER;
import static io.onevisit.licence.delivery.Samples.push;
import static io.onevisit.licence.delivery.Samples.pushBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.platform.RawMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What carriers tell, in whatever order: faults 20 and 51 to 57. */
class FollowingTest {
    private Office office = new Office();

    @Test
    void fault_51_a_push_repeated_a_hundred_times_at_once_has_one_effect_and_the_same_answer() throws Exception {
        office.accepted();
        assertThat(hundredAtOnce()).hasSize(100).containsOnly(200);

        assertThat(office.delivery().history()).hasSize(1);
        assertThat(office.progress).containsExactly("CREATED -> COLLECTED");
    }

    private List<Integer> hundredAtOnce() throws Exception {
        CountDownLatch ready = new CountDownLatch(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> pushes = IntStream.range(0, 100)
                    .mapToObj(i -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return office.receive(push("e1", "COLLECTED", "2026-11-21T03:10:00Z"));
                    }))
                    .toList();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> push : pushes) {
                answers.add(push.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void fault_51_pushes_about_a_waybill_that_nobody_here_knows_yet_do_not_get_lost_when_they_come_at_once()
            throws Exception {
        office.carrier.tellsOrderNumber(false);
        assertThat(hundredAtOnce()).containsOnly(200);

        office.post(Samples.order());
        office.outbox.runDue();

        assertThat(office.delivery().history()).hasSize(1);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.COLLECTED);
    }

    @Test
    void different_pushes_at_once_are_all_kept() throws Exception {
        office.accepted();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> pushes = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(
                            () -> office.receive(push("e" + i, "IN_TRANSIT", "2026-11-21T03:10:" + (i + 10) + "Z"))))
                    .toList();
            for (Future<Integer> push : pushes) {
                assertThat(push.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdown();
        }

        assertThat(office.delivery().history()).hasSize(40);
    }

    @Test
    void fault_52_whatever_the_order_of_arrival_state_and_history_are_the_same() {
        List<RawMessage> pushes = new ArrayList<>(List.of(
                push("e1", "COLLECTED", "2026-11-21T03:10:00Z"),
                push("e2", "IN_TRANSIT", "2026-11-21T03:20:00Z"),
                push("e3", "OUT_FOR_DELIVERY", "2026-11-21T03:30:00Z"),
                push("e4", "IN_TRANSIT", "2026-11-21T03:40:00Z"),
                push("e5", "OUT_FOR_DELIVERY", "2026-11-21T03:50:00Z"),
                push("e6", "DELIVERED", "2026-11-21T03:55:00Z")));
        Random random = new Random(52);
        for (int round = 0; round < 10; round++) {
            office = new Office();
            office.accepted();
            Collections.shuffle(pushes, random);

            DeliveryState last = DeliveryState.CREATED;
            for (RawMessage push : pushes) {
                assertThat(office.receive(push)).isEqualTo(200);
                assertThat(office.delivery().state().rank()).as("no step back").isGreaterThanOrEqualTo(last.rank());
                last = office.delivery().state();
            }

            assertThat(last).isEqualTo(DeliveryState.DELIVERED);
            assertThat(office.delivery().history())
                    .extracting(entry -> entry.event().eventId())
                    .containsExactly("e1", "e2", "e3", "e4", "e5", "e6");
        }
    }

    @Test
    void fault_52_what_comes_late_after_an_end_is_kept_and_changes_nothing() {
        office.accepted();
        office.receive(push("e1", "CANCELLED", "2026-11-21T03:20:00Z"));
        office.receive(push("e2", "COLLECTED", "2026-11-21T03:30:00Z"));

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CANCELLED);
        assertThat(office.delivery().history()).hasSize(2);
        assertThat(office.progress).containsExactly("CREATED -> CANCELLED", "CANCELLED -> CANCELLED");
    }

    @Test
    void fault_52_of_two_ends_the_later_stands_whichever_was_told_first() {
        office.accepted();
        office.receive(push("e1", "DELIVERED", "2026-11-21T03:30:00Z"));
        office.receive(push("e2", "LOST", "2026-11-21T03:20:00Z"));
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.DELIVERED);

        office.receive(push("e3", "RETURNED", "2026-11-21T03:40:00Z"));
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.RETURNED);
    }

    @Test
    void fault_53_a_push_that_comes_before_the_carriers_answer_is_kept_and_joined() {
        List<DeliveryState> seen = new ArrayList<>();
        office.carrier.beforeAnswer(() -> {
            office.receive(push("e1", "COLLECTED", "2026-11-21T03:10:00Z"));
            seen.add(office.delivery().state());
        });
        office.post(Samples.order());

        office.outbox.runDue();

        assertThat(seen).containsExactly(DeliveryState.COLLECTED);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.COLLECTED);
        assertThat(office.outbox.deadLetters(10)).isEmpty();
        assertThat(office.progress).containsExactly("ORDERED -> COLLECTED");
    }

    @Test
    void fault_53_also_when_the_carrier_tells_its_own_number_only() {
        office.carrier.tellsOrderNumber(false);
        office.carrier.beforeAnswer(() -> {
            assertThat(office.receive(push("e1", "COLLECTED", "2026-11-21T03:10:00Z")))
                    .isEqualTo(200);
            assertThat(office.receive(push("e1", "COLLECTED", "2026-11-21T03:10:00Z")))
                    .isEqualTo(200);
        });
        office.post(Samples.order());
        office.outbox.runDue();

        assertThat(office.delivery().history()).hasSize(1);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.COLLECTED);
        assertThat(office.receive(push("e2", "DELIVERED", "2026-11-21T03:20:00Z")))
                .isEqualTo(200);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void fault_20_a_word_outside_the_contract_is_kept_and_never_counts() {
        office.accepted();
        for (String word : List.of("SIGNED", "delivered", "DELIVERED ", "ORDERED", "REFUSED", "UNKNOWN")) {
            assertThat(office.receive(push("e-" + word, word, "2026-11-21T03:10:00Z")))
                    .isEqualTo(200);
        }

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
        assertThat(office.delivery().history())
                .extracting(entry -> entry.event().word())
                .contains("SIGNED", "DELIVERED ");
        assertThat(office.delivery().history()).allMatch(entry -> entry.event().state() == DeliveryState.UNKNOWN);
    }

    @Test
    void fault_54_a_replayed_push_changes_nothing_and_is_answered_like_the_first() {
        office.accepted();
        RawMessage push = push("e1", "COLLECTED", "2026-11-21T03:10:00Z");
        assertThat(office.receive(push)).isEqualTo(200);
        office.receive(push("e2", "DELIVERED", "2026-11-21T03:30:00Z"));
        Delivery before = office.delivery();

        assertThat(office.receive(push)).isEqualTo(200);
        assertThat(office.delivery()).isEqualTo(before);
    }

    @Test
    void fault_54_forged_malformed_and_unknown_pushes_have_one_and_the_same_answer() {
        office.accepted();
        RawMessage genuine = push("e1", "DELIVERED", "2026-11-21T03:10:00Z");
        RawMessage unsigned = new RawMessage("POST", genuine.targetUri(), Map.of(), genuine.body());
        RawMessage stranger =
                push(pushBody("D-20261121-0009", WAYBILL_NUMBER, "e1", "DELIVERED", "2026-11-21T03:10:00Z"));

        PushReply refused = office.deliveries.receive(unsigned);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(office.deliveries.receive(stranger)).isEqualTo(refused);
        assertThat(office.deliveries.receive(push("{}"))).isEqualTo(refused);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
    }

    @Test
    void fault_56_a_time_ahead_of_ours_is_clamped_and_flagged() {
        office.accepted();
        office.receive(push("e1", "DELIVERED", "2036-01-01T00:00:00Z"));

        assertThat(office.delivery().history()).singleElement().satisfies(entry -> {
            assertThat(entry.aheadOfTime()).isTrue();
            assertThat(entry.at()).isEqualTo(NOON);
            assertThat(entry.event().at()).isEqualTo(Instant.parse("2036-01-01T00:00:00Z"));
        });
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void fault_56_events_of_the_same_second_stand_in_the_order_of_their_ranks() {
        office.accepted();
        office.receive(push("e1", "IN_TRANSIT", "2026-11-21T03:10:00Z"));
        office.receive(push("e2", "COLLECTED", "2026-11-21T03:10:00Z"));
        office.receive(push("e0", "IN_TRANSIT", "2026-11-21T03:10:00Z"));

        assertThat(office.delivery().history())
                .extracting(entry -> entry.event().eventId())
                .containsExactly("e2", "e0", "e1");
    }

    @Test
    void fault_57_a_push_that_names_another_waybill_is_refused_and_leaves_no_trace() {
        office.accepted();
        String other = pushBody(ORDER_NUMBER, "9999999999999", "e1", "DELIVERED", "2026-11-21T03:10:00Z");

        assertThat(office.receive(push(other))).isEqualTo(400);
        assertThat(office.delivery().history()).isEmpty();
        assertThat(office.receive(push("e1", "DELIVERED", "2026-11-21T03:10:00Z")))
                .isEqualTo(200);
    }

    @Test
    void fault_57_a_waybill_number_used_again_is_a_new_parcel_from_its_posting_on() {
        office.carrier.tellsOrderNumber(false);
        office.accepted();
        office.receive(push("e1", "DELIVERED", "2026-11-21T04:00:00Z"));
        office.clock.advance(Duration.ofDays(400));
        String second = "D-20271226-0001";
        office.post(Samples.order(second, "居住证"));
        office.outbox.runDue();

        office.receive(push("late", "RETURNED", "2026-11-21T06:00:00Z"));
        office.receive(push("e2", "COLLECTED", "2027-12-26T05:00:00Z"));

        assertThat(office.delivery(second).state()).isEqualTo(DeliveryState.COLLECTED);
        assertThat(office.delivery(second).history()).hasSize(1);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.RETURNED);
    }

    @Test
    void fault_57_what_a_carrier_tells_of_an_earlier_parcel_of_somebody_else_does_not_count() {
        office.accepted();
        office.carrier.happens(
                new DeliveryEvent("old", DeliveryState.DELIVERED, "80", NOON.minus(Duration.ofDays(300)), null));
        office.carrier.happens(new DeliveryEvent("new", DeliveryState.COLLECTED, "50", NOON, null));

        office.deliveries.refresh(ORDER_NUMBER);

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.COLLECTED);
        assertThat(office.delivery().history()).hasSize(1);
    }

    @Test
    void another_event_under_a_known_event_id_is_refused() {
        office.accepted();
        office.receive(push("e1", "COLLECTED", "2026-11-21T03:10:00Z"));

        assertThat(office.receive(push("e1", "DELIVERED", "2026-11-21T03:10:00Z")))
                .isEqualTo(400);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.COLLECTED);
    }

    @Test
    void fault_55_a_carrier_that_never_stops_telling_is_bounded() {
        office.accepted();
        for (int i = 0; i < 200; i++) {
            office.carrier.happens(new DeliveryEvent("e" + i, DeliveryState.IN_TRANSIT, "31", NOON, null));
        }
        office.deliveries.refresh(ORDER_NUMBER);

        assertThat(office.receive(push("e200", "DELIVERED", "2026-11-21T03:10:00Z")))
                .isEqualTo(400);
        assertThat(office.delivery().history()).hasSize(200);
    }

    @Test
    void fault_55_a_carrier_that_never_stops_telling_of_a_waybill_nobody_knows_is_bounded() {
        office.carrier.tellsOrderNumber(false);
        for (int i = 0; i < 200; i++) {
            assertThat(office.receive(push("e" + i, "IN_TRANSIT", "2026-11-21T03:10:00Z")))
                    .isEqualTo(200);
        }

        assertThat(office.receive(push("e199", "IN_TRANSIT", "2026-11-21T03:10:00Z")))
                .as("a repetition takes no room")
                .isEqualTo(200);
        assertThat(office.receive(push("e200", "IN_TRANSIT", "2026-11-21T03:10:00Z")))
                .isEqualTo(400);
    }

    @Test
    void fault_55_what_is_told_of_a_waybill_nobody_knows_is_forgotten_after_a_week() {
        office.carrier.tellsOrderNumber(false);
        office.receive(push("e1", "COLLECTED", "2026-11-21T03:10:00Z"));
        assertThat(office.store.deleteExpired(10)).isZero();

        office.clock.advance(Duration.ofDays(7));
        assertThat(office.store.deleteExpired(10)).isEqualTo(1);
        office.post(Samples.order());
        office.outbox.runDue();

        assertThat(office.delivery().history()).isEmpty();
    }

    @Test
    void fault_53_what_has_waited_for_its_order_is_the_orders_and_is_not_forgotten() {
        office.carrier.tellsOrderNumber(false);
        office.post(Samples.order());
        office.receive(push("e1", "COLLECTED", "2026-11-21T03:10:00Z"));
        office.clock.advance(Duration.ofDays(6));
        office.outbox.runDue();
        office.receive(push("e2", "IN_TRANSIT", "2026-11-27T05:00:00Z"));

        office.clock.advance(Duration.ofDays(30));
        office.store.deleteExpired(10);

        assertThat(office.receive(push("e3", "OUT_FOR_DELIVERY", "2026-12-27T05:00:00Z")))
                .isEqualTo(200);
        assertThat(office.delivery().history())
                .extracting(entry -> entry.event().eventId())
                .containsExactly("e1", "e2", "e3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"type\":\"delivery.tracked\"}",
                "GOOD {\"x\":1}",
                "\"type\":\"payment.paid\"",
                "\"eventId\":1",
                "\"eventId\":\"\"",
                "\"eventId\":null",
                "\"eventId\":\"\\u0000\"",
                "\"orderNumber\":\"../../x\"",
                "\"waybillNumber\":1234567890123",
                "\"waybillNumber\":\"12 34\"",
                "\"state\":4",
                "\"at\":\"2026-11-21 03:10:00\"",
                "\"at\":\"2026-11-21T03:10:00\"",
                "\"at\":\"2026-11-21T11:10:00+08:00\"",
                "\"at\":\"2026-02-30T03:10:00Z\"",
                "\"at\":1795230000",
                "\"place\":\"\"",
                "\"place\":{}"
            })
    void fault_55_garbage_is_refused(String garbage) {
        office.accepted();
        String good = pushBody(ORDER_NUMBER, WAYBILL_NUMBER, "e1", "DELIVERED", "2026-11-21T03:10:00Z");
        String body = garbage.replace("GOOD", good);
        if (garbage.startsWith("\"")) {
            String name = garbage.substring(0, garbage.indexOf(':') + 1);
            body = good.replaceFirst(name + "\"[^\"]*\"", Matcher.quoteReplacement(garbage));
            assertThat(body).isNotEqualTo(good);
        }

        assertThat(office.receive(push(body))).isEqualTo(400);
        assertThat(office.delivery().history()).isEmpty();
    }

    @Test
    void fault_55_while_the_store_is_down_a_push_shall_come_again() {
        office.accepted();
        office.execute("ALTER TABLE onevisit_state RENAME TO elsewhere");
        RawMessage push = push("e1", "COLLECTED", "2026-11-21T03:10:00Z");
        assertThat(office.receive(push)).isEqualTo(503);
        office.execute("ALTER TABLE elsewhere RENAME TO onevisit_state");

        assertThat(office.receive(push)).isEqualTo(200);
        assertThat(office.delivery().history()).hasSize(1);
    }

    @Test
    void what_the_listener_could_not_take_is_told_again() {
        office.accepted();
        Deliveries failing = new Deliveries(
                office.store,
                office.outbox,
                office.carrier,
                (tx, before, delivery) -> {
                    throw new SQLException("no such table");
                },
                office.clock);
        RawMessage push = push("e1", "COLLECTED", "2026-11-21T03:10:00Z");

        assertThat(failing.receive(push).status()).isEqualTo(503);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
        assertThat(office.receive(push)).isEqualTo(200);
        assertThat(office.progress).containsExactly("CREATED -> COLLECTED");
    }

    @Test
    void what_the_listener_throws_reaches_the_servlet_and_nothing_is_kept_of_that_parcel() {
        office.accepted();
        Deliveries failing = new Deliveries(
                office.store,
                office.outbox,
                office.carrier,
                (tx, before, delivery) -> {
                    throw new IllegalStateException("the case file is locked");
                },
                office.clock);
        RawMessage push = push("e1", "COLLECTED", "2026-11-21T03:10:00Z");

        assertThatThrownBy(() -> failing.receive(push)).isInstanceOf(IllegalStateException.class);

        assertThat(office.delivery().history()).isEmpty();
        assertThat(office.receive(push)).isEqualTo(200);
        assertThat(office.progress).containsExactly("CREATED -> COLLECTED");
    }

    @Test
    void while_the_platform_that_vouches_for_a_push_cannot_be_reached_it_shall_come_again() {
        office.accepted();
        Carrier cutOff = new CarrierLikeIt(office.carrier) {
            @Override
            public List<Tracking> read(RawMessage push) {
                throw new PlatformUnreachableException("keys", "connection refused", null);
            }
        };
        Deliveries deliveries = new Deliveries(office.store, office.outbox, cutOff, office.listener, office.clock);
        RawMessage push = push("e1", "COLLECTED", "2026-11-21T03:10:00Z");

        assertThat(deliveries.receive(push).status()).isEqualTo(503);
        assertThat(office.delivery().history()).isEmpty();
    }

    @Test
    void a_pick_up_code_is_kept_until_the_parcel_is_fetched() {
        office.accepted();
        String waits = pushBody(ORDER_NUMBER, WAYBILL_NUMBER, "e1", "OUT_FOR_DELIVERY", "2026-11-21T03:10:00Z");
        office.receive(push(waits.replace("}", ",\"pickupCode\":\"88-1-2345\"}")));
        assertThat(office.delivery().pickupCode()).contains(new PickupCode("88-1-2345"));

        office.receive(push("e2", "DELIVERED", "2026-11-21T03:20:00Z"));
        assertThat(office.delivery().pickupCode()).isEmpty();
    }

    @Test
    void a_lost_push_is_made_up_for_by_asking() {
        assertThat(office.deliveries.refresh(ORDER_NUMBER)).as("never posted").isFalse();
        office.accepted();
        office.carrier.happens(new DeliveryEvent("e1", DeliveryState.COLLECTED, "50", NOON, null));
        office.carrier.happens(new DeliveryEvent("e2", DeliveryState.DELIVERED, "80", NOON, "门卫"));

        assertThat(office.deliveries.refresh(ORDER_NUMBER)).isTrue();
        office.deliveries.refresh(ORDER_NUMBER);

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(office.delivery().history()).hasSize(2);
    }

    @Test
    void when_no_push_comes_the_carrier_is_asked_ever_less_often_until_the_end() {
        office.accepted();
        office.following.runDue();
        assertThat(office.carrier.asked()).isEmpty();

        for (int hour = 0; hour < 72; hour++) {
            office.clock.advance(Duration.ofHours(1));
            office.following.runDue();
        }
        int polls = office.carrier.asked().size();
        assertThat(polls).isBetween(5, 12);

        office.carrier.happens(new DeliveryEvent("e1", DeliveryState.DELIVERED, "80", office.clock.instant(), null));
        for (int hour = 0; hour < 72; hour++) {
            office.clock.advance(Duration.ofHours(1));
            office.following.runDue();
        }
        assertThat(office.carrier.asked()).as("then nobody is asked").hasSize(polls + 1);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void while_pushes_come_nobody_is_asked() {
        office.accepted();
        office.following.runDue();
        for (int hour = 0; hour < 24; hour++) {
            office.clock.advance(Duration.ofHours(1));
            office.receive(push("e" + hour, "IN_TRANSIT", office.clock.instant().toString()));
            office.following.runDue();
        }

        assertThat(office.carrier.asked()).isEmpty();
    }

    @Test
    void once_a_push_has_told_the_end_nobody_is_asked() {
        office.accepted();
        office.following.runDue();
        office.receive(push("e1", "DELIVERED", "2026-11-21T04:00:00Z"));
        office.clock.advance(Duration.ofDays(1));
        office.following.runDue();
        office.clock.advance(Duration.ofDays(1));
        office.following.runDue();

        assertThat(office.carrier.asked()).isEmpty();
    }

    @Test
    void a_thousand_parcels_on_their_way_do_not_keep_back_a_new_one() {
        office = new Office(JdbcConnectionPool.create(Office.h2()));
        office.carrier.gives(null);
        for (int i = 0; i < 1_001; i++) {
            office.post(Samples.order("D-%06d".formatted(i), "居住证"));
        }
        office.outbox.runDue();
        office.outbox.runDue();
        office.clock.advance(Duration.ofMinutes(1));
        office.post(Samples.order());
        office.outbox.runDue();

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
    }

    @Test
    void a_parcel_without_an_end_is_shown_to_a_person_after_a_month() {
        office.accepted();
        for (int day = 0; day < 40; day++) {
            office.following.runDue();
            office.clock.advance(Duration.ofDays(1));
        }

        assertThat(office.following.deadLetters(10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains("not at its end"));
    }
}
