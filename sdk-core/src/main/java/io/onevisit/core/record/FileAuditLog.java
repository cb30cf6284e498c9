package io.onevisit.core.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.regex.Pattern.DOTALL;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.ContractJson;
import io.onevisit.core.internal.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An audit log in a file (审计日志文件): one line of JSON an entry, each chained to the one before by SM3, each on the disk before
 * {@link #append} returns. {@link AuditChain} checks it. Thread-safe.
 *
 * <p>One process at a time may have the file open, and once; a lock keeps others out. POSIX lets go of that lock as soon
 * as anything in this process closes the lock file, which a second opening that was refused does in the end. So each
 * append first looks whether the file ends where this log left it, and when somebody else wrote, this log appends no
 * more. Two that append in the very same moment after that can fork the chain, which {@link AuditChain} finds.
 */
public final class FileAuditLog implements AuditLog, AutoCloseable {
    private static final Pattern TORN_LINE = Pattern.compile("[0-9a-f]{0,63}|[0-9a-f]{64}( (\\{.*)?)?", DOTALL);

    private final FileChannel lock;
    private final FileOutputStream out;
    private AuditHead head;
    private long length;
    private boolean broken;

    /** A log that begins with this file. */
    public FileAuditLog(Path file) {
        this(file, AuditHead.START);
    }

    /**
     * Opens the file, or makes it, and beside it one with {@code .lock} at the end of its name. A last line without its
     * line feed was cut short by a crash, before anything was sent on the strength of it, and is taken off.
     *
     * @param start where its chain begins: {@link AuditHead#START}, or the head of the file before it, closed to keep
     *     files short
     * @throws StorageException when it cannot be written, or is open already
     * @throws io.onevisit.core.VerificationFailedException when its chain is broken, or begins elsewhere
     */
    public FileAuditLog(Path file, AuditHead start) {
        this.lock = lock(Require.present(file, "file"));
        try {
            takeOffTornLine(file);
            this.head = AuditChain.check(file, start, start).orThrow();
            this.length = Files.size(file);
            this.out = new FileOutputStream(file.toFile(), true);
        } catch (IOException e) {
            unlock();
            throw new StorageException("opening the audit log", e);
        } catch (OneVisitException e) {
            unlock();
            throw e;
        }
    }

    /** On a file of its own, since closing any stream of a file lets go of all locks on that file. */
    private static FileChannel lock(Path file) {
        try {
            FileChannel lock = FileChannel.open(Path.of(file + ".lock"), CREATE, WRITE);
            if (lock.tryLock() != null) {
                return lock;
            }
            lock.close();
            throw openAlready(null);
        } catch (OverlappingFileLockException e) {
            throw openAlready(e);
        } catch (IOException e) {
            throw new StorageException("locking the audit log", e);
        }
    }

    private static StorageException openAlready(@Nullable Throwable cause) {
        return new StorageException("opening the audit log, which is open already", cause);
    }

    private void unlock() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StorageException("closing the audit log", e);
        }
    }

    private static void takeOffTornLine(Path file) throws IOException {
        try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] tail = new byte[(int) Math.min(octets.length(), AuditChain.MAX_LINE)];
            octets.seek(octets.length() - tail.length);
            octets.readFully(tail);
            String torn = new String(tail, ISO_8859_1);
            torn = torn.substring(torn.lastIndexOf('\n') + 1);
            if (!TORN_LINE.matcher(torn).matches()) {
                throw new IOException("this is no audit log");
            }
            octets.setLength(octets.length() - torn.length());
        }
    }

    @Override
    public synchronized void append(AuditEntry entry) {
        byte[] content = StrictJson.write(json(Require.present(entry, "entry")));
        AuditHead next = head.next(content);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes((next.hash().toHex() + ' ').getBytes(US_ASCII));
        line.writeBytes(content);
        line.write('\n');
        write(line.toByteArray());
        head = next;
    }

    private void write(byte[] line) {
        if (broken) {
            throw new StorageException("writing an audit log that could not be written before", null);
        }
        broken = true;
        try {
            if (out.getChannel().size() != length) {
                throw new IOException("somebody else wrote to the file");
            }
            out.write(line);
            out.getFD().sync();
        } catch (IOException e) {
            throw new StorageException("writing the audit log", e);
        }
        length += line.length;
        broken = false;
    }

    private static ObjectNode json(AuditEntry entry) {
        ObjectNode json = StrictJson.object()
                .put("at", entry.at().toString())
                .put("lookup", entry.lookup())
                .put("action", entry.action())
                .put("dataSet", entry.dataSet())
                .put("person", entry.person())
                .put("result", entry.result())
                .put("dropped", entry.dropped());
        json.set("purpose", ContractJson.purpose(entry.purpose()));
        return json;
    }

    /** The last link; keep it elsewhere from time to time. */
    public synchronized AuditHead head() {
        return head;
    }

    /** Closes the file; appending then fails. */
    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new StorageException("closing the audit log", e);
        } finally {
            unlock();
        }
    }
}
