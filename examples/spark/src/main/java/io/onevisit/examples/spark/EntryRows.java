package io.onevisit.examples.spark;

import io.onevisit.core.Money;
import io.onevisit.payment.reconcile.CollectionState;
import io.onevisit.payment.reconcile.Entry;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Entries as rows of a table. */
public final class EntryRows {
    /** The columns: bank, day of the statement, and the parts of an {@link Entry}. */
    public static final StructType SCHEMA = new StructType()
            .add("bank", DataTypes.StringType, false)
            .add("day", DataTypes.StringType, false)
            .add("key", DataTypes.StringType, false)
            .add("code", DataTypes.StringType, true)
            .add("serial", DataTypes.StringType, true)
            .add("fen", DataTypes.LongType, false)
            .add("second", DataTypes.LongType, false)
            .add("nano", DataTypes.IntegerType, false)
            .add("date_only", DataTypes.BooleanType, false)
            .add("state", DataTypes.StringType, false);

    private EntryRows() {}

    /** The row of {@code entry}, of which {@code day} is the statement's day, or for our book the day it was paid. */
    public static Row write(String bank, LocalDate day, Entry entry) {
        Instant at = entry.at();
        return RowFactory.create(
                bank,
                day.toString(),
                entry.key(),
                entry.code(),
                entry.serial(),
                entry.amount().minorUnits(),
                at.getEpochSecond(),
                at.getNano(),
                entry.dateOnly(),
                entry.state().name());
    }

    static String bank(Row row) {
        return row.getString(0);
    }

    static LocalDate day(Row row) {
        return LocalDate.parse(row.getString(1));
    }

    static String key(Row row) {
        return row.getString(2);
    }

    static Entry read(Row row) {
        return new Entry(
                key(row),
                row.getString(3),
                row.getString(4),
                Money.fen(row.getLong(5)),
                Instant.ofEpochSecond(row.getLong(6), row.getInt(7)),
                row.getBoolean(8),
                CollectionState.valueOf(row.getString(9)));
    }
}
