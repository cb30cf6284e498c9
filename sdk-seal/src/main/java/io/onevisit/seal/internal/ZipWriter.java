package io.onevisit.seal.internal;

import io.onevisit.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs files into a ZIP container; the same files in the same order give the same octets, whatever the day, from one
 * runtime: how tightly files are packed is up to its zlib.
 */
public final class ZipWriter {
    /** Not the first moment of 1980: beside that one the JDK writes a second time, which depends on the zone. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    private ZipWriter() {}

    /** What a file holds, to be written when its turn comes. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    public static Bytes write(Map<String, Bytes> files) {
        Map<String, Content> contents = new LinkedHashMap<>();
        files.forEach((name, octets) -> contents.put(name, of(octets)));
        return pack(contents);
    }

    public static Content of(Bytes octets) {
        return out -> octets.stream().transferTo(out);
    }

    /** As {@link #write}, with no more than a piece of one file in memory beside what comes out. */
    public static Bytes pack(Map<String, Content> files) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            for (Map.Entry<String, Content> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(ENTRY_TIME);
                zip.putNextEntry(entry);
                file.getValue().writeTo(zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(octets.toByteArray());
    }
}
