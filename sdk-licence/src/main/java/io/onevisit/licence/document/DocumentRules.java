package io.onevisit.licence.document;

import io.onevisit.core.Rule;

/** What is checked about a licence document beyond its seals and its licence: that the parts belong together. */
final class DocumentRules {
    private static final String STANDARD = "GB/T 36905-2018";

    static final Rule TOKEN = new Rule(
            "DOCUMENT_TOKEN", STANDARD, "附件中有且仅有证照数据及其二维码", "the licence is attached, with its QR code at most");
    static final Rule TYPE = new Rule("DOCUMENT_TYPE", STANDARD, "证照类型已知，可重新排版", "the licence is of a known type");
    static final Rule PAGE = new Rule(
            "DOCUMENT_PAGE", STANDARD, "版面与证照数据逐字节一致", "the pages are, octet for octet, those of the licence inside");
    static final Rule SEAL_OWNER =
            new Rule("DOCUMENT_SEAL_OWNER", STANDARD, "所用印章属于颁发机构", "every seal on it is one of the issuer's");
    static final Rule QR_PICTURE = new Rule(
            "DOCUMENT_QR_PICTURE",
            STANDARD,
            "版面二维码可识读，图中无其他内容",
            "the QR code on the page can be read, and is all there is in its picture");
    static final Rule PAPER_AGREES = new Rule(
            "DOCUMENT_PAPER_AGREES", STANDARD, "二维码内容与证照数据一致", "the QR code says what the licence inside says");

    private DocumentRules() {}
}
