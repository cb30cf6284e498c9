package io.onevisit.licence;

import io.onevisit.core.Rule;

/** What is checked about the answer of the shared store, beyond what makes each licence good. */
final class LicencesRules {
    private static final String STANDARD = "GB/T 36906-2018";

    static final Rule TYPE_ASKED =
            new Rule("LICENCES_TYPE_ASKED", STANDARD, "证照类型为所查询的类型", "the licence is of a type that was asked for");
    static final Rule HOLDER_ASKED = new Rule(
            "LICENCES_HOLDER_ASKED",
            STANDARD,
            "持证主体代码类型与所查询的一致",
            "the code was given to the holder as the sort of code that was asked for");

    private LicencesRules() {}
}
