package io.onevisit.licence.delivery.carrier;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.licence.delivery.CarrierReason;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a carrier's codes mean.
 *
 * @param carrier whose
 * @param reasons codes by which it says no
 * @param busy codes by which it says that it has done nothing and may be asked again
 * @param unsure codes that leave open what it has done, and those by which it says that it has the order already
 */
record ErrorTable(String carrier, Map<String, CarrierReason> reasons, Set<String> busy, Set<String> unsure) {
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z._-]{1,64}");

    CarrierReason reason(String code) {
        return code.equals(CarrierReason.UNSUPPORTED.name())
                ? CarrierReason.UNSUPPORTED
                : reasons.getOrDefault(code, CarrierReason.UNKNOWN);
    }

    /** How an order ends: a code that is in no table does not tell whether it was taken, so it is asked about again. */
    <T> Outcome<T> ordered(CarrierLine line, String operation, String key, String code) {
        Outcome<T> outcome = outcome(line, operation, key, code);
        return reason(code) == CarrierReason.UNKNOWN
                ? line.unknown(operation, key, "the carrier answered " + code)
                : outcome;
    }

    /** How a write ends for which the carrier gave {@code code}. */
    <T> Outcome<T> outcome(CarrierLine line, String operation, String key, String code) {
        requireReady(operation, code);
        if (unsure.contains(code)) {
            return line.unknown(operation, key, "the carrier answered " + code);
        }
        return new Outcome.Refused<>(reason(code).refusal(code));
    }

    /** How a read ends for which the carrier gave {@code code}. */
    PlatformRefusedException error(String operation, String code) {
        requireReady(operation, code);
        if (unsure.contains(code)) {
            throw new PlatformUnreachableException(carrier + "." + operation, "the carrier is not well", null);
        }
        return new PlatformRefusedException(
                carrier + "." + operation, reason(code).refusal(code));
    }

    private void requireReady(String operation, String code) {
        if (!CODE.matcher(code).matches()) {
            throw new MalformedMessageException(carrier + " reply", "has a code that is none");
        }
        if (busy.contains(code)) {
            throw new PlatformUnreachableException(carrier + "." + operation, "the carrier is busy", null);
        }
    }
}
