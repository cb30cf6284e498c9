package io.onevisit.payment;

import io.onevisit.core.platform.Platform;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** One node of a department: its payments and its two outboxes, which work only when told to. */
public final class Desk {
    public final Payments payments;
    final JdbcStateStore store;
    final Outbox effects;
    final Outbox following;

    /** A node on {@code database}, whose tables are made here; {@code handler} may need the store. */
    public Desk(
            Platform platform,
            DataSource database,
            Clock clock,
            PaymentTerms terms,
            Function<JdbcStateStore, PaymentHandler> handler) {
        this.store = new JdbcStateStore(database, clock);
        store.createTables();
        this.effects = new Outbox(
                database, List.of(new PaymentEffects(store, handler.apply(store))), OutboxSettings.defaults(), clock);
        effects.createTables();
        this.following = new Outbox(
                database,
                List.of(
                        new PaymentFollowing(platform, store, effects, terms),
                        new RefundFollowing(platform, store, effects, terms)),
                PaymentFollowing.settings(),
                clock);
        this.payments = new Payments(platform, store, effects, following, terms);
    }

    /** Does what is due for the department. */
    void work() {
        effects.runDue();
    }
}
