package io.onevisit.core.store;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Passes everything on to a receiver; to be overridden in part. */
class PassingOn implements OutboxHandler {
    private final FaultyReceiver receiver;

    PassingOn(FaultyReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public String kind() {
        return receiver.kind();
    }

    @Override
    public Outcome<?> send(String businessKey, Bytes payload) {
        return receiver.send(businessKey, payload);
    }

    @Override
    public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
        return receiver.query(businessKey, payload);
    }

    @Override
    public void ended(Connection transaction, String businessKey, Bytes payload, Outcome<?> outcome)
            throws SQLException {
        receiver.ended(transaction, businessKey, payload, outcome);
    }
}
