package io.onevisit.payment;

import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The department's own rows, in the database of the state store: one for each call of the handler. */
final class Effects implements PaymentHandler {
    private final StateStore store;
    private BooleanSupplier crash = () -> false;

    Effects(StateStore store) {
        this.store = store;
        store.inTransaction(transaction -> {
            try (Statement statement = transaction.createStatement()) {
                return statement.execute(
                        "CREATE TABLE effect (bill VARCHAR(64), kind VARCHAR(64), payment VARCHAR(64))");
            }
        });
    }

    /** Asked after each row is written; when true, the handler throws. */
    void crashWhen(BooleanSupplier condition) {
        crash = condition;
    }

    @Override
    public void paid(Connection transaction, PaymentNotice notice) throws SQLException {
        insert(transaction, notice, "PAID");
    }

    @Override
    public void needsAttention(Connection transaction, PaymentOrder order, PaymentNotice notice) throws SQLException {
        insert(transaction, notice, order.state().name() + " attention");
    }

    private void insert(Connection transaction, PaymentNotice notice, String kind) throws SQLException {
        try (PreparedStatement row = transaction.prepareStatement("INSERT INTO effect VALUES (?, ?, ?)")) {
            row.setString(1, notice.billNumber().value());
            row.setString(2, kind);
            row.setString(3, notice.payment().number());
            row.executeUpdate();
        }
        if (crash.getAsBoolean()) {
            throw new IllegalStateException("crash before the commit");
        }
    }

    /** Kind and payment number of each row that was committed for a bill, sorted. */
    List<String> of(Bill bill) {
        return store.inTransaction(transaction -> {
            try (PreparedStatement query = transaction.prepareStatement(
                    "SELECT kind, payment FROM effect WHERE bill = ? ORDER BY kind, payment")) {
                query.setString(1, bill.number().value());
                List<String> rows = new ArrayList<>();
                for (ResultSet found = query.executeQuery(); found.next(); ) {
                    rows.add(found.getString(1) + " " + found.getString(2));
                }
                return rows;
            }
        });
    }
}
