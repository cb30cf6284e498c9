package io.onevisit.core.internal.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers certificates by all their octets, so that one met again is not parsed again and its key is already at speed.
 * To be remembered says nothing of whether a certificate may be believed. At most so many as were given, none of them of
 * more than 4 KiB, so some 30 KiB each, and where the key is much used 70 more and up to 64 of what it mostly signs; the one
 * longest unused goes first. Thread-safe.
 */
public final class MetCertificates {
    private static final int MAX_OCTETS = 4 * 1024;

    private final Map<Bytes, Certificate> met;

    /** Remembers {@code capacity} certificates at most. */
    public MetCertificates(int capacity) {
        this.met = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Bytes, Certificate> eldest) {
                return size() > capacity;
            }
        });
    }

    /**
     * The certificate that {@code der} is.
     *
     * @throws MalformedMessageException as {@link Certificate#parse} does, each time
     */
    public Certificate parse(byte[] der) {
        if (der.length > MAX_OCTETS) {
            return Certificate.parse(der);
        }
        Bytes octets = Bytes.of(der);
        Certificate before = met.get(octets);
        if (before != null) {
            return before;
        }
        Certificate parsed = Certificate.parse(der);
        met.put(octets, parsed);
        return parsed;
    }
}
