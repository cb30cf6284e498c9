package io.onevisit.payment.reconcile;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.payment.reconcile.internal.BlockInputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.Iterator;

/**
 * A statement that was read to its last octet and found whole (对账单): its own totals hold, no serial number is there
 * twice, every entry is of the day. Entries wait in a {@link WorkFolder} until then, so memory stays flat however long
 * the file is. For one thread; close it.
 */
public final class Statement implements Iterable<Entry>, AutoCloseable {
    private static final long MAX_OCTETS = 16L << 30;

    private final ExternalSort<Entry> entries;
    private Bytes digest = Bytes.empty();
    private Money total = Yuan.NOTHING;
    private long size;

    private Statement(WorkFolder folder) {
        this.entries = new ExternalSort<>(folder, Entry.ORDER, new EntryCodec(), ExternalSort.RUN);
    }

    /**
     * Reads a file once, from its first octet to its last.
     *
     * @param day the day it is of; an entry of another day is damage
     * @param file at most 16 GiB; not closed
     * @throws MalformedMessageException for any damage; names the line and the reason, and nothing of the file is used
     * @throws StorageException when the file or the work folder fails
     */
    public static Statement read(StatementFormat format, BankDay day, InputStream file, WorkFolder folder) {
        Require.present(format, "format");
        Require.present(day, "day");
        Require.present(file, "file");
        Statement statement = new Statement(Require.present(folder, "folder"));
        boolean whole = false;
        try {
            statement.take(format, day, file, folder);
            whole = true;
            return statement;
        } catch (IOException e) {
            throw new StorageException("reading a statement", e);
        } finally {
            if (!whole) {
                statement.close();
            }
        }
    }

    private void take(StatementFormat format, BankDay day, InputStream file, WorkFolder folder) throws IOException {
        try (ExternalSort<Serial> serials =
                new ExternalSort<>(folder, Serial.ORDER, new SerialCodec(), ExternalSort.RUN)) {
            take(format, day, file, serials);
        }
    }

    private void take(StatementFormat format, BankDay day, InputStream file, ExternalSort<Serial> serials)
            throws IOException {
        Digesting octets = new Digesting(format, file);
        String otherDay = "is not of the day " + day.date();
        format.read(octets, (line, entry) -> {
            Require.that(day.mayCover(entry), "time", otherDay);
            total = total.plus(entry.counting());
            size++;
            entries.add(entry);
            if (entry.serial() != null) {
                serials.add(new Serial(entry.serial(), line));
            }
        });
        if (octets.read() >= 0) {
            throw new MalformedMessageException(format.name(), "goes on after its end");
        }
        refuseRepeats(format, serials.iterator());
        digest = octets.digest();
    }

    private static void refuseRepeats(StatementFormat format, Iterator<Serial> inOrder) {
        Serial before = new Serial("", 0);
        while (inOrder.hasNext()) {
            Serial next = inOrder.next();
            if (next.text().equals(before.text())) {
                throw new MalformedMessageException(
                        format.name(), "line " + next.line() + " has a serial that line " + before.line() + " has");
            }
            before = next;
        }
    }

    /** SM3 (GB/T 32905) over the file's octets: one file, one digest. */
    public Bytes digest() {
        return digest;
    }

    /** How many entries. */
    public long size() {
        return size;
    }

    /** What all entries count for together. */
    public Money total() {
        return total;
    }

    /** The entries in {@link Entry#ORDER}. */
    @Override
    public Iterator<Entry> iterator() {
        return entries.iterator();
    }

    /** Deletes what was put aside. */
    @Override
    public void close() {
        entries.close();
    }

    /** The number of entries and the digest. */
    @Override
    public String toString() {
        return "statement of " + size + " entries, SM3 " + digest.toHex();
    }

    /** Where a serial number stands. */
    private record Serial(String text, long line) {
        static final Comparator<Serial> ORDER =
                Comparator.comparing(Serial::text).thenComparingLong(Serial::line);
    }

    private static final class SerialCodec implements ExternalSort.Codec<Serial> {
        @Override
        public void write(DataOutput out, Serial item) throws IOException {
            out.writeUTF(item.text());
            out.writeLong(item.line());
        }

        @Override
        public Serial read(DataInput in) throws IOException {
            return new Serial(in.readUTF(), in.readLong());
        }
    }

    /** The file, digested as it goes by. */
    private static final class Digesting extends BlockInputStream {
        private final StatementFormat format;
        private final InputStream file;
        private final Hash.Running running = Hash.SM3.start();
        private long octets;

        Digesting(StatementFormat format, InputStream file) {
            this.format = format;
            this.file = file;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = file.read(into, offset, length);
            if (read > 0) {
                running.update(into, offset, read);
                octets += read;
            }
            if (octets > MAX_OCTETS) {
                throw new MalformedMessageException(format.name(), "must have at most 16 GiB");
            }
            return read;
        }

        Bytes digest() {
            return Bytes.of(running.finish());
        }
    }
}
