package io.onevisit.payment.qr;

import io.onevisit.core.Rule;

/** What is asked of a consumer-presented code, EMV QRCPS CPM, in the order of its data objects. */
final class ConsumerRules {
    private static final String CPM = "EMV QRCPS CPM ";

    static final Rule BASE64 = rule(
            "CPM_BASE64",
            "Base64, RFC 4648",
            "为不超过512个八位组的规范Base64",
            "it is Base64, in its one form, of at most 512 octets");
    static final Rule TLV =
            rule("CPM_TLV", "BER-TLV", "为BER-TLV，长度为最短形式", "it is BER-TLV, each length in its shortest form");
    static final Rule FORMAT = rule("CPM_FORMAT", "tag 85", "首个数据对象为85且值为CPV01", "tag 85 comes first and says CPV01");
    static final Rule ORDER = rule(
            "CPM_ORDER",
            "tags 61, 62",
            "其后为一个61，或两个61及至多一个62",
            "then comes one template 61, or two and at most one template 62");
    static final Rule ONCE = rule("CPM_ONCE", "templates", "同一模板内标签只出现一次", "a tag is there once in its template");
    static final Rule ADF_NAME = rule("CPM_ADF_NAME", "tag 4F", "应用模板含应用标识", "an application template has an ADF name");
    static final Rule TRANSPARENT =
            rule("CPM_TRANSPARENT", "tags 63, 64", "63仅在61内、64仅在62内", "template 63 is in 61 only, and 64 in 62 only");
    static final Rule BOUNDS = rule("CPM_BOUNDS", "data objects", "数据对象长度合规", "each known data object has its length");

    private ConsumerRules() {}

    private static Rule rule(String code, String clause, String zh, String en) {
        return new Rule(code, CPM + clause, zh, en);
    }
}
