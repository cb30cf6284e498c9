package io.onevisit.payment.reconcile;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.payment.reconcile.internal.BlockInputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts more than memory holds (external merge sort): runs of some ten thousand are sorted in memory and written one
 * after another into one file; reading merges them. What fits into one run never leaves memory. For one thread.
 */
final class ExternalSort<T> implements AutoCloseable {
    static final int RUN = 50_000;
    private static final int BUFFER = 32 * 1024;

    /** How an item looks in the file. */
    interface Codec<T> {
        void write(DataOutput out, T item) throws IOException;

        T read(DataInput in) throws IOException;
    }

    private record Run(long start, long end) {}

    private final WorkFolder folder;
    private final Comparator<? super T> order;
    private final Codec<T> codec;
    private final int runSize;
    private final List<T> current = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private @Nullable FileChannel file;
    private @Nullable DataOutputStream out;
    private boolean sorted = true;

    ExternalSort(WorkFolder folder, Comparator<? super T> order, Codec<T> codec, int runSize) {
        this.folder = folder;
        this.order = order;
        this.codec = codec;
        this.runSize = runSize;
    }

    void add(T item) {
        sorted &= current.isEmpty() || order.compare(current.get(current.size() - 1), item) <= 0;
        current.add(item);
        if (current.size() == runSize) {
            writeRun();
        }
    }

    /** All items in order. May be asked for more than once; nothing may be added meanwhile. */
    Iterator<T> iterator() {
        sortCurrent();
        if (runs.isEmpty()) {
            return Collections.unmodifiableList(current).iterator();
        }
        if (!current.isEmpty()) {
            writeRun();
        }
        return new Merge(runs.stream().map(Cursor::new).toList());
    }

    private void sortCurrent() {
        if (!sorted) {
            current.sort(order);
            sorted = true;
        }
    }

    private void writeRun() {
        sortCurrent();
        try {
            FileChannel channel = opened();
            DataOutputStream target = buffered(channel);
            long start = channel.position();
            for (T item : current) {
                codec.write(target, item);
            }
            target.flush();
            runs.add(new Run(start, channel.position()));
            if (channel.position() > folder.maxOctets()) {
                throw new InvalidValueException("work folder", "must have room for more octets");
            }
        } catch (IOException e) {
            throw failed(e);
        }
        current.clear();
    }

    private FileChannel opened() {
        if (file == null) {
            file = folder.create();
        }
        return file;
    }

    private DataOutputStream buffered(FileChannel channel) {
        if (out == null) {
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
        }
        return out;
    }

    private static StorageException failed(IOException e) {
        return new StorageException("sorting in a file", e);
    }

    /** Deletes the file. */
    @Override
    public void close() {
        current.clear();
        runs.clear();
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    /** One run, and its least item that was not taken yet. */
    private final class Cursor {
        private final Segment segment;
        private final DataInputStream in;
        private @Nullable T least;

        Cursor(Run run) {
            segment = new Segment(opened(), run.start(), run.end());
            in = new DataInputStream(new BufferedInputStream(segment, BUFFER));
            advance();
        }

        T least() {
            if (least == null) {
                throw new NoSuchElementException();
            }
            return least;
        }

        boolean advance() {
            try {
                least = in.available() > 0 ? codec.read(in) : null;
                return least != null;
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    private final class Merge implements Iterator<T> {
        private final PriorityQueue<Cursor> cursors;

        Merge(List<Cursor> all) {
            cursors = new PriorityQueue<>(all.size(), (one, other) -> order.compare(one.least(), other.least()));
            cursors.addAll(all);
        }

        @Override
        public boolean hasNext() {
            return !cursors.isEmpty();
        }

        @Override
        public T next() {
            Cursor cursor = cursors.remove();
            T next = cursor.least();
            if (cursor.advance()) {
                cursors.add(cursor);
            }
            return next;
        }
    }

    /** A part of the file, read at a position of its own. */
    private static final class Segment extends BlockInputStream {
        private final FileChannel file;
        private final long end;
        private long position;

        Segment(FileChannel file, long start, long end) {
            this.file = file;
            this.position = start;
            this.end = end;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (position == end) {
                return -1;
            }
            int wanted = (int) Math.min(length, end - position);
            int read = file.read(ByteBuffer.wrap(into, offset, wanted), position);
            if (read > 0) {
                position += read;
            }
            return read;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, end - position);
        }
    }
}
