package io.onevisit.licence.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.StateKey;
import io.onevisit.licence.SettableClock;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class StatusListsContract {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final String ADDRESS = "https://status.example.gov.cn/zz";
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.ES256, "k");

    private final SettableClock clock = new SettableClock(NOW);
    private JdbcStateStore store;
    private StatusLists lists;

    abstract DataSource emptyDatabase();

    @BeforeEach
    void create() {
        store = new JdbcStateStore(emptyDatabase(), clock);
        store.createTables();
        lists = lists(ADDRESS, 1024);
    }

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
        clock.advance(Duration.ofSeconds(9));
        StatusListToken token = published(1);
        assertThat(token.list().get(reference.index())).isEqualTo(StatusList.INVALID);
        assertThat(token.issued()).isEqualTo(clock.instant());
        assertThat(token.expires()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
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
    void places_given_at_the_same_time_are_all_different() throws Exception {
        ExecutorService clerks = Executors.newFixedThreadPool(4);
        List<Future<StatusReference>> given = IntStream.range(0, 80)
                .mapToObj(i -> clerks.submit(() -> store.inTransaction(lists::allocate)))
                .toList();
        Set<StatusReference> places = new HashSet<>();
        for (Future<StatusReference> place : given) {
            places.add(place.get());
        }
        clerks.shutdown();

        assertThat(places).hasSize(80);
    }

    @Test
    void lists_published_at_the_same_time_are_remembered_once() throws Exception {
        ExecutorService clerks = Executors.newFixedThreadPool(4);
        List<Future<String>> published = IntStream.range(0, 12)
                .mapToObj(i -> clerks.submit(() -> publish(1)))
                .toList();
        Set<String> tokens = new HashSet<>();
        for (Future<String> token : published) {
            tokens.add(token.get());
        }
        clerks.shutdown();

        assertThat(tokens).contains(publishedTokenAt(NOW));
        clock.advance(Duration.ofHours(1));
        set(new StatusReference(ADDRESS + "/1", 5), StatusList.INVALID);
        String changed = publish(1);
        assertThat(publishedTokenAt(clock.instant())).isEqualTo(changed);
        assertThat(tokens).contains(publishedTokenAt(NOW.plusSeconds(3599)));
    }

    private String publishedTokenAt(Instant time) {
        return store.inTransaction(transaction -> lists.publishedAt(transaction, 1, time))
                .orElseThrow();
    }

    @Test
    void section_8_4_tells_what_a_list_said_at_a_time() {
        StatusReference place = new StatusReference(ADDRESS + "/1", 7);
        published(1);
        for (int status : new int[] {StatusList.SUSPENDED, StatusList.VALID, StatusList.INVALID}) {
            clock.advance(Duration.ofHours(1));
            set(place, status);
            clock.advance(Duration.ofSeconds(10));
            published(1);
        }

        assertThat(publishedAt(NOW.minusSeconds(1))).isEmpty();
        assertThat(statusAt(place, 0)).isEqualTo(StatusList.VALID);
        assertThat(statusAt(place, 3609)).isEqualTo(StatusList.VALID);
        assertThat(statusAt(place, 3610)).isEqualTo(StatusList.SUSPENDED);
        assertThat(statusAt(place, 7219)).isEqualTo(StatusList.SUSPENDED);
        assertThat(statusAt(place, 7220)).isEqualTo(StatusList.VALID);
        assertThat(statusAt(place, 10_830)).isEqualTo(StatusList.INVALID);
        assertThat(statusAt(place, 100_000)).isEqualTo(StatusList.INVALID);
    }

    private int statusAt(StatusReference place, long seconds) {
        StatusListToken token = publishedAt(NOW.plusSeconds(seconds)).orElseThrow();
        assertThat(NOW.plusSeconds(seconds)).isBetween(token.issued(), token.expires());
        return token.list().get(place.index());
    }

    @Test
    void section_8_4_tells_nothing_of_a_time_that_no_list_covers() {
        assertThat(publishedAt(NOW)).isEmpty();
        published(1);

        assertThat(publishedAt(NOW.plus(LIFETIME).minusSeconds(1))).isPresent();
        assertThat(publishedAt(NOW.plus(LIFETIME))).isEmpty();
    }

    @Test
    void a_list_without_changes_is_remembered_again_when_half_its_time_has_passed() {
        published(1);
        clock.advance(LIFETIME.dividedBy(2).minusSeconds(1));
        published(1);
        assertThat(publishedAt(clock.instant()).orElseThrow().issued()).isEqualTo(NOW);

        clock.advance(Duration.ofSeconds(1));
        published(1);
        assertThat(publishedAt(clock.instant()).orElseThrow().issued()).isEqualTo(clock.instant());
    }

    @Test
    void a_clock_that_went_back_breaks_no_history() {
        published(1);
        clock.advance(Duration.ofSeconds(-5));
        set(new StatusReference(ADDRESS + "/1", 0), StatusList.INVALID);
        publish(1);
        clock.advance(Duration.ofSeconds(10));

        assertThat(publishedAt(NOW.minusSeconds(1))).isEmpty();
        assertThat(publishedAt(NOW).orElseThrow().list().get(0)).isEqualTo(StatusList.VALID);
        assertThat(publishedAt(NOW.plusSeconds(1)).orElseThrow().list().get(0)).isEqualTo(StatusList.INVALID);
        assertThat(published(1).issued()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void a_list_that_changed_bears_a_later_second_than_the_one_before() {
        List<Instant> issued = new ArrayList<>();
        issued.add(published(1).issued());
        for (int status : new int[] {StatusList.INVALID, StatusList.SUSPENDED}) {
            set(new StatusReference(ADDRESS + "/1", 0), status);
            String token = publish(1);
            clock.advance(Duration.ofSeconds(1));
            issued.add(verified(token, 1).issued());
        }
        issued.add(published(1).issued());

        assertThat(issued).containsExactly(NOW, NOW.plusSeconds(1), NOW.plusSeconds(2), NOW.plusSeconds(2));
    }

    /** The clock is looked at between reading a list and signing it. */
    @Test
    void a_publisher_who_read_before_a_change_was_published_does_not_publish_what_he_read() {
        StatusReference revoked = new StatusReference(ADDRESS + "/1", 7);
        published(1);
        clock.advance(Duration.ofMinutes(1));
        AtomicBoolean overtaken = new AtomicBoolean();
        Clock interrupted = new Clock() {
            @Override
            public Instant instant() {
                if (overtaken.compareAndSet(false, true)) {
                    inAnotherThread(() -> {
                        set(revoked, StatusList.INVALID);
                        publish(1);
                    });
                    clock.advance(Duration.ofSeconds(1));
                }
                return clock.instant();
            }

            @Override
            public ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return clock.withZone(zone);
            }
        };
        StatusLists slow = new StatusLists(store, KEY, ADDRESS, 1024, Duration.ofHours(12), LIFETIME, interrupted);

        String token = store.inTransaction(transaction -> slow.publish(transaction, 1));

        assertThat(overtaken).isTrue();
        assertThat(verified(token, 1).list().get(revoked.index())).isEqualTo(StatusList.INVALID);
        assertThat(publishedAt(clock.instant()).orElseThrow().list().get(revoked.index()))
                .isEqualTo(StatusList.INVALID);
    }

    private static void inAnotherThread(Runnable work) {
        ExecutorService clerk = Executors.newSingleThreadExecutor();
        try {
            clerk.submit(work).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } finally {
            clerk.shutdown();
        }
    }

    @Test
    void the_largest_list_of_the_most_changes_is_published_and_remembered() {
        lists = lists(ADDRESS + "/large", 524_288);
        StatusList noise = StatusList.of(2, 524_288);
        byte[] octets = new byte[131_072];
        new Random(7).nextBytes(octets);
        Deflater deflater = new Deflater();
        deflater.setInput(octets);
        deflater.finish();
        byte[] zlib = new byte[140_000];
        int length = deflater.deflate(zlib);
        deflater.end();
        StatusReference first = new StatusReference(ADDRESS + "/large/1", 0);
        set(first, StatusList.VALID);
        store.inTransaction(transaction -> {
            StateKey key = new StateKey("licence.status-list", first.uri());
            return store.compareAndSet(transaction, key, 2, Bytes.of(Arrays.copyOf(zlib, length)));
        });

        String token = publish(1);

        assertThat(publishedTokenAt(NOW)).isEqualTo(token);
        assertThat(verified(token, 1).list().size()).isEqualTo(noise.size());
    }

    @Test
    void says_what_a_plain_table_says() {
        saysWhatAPlainTableSays(2_400);
    }

    @Test
    @Tag("slow")
    void says_what_a_plain_table_says_after_ten_thousand_operations() {
        saysWhatAPlainTableSays(10_000);
    }

    /** Random operations, each beside what a plain table would say. */
    private void saysWhatAPlainTableSays(int operations) {
        Random random = new Random(20);
        Map<StatusReference, Integer> table = new HashMap<>();
        NavigableMap<Instant, Map<StatusReference, Integer>> history = new TreeMap<>();
        List<StatusReference> places = new ArrayList<>();
        for (int round = 0; round < operations / 100; round++) {
            store.inTransaction(transaction -> {
                for (int i = 0; i < 100; i++) {
                    if (places.isEmpty() || random.nextBoolean()) {
                        StatusReference place = lists.allocate(transaction);
                        assertThat(table.put(place, StatusList.VALID)).isNull();
                        places.add(place);
                    } else {
                        StatusReference place = places.get(random.nextInt(places.size()));
                        int status = random.nextInt(4);
                        lists.set(transaction, place, status);
                        table.put(place, status);
                    }
                }
                return null;
            });
            clock.advance(Duration.ofMinutes(1 + random.nextInt(60)));
            for (int number = 1; number <= store.<Integer>inTransaction(lists::count); number++) {
                agrees(published(number), table);
            }
            history.put(clock.instant(), Map.copyOf(table));
        }
        assertThat(store.<Integer>inTransaction(lists::count)).isGreaterThan(1);
        for (int i = 0; i < 50; i++) {
            Instant time = NOW.plusSeconds(3600 + random.nextInt(15 * operations));
            agrees(publishedAt(time).orElseThrow(), history.floorEntry(time).getValue());
        }
    }

    private static void agrees(StatusListToken token, Map<StatusReference, Integer> table) {
        Map<Integer, Integer> said = new HashMap<>();
        IntStream.range(0, token.list().size())
                .filter(index -> token.list().get(index) != StatusList.VALID)
                .forEach(index -> said.put(index, token.list().get(index)));
        Map<Integer, Integer> expected = new HashMap<>();
        table.forEach((place, status) -> {
            if (place.uri().equals(token.uri()) && status != StatusList.VALID) {
                expected.put(place.index(), status);
            }
        });
        assertThat(said).isEqualTo(expected);
    }

    @Test
    void refuses_a_list_of_somebody_else() {
        refused(() -> set(new StatusReference("https://status.example.gov.cn/other/1", 0), 1));
        refused(() -> set(new StatusReference(ADDRESS + "2/1", 0), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "99", "99/junk", "1/junk", "01", "+1", "0", "-1", "1 ", ""})
    void refuses_a_list_that_has_not_begun(String end) {
        String uri = ADDRESS + "/" + end;
        refused(() -> set(new StatusReference(uri, 3), StatusList.INVALID));
        assertThat(store.<Boolean>inTransaction(
                        transaction -> store.find(transaction, new StateKey("licence.status-list", uri))
                                .isPresent()))
                .isFalse();
    }

    @Test
    void keeps_the_status_that_is_left_to_the_application() {
        set(new StatusReference(ADDRESS + "/1", 0), 3);
        assertThat(published(1).list().get(0)).isEqualTo(3);
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
        refused(() -> store.inTransaction(transaction -> lists.publishedAt(transaction, number, NOW)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status", "/zz", "https://x/zz/", "https://x y/"})
    void refuses_an_address_that_is_none(String address) {
        refused(() -> lists(address, 1024));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1023, 524_289})
    void refuses_a_capacity_out_of_bounds(int capacity) {
        refused(() -> lists(ADDRESS, capacity));
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

    private String publish(int number) {
        return store.inTransaction(transaction -> lists.publish(transaction, number));
    }

    private StatusListToken published(int number) {
        return verified(publish(number), number);
    }

    private Optional<StatusListToken> publishedAt(Instant time) {
        return store.inTransaction(transaction -> lists.publishedAt(transaction, 1, time))
                .map(token -> verified(token, 1));
    }

    private StatusListToken verified(String token, int number) {
        return StatusListToken.verify(
                        token,
                        new StatusListRequest(
                                lists.uri(number),
                                "issuer",
                                Map.of("k", KEY.verificationKey()),
                                clock.instant(),
                                Duration.ZERO,
                                1 << 20))
                .orThrow();
    }

    private StatusLists lists(String address, int capacity) {
        return new StatusLists(store, KEY, address, capacity, Duration.ofHours(12), LIFETIME, clock);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call);
    }
}
