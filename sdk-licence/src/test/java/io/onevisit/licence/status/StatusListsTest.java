package io.onevisit.licence.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.store.JdbcStateStore;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusListsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String ADDRESS = "https://status.example.gov.cn/zz";
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.ES256, "k");

    private final JdbcStateStore store = store();
    private final StatusLists lists = lists(store, ADDRESS, 1024);

    @Test
    void no_place_is_given_twice_and_a_full_list_is_followed_by_the_next() {
        Set<StatusReference> places = new HashSet<>();
        store.inTransaction(transaction -> {
            IntStream.range(0, 1500).forEach(i -> places.add(lists.allocate(transaction)));
            return null;
        });

        assertThat(places).hasSize(1500);
        assertThat(places).extracting(StatusReference::uri).contains(ADDRESS + "/1", ADDRESS + "/2");
        assertThat(store.inTransaction(lists::count)).isEqualTo(2);
        assertThat(published(2).list().size()).isEqualTo(1024);
    }

    @Test
    void places_come_in_no_order() {
        int[] first = store.inTransaction(transaction -> IntStream.range(0, 16)
                .map(i -> lists.allocate(transaction).index())
                .toArray());

        assertThat(first).isNotEqualTo(IntStream.of(first).sorted().toArray());
        assertThat(IntStream.of(first).max().orElseThrow()).isGreaterThan(16);
    }

    @Test
    void a_place_is_free_again_when_the_transaction_rolls_back() {
        class Undo extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }
        assertThatExceptionOfType(Undo.class)
                .isThrownBy(() -> store.inTransaction(transaction -> {
                    IntStream.range(0, 1000).forEach(i -> lists.allocate(transaction));
                    throw new Undo();
                }));

        store.inTransaction(transaction -> {
            IntStream.range(0, 700).forEach(i -> lists.allocate(transaction));
            return null;
        });
        assertThat(store.inTransaction(lists::count)).isEqualTo(1);
    }

    @Test
    void a_change_shows_in_the_next_list_published() {
        StatusReference reference = store.inTransaction(lists::allocate);
        set(reference, StatusList.SUSPENDED);
        assertThat(published(1).list().get(reference.index())).isEqualTo(StatusList.SUSPENDED);

        set(reference, StatusList.INVALID);
        StatusListToken token = published(1);
        assertThat(token.list().get(reference.index())).isEqualTo(StatusList.INVALID);
        assertThat(token.issued()).isEqualTo(NOW);
        assertThat(token.expires()).isEqualTo(NOW.plus(Duration.ofDays(7)));
        assertThat(token.timeToLive()).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void changes_at_the_same_time_all_arrive() throws InterruptedException {
        ExecutorService clerks = Executors.newFixedThreadPool(4);
        IntStream.range(0, 40)
                .forEach(index ->
                        clerks.execute(() -> set(new StatusReference(ADDRESS + "/1", index), StatusList.INVALID)));
        clerks.shutdown();
        assertThat(clerks.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        StatusList list = published(1).list();
        assertThat(IntStream.range(0, 1024).filter(index -> list.get(index) == StatusList.INVALID))
                .hasSize(40);
    }

    @Test
    void refuses_a_list_of_somebody_else() {
        refused(() -> set(new StatusReference("https://status.example.gov.cn/other/1", 0), 1));
        refused(() -> set(new StatusReference(ADDRESS + "2/1", 0), 1));
    }

    @Test
    void refuses_a_place_or_status_that_the_list_has_not() {
        refused(() -> set(new StatusReference(ADDRESS + "/1", 1024), 1));
        refused(() -> set(new StatusReference(ADDRESS + "/1", 0), 4));
        refused(() -> set(new StatusReference(ADDRESS + "/1", 0), -1));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2})
    void refuses_to_publish_a_list_that_is_not_there(int number) {
        refused(() -> published(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status", "/zz", "https://x/zz/", "https://x y/"})
    void refuses_an_address_that_is_none(String address) {
        refused(() -> lists(store, address, 1024));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1023, 524_289})
    void refuses_a_capacity_out_of_bounds(int capacity) {
        refused(() -> lists(store, ADDRESS, capacity));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "/1", "zz/1"})
    void a_reference_needs_an_absolute_address(String uri) {
        refused(() -> new StatusReference(uri, 0));
        refused(() -> new StatusReference(ADDRESS, -1));
    }

    private void set(StatusReference reference, int status) {
        store.inTransaction((Connection transaction) -> {
            lists.set(transaction, reference, status);
            return null;
        });
    }

    private StatusListToken published(int number) {
        String token = store.inTransaction(transaction -> lists.publish(transaction, number));
        return StatusListToken.verify(
                        token,
                        new StatusListRequest(
                                lists.uri(number),
                                "issuer",
                                Map.of("k", KEY.verificationKey()),
                                NOW,
                                Duration.ZERO,
                                1 << 20))
                .orThrow();
    }

    private static StatusLists lists(JdbcStateStore store, String address, int capacity) {
        return new StatusLists(store, KEY, address, capacity, Duration.ofHours(12), Duration.ofDays(7), CLOCK);
    }

    private static JdbcStateStore store() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbcStateStore store = new JdbcStateStore(database, CLOCK);
        store.createTables();
        return store;
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call);
    }
}
