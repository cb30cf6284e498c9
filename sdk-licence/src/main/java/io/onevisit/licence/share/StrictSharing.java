package io.onevisit.licence.share;

import io.onevisit.core.platform.Platform;

/**
 * The wording of this project's contract ({@code docs/openapi.yaml}), for platforms spoken to by
 * {@link io.onevisit.core.platform.StrictProfile}.
 */
public final class StrictSharing extends SharingProfile {
    /** The wording; there is nothing to set. */
    public StrictSharing() {}

    @Override
    LicenceStore on(Platform platform) {
        return new StrictStore(platform);
    }

    @Override
    public String toString() {
        return "strict sharing";
    }
}
