package io.onevisit.seal;

import io.onevisit.core.Rule;
import java.util.Map;

/** The rules that seals and signatures in use are known not to keep, each by its {@link Deviation}. */
final class DeviationRules {
    private static final Map<Deviation, Rule> RULES = Map.ofEntries(
            rule(
                    Deviation.DEFAULT_WRITTEN_OUT,
                    "ITU-T X.690, 11.5",
                    "扩展项的缺省值FALSE不应写出",
                    "An extension must not write its default FALSE out"),
            rule(
                    Deviation.RAW_SIGNATURE_VALUE,
                    "GB/T 35276-2017",
                    "签名值应为由r、s组成的SEQUENCE，而非64字节直接拼接",
                    "A signature value must be a SEQUENCE of r and s, not 64 octets"),
            rule(
                    Deviation.ALGORITHM_ALIAS,
                    "GM/T 0006",
                    "签名算法标识应为1.2.156.10197.1.501",
                    "The signature algorithm must be named 1.2.156.10197.1.501"),
            rule(
                    Deviation.DIGEST_WITH_IDENTITY,
                    "GB/T 38540-2020, 6.1 and 7.1",
                    "杂凑值应为原文的SM3值，不应前置签名者身份杂凑",
                    "A digest must be SM3 over the data alone, without the identity of the signer before it"),
            rule(
                    Deviation.TIME_AS_TEXT,
                    "GM/T 0031-2014, timeInfo",
                    "签章时间应为UTCTime或时间戳，不应为文本",
                    "The time of signing must be a UTCTime or a time stamp, not a text"),
            rule(
                    Deviation.UNKNOWN_CRITICAL_EXTENSION,
                    "GB/T 38540-2020, 6.1 and 7.1",
                    "不应含有不认识的关键扩展",
                    "There must be no critical extension that is unknown"),
            rule(
                    Deviation.MADE_BEFORE_CERTIFICATE,
                    "GB/T 38540-2020, 6.3",
                    "印章制作时间不应早于制章者证书的生效时间",
                    "A seal must not be made before its maker's certificate begins"),
            rule(
                    Deviation.MADE_OUTSIDE_VALIDITY,
                    "GM/T 0031-2025",
                    "印章制作时间应在印章有效期之内",
                    "A seal must be made within its own validity"),
            rule(
                    Deviation.MADE_AFTER_USE,
                    "GB/T 38540-2020, 6.3",
                    "印章制作时间不应晚于使用时间",
                    "A seal must not be made after it is used"));

    private DeviationRules() {}

    private static Map.Entry<Deviation, Rule> rule(Deviation deviation, String clause, String zh, String en) {
        return Map.entry(deviation, new Rule("SEAL_" + deviation.name(), clause, zh, en));
    }

    /** The rule that {@code deviation}, one of seals and signatures, does not keep. */
    static Rule of(Deviation deviation) {
        Rule rule = RULES.get(deviation);
        if (rule == null) {
            throw new IllegalStateException(deviation + " is not one of seals");
        }
        return rule;
    }
}
