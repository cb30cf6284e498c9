package io.onevisit.licence.share;

import io.onevisit.core.Rule;

/** What is checked about the answer of the shared store, beyond what makes each licence good. */
final class LicencesRules {
    private static final String CLAUSE = "GB/T 36906-2018";

    static final Rule SIGNED = new Rule(
            "LICENCES_SIGNED", CLAUSE, "共享平台给出带颁发机构签名的证照", "the store gave the licence with its issuer's signature");
    static final Rule TYPE_ASKED =
            new Rule("LICENCES_TYPE_ASKED", CLAUSE, "证照类型为所查询的类型", "the licence is of a type that was asked for");
    static final Rule IDENTIFIER_ASKED =
            new Rule("LICENCES_IDENTIFIER_ASKED", CLAUSE, "证照标识为所查询的标识", "the licence is the one that was asked for");
    static final Rule COPY_ENDS =
            new Rule("LICENCES_COPY_ENDS", CLAUSE, "加注件不晚于所要求的时间失效", "the copy ends no later than was asked for");

    private LicencesRules() {}
}
