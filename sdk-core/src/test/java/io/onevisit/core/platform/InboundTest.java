package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.StateStore;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages that come in, from the platform and from everybody else, to a receiver as the guide writes it; the numbers are
 * those of the fault list.
 */
class InboundTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC);
    private static final URI OFFICE = URI.create("https://a.example/notify");
    private static final URI OTHER_OFFICE = URI.create("https://b.example/notify");
    private static final Bytes BODY = Gateway.bytes("{\"type\":\"payment.paid\"}");

    private final SigningKey platformKey = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
    private final SigningKey departmentKey = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:inbound", "", "");
    private final StateStore store = store();
    private final HttpPlatform platform = new HttpPlatform(new PlatformSettings(
            URI.create("https://platform.example"),
            new StrictProfile(departmentKey, VerificationKeys.of(Map.of("platform-1", platformKey.verificationKey()))),
            CLOCK));
    private final List<Bytes> effects = new ArrayList<>();

    private StateStore store() {
        JdbcStateStore store = new JdbcStateStore(database, CLOCK);
        store.createTables();
        return store;
    }

    @AfterEach
    void close() {
        platform.close();
        database.dispose();
    }

    /** The guide's receiver: its status is all that a sender ever learns. */
    private int receive(URI address, RawMessage message) {
        try {
            var report = platform.receive(address, message);
            report.subject()
                    .ifPresent(inbound -> store.inTransaction(transaction -> {
                        boolean first = inbound.isFirst(store, transaction);
                        if (first) {
                            effects.add(inbound.body());
                        }
                        return first;
                    }));
            return report.subject().isPresent() ? 200 : 400;
        } catch (StorageException e) {
            return 503;
        }
    }

    private RawMessage signed(SigningKey key, Clock clock, URI target) {
        return new MessageSignatures(key, VerificationKeys.of(Map.of()), clock).sign("POST", target, BODY, null);
    }

    private RawMessage genuine() {
        return signed(platformKey, CLOCK, OFFICE);
    }

    @Test
    void a_genuine_message_has_its_effect_once() {
        RawMessage message = genuine();

        assertThat(receive(OFFICE, message)).isEqualTo(200);
        assertThat(receive(OFFICE, message)).isEqualTo(200);
        assertThat(receive(OFFICE, genuine())).isEqualTo(200);
        assertThat(effects).hasSize(2);
    }

    @Test
    void fault_54_a_forged_message_is_refused() {
        SigningKey impostor = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");

        assertThat(receive(OFFICE, signed(impostor, CLOCK, OFFICE))).isEqualTo(400);
        assertThat(receive(OFFICE, signed(departmentKey, CLOCK, OFFICE))).isEqualTo(400);
        assertThat(effects).isEmpty();
    }

    @Test
    void fault_54_an_unsigned_message_is_refused() {
        assertThat(receive(OFFICE, new RawMessage("POST", OFFICE.toString(), Map.of(), BODY)))
                .isEqualTo(400);
        for (String header : List.of("signature", "signature-input", "content-digest")) {
            assertThat(receive(OFFICE, without(genuine(), header))).isEqualTo(400);
        }
        assertThat(effects).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 86_400, -86_400})
    void fault_54_an_old_message_and_one_from_the_future_are_refused(long seconds) {
        Clock then = Clock.offset(CLOCK, Duration.ofSeconds(seconds));

        assertThat(receive(OFFICE, signed(platformKey, then, OFFICE))).isEqualTo(400);
        assertThat(effects).isEmpty();
    }

    @Test
    void fault_54_a_message_for_another_department_is_refused() {
        RawMessage forOther = signed(platformKey, CLOCK, OTHER_OFFICE);

        assertThat(receive(OTHER_OFFICE, forOther)).isEqualTo(200);
        assertThat(receive(OFFICE, forOther)).isEqualTo(400);
        assertThat(receive(OFFICE, new RawMessage("POST", OFFICE.toString(), forOther.headers(), BODY)))
                .isEqualTo(400);
        assertThat(codes(OFFICE, forOther)).containsExactly("MESSAGE_ADDRESS");
        assertThat(effects).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example/notify",
                "https://a.example/notify/",
                "https://a.example/notify?x=1",
                "https://a.example:443/notify",
                "https://a.example/other",
                "https://A.example/notify"
            })
    void fault_54_the_address_is_the_very_one(String target) {
        assertThat(receive(OFFICE, signed(platformKey, CLOCK, URI.create(target))))
                .isEqualTo(400);
    }

    @Test
    void fault_54_every_refusal_looks_the_same_and_says_nothing() {
        RawMessage replayed = genuine();
        assertThat(receive(OFFICE, replayed)).isEqualTo(200);
        List<Integer> refusals = List.of(
                receive(OFFICE, signed(departmentKey, CLOCK, OFFICE)),
                receive(OFFICE, without(genuine(), "signature")),
                receive(OFFICE, signed(platformKey, Clock.offset(CLOCK, Duration.ofHours(-1)), OFFICE)),
                receive(
                        OFFICE,
                        new RawMessage("POST", OFFICE.toString(), genuine().headers(), Bytes.empty())));

        assertThat(refusals).containsOnly(400);
        assertThat(receive(OFFICE, replayed)).isEqualTo(200);
        assertThat(effects).hasSize(1);
    }

    @Test
    void fault_54_the_same_nonce_of_another_key_is_no_replay() {
        Inbound one = new Inbound("platform-1", CLOCK.instant(), "n", BODY);
        Inbound two = new Inbound("platform-2", CLOCK.instant(), "n", BODY);
        Inbound run = new Inbound("platform-1\nn", CLOCK.instant(), "", BODY);

        for (Inbound each : List.of(one, two, run)) {
            assertThat(first(each)).isTrue();
            assertThat(first(each)).isFalse();
        }
    }

    @Test
    void fault_54_a_nonce_is_kept_for_longer_than_its_signature_passes() {
        Inbound oldest = new Inbound("platform-1", CLOCK.instant().minus(Duration.ofMinutes(15)), "n", BODY);
        assertThat(first(oldest)).isTrue();

        StateStore later = new JdbcStateStore(database, Clock.offset(CLOCK, Duration.ofMinutes(44)));
        assertThat(later.<Boolean>inTransaction(transaction -> oldest.isFirst(later, transaction)))
                .isFalse();
    }

    private boolean first(Inbound inbound) {
        return store.inTransaction(transaction -> inbound.isFirst(store, transaction));
    }

    @Test
    void fault_55_a_huge_message_is_refused() {
        Bytes huge = Bytes.of(new byte[1024 * 1024 + 1]);
        Map<String, List<String>> many = new TreeMap<>();
        for (int i = 0; i < 65; i++) {
            many.put("h" + i, List.of(""));
        }

        assertThatThrownBy(() -> new RawMessage("POST", OFFICE.toString(), Map.of(), huge))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new RawMessage("POST", OFFICE.toString(), many, BODY))
                .isInstanceOf(InvalidValueException.class);
        RawMessage tooLong = with(genuine(), "signature-input", "sig=(" + "\"a\" ".repeat(2000) + ")");
        assertThat(receive(OFFICE, tooLong)).isEqualTo(400);
    }

    @Test
    void fault_55_garbage_is_refused() {
        Random random = new Random(55);
        for (int round = 0; round < 200; round++) {
            String garbage = random.ints(random.nextInt(60), 0, 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            for (String header : List.of("signature", "signature-input", "content-digest", "content-type")) {
                assertThat(receive(OFFICE, with(genuine(), header, garbage))).isEqualTo(400);
            }
        }
        assertThat(effects).isEmpty();
    }

    @Test
    void fault_55_a_store_that_is_down_makes_the_sender_come_again() {
        RawMessage message = genuine();
        try (var connection = database.getConnection();
                var drop = connection.createStatement()) {
            drop.execute("DROP ALL OBJECTS");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }

        assertThat(receive(OFFICE, message)).isEqualTo(503);
        assertThat(effects).isEmpty();
        store();
        assertThat(receive(OFFICE, message)).isEqualTo(200);
        assertThat(effects).hasSize(1);
    }

    @Test
    void shows_no_content() {
        assertThat(new Inbound("platform-1", CLOCK.instant(), "n", BODY))
                .hasToString("message signed by platform-1 at 2026-11-21T03:04:05Z");
    }

    private List<String> codes(URI address, RawMessage message) {
        return platform.receive(address, message).problems().stream()
                .map(Check::code)
                .toList();
    }

    private static RawMessage without(RawMessage message, String header) {
        Map<String, List<String>> headers = new TreeMap<>(message.headers());
        headers.remove(header);
        return new RawMessage(message.method(), message.targetUri(), headers, message.body());
    }

    private static RawMessage with(RawMessage message, String header, String line) {
        Map<String, List<String>> headers = new TreeMap<>(message.headers());
        headers.put(header, List.of(line));
        return new RawMessage(message.method(), message.targetUri(), headers, message.body());
    }
}
