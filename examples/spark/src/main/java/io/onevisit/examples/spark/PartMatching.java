package io.onevisit.examples.spark;

import io.onevisit.payment.reconcile.BankDay;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.Matching;
import io.onevisit.payment.reconcile.Reconciliation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Matches one part of a bank's keys, day after day, both sides sorted by day and key. */
final class PartMatching implements CoGroupFunction<String, Row, Row, Row> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<LocalDate> days;

    PartMatching(List<LocalDate> days) {
        this.days = new ArrayList<>(days);
    }

    @Override
    public Iterator<Row> call(String part, Iterator<Row> ours, Iterator<Row> bank) {
        String name = part.substring(0, part.lastIndexOf(' '));
        Days oursByDay = new Days(ours);
        Days bankByDay = new Days(bank);
        Stream<Row> rows = Stream.empty();
        Reconciliation previous = null;
        for (LocalDate day : days) {
            previous = Matching.match(BankDay.of(day), previous, oursByDay.of(day), bankByDay.of(day));
            rows = Stream.concat(rows, PartResult.rows(name, previous));
        }
        return rows.iterator();
    }

    /** One side, given out day by day. */
    private static final class Days {
        private final Iterator<Row> rows;
        private @Nullable Row next;

        Days(Iterator<Row> rows) {
            this.rows = rows;
            advance();
        }

        private void advance() {
            next = rows.hasNext() ? rows.next() : null;
        }

        Iterator<Entry> of(LocalDate day) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return next != null && EntryRows.day(next).equals(day);
                }

                @Override
                public Entry next() {
                    Row row = next;
                    if (row == null) {
                        throw new NoSuchElementException();
                    }
                    advance();
                    return EntryRows.read(row);
                }
            };
        }
    }
}
