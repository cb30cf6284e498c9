package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.examples.ofdrw.Ofdrw;
import io.onevisit.examples.ofdrw.OfdrwProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** ofdrw for the tests. Commands are those of {@link Ofdrw}; octets go through files in a folder of the caller's. */
final class OfdrwFiles implements AutoCloseable {
    private final Path folder;
    private final OfdrwProcess ofdrw;
    private int files;

    OfdrwFiles(Path folder) throws IOException {
        this.folder = folder;
        this.ofdrw = new OfdrwProcess("-Xmx256m", "-XX:TieredStopAtLevel=1");
    }

    /** {@code OK}, or what ofdrw has against it. */
    String answer(String command, Object... arguments) {
        Object[] given = Arrays.stream(arguments)
                .map(argument -> argument instanceof Bytes octets ? file(octets) : argument)
                .toArray();
        try {
            return ofdrw.answer(command, given);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the next result can be written. */
    Path nextFile() {
        return folder.resolve(files++ + ".tmp");
    }

    /** What a command that succeeded has written. */
    static Bytes read(Path file) {
        try {
            return Bytes.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Bytes octets) {
        try {
            return Files.write(nextFile(), octets.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        ofdrw.close();
    }
}
