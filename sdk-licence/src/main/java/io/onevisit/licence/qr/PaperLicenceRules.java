package io.onevisit.licence.qr;

import io.onevisit.core.Rule;

/** What is checked about a licence on paper, from the outermost layer inwards. */
final class PaperLicenceRules {
    private static final String PROFILE = "OneVisit ZZ1";

    static final Rule TEXT = new Rule(
            "PAPER_TEXT", PROFILE, "以 ZZ1: 开头，不超过 656 个字符", "the text starts with ZZ1: and has at most 656 characters");
    static final Rule BASE45 = new Rule("PAPER_BASE45", "RFC 9285", "base45 编码正确", "the text is base45");
    static final Rule PACKING =
            new Rule("PAPER_PACKING", "RFC 1950", "压缩数据可在限额内完整解压", "the octets unpack whole and within the limit");
    static final Rule CBOR = new Rule(
            "PAPER_CBOR",
            "RFC 8949 4.2.1",
            "为确定性编码的单个 CBOR 数据项",
            "the octets are one CBOR item, deterministically encoded");
    static final Rule COSE = new Rule(
            "PAPER_COSE",
            "RFC 9052 4.2",
            "为单签名消息，受保护头仅含算法和密钥标识",
            "a message of one signer whose protected header names algorithm and key, nothing else");
    static final Rule CLAIMS = new Rule("PAPER_CLAIMS", "RFC 8392 3", "签名内容为声明表", "what is signed is a map of claims");
    static final Rule IDENTIFIER = new Rule(
            "PAPER_IDENTIFIER", "GB/T 36904-2018", "证照标识格式和校验位正确", "the licence identifier passes its own checks");
    static final Rule CONTENT = new Rule(
            "PAPER_CONTENT",
            PROFILE,
            "证照内容齐全、格式正确且无未知项",
            "the licence is complete, of its form, and says nothing else");
    static final Rule ISSUER =
            new Rule("PAPER_ISSUER", PROFILE, "标识中的颁发机构可信", "the issuer in the identifier is trusted");
    static final Rule TYPE =
            new Rule("PAPER_TYPE", PROFILE, "该机构有权颁发此类证照", "the issuer may issue licences of this type");
    static final Rule KEY = new Rule("PAPER_KEY", PROFILE, "签名密钥属于该机构", "the signing key is one of the issuer's");
    static final Rule ALGORITHM =
            new Rule("PAPER_ALGORITHM", "RFC 9053 2.1", "算法与密钥绑定一致", "the algorithm is the one the key is bound to");
    static final Rule SIGNATURE = new Rule("PAPER_SIGNATURE", "RFC 9052 4.4", "签名有效", "the signature is good");
    static final Rule ISSUED =
            new Rule("PAPER_ISSUED", "RFC 8392 3.1.6", "颁发日期不在将来", "the licence was not issued in the future");
    static final Rule VALID_FROM = new Rule("PAPER_VALID_FROM", "RFC 8392 3.1.5", "有效期已开始", "the validity has begun");
    static final Rule VALID_UNTIL =
            new Rule("PAPER_VALID_UNTIL", "RFC 8392 3.1.4", "有效期未结束", "the validity has not ended");

    static final Rule SHEET_ONE = new Rule("PAPER_SHEET_ONE", PROFILE, "各二维码属于同一页", "all codes are of one sheet");
    static final Rule SHEET_COMPLETE =
            new Rule("PAPER_SHEET_COMPLETE", PROFILE, "该页的二维码齐全", "every code of the sheet is there, once");

    private PaperLicenceRules() {}
}
