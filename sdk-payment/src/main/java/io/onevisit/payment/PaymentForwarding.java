package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxHandler;
import java.sql.Connection;
import java.util.Optional;

/**
 * Tells a department's own system elsewhere that a bill is paid (业务推送), and that the bank has taken the payment back:
 * each once for a payment, under an idempotency key, after a lost answer only when that system says that it has not got it.
 * Give it to an {@link Outbox}, call {@link #tell} in {@link PaymentHandler#paid} and {@link #tellReversed} in {@link
 * PaymentHandler#reversed}. Thread-safe.
 *
 * <p>A message has {@code type}, {@code payment.paid} or {@code payment.reversed}, and of the payment {@code orderNumber},
 * {@code caseNumber}, {@code paymentNumber}, {@code amount}, {@code paidAt} and {@code channel}. Messages come in any order:
 * a payment that is told of as reversed does not count, whether the message that it was paid came before or comes later.
 *
 * <p>The other system answers at the path it is told at, and at that path followed by {@code /query} with {@code {"key"}}:
 * 200 when it has the message, {@code not-found} when not.
 */
public final class PaymentForwarding implements OutboxHandler {
    private static final String KIND = "payment.forward";
    private static final String QUERY = "payment.forward.query";

    private final Platform target;
    private final String path;
    private final String queryPath;

    /**
     * Tells {@code target}.
     *
     * @param path where it is told, as {@link Call} has it
     */
    public PaymentForwarding(Platform target, String path) {
        this.target = Require.present(target, "target");
        this.path = Require.present(path, "path");
        this.queryPath = Call.read(QUERY, path + "/query", Bytes.empty()).path();
    }

    /** Enqueues that a payment pays, in the transaction in which the department takes note of it itself. */
    public static void tell(Connection transaction, Outbox outbox, PaymentOrder order, Payment payment) {
        enqueue(transaction, outbox, "paid", order, payment);
    }

    /** Enqueues that a payment was taken back, in the transaction in which the department undoes it itself. */
    public static void tellReversed(Connection transaction, Outbox outbox, PaymentOrder order, Payment payment) {
        enqueue(transaction, outbox, "reversed", order, payment);
    }

    private static void enqueue(
            Connection transaction, Outbox outbox, String what, PaymentOrder order, Payment payment) {
        BillNumber bill = order.bill().number();
        Bytes payload = PaymentJson.octets(PaymentJson.write(payment)
                .put("type", "payment." + what)
                .put("orderNumber", bill.value())
                .put("caseNumber", order.bill().caseNumber().value()));
        outbox.enqueue(transaction, KIND, what + ":" + Effect.subject(bill, payment.number()), payload);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome<?> send(String businessKey, Bytes payload) {
        return target.write(Call.write(KIND, path, payload, businessKey));
    }

    @Override
    public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
        Bytes question = PaymentJson.octets(StrictJson.object().put("key", businessKey));
        try {
            return Optional.of(new Outcome.Done<>(target.read(Call.read(QUERY, queryPath, question))));
        } catch (PlatformRefusedException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
