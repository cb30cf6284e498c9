package io.onevisit.core.record;

import io.onevisit.core.Rule;

/** What is checked of an audit log. */
final class AuditRules {
    static final Rule FORM = new Rule(
            "AUDIT_FORM", "AuditChain", "每一行由摘要、空格和内容组成，并以换行结束", "every line is a hash, a blank and content, and ends");
    static final Rule CHAIN =
            new Rule("AUDIT_CHAIN", "AuditChain", "每一行的摘要承接上一行", "the hash of every line continues the one before");
    static final Rule ANCHOR =
            new Rule("AUDIT_ANCHOR", "AuditChain", "日志包含另存的链头", "the log contains the head that was kept elsewhere");

    private AuditRules() {}
}
