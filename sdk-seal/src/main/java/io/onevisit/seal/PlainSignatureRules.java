package io.onevisit.seal;

import io.onevisit.core.Rule;

/** What must hold of a digital signature without a seal, in the order of GB/T 35275-2017, clause 8. */
final class PlainSignatureRules {
    private static final String DATA_CLAUSE = "GB/T 35275-2017, 8.1";
    private static final String SIGNER_CLAUSE = "GB/T 35275-2017, 8.2";

    static final Rule FORMAT = new Rule(
            "PLAIN_SIGNATURE_FORMAT",
            DATA_CLAUSE,
            "数字签名应为只有一个签名者且含其证书的签名数据，并在大小限制之内",
            "The signature must be signed data of one signer with the certificate inside, within the limits of size");
    static final Rule CONTENT_TYPE = new Rule(
            "PLAIN_SIGNATURE_CONTENT_TYPE",
            "GB/T 35275-2017, 5",
            "内容类型应为签名数据中的数据类型",
            "The content types must be signed data over data");
    static final Rule CONTENT = new Rule(
            "PLAIN_SIGNATURE_CONTENT",
            DATA_CLAUSE,
            "签名中的内容如有，应为原文或原文的SM3杂凑值",
            "The content inside, if any, must be the data or its SM3 digest");
    static final Rule DIGEST_ALGORITHM =
            new Rule("PLAIN_SIGNATURE_DIGEST_ALGORITHM", SIGNER_CLAUSE, "杂凑算法应为SM3", "The digest must be SM3");
    static final Rule ATTRIBUTES = new Rule(
            "PLAIN_SIGNATURE_ATTRIBUTES",
            SIGNER_CLAUSE,
            "鉴别属性如有，应各一次写明内容的类型和杂凑值；如无，被签内容本身不得为属性",
            "Signed attributes must each name the content's type and digest once; without any, the content must be none");
    static final Rule ALGORITHM = new Rule(
            "PLAIN_SIGNATURE_ALGORITHM",
            SIGNER_CLAUSE,
            "签名者应使用SM2密钥和SM2签名算法",
            "The signer must have an SM2 key and name the SM2 signature");
    static final Rule VALUE = new Rule(
            "PLAIN_SIGNATURE_VALUE", SIGNER_CLAUSE, "签名值应对所签内容有效", "The signature must be valid over what was signed");
    static final Rule TIME = new Rule(
            "PLAIN_SIGNATURE_TIME",
            SIGNER_CLAUSE,
            "签名时间如有，应只写一次，在签名者证书有效期之内，且不晚于当前时间",
            "A signing time must occur once, lie within the signer certificate's validity and not in the future");

    private PlainSignatureRules() {}
}
