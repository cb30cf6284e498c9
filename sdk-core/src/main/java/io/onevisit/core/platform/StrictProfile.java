package io.onevisit.core.platform;

import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.internal.Require;

/**
 * The strict profile (标准接入): requests and replies are signed as {@link MessageSignatures} says, errors are problem
 * details by RFC 9457. A reply that cannot be verified is no reply, whatever its status.
 *
 * <p>When the platform refuses a request as not signed as it must be, and its reply verifies but shows a time more than the
 * window away from the request's, this system's clock is off. The reply covers the request's signature, so the time it shows
 * is the platform's of just now: the difference, up to 15 minutes, is learnt for all later requests and replies, and the
 * request is signed again, once. No unsigned header is believed about the time, and messages that the platform pushes are
 * always judged by the clock of the settings.
 */
public final class StrictProfile extends AccessProfile {
    private final SigningKey key;
    private final VerificationKeys platformKeys;

    /**
     * The profile under these keys.
     *
     * @param key signs the requests
     * @param platformKeys the platform's
     */
    public StrictProfile(SigningKey key, VerificationKeys platformKeys) {
        this.key = Require.present(key, "key");
        this.platformKeys = Require.present(platformKeys, "platform keys");
    }

    @Override
    public boolean signsReplies() {
        return true;
    }

    @Override
    Exchange exchange(PlatformSettings settings) {
        LearntClock clock = new LearntClock(settings.clock());
        return new StrictExchange(
                settings,
                clock,
                new MessageSignatures(key, platformKeys, clock),
                new MessageSignatures(key, platformKeys, settings.clock()));
    }

    /** The key ids; no key. */
    @Override
    public String toString() {
        return "strict profile, platform's " + platformKeys;
    }
}
