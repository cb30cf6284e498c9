package io.onevisit.licence;

import io.onevisit.core.Rule;

/** What is checked about a licence that a matter needs, beyond its being good. */
final class RequirementRules {
    private static final String DECISION = "OneVisit decision at once";

    static final Rule HELD = new Rule("REQUIRED_HELD", DECISION, "已查到该类证照", "a licence of the type is held");
    static final Rule FIELDS =
            new Rule("REQUIRED_FIELDS", DECISION, "所需信息项均已披露", "the fields that are needed are disclosed");
    static final Rule REMAINING =
            new Rule("REQUIRED_REMAINING", DECISION, "剩余有效期满足要求", "it stays valid for as long as is needed");

    private RequirementRules() {}
}
