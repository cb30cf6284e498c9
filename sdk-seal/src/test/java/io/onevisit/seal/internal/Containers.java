package io.onevisit.seal.internal;

import io.onevisit.core.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Containers opened whole, for tests. */
public final class Containers {
    static final ZipReader.Limits LIMITS = new ZipReader.Limits(32 * 1024 * 1024, 64L * 1024 * 1024, 4096, 200);

    private Containers() {}

    /** The files of a container by their name, in the order they lie. */
    public static Map<String, Bytes> read(byte[] octets) {
        ZipReader zip = ZipReader.open(octets, LIMITS);
        Map<String, Bytes> files = new LinkedHashMap<>();
        zip.names().forEach(name -> files.put(name, zip.content(name, Integer.MAX_VALUE)));
        return files;
    }
}
