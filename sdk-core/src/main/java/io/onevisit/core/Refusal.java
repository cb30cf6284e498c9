package io.onevisit.core;

import io.onevisit.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * Why the other side said no (拒绝原因).
 *
 * @param code the other side's own code, kept as it came
 * @param reason a sentence without personal data
 * @param requestId what to quote when asking a person there, or null when none was given
 */
public record Refusal(String code, String reason, @Nullable String requestId) {
    public Refusal {
        Require.text(code, "refusal code", 128);
        Require.text(reason, "refusal reason", 1024);
    }
}
