package io.onevisit.licence.delivery;

import static io.onevisit.licence.delivery.Samples.NOON;
import static io.onevisit.licence.delivery.Samples.ORDER_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.licence.SettableClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A department with a database of its own, a carrier, and a clock to turn. */
final class Office {
    final DataSource dataSource;
    final SettableClock clock = new SettableClock(NOON);
    final JdbcStateStore store;
    final CarrierInMemory carrier = new CarrierInMemory();
    final List<String> progress = new CopyOnWriteArrayList<>();
    final DeliveryListener listener = (tx, before, delivery) -> progress.add(before + " -> " + delivery.state());
    final Outbox following;
    final Outbox outbox;
    final Deliveries deliveries;

    Office() {
        this(h2());
    }

    Office(DataSource dataSource) {
        this.dataSource = dataSource;
        store = new JdbcStateStore(dataSource, clock);
        following = followingNode();
        outbox = outbox(OutboxSettings.defaults());
        deliveries = new Deliveries(store, outbox, carrier, listener, clock);
        store.createTables();
        outbox.createTables();
    }

    /** A database in memory. */
    static JdbcDataSource h2() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return dataSource;
    }

    /** Another node of the department's that asks the carrier, on the same database. */
    Outbox followingNode() {
        return new Outbox(
                dataSource,
                List.of(new DeliveryFollowing(store, carrier, listener, clock)),
                DeliveryFollowing.settings(),
                clock);
    }

    /** Another node of the department's, on the same database. */
    Outbox outbox(OutboxSettings settings) {
        return new Outbox(dataSource, handlers(carrier), settings, clock);
    }

    List<OutboxHandler> handlers(Carrier by) {
        return List.of(
                new DeliveryPosting(store, by, listener, clock, following),
                new DeliveryCancelling(store, by, listener, clock));
    }

    boolean post(DeliveryOrder order) {
        return store.inTransaction(tx -> deliveries.post(tx, order));
    }

    boolean cancel(String reason) {
        return store.inTransaction(tx -> deliveries.cancel(tx, ORDER_NUMBER, reason));
    }

    void accepted() {
        post(Samples.order());
        outbox.runDue();
        assertThat(delivery().state()).isEqualTo(DeliveryState.CREATED);
        progress.clear();
    }

    /** Answered with this status. */
    int receive(RawMessage push) {
        return deliveries.receive(push).status();
    }

    Delivery delivery() {
        return delivery(ORDER_NUMBER);
    }

    Delivery delivery(String orderNumber) {
        return deliveries.find(orderNumber).orElseThrow();
    }

    void later(Duration by) {
        clock.advance(by);
        outbox.runDue();
    }

    /** How many messages of the outboxes have not ended. */
    int openJobs() {
        return store.inTransaction(tx -> {
            try (Statement statement = tx.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM onevisit_job")) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    void execute(String sql) {
        store.inTransaction(tx -> {
            try (Statement statement = tx.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    String wholeDatabase() throws SQLException {
        StringBuilder script = new StringBuilder();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SCRIPT")) {
            while (rows.next()) {
                script.append(rows.getString(1)).append('\n');
            }
        }
        return script.toString();
    }
}
