package io.onevisit.licence.carrier;

import io.onevisit.core.Rule;

/** What is checked about a licence because of the form it comes in. */
final class CarrierRules {
    static final Rule KNOWN =
            new Rule("CARRIER_KNOWN", "GB/T 36905-2018", "载体为已知的证照形式", "it comes in a form in which licences come");
    static final Rule ONE =
            new Rule("CARRIER_ONE", "GB/T 36905-2018", "图片中只有一个证照", "the picture shows one licence and no more");
    static final Rule BOUND = new Rule(
            "CARRIER_BOUND",
            "RFC 9901 7.3 steps 2 and 3",
            "出示形式与要求一致",
            "it is bound to one occasion if and only if that was asked for");
    static final Rule HOLDER = new Rule(
            "CARRIER_HOLDER",
            "GB/T 36903-2018 annex A",
            "纸质证照的持证主体为指定的主体",
            "the holder on paper is the one asked about");

    private CarrierRules() {}
}
