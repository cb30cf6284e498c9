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
                        "CREATE TABLE IF NOT EXISTS effect (bill VARCHAR(64), kind VARCHAR(64), about VARCHAR(64))");
            }
        });
    }

    /** Asked after each row is written; when true, the handler throws. */
    void crashWhen(BooleanSupplier condition) {
        crash = condition;
    }

    @Override
    public void paid(Connection transaction, PaymentOrder order, Payment payment) throws SQLException {
        insert(transaction, order, "PAID", payment.number());
    }

    @Override
    public void reversed(Connection transaction, PaymentOrder order, Payment payment) throws SQLException {
        insert(transaction, order, "REVERSED", payment.number());
    }

    @Override
    public void refunded(Connection transaction, PaymentOrder order, Refund refund) throws SQLException {
        insert(transaction, order, "REFUNDED", refund.number().value());
    }

    @Override
    public void needsAttention(Connection transaction, Attention attention) throws SQLException {
        if (attention instanceof Attention.Arrived arrived) {
            Arrival arrival = arrived.arrival();
            insert(
                    transaction,
                    arrived.order(),
                    arrival.state() + " " + attention.proposal(),
                    arrival.payment().number());
        } else if (attention instanceof Attention.RefundFailed failed) {
            insert(
                    transaction,
                    failed.order(),
                    "REFUND_FAILED",
                    failed.refund().number().value());
        } else if (attention instanceof Attention.Contradicted contradicted) {
            insert(transaction, contradicted.order(), "CONTRADICTED", "");
        } else if (attention instanceof Attention.Unmatched unmatched) {
            insert(transaction, "-", "UNMATCHED", unmatched.arrival().payment().number());
        } else if (attention instanceof Attention.UnmatchedContradicted contradicted) {
            insert(
                    transaction,
                    "-",
                    "UNMATCHED_CONTRADICTED",
                    contradicted.arrival().payment().number());
        } else if (attention instanceof Attention.ClocksApart apart) {
            insert(transaction, "-", "CLOCKS_APART", apart.ahead().toSeconds() + " s");
        }
    }

    private void insert(Connection transaction, PaymentOrder order, String kind, String about) throws SQLException {
        insert(transaction, order.bill().number().value(), kind, about);
    }

    private void insert(Connection transaction, String bill, String kind, String about) throws SQLException {
        try (PreparedStatement row = transaction.prepareStatement("INSERT INTO effect VALUES (?, ?, ?)")) {
            row.setString(1, bill);
            row.setString(2, kind);
            row.setString(3, about);
            row.executeUpdate();
        }
        if (crash.getAsBoolean()) {
            throw new IllegalStateException("crash before the commit");
        }
    }

    /** Kind and number of each row that was committed for a bill, sorted. */
    List<String> of(Bill bill) {
        return of(bill.number().value());
    }

    /** The same of money that belongs to no bill. */
    List<String> ofNoBill() {
        return of("-");
    }

    private List<String> of(String bill) {
        return store.inTransaction(transaction -> {
            try (PreparedStatement query = transaction.prepareStatement(
                    "SELECT kind, about FROM effect WHERE bill = ? ORDER BY kind, about")) {
                query.setString(1, bill);
                List<String> rows = new ArrayList<>();
                for (ResultSet found = query.executeQuery(); found.next(); ) {
                    rows.add((found.getString(1) + " " + found.getString(2)).strip());
                }
                return rows;
            }
        });
    }
}
