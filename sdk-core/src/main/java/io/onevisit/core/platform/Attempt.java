package io.onevisit.core.platform;

import org.jspecify.annotations.Nullable;

/**
 * One attempt at a call.
 *
 * @param answer how it ended
 * @param status the HTTP status, or null when none came
 */
record Attempt(Answer answer, @Nullable Integer status) {}
