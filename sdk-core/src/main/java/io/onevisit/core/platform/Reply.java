package io.onevisit.core.platform;

import io.onevisit.core.Bytes;

/**
 * A verified answer of the platform (应答) to one call.
 *
 * @param body JSON in UTF-8, within the limits of size
 * @param requestId what to quote when asking a person at the platform
 */
public record Reply(Bytes body, String requestId) {}
