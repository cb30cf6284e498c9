package io.onevisit.examples.sandbox;

import java.sql.Connection;

/** One path of the contract. */
@FunctionalInterface
interface Service {
    /**
     * Answers a request whose signature has been verified, in one transaction with its nonce and idempotency key.
     *
     * @throws Problem to say no
     */
    Answer answer(Connection transaction, Request request);
}
