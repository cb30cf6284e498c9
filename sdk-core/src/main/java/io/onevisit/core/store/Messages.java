package io.onevisit.core.store;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.store.Dialect;
import io.onevisit.core.internal.store.Dialect.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code onevisit_message}: what was enqueued and how far it is. Every method works in the caller's
 * transaction.
 */
final class Messages {
    private static final int MAX_REASON = 2048;

    private static final Table TABLE = new Table("onevisit_message", "business_key", "changed_at");
    private static final String CONTENT = "digest, payload, status, uncertain, tries, opened_at, changed_at";
    private static final String DIGEST = "SELECT digest FROM onevisit_message WHERE kind = ? AND business_key = ?";
    private static final String FIND_OPEN = "SELECT payload, uncertain, tries, opened_at FROM onevisit_message"
            + " WHERE kind = ? AND business_key = ? AND status = 'OPEN'";
    private static final String BEGIN = "UPDATE onevisit_message SET uncertain = TRUE, tries = tries + 1,"
            + " changed_at = ? WHERE kind = ? AND business_key = ?";
    private static final String POSTPONE = "UPDATE onevisit_message SET uncertain = ?, reason = ?, changed_at = ?"
            + " WHERE kind = ? AND business_key = ?";
    private static final String FINISH = "UPDATE onevisit_message SET status = 'DONE', uncertain = FALSE,"
            + " payload = NULL, reason = NULL, changed_at = ? WHERE kind = ? AND business_key = ?";
    private static final String BURY = "UPDATE onevisit_message SET status = 'DEAD', uncertain = ?, reason = ?,"
            + " changed_at = ? WHERE kind = ? AND business_key = ?";
    private static final String RELEASE = "UPDATE onevisit_message SET status = 'OPEN', tries = 0, opened_at = ?,"
            + " changed_at = ? WHERE kind = ? AND business_key = ? AND status = 'DEAD'";
    private static final String DEAD = "SELECT kind, business_key, payload, tries, uncertain, reason, changed_at"
            + " FROM onevisit_message WHERE status = 'DEAD'";
    private static final String OLDEST = " ORDER BY changed_at, kind, business_key LIMIT ?";
    private static final String DONE_BEFORE = "status = 'DONE' AND changed_at < ?";

    private final Clock clock;

    Messages(Clock clock) {
        this.clock = clock;
    }

    /** A message under work. */
    record Message(String kind, String businessKey, Bytes payload, boolean uncertain, int tries, Instant opened) {}

    /** Adds a message; false when the very same is there already. */
    boolean enqueue(Connection tx, String kind, String businessKey, Bytes payload) throws SQLException {
        byte[] octets = payload.toArray();
        byte[] digest = Hash.SHA_256.digest(octets);
        long now = clock.millis();
        if (Dialect.of(tx)
                .insertUnlessPresent(
                        tx, TABLE, CONTENT, kind, businessKey, digest, octets, "OPEN", false, 0, now, now)) {
            return true;
        }
        if (!digestOf(tx, kind, businessKey).equals(Bytes.of(digest))) {
            throw new InvalidValueException("payload", "differs from what was enqueued under the same business key");
        }
        return false;
    }

    private static Bytes digestOf(Connection tx, String kind, String businessKey) throws SQLException {
        try (PreparedStatement statement = Dialect.prepare(tx, DIGEST, kind, businessKey);
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new StorageException("enqueue message", null);
            }
            return Bytes.of(rows.getBytes(1));
        }
    }

    Optional<Message> findOpen(Connection tx, String kind, String businessKey) throws SQLException {
        try (PreparedStatement statement = Dialect.prepare(tx, FIND_OPEN, kind, businessKey);
                ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Message(
                            kind,
                            businessKey,
                            Bytes.of(rows.getBytes(1)),
                            rows.getBoolean(2),
                            rows.getInt(3),
                            Instant.ofEpochMilli(rows.getLong(4))))
                    : Optional.empty();
        }
    }

    /** Records that an attempt begins: from here on nobody knows how it ended. */
    void begin(Connection tx, Message message) throws SQLException {
        Dialect.update(tx, BEGIN, clock.millis(), message.kind(), message.businessKey());
    }

    void postpone(Connection tx, Message message, boolean uncertain, String reason) throws SQLException {
        Dialect.update(tx, POSTPONE, uncertain, bounded(reason), clock.millis(), message.kind(), message.businessKey());
    }

    /** Its content, which may name people, is forgotten; the digest still tells a repetition. */
    void finish(Connection tx, Message message) throws SQLException {
        Dialect.update(tx, FINISH, clock.millis(), message.kind(), message.businessKey());
    }

    void bury(Connection tx, Message message, boolean uncertain, String reason) throws SQLException {
        Dialect.update(tx, BURY, uncertain, bounded(reason), clock.millis(), message.kind(), message.businessKey());
    }

    boolean release(Connection tx, String kind, String businessKey) throws SQLException {
        long now = clock.millis();
        return Dialect.update(tx, RELEASE, now, now, kind, businessKey) == 1;
    }

    List<DeadLetter> dead(Connection tx, int limit) throws SQLException {
        try (PreparedStatement statement = Dialect.prepare(tx, DEAD + OLDEST, limit)) {
            return dead(statement);
        }
    }

    List<DeadLetter> dead(Connection tx, String kind, int limit) throws SQLException {
        try (PreparedStatement statement = Dialect.prepare(tx, DEAD + " AND kind = ?" + OLDEST, kind, limit)) {
            return dead(statement);
        }
    }

    private static List<DeadLetter> dead(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<DeadLetter> dead = new ArrayList<>();
            while (rows.next()) {
                dead.add(new DeadLetter(
                        rows.getString(1),
                        rows.getString(2),
                        Bytes.of(rows.getBytes(3)),
                        rows.getInt(4),
                        rows.getBoolean(5),
                        rows.getString(6),
                        Instant.ofEpochMilli(rows.getLong(7))));
            }
            return List.copyOf(dead);
        }
    }

    int deleteDone(Connection tx, Instant before, int limit) throws SQLException {
        return Dialect.of(tx).deleteOldest(tx, TABLE, DONE_BEFORE, before.toEpochMilli(), limit);
    }

    private static String bounded(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }
}
