package io.onevisit.examples.sandbox;

import io.onevisit.core.store.StateStore;
import io.onevisit.payment.Attention;
import io.onevisit.payment.Payment;
import io.onevisit.payment.PaymentHandler;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.Refund;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a department was told of its money: one row for each call of its handler, in the database of its store. */
final class Told implements PaymentHandler {
    private final StateStore store;
    private volatile Runnable beforeCommit = () -> {};

    Told(StateStore store) {
        this.store = store;
        store.inTransaction(transaction -> {
            try (Statement statement = transaction.createStatement()) {
                return statement.execute("CREATE TABLE told (id INT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(200))");
            }
        });
    }

    /** Runs {@code work} whenever a row has been written and not committed. */
    void beforeCommit(Runnable work) {
        beforeCommit = work;
    }

    @Override
    public void paid(Connection transaction, PaymentOrder order, Payment payment) throws SQLException {
        insert(transaction, "PAID " + payment.number());
    }

    @Override
    public void reversed(Connection transaction, PaymentOrder order, Payment payment) throws SQLException {
        insert(transaction, "REVERSED " + payment.number());
    }

    @Override
    public void refunded(Connection transaction, PaymentOrder order, Refund refund) throws SQLException {
        insert(transaction, "REFUNDED " + refund.number());
    }

    @Override
    public void needsAttention(Connection transaction, Attention attention) throws SQLException {
        insert(transaction, about(attention) + " -> " + attention.proposal());
    }

    private static String about(Attention attention) {
        if (attention instanceof Attention.Arrived arrived) {
            return arrived.arrival().state() + " " + arrived.arrival().payment().number();
        }
        if (attention instanceof Attention.Unmatched unmatched) {
            return "UNMATCHED " + unmatched.arrival().payment().number();
        }
        if (attention instanceof Attention.RefundFailed failed) {
            return "REFUND_FAILED " + failed.refund().number();
        }
        return attention instanceof Attention.ClocksApart ? "CLOCKS_APART" : "CONTRADICTED";
    }

    private void insert(Connection transaction, String what) throws SQLException {
        try (PreparedStatement row = transaction.prepareStatement("INSERT INTO told (what) VALUES (?)")) {
            row.setString(1, what);
            row.executeUpdate();
        }
        beforeCommit.run();
    }

    /** The committed rows, in the order in which they were written. */
    List<String> rows() {
        return store.inTransaction(transaction -> {
            try (PreparedStatement query = transaction.prepareStatement("SELECT what FROM told ORDER BY id");
                    ResultSet found = query.executeQuery()) {
                List<String> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(found.getString(1));
                }
                return rows;
            }
        });
    }
}
