package io.onevisit.payment.reconcile;

import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Where a reconciliation may put what does not fit into memory: files that only their owner can read, gone when it ends.
 * On Unix they have no name while they are in use, so that not even a crash leaves one.
 *
 * @param folder an existing folder, best on a local disk
 * @param maxOctets how large one such file may become; each reconciliation has up to three
 */
public record WorkFolder(Path folder, long maxOctets) {
    private static final long EIGHT_GIB = 8L << 30;
    private static final Set<StandardOpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);

    public WorkFolder {
        Require.present(folder, "folder");
        Require.that(maxOctets > 0, "most octets", "must be positive");
    }

    /** {@code folder}, for files of up to 8 GiB. */
    public static WorkFolder of(Path folder) {
        return new WorkFolder(folder, EIGHT_GIB);
    }

    /** A new file that is deleted when it is closed. */
    FileChannel create() {
        try {
            return FileChannel.open(folder.resolve("onevisit-" + UUID.randomUUID() + ".sort"), OPTIONS, permissions());
        } catch (IOException e) {
            throw new StorageException("making a file to sort in", e);
        }
    }

    private FileAttribute<?>[] permissions() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
