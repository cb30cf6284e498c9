package io.onevisit.payment.outlet;

import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;

/**
 * What a bank decides for all its outlets.
 *
 * @param bank the bank's unified social credit code
 * @param dayCut when its day ends
 * @param offline what may be taken while the platform cannot be reached
 */
public record OutletSettings(CreditCode bank, DayCut dayCut, OfflineLimits offline) {
    public OutletSettings {
        Require.present(bank, "bank");
        Require.present(dayCut, "day cut");
        Require.present(offline, "offline limits");
    }
}
