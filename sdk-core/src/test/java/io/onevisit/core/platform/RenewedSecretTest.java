package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.http.HttpTransport;
import io.onevisit.core.internal.json.Members;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How callers wait for a secret that one of them asks for. */
class RenewedSecretTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final RawServer server = new RawServer((request, socket) -> {
        asked.countDown();
        await(released);
        Wire.unsigned(200, "{\"code\":\"0\",\"data\":{}}").answer(request, socket);
    });
    private final HttpTransport transport = HttpTransport.plain(Duration.ofSeconds(3), 1024);
    private final RenewedSecret secret =
            new RenewedSecret(new OneSecret(), new CodeEnvelope("0", "data", Set.of()), Clock.systemUTC());
    private final Thread first = new Thread(this::asks, "first caller");

    private void asks() {
        try {
            secret.current(way(Duration.ofSeconds(10)));
        } catch (NoSecretException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        released.countDown();
        first.join(10_000);
        server.close();
        transport.close();
    }

    @Test
    void fault_29_a_caller_waits_no_longer_than_its_deadline() {
        first.start();
        await(asked);

        assertThatThrownBy(() -> secret.current(way(Duration.ZERO)))
                .isInstanceOfSatisfying(
                        NoSecretException.class, e -> assertThat(e.answer()).isInstanceOf(Answer.NotDone.class));
    }

    @Test
    void fault_29_an_interrupt_ends_the_waiting_and_is_kept() {
        first.start();
        await(asked);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> secret.current(way(Duration.ofSeconds(10)))).isInstanceOf(NoSecretException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_secret_that_was_refused_is_not_asked_for_again_when_there_is_a_newer_one() throws NoSecretException {
        released.countDown();
        Secret old = secret.current(way(Duration.ofSeconds(10)));
        Secret next = secret.instead(old, way(Duration.ofSeconds(10)));

        assertThat(secret.instead(old, way(Duration.ofSeconds(10)))).isSameAs(next);
        assertThat(server.requests()).hasSize(2);
    }

    private Sender way(Duration time) {
        return new Sender(transport, Deadline.in(time, MonotonicTime.system()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class OneSecret implements RenewedSecret.Renewal {
        private int number;

        @Override
        public String service() {
            return "secret";
        }

        @Override
        public RawMessage request(@Nullable Secret refresh) {
            return new RawMessage("POST", server.base() + "/secret", Map.of(), Bytes.empty());
        }

        @Override
        public Secret read(Members answer, Instant now) {
            return Secret.expiring(Gateway.bytes("secret" + number++), now, now.plusSeconds(3600), null);
        }
    }
}
