package io.onevisit.licence.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * Crash, lost answer, outage, lost, duplicate and reordered pushes in random schedules: each result ends as one parcel,
 * delivered, and nothing is left to be done for it.
 */
class SchedulesTest {
    private static final List<String> TRAVEL = List.of("COLLECTED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED");
    private static final int ROUNDS = 6;
    private static final int STEPS = 2;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdown();
    }

    @Test
    void fault_01_04_07_51_52_53_random_schedules_end_in_one_waybill_each() throws Exception {
        onOneNode(1, 25);
    }

    @Test
    @Tag("slow")
    void fault_01_04_07_51_52_53_ten_thousand_random_schedules_end_in_one_waybill_each() throws Exception {
        onOneNode(2, 10_000);
    }

    @Test
    void fault_09_two_nodes_on_postgresql_make_one_waybill_of_each_result() throws Exception {
        onTwoNodes(3, 5);
    }

    @Test
    @Tag("slow")
    void fault_09_two_nodes_on_postgresql_make_one_waybill_of_each_result_in_a_thousand_schedules() throws Exception {
        onTwoNodes(4, 1_000);
    }

    private void onOneNode(long seed, int results) throws Exception {
        Run run = new Run(new Office(JdbcConnectionPool.create(Office.h2())), 1, new Random(seed));
        run.results(results);
    }

    private void onTwoNodes(long seed, int results) throws Exception {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            PGConnectionPoolDataSource postgres = new PGConnectionPoolDataSource();
            postgres.setUrl(server.getJdbcUrl("postgres", "postgres"));
            Run run = new Run(new Office(JdbcConnectionPool.create(postgres)), 2, new Random(seed));
            run.results(results);
        }
    }

    /** An office whose nodes work at the same time; the clock is turned while all of them rest. */
    private final class Run {
        private final Office office;
        private final CarrierInMemory carrier;
        private final List<Node> nodes;
        private final Random random;

        Run(Office office, int nodes, Random random) {
            this.office = office;
            this.carrier = office.carrier;
            this.random = random;
            this.nodes = Stream.generate(() -> new Node(office, new Random(random.nextLong())))
                    .limit(nodes)
                    .toList();
            carrier.gives(null);
        }

        void results(int count) throws Exception {
            for (int i = 0; i < count; i++) {
                result("D-%06d".formatted(i));
            }
            assertThat(office.outbox.deadLetters(10)).isEmpty();
        }

        private void result(String number) throws Exception {
            carrier.tellsOrderNumber(random.nextBoolean());
            office.post(Samples.order(number, "居住证"));
            nodes.forEach(node -> node.onTheWay.clear());
            office.progress.clear();
            for (int round = 0; round < ROUNDS; round++) {
                for (Future<Boolean> end : threads.invokeAll(
                        nodes.stream().map(node -> node.steps(number)).toList())) {
                    end.get();
                }
                office.clock.advance(Duration.ofSeconds(random.nextInt(600)));
            }
            boolean pushed = random.nextBoolean();
            settle(number, pushed);

            assertThat(carrier.parcels())
                    .as(number)
                    .extracting(DeliveryOrder::orderNumber)
                    .containsExactly(number);
            Delivery delivery = office.delivery(number);
            assertThat(delivery.state()).as(number).isEqualTo(DeliveryState.DELIVERED);
            assertThat(delivery.history())
                    .as(number)
                    .extracting(entry -> entry.event().eventId())
                    .doesNotHaveDuplicates()
                    .hasSizeBetween(pushed ? TRAVEL.size() : 1, TRAVEL.size());
            assertThat(delivery.waybillNumber()).contains(carrier.waybillOf(number));
            carrier.parcels().clear();
        }

        /** The rest of the way is pushed backwards, or never pushed so that the carrier must be asked. */
        private void settle(String number, boolean pushed) {
            calm();
            Node node = nodes.get(0);
            office.clock.advance(Duration.ofMinutes(3)); // the leases of those that died run out
            until(
                    Duration.ofMinutes(5),
                    () -> office.delivery(number).waybillNumber().isPresent());
            for (int stage = TRAVEL.size() - 1; stage >= 0; stage--) {
                RawMessage event = node.happens(number, stage);
                if (pushed) {
                    office.deliveries.receive(event);
                }
            }
            until(Duration.ofHours(13), () -> office.openJobs() == 0);
        }

        private void calm() {
            carrier.losesAnswer(false);
            carrier.dies(false);
            carrier.down(false);
            carrier.beforeAnswer(() -> {});
        }

        private void until(Duration step, BooleanSupplier reached) {
            for (int i = 0; i < 50 && !reached.getAsBoolean(); i++) {
                office.later(step);
                office.following.runDue();
            }
            assertThat(reached.getAsBoolean()).isTrue();
        }
    }

    /** One process of the department's. */
    private static final class Node {
        private final Office office;
        private final CarrierInMemory carrier;
        private final Outbox outbox;
        private final Outbox following;
        private final Random random;
        private final List<RawMessage> onTheWay = new ArrayList<>();

        Node(Office office, Random random) {
            this.office = office;
            this.carrier = office.carrier;
            this.outbox = office.outbox(OutboxSettings.defaults());
            this.following = office.followingNode();
            this.random = random;
        }

        Callable<Boolean> steps(String number) {
            return () -> {
                IntStream.range(0, STEPS).forEach(step -> step(number));
                return true;
            };
        }

        private void step(String number) {
            carrier.losesAnswer(random.nextInt(3) == 0);
            carrier.dies(random.nextInt(4) == 0);
            carrier.down(random.nextInt(4) == 0);
            switch (random.nextInt(4)) {
                case 0 -> {
                    boolean early = random.nextBoolean();
                    carrier.beforeAnswer(() -> {
                        if (early) {
                            office.deliveries.receive(happens(number, 0));
                        }
                    });
                    work(outbox::runDue);
                }
                case 1 -> work(following::runDue);
                case 2 -> {
                    if (carrier.knows(number)) {
                        onTheWay.add(happens(number, random.nextInt(TRAVEL.size())));
                    }
                }
                default -> {
                    onTheWay.addAll(onTheWay.subList(0, onTheWay.size() / 2));
                    Collections.shuffle(onTheWay, random);
                    onTheWay.stream().limit(2).forEach(office.deliveries::receive);
                }
            }
        }

        /** In which the process may die; another takes over when the lease has run out. */
        private static void work(Runnable run) {
            try {
                run.run();
            } catch (CarrierInMemory.ProcessDied e) {
                // and leaves everything as it lies
            }
        }

        /** What the carrier pushes about it; the same each time. */
        RawMessage happens(String number, int stage) {
            Instant posted = office.delivery(number).posted();
            RawMessage push = Samples.push(Samples.pushBody(
                    number,
                    carrier.waybillOf(number),
                    number + "-" + stage,
                    TRAVEL.get(stage),
                    posted.plusSeconds(stage).toString()));
            carrier.happens(number, DeliveryJson.push(push.body()).events().get(0));
            return push;
        }
    }
}
