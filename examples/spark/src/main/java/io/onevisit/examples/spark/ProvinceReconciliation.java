package io.onevisit.examples.spark;

import io.onevisit.payment.reconcile.BankDay;
import io.onevisit.payment.reconcile.BankStatement;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.Statement;
import io.onevisit.payment.reconcile.WorkFolder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reconciles some days of all banks of a province. Each statement is read and proved whole by one worker; then both sides
 * are divided by bank and by a part of the keys, sorted by day and key, and each part goes through the library's own
 * matching, day after day. A key is judged by itself, so the parts only have to be added up.
 */
public final class ProvinceReconciliation {
    private final SparkSession spark;
    private final Path work;
    private final int parts;

    /**
     * A job.
     *
     * @param work a folder of each worker's own, for what does not fit into memory
     * @param parts into how many parts each bank's keys are divided
     */
    public ProvinceReconciliation(SparkSession spark, Path work, int parts) {
        this.spark = spark;
        this.work = work;
        this.parts = parts;
    }

    /**
     * Runs the job.
     *
     * @param first the first day; what was settled before it is not known
     * @param last the last day
     * @param files one for each bank and day
     * @param book our payments, as {@link EntryRows} has them
     * @return rows as {@link PartResult} has them: totals of each part, and every difference
     */
    public Dataset<Row> run(LocalDate first, LocalDate last, List<StatementFile> files, Dataset<Row> book) {
        List<LocalDate> days = first.datesUntil(last.plusDays(1)).toList();
        Dataset<Row> ours = book.flatMap(daysOf(days), Encoders.row(EntryRows.SCHEMA));
        Dataset<Row> bank = spark.createDataset(files, Encoders.javaSerialization(StatementFile.class))
                .repartition(
                        Math.min(Math.max(1, files.size()), spark.sparkContext().defaultParallelism()))
                .flatMap(proved(work.toString()), Encoders.row(EntryRows.SCHEMA));
        Column[] order = {functions.col("day"), functions.col("key")};
        return grouped(ours)
                .cogroupSorted(grouped(bank), order, order, new PartMatching(days), Encoders.row(PartResult.SCHEMA));
    }

    /** What both sides come to for each bank and day, all parts together. */
    public static Dataset<Row> totals(Dataset<Row> results) {
        return results.filter("kind = 'TOTAL'")
                .groupBy("bank", "day")
                .agg(
                        functions.sum("matched").as("matched"),
                        functions.sum("grouped").as("grouped"),
                        functions.sum("ours_fen").as("ours_fen"),
                        functions.sum("bank_fen").as("bank_fen"));
    }

    /** Every difference, in order. */
    public static Dataset<Row> differences(Dataset<Row> results) {
        return results.filter("kind <> 'TOTAL'").orderBy("bank", "day", "key");
    }

    private KeyValueGroupedDataset<String, Row> grouped(Dataset<Row> rows) {
        int count = parts;
        MapFunction<Row, String> part = row ->
                EntryRows.bank(row) + " " + Math.floorMod(EntryRows.key(row).hashCode(), count);
        return rows.groupByKey(part, Encoders.STRING());
    }

    /** A payment near midnight is a candidate on both days; the matching sees to it that one of them has it. */
    private static FlatMapFunction<Row, Row> daysOf(List<LocalDate> of) {
        ArrayList<LocalDate> days = new ArrayList<>(of); // travels to the workers
        return row -> {
            Entry entry = EntryRows.read(row);
            LocalDate paid = EntryRows.day(row);
            return days.stream()
                    .filter(day -> Math.abs(day.toEpochDay() - paid.toEpochDay()) <= 1)
                    .filter(day -> BankDay.of(day).mayCover(entry))
                    .map(day -> EntryRows.write(EntryRows.bank(row), day, entry))
                    .iterator();
        };
    }

    /** Reads a whole statement before it hands on the first of its entries. */
    private static FlatMapFunction<StatementFile, Row> proved(String work) {
        return file -> {
            Statement statement = read(file, WorkFolder.of(Path.of(work)));
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) done -> statement.close());
            Iterator<Entry> entries = statement.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public Row next() {
                    return EntryRows.write(file.bank(), file.day(), entries.next());
                }
            };
        };
    }

    private static Statement read(StatementFile file, WorkFolder work) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file.path())))) {
            return Statement.read(BankStatement.in(StandardCharsets.UTF_8), BankDay.of(file.day()), in, work);
        }
    }
}
