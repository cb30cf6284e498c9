package io.onevisit.licence;

import io.onevisit.core.Rule;

/** What is checked about the answer of the shared store, beyond what makes each licence good. */
final class LicencesRules {
    static final Rule TYPE_ASKED = new Rule(
            "LICENCES_TYPE_ASKED", "GB/T 36906-2018", "证照类型为所查询的类型", "the licence is of a type that was asked for");

    private LicencesRules() {}
}
