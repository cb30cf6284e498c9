package io.onevisit.payment.qr;

import io.onevisit.core.Rule;

/**
 * What is asked of a merchant-presented code, in the order of the clauses. Clauses are those of EMV QRCPS MPM; where we
 * have no public number for one, it is named by the ID of the data object.
 */
final class MerchantRules {
    private static final String MPM = "EMV QRCPS MPM ";

    static final Rule BOUND =
            rule("MPM_BOUND", "3.2", "内容不超过512个八位组", "the payload has at most 512 octets of well-formed Unicode");
    static final Rule MANDATORY = rule("MPM_MANDATORY", "4.2.1.1", "必备数据对象存在", "the mandatory data object is there");
    static final Rule ID = rule("MPM_ID", "4.3.1.1", "数据对象标识为两位数字", "the ID is two digits");
    static final Rule LENGTH = rule(
            "MPM_LENGTH", "4.4", "长度为01至99，按字符计且不越界", "the length is 01 to 99 and counts characters that are there");
    static final Rule ONCE = rule("MPM_ONCE", "4.4", "同级标识只出现一次", "an ID is there once on its level");
    static final Rule ORDER = rule("MPM_ORDER", "4.4", "00在最前、63在最后", "ID 00 is the first and 63 the last");
    static final Rule FORMAT = rule("MPM_FORMAT", "4.7.1", "载荷格式标识为01", "the payload format indicator is 01");
    static final Rule INITIATION =
            rule("MPM_INITIATION", "4.7.2", "启动方式为11或12", "the point of initiation method is 11 or 12");
    static final Rule CRC = rule("MPM_CRC", "4.7.3", "校验码正确", "the CRC over all before it is right");
    static final Rule CRC_LENGTH =
            rule("MPM_CRC_LENGTH", "4.7.3", "校验码数据对象仅含四个字符", "the CRC object holds four characters and nothing else");
    static final Rule ACCOUNT =
            rule("MPM_ACCOUNT", "4.7.4", "至少一个商户账户信息，均为通用字符", "there is a merchant account of common characters");
    static final Rule GUID =
            rule("MPM_GUID", "4.7.4", "模板以00给出全局唯一标识", "the template has a globally unique identifier in 00");
    static final Rule CATEGORY = rule("MPM_CATEGORY", "ID 52", "商户类别码为四位数字", "the category code is four digits");
    static final Rule CURRENCY =
            rule("MPM_CURRENCY", "ID 53", "币种为ISO 4217数字代码", "the currency is a numeric code of ISO 4217");
    static final Rule AMOUNT = rule(
            "MPM_AMOUNT", "ID 54", "金额为数字与至多一个小数点且不为零", "the amount is digits with at most one point, and not zero");
    static final Rule TIP = rule("MPM_TIP", "ID 55", "小费或手续费标识与56、57一致", "the tip indicator fits IDs 56 and 57");
    static final Rule FIXED_FEE =
            rule("MPM_FIXED_FEE", "ID 56", "固定手续费仅随02出现且格式正确", "a fixed fee is an amount and goes with indicator 02");
    static final Rule PERCENTAGE = rule(
            "MPM_PERCENTAGE",
            "ID 57",
            "百分比手续费仅随03出现，在00.01至99.99之间",
            "a percentage is 00.01 to 99.99 and goes with 03");
    static final Rule COUNTRY =
            rule("MPM_COUNTRY", "ID 58", "国家代码为ISO 3166-1两位字母", "the country is two letters of ISO 3166-1");
    static final Rule NAME = rule(
            "MPM_NAME",
            "ID 59",
            "商户名称为1至25个通用字符，中文应放在64",
            "the merchant name is 1 to 25 common characters; Chinese belongs in ID 64");
    static final Rule CITY = rule(
            "MPM_CITY",
            "ID 60",
            "商户城市为1至15个通用字符，中文应放在64",
            "the merchant city is 1 to 15 common characters; Chinese belongs in ID 64");
    static final Rule POSTAL_CODE =
            rule("MPM_POSTAL_CODE", "ID 61", "邮政编码为1至10个通用字符", "the postal code is 1 to 10 common characters");
    static final Rule ADDITIONAL =
            rule("MPM_ADDITIONAL", "4.8.1", "附加数据长度合规", "the additional data object is within its bounds");
    static final Rule CONSUMER_DATA = rule(
            "MPM_CONSUMER_DATA",
            "4.8.1.3",
            "要求付款人提供的数据为A、M、E各至多一次",
            "the consumer data asked for is of A, M and E, each at most once");
    static final Rule LANGUAGE = rule(
            "MPM_LANGUAGE",
            "4.8.2",
            "语言模板有两字母语言与名称，长度合规",
            "the language template has a language of two letters and a name, within their bounds");
    static final Rule RFU = rule("MPM_RFU", "4.2", "不使用保留标识", "no ID reserved for future use is there");

    private MerchantRules() {}

    private static Rule rule(String code, String clause, String zh, String en) {
        return new Rule(code, MPM + clause, zh, en);
    }
}
