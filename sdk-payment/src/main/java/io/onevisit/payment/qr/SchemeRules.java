package io.onevisit.payment.qr;

import io.onevisit.core.Rule;

/** What each payment network asks of its codes; the clause names the specification that is public. */
final class SchemeRules {
    static final Rule ACCOUNT =
            rule("SCHEME_ACCOUNT", "account", "账户信息符合该网络格式", "the account is of the network's form");
    static final Rule CURRENCY = rule("SCHEME_CURRENCY", "ID 53", "币种为该网络所用", "the currency is one of the network's");
    static final Rule COUNTRY = rule("SCHEME_COUNTRY", "ID 58", "国家为该网络所在", "the country is the network's");

    private SchemeRules() {}

    private static Rule rule(String code, String clause, String zh, String en) {
        return new Rule(code, "payment network, " + clause, zh, en);
    }
}
