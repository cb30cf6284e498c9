package io.onevisit.core.platform;

/**
 * How a platform is spoken to (接入规约): how requests are signed, replies judged and pushed messages verified. The
 * profiles that exist are the subclasses. Immutable and thread-safe.
 *
 * <p>{@link StrictProfile} is the contract of this project. The others are dialects of platforms in use. They sign the
 * caller's name and the time, and neither body nor reply, have no idempotency key and push nothing that is signed: a
 * write over a dialect is refused before anything is sent, and no pushed message passes.
 */
public abstract sealed class AccessProfile
        permits NationalExchangeProfile, ShandongProfile, StrictProfile, TifGatewayProfile, ZhejiangGatewayProfile {
    AccessProfile() {}

    /**
     * True when a {@link Reply} was signed by the platform and belongs to the very request; false when it is only as sure
     * as the TLS connection that it came over.
     */
    public abstract boolean signsReplies();

    /** This profile at work for one platform. */
    abstract Exchange exchange(PlatformSettings settings);
}
