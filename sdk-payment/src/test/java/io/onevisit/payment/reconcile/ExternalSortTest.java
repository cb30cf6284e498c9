package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.Days.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalSortTest {
    @TempDir
    Path folder;

    private final Random random = new Random(7);

    private ExternalSort<Entry> sort(int runSize) {
        return new ExternalSort<>(WorkFolder.of(folder), Entry.ORDER, new EntryCodec(), runSize);
    }

    /** Any entry: with and without code and serial, dated or timed, in any state. */
    private Entry entry() {
        String key = "K" + random.nextInt(50);
        return new Entry(
                key,
                switch (random.nextInt(3)) {
                    case 0 -> null;
                    case 1 -> key;
                    default -> "C" + random.nextInt(9);
                },
                random.nextBoolean() ? null : "S" + random.nextInt(9),
                Money.fen(1 + random.nextInt(100)),
                at("09:00:00").plusNanos(random.nextInt(5)),
                random.nextBoolean(),
                List.of(CollectionState.values()).get(random.nextInt(3)));
    }

    private List<Entry> entries(int count) {
        return Stream.generate(this::entry).limit(count).toList();
    }

    private static List<Entry> all(ExternalSort<Entry> sort) {
        List<Entry> all = new ArrayList<>();
        sort.iterator().forEachRemaining(all::add);
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 11, 20, 999, 1_000})
    void gives_back_all_that_was_added_in_order_and_does_so_again(int count) throws IOException {
        List<Entry> entries = entries(count);
        try (ExternalSort<Entry> sort = sort(10)) {
            entries.forEach(sort::add);

            List<Entry> expected = entries.stream().sorted(Entry.ORDER).toList();
            assertThat(all(sort)).isEqualTo(expected);
            assertThat(all(sort)).isEqualTo(expected);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void two_readings_at_a_time_do_not_disturb_each_other() {
        try (ExternalSort<Entry> sort = sort(10)) {
            entries(100).forEach(sort::add);
            Iterator<Entry> one = sort.iterator();
            Iterator<Entry> other = sort.iterator();

            while (one.hasNext()) {
                assertThat(one.next()).isEqualTo(other.next());
            }
            assertThat(other.hasNext()).isFalse();
        }
    }

    @Test
    void what_fits_into_one_run_stays_in_memory() throws IOException {
        try (ExternalSort<Entry> sort = sort(101)) {
            entries(100).forEach(sort::add);

            assertThat(all(sort)).hasSize(100);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void its_file_has_no_name_while_it_is_in_use_so_that_not_even_a_crash_leaves_one() throws IOException {
        try (ExternalSort<Entry> sort = sort(10)) {
            entries(25).forEach(sort::add);

            assertThat(files()).isEmpty();
            assertThat(all(sort)).hasSize(25);
        }
    }

    @Test
    void its_file_is_no_larger_than_the_caller_allows() throws IOException {
        WorkFolder small = new WorkFolder(folder, 2_000);
        try (ExternalSort<Entry> sort = new ExternalSort<>(small, Entry.ORDER, new EntryCodec(), 10)) {
            assertThatThrownBy(() -> entries(1_000).forEach(sort::add))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("work folder");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_a_storage_error() {
        WorkFolder none = WorkFolder.of(folder.resolve("none"));
        try (ExternalSort<Entry> sort = new ExternalSort<>(none, Entry.ORDER, new EntryCodec(), 1)) {
            assertThatThrownBy(() -> sort.add(entry())).isInstanceOf(StorageException.class);
        }
        assertThatThrownBy(() -> new WorkFolder(folder, 0)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_file_that_is_refused_leaves_nothing_behind() throws IOException {
        StringBuilder text = new StringBuilder("200000|1.00\n");
        for (int i = 0; i < 120_000; i++) {
            text.append("B%06d|%020d|0.01|20261121090000|S\n".formatted(i, i));
        }
        byte[] cut = text.toString().getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> Statement.read(
                        BankStatement.in(StandardCharsets.UTF_8),
                        BankDay.of(Days.DAY),
                        new ByteArrayInputStream(cut),
                        WorkFolder.of(folder)))
                .hasMessageContaining("line 1 says 200000 lines, there are 120000");
        assertThat(files()).isEmpty();
    }
}
