package io.onevisit.licence.delivery.carrier;

import io.onevisit.core.Rule;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.Checks;

/** What is checked about a pushed message. */
final class PushRules {
    static final Rule SENDER = new Rule(
            "PUSH_CARRIER", "carrier's interface", "推送来自承运商且发给本单位", "the push is the carrier's, to this customer");

    private PushRules() {}

    /** Throws unless {@code holds}; which of several checks failed is not told. */
    static void require(boolean holds) {
        if (!holds) {
            Checks checks = new Checks();
            checks.that(SENDER, false);
            throw new VerificationFailedException(checks.report(null));
        }
    }
}
