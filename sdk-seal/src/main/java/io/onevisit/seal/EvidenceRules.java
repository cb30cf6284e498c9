package io.onevisit.seal;

import io.onevisit.core.Rule;

/** What must hold of {@link Evidence} before it is replayed, beside its time stamp. */
final class EvidenceRules {
    private static final String CLAUSE = "OneVisit evidence";

    static final Rule PROMPT = new Rule(
            "EVIDENCE_PROMPT",
            CLAUSE,
            "证据应在核验之后一小时内加盖时间戳",
            "Evidence must have been stamped within an hour after the moment it speaks of");
    static final Rule ANCHORS = new Rule(
            "EVIDENCE_ANCHORS",
            CLAUSE,
            "当时采用的信任锚与重放时给定的信任锚的异同，应予提示",
            "Whether the anchors trusted then are among those trusted now is worth a note");

    static final Rule PROFILE = new Rule(
            "EVIDENCE_PROFILE",
            CLAUSE,
            "当时的核验档次与重放时的核验档次的异同，应予提示",
            "Whether the profile then was that of now is worth a note");
    static final Rule REVOCATION = new Rule(
            "EVIDENCE_REVOCATION",
            CLAUSE,
            "当时是否查询了证书撤销状态，应予提示",
            "Whether revocation was asked for then is worth a note");

    private EvidenceRules() {}
}
