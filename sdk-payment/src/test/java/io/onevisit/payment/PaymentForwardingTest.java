package io.onevisit.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Report;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import java.net.URI;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A department's own system elsewhere, which must be told exactly once. */
class PaymentForwardingTest {
    private static final Reply TAKEN = new Reply(Bytes.of(StrictJson.write(StrictJson.object())), "r-1");

    private final Department department = new Department();
    private final Elsewhere elsewhere = new Elsewhere(department.clock);
    private final Outbox outbox = new Outbox(
            department.database,
            List.of(new PaymentForwarding(elsewhere, "/payments/told")),
            OutboxSettings.defaults(),
            department.clock);
    private final Bill bill = department.opened("BILL-1");

    private void tell() {
        department.receive(department.platform.pay(bill, "P1"));
        tell(order());
    }

    private void tell(PaymentOrder order) {
        department.store.inTransaction(transaction -> {
            PaymentForwarding.tell(transaction, outbox, order, order.payment().orElseThrow());
            return true;
        });
    }

    private PaymentOrder order() {
        return department.payments.find(bill.number()).orElseThrow();
    }

    /** The handler as the guide has it: what it hears is told elsewhere, in its own transaction. */
    private PaymentHandler forwarding() {
        return new PaymentHandler() {
            @Override
            public void paid(Connection transaction, PaymentOrder order, Payment payment) {
                PaymentForwarding.tell(transaction, outbox, order, payment);
            }

            @Override
            public void reversed(Connection transaction, PaymentOrder order, Payment payment) {
                PaymentForwarding.tellReversed(transaction, outbox, order, payment);
            }

            @Override
            public void refunded(Connection transaction, PaymentOrder order, Refund refund) {
                throw new AssertionError("not expected");
            }

            @Override
            public void needsAttention(Connection transaction, Attention attention) {
                throw new AssertionError("not expected");
            }
        };
    }

    private List<String> toldElsewhere() {
        return elsewhere.told.values().stream()
                .map(body -> StrictJson.readObject(body.toArray(), 10_000, "message"))
                .map(message -> message.path("type").asText() + " "
                        + message.path("paymentNumber").asText())
                .toList();
    }

