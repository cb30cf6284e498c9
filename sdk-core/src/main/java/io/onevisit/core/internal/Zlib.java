package io.onevisit.core.internal;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** Compression in the format of RFC 1950. */
public final class Zlib {
    private Zlib() {}

    /**
     * {@code octets}, compressed.
     *
     * @param level one of {@link Deflater}
     */
    public static byte[] deflate(byte[] octets, int level) {
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(octets);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
