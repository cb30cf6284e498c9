package io.onevisit.payment.reconcile.statement;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.payment.reconcile.BankDay;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.Statement;
import io.onevisit.payment.reconcile.StatementFormat;
import io.onevisit.payment.reconcile.WorkFolder;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Files read whole, or not at all. */
final class Reading {
    private Reading() {}

    static List<Entry> entries(StatementFormat format, LocalDate day, byte[] file) {
        WorkFolder folder = WorkFolder.of(Path.of(System.getProperty("java.io.tmpdir")));
        try (Statement statement = Statement.read(format, BankDay.of(day), new ByteArrayInputStream(file), folder)) {
            List<Entry> entries = new ArrayList<>();
            statement.forEach(entries::add);
            return entries;
        }
    }

    static void assertRefused(StatementFormat format, LocalDate day, byte[] file, String reason) {
        assertThatThrownBy(() -> entries(format, day, file))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith(format.name() + ": ")
                .hasMessageContaining(reason);
    }

    /** A time in China. */
    static Instant at(String text) {
        return Instant.parse(text.replace(' ', 'T') + "+08:00");
    }
}
