package io.onevisit.seal;

import io.onevisit.core.Rule;

/** What must hold of a seal and of a signature made with it, in the order it is checked. */
final class SealRules {
    private static final String SEAL_FORMAT_CLAUSE = "GB/T 38540-2020, 6.1; GM/T 0031";
    private static final String SEAL_CLAUSE = "GB/T 38540-2020, 6.3; GM/T 0031";
    private static final String SIGNATURE_FORMAT_CLAUSE = "GB/T 38540-2020, 7.1; GM/T 0031";
    private static final String SIGNATURE_CLAUSE = "GB/T 38540-2020, 7.3; GM/T 0031";
    private static final String GRADED_CLAUSE = "GM/T 0031-2025";

    static final Rule SEAL_FORMAT = new Rule(
            "SEAL_FORMAT",
            SEAL_FORMAT_CLAUSE,
            "电子印章应为DER编码的第1至5版结构，且在大小限制之内",
            "The seal must be of version 1 to 5, in DER and within the limits of size");
    static final Rule SEAL_PICTURE = new Rule(
            "SEAL_PICTURE",
            SEAL_FORMAT_CLAUSE,
            "印章图像应为尺寸与声明相符的PNG图片或版式文件",
            "The seal's picture must be a plain PNG or OFD in the proportion it declares");
    static final Rule SEAL_ALGORITHM = new Rule(
            "SEAL_ALGORITHM",
            SEAL_FORMAT_CLAUSE,
            "制章者应使用SM2密钥和基于SM3的SM2签名算法",
            "The maker must have an SM2 key and name SM2-with-SM3");
    static final Rule SEAL_SIGNATURE = new Rule(
            "SEAL_SIGNATURE",
            SEAL_CLAUSE,
            "制章者的签名值应对印章信息有效",
            "The maker's signature must be valid over the seal as it came");
    static final Rule MAKER_TRUST = new Rule(
            "SEAL_MAKER_TRUST",
            SEAL_CLAUSE,
            "应单独指定可信的制章者，否则任何签章者均可制作他人的印章",
            "Makers must be trusted on their own; else whoever may sign could make anybody's seal");
    static final Rule SEAL_CREATION =
            new Rule("SEAL_CREATION", GRADED_CLAUSE, "印章制作时间应在印章有效期之内", "The seal must be made within its validity");
    static final Rule MADE_BEFORE_USE = new Rule(
            "SEAL_MADE_BEFORE_USE",
            SEAL_CLAUSE,
            "印章制作时间不应晚于使用时间",
            "The seal must have been made before it is used, give or take five minutes");
    static final Rule SEAL_VALIDITY = new Rule(
            "SEAL_VALIDITY", SEAL_CLAUSE, "应在印章有效期之内", "The time judged at must lie within the seal's validity");
    static final Rule SEAL_EXTENSIONS = new Rule(
            "SEAL_EXTENSIONS",
            SEAL_FORMAT_CLAUSE,
            "印章不应含有不认识的关键扩展",
            "The seal must have no critical extension that is unknown");

    static final Rule SIGNATURE_FORMAT = new Rule(
            "SEAL_SIGNATURE_FORMAT",
            SIGNATURE_FORMAT_CLAUSE,
            "电子签章应为DER编码、与印章同版本的结构，且在大小限制之内",
            "The seal signature must be of its seal's version, in DER and within the limits of size");
    static final Rule SIGNATURE_VALUE = new Rule(
            "SEAL_SIGNATURE_VALUE",
            SIGNATURE_CLAUSE,
            "签章者的签名值应对签章信息有效",
            "The signer's signature must be valid over what was signed as it came");
    static final Rule SIGNER_LISTED = new Rule(
            "SEAL_SIGNER_LISTED",
            SIGNATURE_CLAUSE,
            "签章者证书应在印章的签章者证书列表之中",
            "The signer's very certificate must be in the seal's list");
    static final Rule SIGNATURE_TIME = new Rule(
            "SEAL_SIGNATURE_TIME",
            SIGNATURE_CLAUSE,
            "签章时间应在签章者证书有效期之内，且不晚于当前时间",
            "The signing time must lie within the signer certificate's validity and not in the future");
    static final Rule CERTIFICATE_STILL_GOOD = new Rule(
            "SEAL_CERTIFICATE_STILL_GOOD",
            GRADED_CLAUSE,
            "使用时有效的证书此后过期或被撤销，应予提示",
            "That a certificate has ended or was revoked after its use is worth a note");
    static final Rule TIME_PROVEN = new Rule(
            "SEAL_TIME_PROVEN",
            SIGNATURE_CLAUSE,
            "证书因密钥原因被撤销后，须有时间戳证明签署早于撤销",
            "Once a certificate is revoked on account of its key, a time stamp must prove the signature is older");
    static final Rule DATA_HASH = new Rule(
            "SEAL_DATA_HASH",
            SIGNATURE_CLAUSE,
            "签章中的原文杂凑值应等于原文的SM3值",
            "The digest in the signature must be SM3 over the data");
    static final Rule TIME_STAMP =
            new Rule("SEAL_TIME_STAMP", SIGNATURE_CLAUSE, "时间戳应为时间戳令牌", "The time stamp must be a time-stamp token");
    static final Rule TIME_STAMP_TIME = new Rule(
            "SEAL_TIME_STAMP_TIME",
            SIGNATURE_CLAUSE,
            "时间戳的时间不应早于制作或签章时间，也不应晚于当前时间",
            "The time stamp must not be older than the time claimed, nor from the future");
    static final Rule STAMPED_IN_TIME = new Rule(
            "SEAL_STAMPED_IN_TIME",
            SIGNATURE_CLAUSE,
            "时间戳应加盖于签名证书及印章到期之前",
            "A time stamp must be older than the end of the certificate that signed, and of the seal");
    static final Rule SIGNATURE_ALGORITHM = new Rule(
            "SEAL_SIGNATURE_ALGORITHM",
            SIGNATURE_FORMAT_CLAUSE,
            "签章者应使用SM2密钥和基于SM3的SM2签名算法",
            "The signer must have an SM2 key and name SM2-with-SM3");
    static final Rule SIGNATURE_EXTENSIONS = new Rule(
            "SEAL_SIGNATURE_EXTENSIONS",
            SIGNATURE_FORMAT_CLAUSE,
            "签章不应含有不认识的关键扩展",
            "The signature must have no critical extension that is unknown");

    private SealRules() {}
}
