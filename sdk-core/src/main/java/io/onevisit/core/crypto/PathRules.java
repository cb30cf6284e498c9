package io.onevisit.core.crypto;

import io.onevisit.core.Rule;

/** The rules of certification path validation, in the order of RFC 5280 section 6.1. */
final class PathRules {
    static final Rule PATH =
            new Rule("CERT_PATH", "RFC 5280 6.1", "证书链须通达一个信任锚", "the certificates lead to a trust anchor");
    static final Rule SIGNATURE = new Rule(
            "CERT_SIGNATURE",
            "RFC 5280 6.1.3 (a)(1)",
            "证书须由其签发者的密钥签名",
            "the certificate is signed with its issuer's key");
    static final Rule VALIDITY = new Rule(
            "CERT_VALIDITY", "RFC 5280 6.1.3 (a)(2)", "使用时证书须在有效期内", "the certificate is valid at the moment of use");
    static final Rule REVOCATION = new Rule(
            "CERT_REVOCATION",
            "RFC 5280 6.1.3 (a)(3)",
            "使用时证书须未被撤销",
            "the certificate is not revoked at the moment of use");
    static final Rule NAME_CONSTRAINTS = new Rule(
            "CERT_NAME_CONSTRAINTS",
            "RFC 5280 6.1.3 (b) (c)",
            "证书所载名称须在各级认证机构许可的范围内",
            "the names are within what the authorities above allow");
    static final Rule POLICIES = new Rule(
            "CERT_POLICIES",
            "RFC 5280 6.1.3 (d) to (f)",
            "证书策略须满足各级认证机构的要求",
            "the policies meet what the authorities above ask for");
    static final Rule AUTHORITY = new Rule(
            "CERT_BASIC_CONSTRAINTS", "RFC 5280 6.1.4 (k)", "签发者须为认证机构", "the issuer is a certification authority");
    static final Rule PATH_LENGTH = new Rule(
            "CERT_PATH_LENGTH",
            "RFC 5280 6.1.4 (l) (m)",
            "下级认证机构不得多于上级许可的层数",
            "no more authorities follow than those above allow");
    static final Rule ISSUER_KEY_USAGE = new Rule(
            "CERT_ISSUER_KEY_USAGE", "RFC 5280 6.1.4 (n)", "签发者的密钥须可用于签发证书", "the issuer's key may sign certificates");
    static final Rule EXTENSIONS = new Rule(
            "CERT_CRITICAL_EXTENSIONS",
            "RFC 5280 6.1.4 (o), 6.1.5 (f)",
            "关键扩展项须全部能被理解",
            "every critical extension is understood");
    static final Rule KEY_USE =
            new Rule("CERT_KEY_USAGE", "RFC 5280 4.2.1.3, 4.2.1.12", "证书的密钥须可用于本用途", "the key may be used for this");

    private PathRules() {}
}
