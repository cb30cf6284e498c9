package io.onevisit.core.store;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The other side, with its faults. It acts on every message it gets and never notices a repetition, so that each one
 * sent twice shows as two effects; unless it is told to remember keys. The department's side writes a row of table {@code noted} when it learns the ending.
 */
final class FaultyReceiver implements OutboxHandler {
    static final String KIND = "test.send";

    enum Sending {
        ACCEPTED,
        ANSWER_LOST,
        REQUEST_LOST,
        UNREACHABLE,
        REFUSED,
        BROKEN_AFTERWARDS,
        DIED_BEFORE,
        DIED_AFTERWARDS
    }

    enum Asking {
        ANSWERED,
        UNREACHABLE,
        BROKEN,
        OPEN,
        DIED
    }

    /** The process is gone: nothing of ours may catch this. */
    static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Supplier<Sending> sending;
    private final Supplier<Asking> asking;
    private final Supplier<Boolean> noting;
    private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile boolean remembersKeys;

    FaultyReceiver(Supplier<Sending> sending, Supplier<Asking> asking, Supplier<Boolean> noting) {
        this.sending = sending;
        this.asking = asking;
        this.noting = noting;
    }

    FaultyReceiver(Sending... first) {
        this(script(Sending.ACCEPTED, first), () -> Asking.ANSWERED, () -> true);
    }

    /** The given faults one after the other, then {@code always}. */
    @SafeVarargs
    static <T> Supplier<T> script(T always, T... first) {
        AtomicInteger next = new AtomicInteger();
        return () -> {
            int i = next.getAndIncrement();
            return i < first.length ? first[i] : always;
        };
    }

    /** As the contract of {@link OutboxHandler#send} asks of the other side. */
    FaultyReceiver rememberingKeys() {
        remembersKeys = true;
        return this;
    }

    int effects(String key) {
        AtomicInteger count = effects.get(key);
        return count == null ? 0 : count.get();
    }

    /** What this side was asked and told, in order: {@code send key}, {@code query key}. */
    List<String> calls() {
        return calls;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome<?> send(String businessKey, Bytes payload) {
        calls.add("send " + businessKey);
        return switch (sending.get()) {
            case ACCEPTED -> accept(businessKey);
            case ANSWER_LOST -> {
                accept(businessKey);
                yield unknown(businessKey);
            }
            case REQUEST_LOST -> unknown(businessKey);
            case UNREACHABLE -> throw new PlatformUnreachableException(KIND, "connection refused", null);
            case REFUSED -> new Outcome.Refused<>(new Refusal("12004", "amount differs", null));
            case BROKEN_AFTERWARDS -> {
                accept(businessKey);
                throw new IllegalStateException("张三 110105199001010010");
            }
            case DIED_BEFORE -> throw new ProcessDied();
            case DIED_AFTERWARDS -> {
                accept(businessKey);
                throw new ProcessDied();
            }
        };
    }

    @Override
    public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
        calls.add("query " + businessKey);
        return switch (asking.get()) {
            case ANSWERED -> effects(businessKey) > 0 ? Optional.of(new Outcome.Done<>(businessKey)) : Optional.empty();
            case UNREACHABLE -> throw new PlatformUnreachableException(KIND, "connection refused", null);
            case BROKEN -> throw new IllegalStateException("张三 110105199001010010");
            case OPEN -> Optional.of(unknown(businessKey));
            case DIED -> throw new ProcessDied();
        };
    }

    @Override
    public void ended(Connection transaction, String businessKey, Bytes payload, Outcome<?> outcome)
            throws SQLException {
        String sql = "INSERT INTO noted (business_key, outcome) VALUES (?, ?)";
        try (PreparedStatement insert = transaction.prepareStatement(sql)) {
            insert.setString(1, businessKey);
            insert.setString(2, outcome.getClass().getSimpleName());
            insert.executeUpdate();
        }
        if (!noting.get()) {
            throw new IllegalStateException("张三 110105199001010010");
        }
    }

    private Outcome<?> accept(String businessKey) {
        AtomicInteger count = effects.computeIfAbsent(businessKey, key -> new AtomicInteger());
        if (!remembersKeys || count.get() == 0) {
            count.incrementAndGet();
        }
        return new Outcome.Done<>(businessKey);
    }

    private static Outcome<?> unknown(String businessKey) {
        return new Outcome.Unknown<>(new Pending(KIND, businessKey, "no answer within the deadline"));
    }
}
