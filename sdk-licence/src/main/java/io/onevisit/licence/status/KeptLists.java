package io.onevisit.licence.status;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.VerificationKey;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verified status lists, those asked for last, and when the newest of each was signed, which is remembered for longer.
 * Bounded in number and octets. Thread-safe.
 */
final class KeptLists {
    private static final int MAX_LISTS = 256;
    private static final int MAX_SEEN = 4096;

    private final long maxOctets;
    private final Map<ListKey, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<List<String>, Seen> newest = new LinkedHashMap<>(16, 0.75f, true);
    private long octets;

    /** Which list: an address, who signs for it, and with which keys; with other keys it has not been verified. */
    record ListKey(String uri, String issuer, Map<String, VerificationKey> keys) {
        static ListKey of(StatusListRequest request) {
            return new ListKey(request.uri(), request.issuer(), request.keys());
        }

        /** The same list, whatever the keys. */
        private List<String> list() {
            return List.of(uri, issuer);
        }
    }

    /**
     * A list that has been verified.
     *
     * @param taken when it came
     */
    record Kept(StatusListToken token, Instant taken) {}

    /** When the newest list was signed, and a digest of what it says. */
    private record Seen(Instant issued, Bytes digest) {
        static Seen of(StatusListToken token) {
            return new Seen(token.issued(), token.list().digest());
        }

        /** Within one second nobody can tell which of two lists is the newer, so the first seen stays. */
        boolean admits(Seen next) {
            return next.issued.isAfter(issued) || next.equals(this);
        }
    }

    KeptLists(long maxOctets) {
        this.maxOctets = maxOctets;
    }

    synchronized Optional<Kept> find(ListKey key) {
        return Optional.ofNullable(kept.get(key));
    }

    /**
     * False, and nothing is kept, when a newer list was seen before, or another of the same second: an old one, though
     * genuine, may hide a revocation.
     */
    synchronized boolean take(ListKey key, Kept list) {
        Seen next = Seen.of(list.token());
        Seen before = newest.get(key.list());
        if (before != null && !before.admits(next)) {
            return false;
        }
        newest.put(key.list(), next);
        dropEldest(newest, MAX_SEEN);
        keep(key, list);
        return true;
    }

    private void keep(ListKey key, Kept list) {
        Kept replaced = kept.remove(key);
        octets -= replaced == null ? 0 : replaced.token().list().octets();
        if (list.token().list().octets() > maxOctets) {
            return;
        }
        kept.put(key, list);
        octets += list.token().list().octets();
        Iterator<Kept> eldest = kept.values().iterator();
        while (octets > maxOctets || kept.size() > MAX_LISTS) {
            octets -= eldest.next().token().list().octets();
            eldest.remove();
        }
    }

    private static void dropEldest(Map<?, ?> map, int max) {
        if (map.size() > max) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
