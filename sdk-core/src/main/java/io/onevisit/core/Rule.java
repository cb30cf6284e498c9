package io.onevisit.core;

import io.onevisit.core.internal.Require;

/**
 * A rule (规则) that a verifier checks: the same for every document, so it carries no data of any.
 *
 * @param code stable, for programs; for example {@code SEAL_SIGNATURE}
 * @param clause where the rule comes from; for example {@code GB/T 38540-2020 S2}
 * @param zh what must hold, in Chinese
 * @param en what must hold, in English
 */
public record Rule(String code, String clause, String zh, String en) {
    public Rule {
        Require.text(code, "rule code", 64);
        Require.text(clause, "rule clause", 128);
        Require.text(zh, "rule sentence", 256);
        Require.text(en, "rule sentence", 256);
    }
}