    private void work() {
        for (int i = 0; i < 3; i++) {
            outbox.runDue();
            department.clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void it_is_told_once_under_the_key_of_the_bill_and_the_payment() {
        tell();
        tell();
        work();

        String key = "paid:" + Effect.subject(bill.number(), "P1");
        assertThat(elsewhere.told.keySet()).containsExactly(key);
        ObjectNode told = StrictJson.readObject(elsewhere.told.get(key).toArray(), 10_000, "message");
        assertThat(told.path("type").asText()).isEqualTo("payment.paid");
        assertThat(told.path("orderNumber").asText()).isEqualTo("BILL-1");
        assertThat(told.path("paymentNumber").asText()).isEqualTo("P1");
        assertThat(told.path("amount").path("amount").asText()).isEqualTo("80.50");
        assertThat(elsewhere.paths).containsExactly("/payments/told");
    }

    @Test
    void a_bill_that_is_paid_anew_after_a_reversal_is_told_of_each_time() {
        Desk desk = new Desk(
                department.platform, department.database, department.clock, department.terms, ignored -> forwarding());
        desk.payments.receive(department.platform.push(department.platform.pay(bill, "P1")));
        desk.work();
        desk.payments.receive(department.platform.push(department.platform.reverse(bill, "P1")));
        desk.work();
        desk.payments.receive(department.platform.push(department.platform.pay(bill, "P2")));
        desk.work();
        work();

        assertThat(order().state()).isEqualTo(PaymentState.PAID);
        assertThat(desk.effects.deadLetters(10)).isEmpty();
        assertThat(toldElsewhere())
                .containsExactlyInAnyOrder("payment.paid P1", "payment.reversed P1", "payment.paid P2");
    }

    @Test
    void the_longest_numbers_fit_into_the_key() {
        Bill longest = department.opened("B".repeat(64));
        department.receive(department.platform.pay(longest, "支".repeat(64)));
        PaymentOrder order = department.payments.find(longest.number()).orElseThrow();

        tell(order);
        department.store.inTransaction(transaction -> {
            PaymentForwarding.tellReversed(
                    transaction, outbox, order, order.payment().orElseThrow());
            return true;
        });
        work();

        assertThat(elsewhere.told.keySet()).hasSize(2);
    }

    @Test
    void after_a_lost_answer_it_is_asked_for_and_not_told_again() {
        elsewhere.endings.add("answer lost");
        tell();
        work();

        assertThat(elsewhere.paths).containsExactly("/payments/told", "/payments/told/query");
        assertThat(elsewhere.times).isEqualTo(1);
    }

    @Test
    void after_a_lost_request_it_is_asked_for_and_told_again() {
        elsewhere.endings.add("request lost");
        tell();
        work();

        assertThat(elsewhere.paths).containsExactly("/payments/told", "/payments/told/query", "/payments/told");
        assertThat(elsewhere.times).isEqualTo(1);
    }

    @Test
    void while_nobody_answers_the_query_it_is_not_told_again() {
        elsewhere.endings.addAll(List.of("answer lost", "no answer"));
        tell();
        work();

        assertThat(elsewhere.paths).containsExactly("/payments/told", "/payments/told/query", "/payments/told/query");
        assertThat(elsewhere.times).isEqualTo(1);
    }

    @Test
    void without_a_connection_it_is_told_later() {
        elsewhere.endings.add("no connection");
        tell();
        work();

        assertThat(elsewhere.paths).containsExactly("/payments/told", "/payments/told");
        assertThat(elsewhere.times).isEqualTo(1);
    }

    @Test
    void a_no_is_put_before_a_person() {
        elsewhere.endings.add("refused");
        tell();
        work();

        assertThat(outbox.deadLetters(10)).hasSize(1);
    }

    @Test
    void a_path_must_be_plain() {
        assertThatThrownBy(() -> new PaymentForwarding(elsewhere, "payments?x"))
                .isInstanceOf(InvalidValueException.class);
    }

    /** It takes each message once by its key; what goes wrong with the next calls is said beforehand. */
    private static final class Elsewhere implements Platform {
        final Map<String, Bytes> told = new LinkedHashMap<>();
        final List<String> paths = new ArrayList<>();
        final Deque<String> endings = new ArrayDeque<>();
        private final Clock clock;
        int times;

        Elsewhere(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Outcome<Reply> write(Call call) {
            paths.add(call.path());
            String ending = endings.isEmpty() ? "" : endings.pop();
            return switch (ending) {
                case "no connection" -> throw new PlatformUnreachableException(call.service(), "no connection", null);
                case "refused" -> new Outcome.Refused<>(new Refusal("no", "no", null));
                case "request lost" -> new Outcome.Unknown<>(new Pending("told", "key", "lost"));
                default -> {
                    times++;
                    told.put(String.valueOf(call.idempotencyKey()), call.body());
                    yield ending.isEmpty()
                            ? new Outcome.Done<>(TAKEN)
                            : new Outcome.Unknown<>(new Pending("told", "key", "lost"));
                }
            };
        }

        @Override
        public Reply read(Call call) {
            paths.add(call.path());
            if (!endings.isEmpty()) {
                throw new PlatformUnreachableException(call.service(), endings.pop(), null);
            }
            String key = StrictJson.readObject(call.body().toArray(), 1000, "query")
                    .path("key")
                    .asText();
            if (!told.containsKey(key)) {
                throw new PlatformRefusedException(call.service(), new Refusal("not-found", "no", null));
            }
            return TAKEN;
        }

        @Override
        public Report<Inbound> receive(URI address, RawMessage message) {
            throw new AssertionError("nothing is pushed from there");
        }

        @Override
        public Clock clock() {
            return clock;
        }
    }
}
