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
 * Tells a department's own system elsewhere that a bill is paid (业务推送): once, under an idempotency key, after a lost answer
 * only when that system says that it has not got it. Give it to an {@link Outbox}, and call {@link #tell} in {@link
 * PaymentHandler#paid}. Thread-safe.
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

    /** Enqueues what is to be told, in the transaction in which the department takes note of the payment itself. */
    public static void tell(Connection transaction, Outbox outbox, PaymentOrder order, Payment payment) {
        String number = order.bill().number().value();
        Bytes payload = PaymentJson.octets(PaymentJson.write(payment)
                .put("orderNumber", number)
                .put("caseNumber", order.bill().caseNumber().value()));
        outbox.enqueue(transaction, KIND, "paid:" + number, payload);
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
