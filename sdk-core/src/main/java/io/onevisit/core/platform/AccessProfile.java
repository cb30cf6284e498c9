package io.onevisit.core.platform;

/**
 * How a platform is spoken to (接入规约): how requests are signed, replies judged and pushed messages verified. The
 * profiles that exist are the subclasses. Immutable and thread-safe.
 */
public abstract sealed class AccessProfile permits StrictProfile {
    AccessProfile() {}

    /** This profile at work for one platform. */
    abstract Exchange exchange(PlatformSettings settings);
}
