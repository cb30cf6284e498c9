package io.onevisit.licence.delivery;

import static io.onevisit.licence.delivery.Samples.NOON;
import static io.onevisit.licence.delivery.Samples.ORDER_NUMBER;
import static io.onevisit.licence.delivery.Samples.WAYBILL_NUMBER;
import static io.onevisit.licence.delivery.Samples.push;
import static io.onevisit.licence.delivery.Samples.pushBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Refusal;
import io.onevisit.core.StorageException;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveriesTest {
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final JdbcDataSource dataSource = new JdbcDataSource();
    private final JdbcStateStore store = new JdbcStateStore(dataSource, CLOCK);
    private final CarrierInMemory carrier = new CarrierInMemory();
    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final DeliveryListener listener =
            (tx, before, delivery) -> progress.add(before + " -> " + delivery.state());
    private final Outbox outbox = outbox(CLOCK);
    private final Deliveries deliveries = new Deliveries(store, outbox, carrier, listener, CLOCK);

    private Outbox outbox(Clock clock) {
        return new Outbox(
                dataSource, List.of(new DeliveryPosting(store, carrier, listener)), OutboxSettings.defaults(), clock);
    }

    @BeforeEach
    void create_tables() {
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        store.createTables();
        outbox.createTables();
    }

    @Test
    void an_order_posted_is_accepted_by_the_carrier_and_has_a_waybill() {
        assertThat(post(Samples.order())).isTrue();
        assertThat(deliveries.find(ORDER_NUMBER)).contains(Delivery.ordered(ORDER_NUMBER));

        outbox.runDue();

        assertThat(carrier.parcels()).containsExactly(Samples.order());
        assertThat(delivery().state()).isEqualTo(DeliveryState.CREATED);
        assertThat(delivery().waybillNumber()).isEqualTo(WAYBILL_NUMBER);
        assertThat(progress).containsExactly("ORDERED -> CREATED");
    }

    @Test
    void fault_5_an_order_rolled_back_was_never_posted() {
        assertThatThrownBy(() -> store.inTransaction(tx -> {
                    deliveries.post(tx, Samples.order());
                    throw new IllegalStateException("the department's work failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        outbox.runDue();

        assertThat(carrier.parcels()).isEmpty();
        assertThat(deliveries.find(ORDER_NUMBER)).isEmpty();
    }

    @Test
    void the_same_order_twice_is_one_parcel() {
        post(Samples.order());
        assertThat(post(Samples.order())).isFalse();
        outbox.runDue();
        assertThat(post(Samples.order())).as("also after it was accepted").isFalse();
        outbox.deleteDone(NOON.plusSeconds(1), 100);
        assertThat(post(Samples.order())).as("also after the outbox forgot it").isFalse();
        outbox.runDue();

        assertThat(carrier.parcels()).hasSize(1);
    }

    @Test
    void another_order_under_the_same_number_is_refused() {
        post(Samples.order());

        assertThatThrownBy(() -> post(Samples.order("营业执照 1 份"))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void fault_1_a_lost_answer_does_not_make_a_second_parcel() {
        carrier.losesAnswer(true);
        post(Samples.order());
        outbox.runDue();
        assertThat(delivery().state()).isEqualTo(DeliveryState.ORDERED);

        carrier.losesAnswer(false);
        outbox(Clock.offset(CLOCK, Duration.ofMinutes(1))).runDue();

        assertThat(carrier.parcels()).hasSize(1);
        assertThat(delivery().waybillNumber()).isEqualTo(WAYBILL_NUMBER);
    }

    @Test
    void an_order_the_carrier_refuses_says_why_and_can_be_released() {
        carrier.refuses(true);
        post(Samples.order());
        outbox.runDue();
        assertThat(delivery().state()).isEqualTo(DeliveryState.REFUSED);
        assertThat(delivery().refusal()).isEqualTo(new Refusal("OUT_OF_AREA", "does not deliver there", "req-1"));

        carrier.refuses(false);
        outbox.release(DeliveryPosting.KIND, ORDER_NUMBER);
        outbox.runDue();

        assertThat(delivery().state()).isEqualTo(DeliveryState.CREATED);
        assertThat(delivery().refusal()).isNull();
        assertThat(progress).containsExactly("ORDERED -> REFUSED", "REFUSED -> CREATED");
    }

    @Test
    void fault_51_a_push_repeated_a_hundred_times_at_once_has_one_effect() throws Exception {
        accepted();
        CountDownLatch ready = new CountDownLatch(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> pushes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String nonce = "nonce-" + i % 50;
                pushes.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return deliveries.receive(push(nonce, "e1", "COLLECTED", "2026-11-21T03:00:00Z"));
                }));
            }
            int news = 0;
            for (Future<?> push : pushes) {
                news += Boolean.TRUE.equals(push.get()) ? 1 : 0;
            }
            assertThat(news).isEqualTo(1);
        } finally {
            threads.shutdown();
        }

        assertThat(delivery().history()).hasSize(1);
        assertThat(progress).containsExactly("ORDERED -> CREATED", "CREATED -> COLLECTED");
    }

    @Test
    void different_pushes_at_once_are_all_kept() throws Exception {
        accepted();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> pushes = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> deliveries.receive(
                            push("nonce-" + i, "e" + i, "IN_TRANSIT", "2026-11-21T03:00:" + (i + 10) + "Z"))))
                    .toList();
            for (Future<Boolean> push : pushes) {
                assertThat(push.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(delivery().history()).hasSize(40);
    }

    @Test
    void fault_52_whatever_the_order_of_arrival_state_and_history_are_the_same() {
        List<Inbound> pushes = new ArrayList<>(List.of(
                push("n1", "e1", "COLLECTED", "2026-11-20T01:00:00Z"),
                push("n2", "e2", "IN_TRANSIT", "2026-11-20T02:00:00Z"),
                push("n3", "e3", "OUT_FOR_DELIVERY", "2026-11-20T03:00:00Z"),
                push("n4", "e4", "IN_TRANSIT", "2026-11-20T04:00:00Z"),
                push("n5", "e5", "OUT_FOR_DELIVERY", "2026-11-21T01:00:00Z"),
                push("n6", "e6", "DELIVERED", "2026-11-21T02:00:00Z")));
        Random random = new Random(52);
        for (int round = 0; round < 10; round++) {
            create_tables();
            accepted();
            Collections.shuffle(pushes, random);

            DeliveryState last = DeliveryState.CREATED;
            for (Inbound push : pushes) {
                assertThat(deliveries.receive(push)).isTrue();
                assertThat(delivery().state().rank()).as("no step back").isGreaterThanOrEqualTo(last.rank());
                last = delivery().state();
            }

            assertThat(last).isEqualTo(DeliveryState.DELIVERED);
            assertThat(delivery().history())
                    .extracting(entry -> entry.event().eventId())
                    .containsExactly("e1", "e2", "e3", "e4", "e5", "e6");
        }
    }

    @Test
    void fault_52_what_comes_late_after_an_end_is_kept_and_changes_nothing() {
        accepted();
        deliveries.receive(push("n1", "e1", "CANCELLED", "2026-11-21T02:00:00Z"));
        deliveries.receive(push("n2", "e2", "COLLECTED", "2026-11-21T03:00:00Z"));

        assertThat(delivery().state()).isEqualTo(DeliveryState.CANCELLED);
        assertThat(delivery().history()).hasSize(2);
        assertThat(progress).containsExactly("ORDERED -> CREATED", "CREATED -> CANCELLED", "CANCELLED -> CANCELLED");
    }

    @Test
    void fault_52_of_two_ends_the_later_stands_whichever_was_told_first() {
        accepted();
        deliveries.receive(push("n1", "e1", "DELIVERED", "2026-11-21T03:00:00Z"));
        deliveries.receive(push("n2", "e2", "LOST", "2026-11-21T02:00:00Z"));
        assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);

        deliveries.receive(push("n3", "e3", "RETURNED", "2026-11-21T03:30:00Z"));
        assertThat(delivery().state()).isEqualTo(DeliveryState.RETURNED);
    }

    @Test
    void fault_53_a_push_that_comes_before_the_carriers_answer_is_kept_and_joined() {
        List<Delivery> seen = new ArrayList<>();
        carrier.beforeAnswer(() -> {
            deliveries.receive(push("n1", "e1", "COLLECTED", "2026-11-21T03:00:00Z"));
            seen.add(delivery());
        });
        post(Samples.order());

        outbox.runDue();

        assertThat(seen).singleElement().satisfies(early -> {
            assertThat(early.state()).isEqualTo(DeliveryState.COLLECTED);
            assertThat(early.waybillNumber()).isEqualTo(WAYBILL_NUMBER);
        });
        assertThat(deliveries.find(ORDER_NUMBER)).contains(seen.get(0));
        assertThat(outbox.deadLetters(10)).isEmpty();
        assertThat(progress).containsExactly("ORDERED -> COLLECTED");
    }

    @Test
    void fault_20_a_word_outside_the_contract_is_kept_and_never_counts() {
        accepted();
        for (String word : List.of("SIGNED", "delivered", "DELIVERED ", "ORDERED", "REFUSED", "UNKNOWN")) {
            deliveries.receive(push("n-" + word, "e-" + word, word, "2026-11-21T03:00:00Z"));
        }

        assertThat(delivery().state()).isEqualTo(DeliveryState.CREATED);
        assertThat(delivery().history())
                .extracting(entry -> entry.event().word())
                .contains("SIGNED", "DELIVERED ");
        assertThat(delivery().history()).allMatch(entry -> entry.event().state() == DeliveryState.UNKNOWN);
    }

    @Test
    void fault_54_a_replayed_push_changes_nothing_and_is_answered_like_the_first() {
        accepted();
        Inbound push = push("n1", "e1", "COLLECTED", "2026-11-21T03:00:00Z");
        assertThat(deliveries.receive(push)).isTrue();
        deliveries.receive(push("n2", "e2", "DELIVERED", "2026-11-21T03:30:00Z"));

        assertThat(deliveries.receive(push)).isFalse();
        assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery().history()).hasSize(2);
    }

    @Test
    void fault_56_a_time_ahead_of_ours_is_clamped_and_flagged() {
        accepted();
        deliveries.receive(push("n1", "e1", "DELIVERED", "2036-01-01T00:00:00Z"));

        assertThat(delivery().history()).singleElement().satisfies(entry -> {
            assertThat(entry.aheadOfTime()).isTrue();
            assertThat(entry.at()).isEqualTo(NOON);
            assertThat(entry.event().at()).isEqualTo(Instant.parse("2036-01-01T00:00:00Z"));
        });
        assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void fault_56_events_of_the_same_second_stand_in_the_order_of_their_ranks() {
        accepted();
        deliveries.receive(push("n1", "e1", "IN_TRANSIT", "2026-11-21T03:00:00Z"));
        deliveries.receive(push("n2", "e2", "COLLECTED", "2026-11-21T03:00:00Z"));
        deliveries.receive(push("n3", "e0", "IN_TRANSIT", "2026-11-21T03:00:00Z"));

        assertThat(delivery().history())
                .extracting(entry -> entry.event().eventId())
                .containsExactly("e2", "e0", "e1");
    }

    @Test
    void a_push_about_an_order_never_posted_is_refused() {
        assertThatThrownBy(() -> deliveries.receive(push("n1", "e1", "COLLECTED", "2026-11-21T03:00:00Z")))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void fault_57_a_push_that_names_another_waybill_is_refused_and_leaves_no_trace() {
        accepted();
        String other = pushBody(ORDER_NUMBER, "9999999999999", "e1", "DELIVERED", "2026-11-21T03:00:00Z");

        assertThatThrownBy(() -> deliveries.receive(push("n1", other))).isInstanceOf(MalformedMessageException.class);
        assertThat(delivery().history()).isEmpty();
        assertThat(deliveries.receive(push("n1", "e1", "DELIVERED", "2026-11-21T03:00:00Z")))
                .as("the nonce of the refused one was not used up")
                .isTrue();
    }

    @Test
    void another_event_under_a_known_event_id_is_refused() {
        accepted();
        deliveries.receive(push("n1", "e1", "COLLECTED", "2026-11-21T03:00:00Z"));

        assertThatThrownBy(() -> deliveries.receive(push("n2", "e1", "DELIVERED", "2026-11-21T03:00:00Z")))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(delivery().state()).isEqualTo(DeliveryState.COLLECTED);
    }

    @Test
    void fault_55_a_carrier_that_never_stops_telling_is_bounded() {
        accepted();
        for (int i = 0; i < 200; i++) {
            carrier.happens(DeliveryEvent.told("e" + i, "IN_TRANSIT", NOON, null));
        }
        deliveries.refresh(ORDER_NUMBER);

        assertThatThrownBy(() -> deliveries.receive(push("n200", "e200", "DELIVERED", "2026-11-21T03:00:00Z")))
                .isInstanceOf(MalformedMessageException.class);
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
                "\"at\":\"2026-11-21 03:00:00\"",
                "\"at\":\"2026-11-21T03:00:00\"",
                "\"at\":\"2026-11-21T11:00:00+08:00\"",
                "\"at\":\"2026-02-30T03:00:00Z\"",
                "\"at\":1795230000",
                "\"place\":\"\"",
                "\"place\":{}"
            })
    void fault_55_garbage_is_refused(String garbage) {
        accepted();
        String good = pushBody(ORDER_NUMBER, WAYBILL_NUMBER, "e1", "DELIVERED", "2026-11-21T03:00:00Z");
        String body = garbage.replace("GOOD", good);
        if (garbage.startsWith("\"")) {
            String name = garbage.substring(0, garbage.indexOf(':') + 1);
            body = good.replaceFirst(name + "\"[^\"]*\"", java.util.regex.Matcher.quoteReplacement(garbage));
            assertThat(body).isNotEqualTo(good);
        }
        String pushed = body;

        assertThatThrownBy(() -> deliveries.receive(push("n1", pushed)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageNotContaining("13900139000");
        assertThat(delivery().history()).isEmpty();
    }

    @Test
    void fault_55_while_the_store_is_down_a_push_is_not_taken_for_received() {
        accepted();
        execute("ALTER TABLE onevisit_state RENAME TO elsewhere");
        Inbound push = push("n1", "e1", "COLLECTED", "2026-11-21T03:00:00Z");
        assertThatThrownBy(() -> deliveries.receive(push)).isInstanceOf(StorageException.class);
        execute("ALTER TABLE elsewhere RENAME TO onevisit_state");

        assertThat(deliveries.receive(push)).isTrue();
    }

    @Test
    void what_the_listener_could_not_take_is_told_again() {
        accepted();
        Deliveries failing = new Deliveries(
                store,
                outbox,
                carrier,
                (tx, before, delivery) -> {
                    throw new SQLException("no such table");
                },
                CLOCK);
        Inbound push = push("n1", "e1", "COLLECTED", "2026-11-21T03:00:00Z");

        assertThatThrownBy(() -> failing.receive(push)).isInstanceOf(StorageException.class);
        assertThat(delivery().state()).isEqualTo(DeliveryState.CREATED);
        assertThat(deliveries.receive(push)).isTrue();
    }

    @Test
    void a_push_that_was_lost_is_made_up_for_by_asking() {
        accepted();
        carrier.happens(DeliveryEvent.told("e1", "COLLECTED", Instant.parse("2026-11-21T03:00:00Z"), null));
        carrier.happens(DeliveryEvent.told("e2", "DELIVERED", Instant.parse("2026-11-21T03:30:00Z"), "门卫"));

        assertThat(deliveries.refresh(ORDER_NUMBER)).isTrue();
        assertThat(deliveries.refresh(ORDER_NUMBER)).isFalse();

        assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery().history()).hasSize(2);
        assertThat(deliveries.refresh("D-20261121-0002")).isFalse();
    }

    @Test
    void names_and_addresses_leave_the_database_with_the_parcel() throws SQLException {
        carrier.down(true);
        post(Samples.order());
        outbox.runDue();
        assertThat(wholeDatabase()).contains(hex("张三丰"), hex("13800138000"));

        carrier.down(false);
        outbox(Clock.offset(CLOCK, Duration.ofMinutes(1))).runDue();

        assertThat(wholeDatabase()).contains(ORDER_NUMBER).doesNotContain(hex("张三丰"), hex("13800138000"), hex("401"));
    }

    @Test
    void nothing_of_a_person_shows_in_any_text() {
        DeliveryOrder order = Samples.order();
        DeliveryEvent event = DeliveryEvent.told("e1", "COLLECTED", NOON, "李四 13900139000");

        assertThat(order + " " + order.recipient() + " " + order.recipient().address() + " " + event + " "
                        + new HistoryEntry(event, NOON))
                .doesNotContain("张三丰", "138", "体育场", "李四", "139")
                .contains(ORDER_NUMBER);
    }

    private void accepted() {
        progress.clear();
        post(Samples.order());
        outbox.runDue();
        assertThat(delivery().state()).isEqualTo(DeliveryState.CREATED);
    }

    private boolean post(DeliveryOrder order) {
        return store.inTransaction(tx -> deliveries.post(tx, order));
    }

    private Delivery delivery() {
        return deliveries.find(ORDER_NUMBER).orElseThrow();
    }

    private void execute(String sql) {
        store.inTransaction(tx -> {
            try (Statement statement = tx.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private String wholeDatabase() throws SQLException {
        StringBuilder script = new StringBuilder();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SCRIPT")) {
            while (rows.next()) {
                script.append(rows.getString(1)).append('\n');
            }
        }
        return script.toString();
    }

    private static String hex(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).toHex();
    }
}
