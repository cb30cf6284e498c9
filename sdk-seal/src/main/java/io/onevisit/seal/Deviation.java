package io.onevisit.seal;

import io.onevisit.core.Rule;

/**
 * Something that seals in use do against the text of the standard (实际签章的偏差), and that a {@link SealProfile} may let
 * pass. Each one that is met shows in the report under its own rule: as a note where it is let pass, as a failure where
 * it is not. None says anything about what else may be wrong.
 */
public enum Deviation {
    /** An extension writes its default {@code critical FALSE} out, which DER leaves out. */
    DEFAULT_WRITTEN_OUT(
            "SEAL", "ITU-T X.690, 11.5", "扩展项的缺省值FALSE不应写出", "An extension must not write its default FALSE out"),
    /** A signature value is r and s, 64 octets, in place of a SEQUENCE. */
    RAW_SIGNATURE_VALUE(
            "SEAL",
            "GB/T 35276-2017",
            "签名值应为由r、s组成的SEQUENCE，而非64字节直接拼接",
            "A signature value must be a SEQUENCE of r and s, not 64 octets"),
    /** The algorithm is 1.2.156.10197.501, without the arc of algorithms. */
    ALGORITHM_ALIAS(
            "SEAL",
            "GM/T 0006",
            "签名算法标识应为1.2.156.10197.1.501",
            "The signature algorithm must be named 1.2.156.10197.1.501"),
    /** A digest was made over the signer's identity and the data (GB/T 32918.2 section 6.1) in place of the data. */
    DIGEST_WITH_IDENTITY(
            "SEAL",
            "GB/T 38540-2020, 6.1 and 7.1",
            "杂凑值应为原文的SM3值，不应前置签名者身份杂凑",
            "A digest must be SM3 over the data alone, without the identity of the signer before it"),
    /** A time of signing of versions 1 to 3 is a text such as {@code 2026-11-20 16:00:00}, taken as China's time. */
    TIME_AS_TEXT(
            "SEAL",
            "GM/T 0031-2014, timeInfo",
            "签章时间应为UTCTime或时间戳，不应为文本",
            "The time of signing must be a UTCTime or a time stamp, not a text"),
    /** A critical extension that nobody knows. */
    UNKNOWN_CRITICAL_EXTENSION(
            "SEAL",
            "GB/T 38540-2020, 6.1 and 7.1",
            "不应含有不认识的关键扩展",
            "There must be no critical extension that is unknown"),
    /** The seal says it was made before its maker's certificate began. */
    MADE_BEFORE_CERTIFICATE(
            "SEAL",
            "GB/T 38540-2020, 6.3",
            "印章制作时间不应早于制章者证书的生效时间",
            "A seal must not be made before its maker's certificate begins"),
    /** The seal says it was made outside its own validity, by a day at most, as clocks with another time zone do. */
    MADE_OUTSIDE_VALIDITY("SEAL", "GM/T 0031-2025", "印章制作时间应在印章有效期之内", "A seal must be made within its own validity"),
    /** A document names its digests SM3 or 1.2.156.10197.1.401.2 in place of 1.2.156.10197.1.401. */
    DIGEST_NAME(
            "OFD",
            "GB/T 33190-2016, 18.2",
            "摘要算法应以1.2.156.10197.1.401命名",
            "A digest algorithm must be named 1.2.156.10197.1.401"),
    /** A path from the document's root is written without its leading slash. */
    PATH_WITHOUT_SLASH(
            "OFD",
            "GB/T 33190-2016, 7.4",
            "从文档根出发的路径应以斜杠开头",
            "A path from the document's root must begin with a slash"),
    /** A signature leaves files that no page shows without its protection. */
    FILES_LEFT_OUT(
            "OFD", "GB/T 33190-2016, 18.2", "签名应保护文档中的每个文件", "A signature must protect every file of the document");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts, only not annotated
    private final Rule rule;

    Deviation(String area, String clause, String zh, String en) {
        this.rule = new Rule(area + "_" + name(), clause, zh, en);
    }

    /** The rule that is not kept; its code is {@code SEAL_} or {@code OFD_} and the name of this. */
    public Rule rule() {
        return rule;
    }
}
