package io.onevisit.core.platform;

/** What one dialect has of its own; {@link DialectExchange} has what they share. Thread-safe. */
interface Dialect {
    /** Where the secret for {@code call} comes from. */
    Secrets secrets(Call call);

    /** The request for one attempt at {@code call}, with a time of its own and a nonce where the dialect has one. */
    RawMessage request(Call call, Secret secret);

    /** How its replies are wrapped. */
    Envelope envelope();
}
