package io.onevisit.examples.counter;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The department's own table of cases, in the same database and the same transactions as the library's states. */
final class Cases {
    private static final String CREATE = "CREATE TABLE IF NOT EXISTS counter_case ("
            + "case_number VARCHAR(64) PRIMARY KEY, state VARCHAR(32) NOT NULL, payments INT NOT NULL,"
            + " licence VARCHAR(160), waybill VARCHAR(32))";

    private final StateStore store;

    Cases(StateStore store) {
        this.store = store;
        store.inTransaction(transaction -> {
            try (PreparedStatement create = transaction.prepareStatement(CREATE)) {
                return create.execute();
            }
        });
    }

    void open(CaseNumber number) {
        store.inTransaction(transaction -> run(
                transaction,
                "INSERT INTO counter_case (case_number, state, payments) VALUES (?, 'OPEN', 0)",
                number.value()));
    }

    /** Counts a payment; were it called twice, the count would show it. */
    void paid(Connection transaction, String number) throws SQLException {
        run(
                transaction,
                "UPDATE counter_case SET state = 'PAID', payments = payments + 1 WHERE case_number = ?",
                number);
    }

    void granted(Connection transaction, CaseNumber number, String licence) throws SQLException {
        run(
                transaction,
                "UPDATE counter_case SET state = 'GRANTED', licence = ? WHERE case_number = ?",
                licence,
                number.value());
    }

    void posted(Connection transaction, String number, String waybill) throws SQLException {
        run(
                transaction,
                "UPDATE counter_case SET state = 'POSTED', waybill = ? WHERE case_number = ?",
                waybill,
                number);
    }

    Optional<CaseRow> find(CaseNumber number) {
        return store.inTransaction(transaction -> {
            String query = "SELECT state, payments, licence, waybill FROM counter_case WHERE case_number = ?";
            try (PreparedStatement select = transaction.prepareStatement(query)) {
                select.setString(1, number.value());
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(
                                    new CaseRow(row.getString(1), row.getInt(2), row.getString(3), row.getString(4)))
                            : Optional.<CaseRow>empty();
                }
            }
        });
    }

    private static int run(Connection transaction, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
