package io.onevisit.licence.form;

import io.onevisit.core.Rule;

/** What is checked about a licence because of the form it comes in. */
final class FormRules {
    static final Rule KNOWN =
            new Rule("FORM_KNOWN", "GB/T 36905-2018", "证照以已知的形式出现", "it comes in a form in which licences come");
    static final Rule ONE =
            new Rule("FORM_ONE", "GB/T 36905-2018", "图片中只有一个证照", "the picture shows one licence and no more");
    static final Rule BOUND = new Rule(
            "FORM_BOUND",
            "RFC 9901 7.3 steps 2 and 3",
            "出示形式与要求一致",
            "it is bound to one occasion if and only if that was asked for");
    static final Rule HOLDER = new Rule(
            "FORM_HOLDER", "GB/T 36903-2018 annex A", "纸质证照的持证主体为指定的主体", "the holder on paper is the one asked about");

    private FormRules() {}
}
