package io.onevisit.core.platform;

import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.internal.Require;

/**
 * The strict profile (标准接入): requests and replies are signed as {@link MessageSignatures} says, errors are problem
 * details by RFC 9457. A reply that cannot be verified is no reply, whatever its status.
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
        return new StrictExchange(settings, new MessageSignatures(key, platformKeys, settings.clock()));
    }

    /** The key ids; no key. */
    @Override
    public String toString() {
        return "strict profile, platform's " + platformKeys;
    }
}
