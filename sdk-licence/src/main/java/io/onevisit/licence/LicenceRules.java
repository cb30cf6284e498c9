package io.onevisit.licence;

import io.onevisit.core.Rule;

/** What is checked about a licence, in the order it is checked. */
final class LicenceRules {
    private static final String SD_JWT = "RFC 9901 ";
    private static final String SD_JWT_VC = "draft-ietf-oauth-sd-jwt-vc-19 ";

    static final Rule FORMAT = new Rule(
            "LICENCE_FORMAT", SD_JWT + "4, " + SD_JWT_VC + "2.2.1", "证照为 dc+sd-jwt 格式", "the licence is a dc+sd-jwt");
    static final Rule ISSUER_KNOWN = new Rule(
            "LICENCE_ISSUER_KNOWN",
            SD_JWT + "7.1 step 2.c",
            "颁发机构及其密钥在可信名录内",
            "issuer and key are among the trusted ones");
    static final Rule TRUST_AGE =
            new Rule("LICENCE_TRUST_AGE", "GB/T 36902-2018", "可信名录条目未过旧", "the entry of the trust list is not too old");
    static final Rule SIGNATURE =
            new Rule("LICENCE_SIGNATURE", SD_JWT + "7.1 step 2.b", "颁发机构签名有效", "the issuer's signature holds");
    static final Rule DISCLOSURES = new Rule(
            "LICENCE_DISCLOSURES", SD_JWT + "7.1 steps 3 to 5", "披露项与摘要一一对应", "every Disclosure has its one digest");
    static final Rule NEVER_HIDDEN = new Rule(
            "LICENCE_NEVER_HIDDEN",
            SD_JWT_VC + "2.2.2.2",
            "颁发机构、有效期、类型、状态等声明不得隐藏",
            "issuer, validity, type, key and status are in the open");
    static final Rule CLAIMS =
            new Rule("LICENCE_CLAIMS", "GB/T 36903-2018", "证照信息项齐全、格式正确", "the claims are there and well formed");
    static final Rule TYPE_AGREES = new Rule(
            "LICENCE_TYPE_AGREES", "GB/T 36904-2018", "标识内的类型与声明的类型一致", "the type is the one inside the identifier");
    static final Rule ISSUER_AGREES = new Rule(
            "LICENCE_ISSUER_AGREES",
            "GB/T 36904-2018",
            "标识内的颁发机构与签发者一致",
            "the issuer is the one inside the identifier");
    static final Rule ISSUER_ENTITLED =
            new Rule("LICENCE_ISSUER_ENTITLED", "GB/T 36902-2018", "颁发机构有权颁发该类型证照", "the issuer may issue this type");
    static final Rule NOT_BEFORE = new Rule(
            "LICENCE_NOT_BEFORE", "RFC 7519 4.1.5, GB/T 36903-2018", "有效期已开始", "the first day of validity has come");
    static final Rule EXPIRY = new Rule(
            "LICENCE_EXPIRY", "RFC 7519 4.1.4, GB/T 36903-2018", "有效期未届满", "the last day of validity has not passed");
    static final Rule ISSUED =
            new Rule("LICENCE_ISSUED", "RFC 7519 4.1.6", "颁发日期不在将来", "it was not issued in the future");
    static final Rule HOLDER =
            new Rule("LICENCE_HOLDER", "GB/T 36903-2018 annex A", "持证主体为查询的主体", "the holder is the one asked about");
    static final Rule BOUND = new Rule(
            "LICENCE_BOUND",
            SD_JWT + "7.3 steps 2 and 3",
            "出示形式与要求一致",
            "bound to this verifier if and only if that was asked for");
    static final Rule HOLDER_KEY =
            new Rule("LICENCE_HOLDER_KEY", SD_JWT + "7.3 step 5.a", "证照绑定了持有者密钥", "the licence names a holder's key");
    static final Rule BINDING_FORMAT =
            new Rule("BINDING_FORMAT", SD_JWT + "4.3, 7.3 step 5.d", "出示绑定为 kb+jwt 格式", "the binding is a kb+jwt");
    static final Rule BINDING_SIGNATURE =
            new Rule("BINDING_SIGNATURE", SD_JWT + "7.3 step 5.c", "持有者签名有效", "the holder's signature holds");
    static final Rule BINDING_TIME =
            new Rule("BINDING_TIME", SD_JWT + "7.3 step 5.e", "出示时间在允许范围内", "it was bound just now");
    static final Rule BINDING_AUDIENCE =
            new Rule("BINDING_AUDIENCE", SD_JWT + "7.3 step 5.f", "出示给本核验方", "it is for this verifier");
    static final Rule BINDING_NONCE =
            new Rule("BINDING_NONCE", SD_JWT + "7.3 step 5.f", "随机数为本次所给", "it has the nonce given");
    static final Rule BINDING_HASH =
            new Rule("BINDING_HASH", SD_JWT + "7.3 step 5.g", "绑定所出示的全部内容", "it is about exactly what is shown");
    static final Rule BINDING_PURPOSE =
            new Rule("BINDING_PURPOSE", "GB/T 36905-2018", "加注用途与办件一致", "it is for this case and matter");

    private LicenceRules() {}
}
