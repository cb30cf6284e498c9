package io.onevisit.examples.counter;

import org.jspecify.annotations.Nullable;

/**
 * A case as it stands.
 *
 * @param state OPEN, PAID, GRANTED or POSTED
 * @param payments how often it was paid
 * @param licence the identifier of the licence granted, or null
 * @param waybill the waybill number, or null
 */
record CaseRow(
        String state,
        int payments,
        @Nullable String licence,
        @Nullable String waybill) {}
