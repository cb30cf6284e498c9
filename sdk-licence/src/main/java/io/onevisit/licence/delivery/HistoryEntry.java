package io.onevisit.licence.delivery;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.Comparator;

/**
 * An event and when it was heard of.
 *
 * @param event what the carrier told
 * @param received when
 */
public record HistoryEntry(DeliveryEvent event, Instant received) {
    /** By time; in the same second by rank, then by event id, so that the order does not hang on the arrival. */
    static final Comparator<HistoryEntry> BY_TIME = Comparator.comparing(HistoryEntry::at)
            .thenComparing(entry -> entry.event().state().rank())
            .thenComparing(entry -> entry.event().eventId());

    static final Comparator<HistoryEntry> BY_RANK = Comparator.<HistoryEntry>comparingInt(
                    entry -> entry.event().state().rank())
            .thenComparing(HistoryEntry::isTold)
            .thenComparing(BY_TIME);

    public HistoryEntry {
        Require.present(event, "event");
        Require.present(received, "time of receipt");
    }

    private boolean isTold() {
        return !event.eventId().equals(Delivery.CANCELLED_HERE);
    }

    /** When it happened: what the carrier says, but not after it was heard of. */
    public Instant at() {
        return aheadOfTime() ? received : event.at();
    }

    /** True when the carrier says it happened after it was heard of: its clock is wrong. */
    public boolean aheadOfTime() {
        return event.at().isAfter(received);
    }
}
