package io.onevisit.licence.delivery;

import io.onevisit.core.Rule;

/** What is checked about an address: GB/T 2260 codes against the names of the divisions at the date. */
final class AddressRules {
    private static final String CLAUSE = "GB/T 2260";

    static final Rule IN_FORCE =
            new Rule("ADDRESS_DIVISION", CLAUSE, "行政区划代码在该日期有效", "the division code is in force at the date");
    static final Rule PROVINCE =
            new Rule("ADDRESS_PROVINCE", CLAUSE, "省级名称与代码一致", "the province is the one of the code");
    static final Rule CITY = new Rule("ADDRESS_CITY", CLAUSE, "地级名称与代码一致", "the city is the one of the code");
    static final Rule COUNTY = new Rule("ADDRESS_COUNTY", CLAUSE, "县级名称与代码一致", "the county is the one of the code");

    private AddressRules() {}
}
