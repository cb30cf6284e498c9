package io.onevisit.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something this library does, and who else does it.
 *
 * @param ours which benchmark it is, as {@link Measured#id}
 */
record Operation(String en, String zh, String ours, List<Peer> peers) {
    /**
     * Who does it, or a part of it.
     *
     * @param id which benchmark that is
     * @param goal how much faster ours shall be, or null for none
     */
    record Peer(String name, String id, @Nullable Goal goal) {}

    Operation(String en, String zh, String ours) {
        this(en, zh, ours, List.of());
    }

    /** With one more. */
    Operation beside(String name, String id) {
        return with(new Peer(name, id, null));
    }

    /** With one more, whom ours shall be so many times as fast as. */
    Operation beside(String name, String id, double atLeast, String asked) {
        return with(new Peer(name, id, new Goal(atLeast, asked)));
    }

    private Operation with(Peer peer) {
        List<Peer> more = new ArrayList<>(peers);
        more.add(peer);
        return new Operation(en, zh, ours, List.copyOf(more));
    }
}
