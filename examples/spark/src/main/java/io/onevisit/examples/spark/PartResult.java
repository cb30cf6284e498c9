package io.onevisit.examples.spark;

import io.onevisit.core.Money;
import io.onevisit.payment.reconcile.Discrepancy;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.Reconciliation;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The result of one part of a bank's keys on one day, as rows: one of totals, one for each difference. */
public final class PartResult {
    /** The columns; {@code kind} is TOTAL or the difference's, {@code ours} and {@code theirs} are what each side has. */
    public static final StructType SCHEMA = new StructType()
            .add("bank", DataTypes.StringType, false)
            .add("day", DataTypes.StringType, false)
            .add("kind", DataTypes.StringType, false)
            .add("key", DataTypes.StringType, true)
            .add("matched", DataTypes.LongType, false)
            .add("grouped", DataTypes.LongType, false)
            .add("ours_fen", DataTypes.LongType, false)
            .add("bank_fen", DataTypes.LongType, false)
            .add("ours", DataTypes.StringType, true)
            .add("theirs", DataTypes.StringType, true);

    private PartResult() {}

    static Stream<Row> rows(String bank, Reconciliation result) {
        String day = result.day().toString();
        Row totals = RowFactory.create(
                bank,
                day,
                "TOTAL",
                null,
                result.matched(),
                result.grouped(),
                result.ourTotal().minorUnits(),
                result.bankTotal().minorUnits(),
                null,
                null);
        return Stream.concat(
                Stream.of(totals), result.discrepancies().stream().map(each -> difference(bank, day, each)));
    }

    private static Row difference(String bank, String day, Discrepancy each) {
        return RowFactory.create(
                bank,
                day,
                each.kind().name(),
                each.key(),
                0L,
                0L,
                fen(each.ours()),
                fen(each.bank()),
                each.ours().toString(),
                each.bank().toString());
    }

    private static long fen(List<Entry> side) {
        return side.stream()
                .map(Entry::counting)
                .reduce(Money.fen(0), Money::plus)
                .minorUnits();
    }
}
