package io.onevisit.core.crypto;

import io.onevisit.core.Rule;

/** The rules for time-stamp tokens, RFC 3161 section 2.3 and 2.4.2. */
final class TimeStampRules {
    static final Rule IMPRINT = new Rule(
            "TIME_STAMP_IMPRINT", "RFC 3161 2.4.2 messageImprint", "时间戳须针对这份数据", "the token is about these octets");
    static final Rule CERTIFICATE = new Rule(
            "TIME_STAMP_CERTIFICATE",
            "RFC 3161 2.4.1, RFC 5816 2.2.1",
            "时间戳须带有其签名属性所指的签名者证书",
            "the token holds the signer's certificate, the one its signed attributes name");
    static final Rule ATTRIBUTES = new Rule(
            "TIME_STAMP_ATTRIBUTES",
            "RFC 5652 11.1, 11.2",
            "签名属性须与时间戳内容一致",
            "the signed attributes are those of the content");
    static final Rule SIGNATURE =
            new Rule("TIME_STAMP_SIGNATURE", "RFC 5652 5.6", "时间戳的签名须有效", "the signature over the attributes is valid");
    static final Rule EXTENSIONS = new Rule(
            "TIME_STAMP_EXTENSIONS",
            "RFC 3161 2.4.2 extensions",
            "时间戳的关键扩展项须全部能被理解",
            "every critical extension of the token is understood");
    static final Rule KEY_LATER_COMPROMISED = new Rule(
            "TIME_STAMP_KEY_LATER_COMPROMISED",
            "RFC 3161 4 (1)",
            "签发时间戳的密钥此后不得因失控而被撤销",
            "the key was not revoked later for a reason that lets anyone set the clock back");

    private TimeStampRules() {}
}
