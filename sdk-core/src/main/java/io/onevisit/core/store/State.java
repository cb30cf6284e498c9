package io.onevisit.core.store;

import io.onevisit.core.Bytes;

/**
 * A state as stored.
 *
 * @param key which
 * @param version counts the changes, from 1
 * @param value the content
 */
public record State(StateKey key, long version, Bytes value) {}
