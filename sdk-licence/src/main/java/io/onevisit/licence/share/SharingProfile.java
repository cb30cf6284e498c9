package io.onevisit.licence.share;

import io.onevisit.core.platform.Platform;

/**
 * How a platform words the services of GB/T 36906 (共享接口规约). The profiles that exist are the subclasses; each goes with
 * the {@link io.onevisit.core.platform.AccessProfile} by which the platform is spoken to. Immutable and thread-safe.
 */
public abstract sealed class SharingProfile permits ShandongSharing, StrictSharing {
    SharingProfile() {}

    /** The services of {@code platform} in this wording. */
    abstract LicenceStore on(Platform platform);
}
