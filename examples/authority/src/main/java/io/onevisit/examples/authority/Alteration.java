package io.onevisit.examples.authority;

import java.io.IOException;

/**
 * A last change to what the authority is about to sign, so that tests can have certificates and lists that no decent
 * authority would issue.
 *
 * @param <B> Bouncy Castle's builder of the thing
 */
@FunctionalInterface
public interface Alteration<B> {
    /**
     * Changes {@code builder}, which already holds everything an honest issue has.
     *
     * @throws IOException when an extension cannot be encoded
     */
    void apply(B builder) throws IOException;

    /** This change, then {@code next}. */
    default Alteration<B> then(Alteration<B> next) {
        return builder -> {
            apply(builder);
            next.apply(builder);
        };
    }
}
