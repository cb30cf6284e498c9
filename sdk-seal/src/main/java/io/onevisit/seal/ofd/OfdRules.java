package io.onevisit.seal.ofd;

import io.onevisit.core.Rule;

/** What must hold of a sealed OFD document, in the order it is checked. */
final class OfdRules {
    private static final String CONTAINER_CLAUSE = "PKWARE APPNOTE 6.3";
    private static final String SIGNATURE_CLAUSE = "GB/T 33190-2016, 18";

    private static final String ENTRIES_CLAUSE = "GM/T 0099-2020, annex D";

    static final Rule CONTAINER = new Rule(
            "OFD_CONTAINER",
            CONTAINER_CLAUSE,
            "文件应为没有歧义的ZIP包，且在大小限制之内",
            "The file must be a ZIP container that every reader opens alike, within the limits of size");
    static final Rule STRUCTURE = new Rule(
            "OFD_STRUCTURE",
            "GB/T 33190-2016, 7",
            "文档各主体的XML应符合规范且不含文档类型定义，页面与附件应存在，未加密",
            "The document must be of sound XML without document type, with its pages and attachments, not encrypted");
    static final Rule SIGNATURE_LIST = new Rule(
            "OFD_SIGNATURE_LIST",
            SIGNATURE_CLAUSE,
            "签名列表应只含各不相同的签名",
            "The list of signatures must hold signatures only, each once");
    static final Rule UNLISTED = new Rule(
            "OFD_UNLISTED_SIGNATURE",
            SIGNATURE_CLAUSE,
            "包内的签名描述文件都应列在签名列表之中",
            "Every description of a signature in the container must be in the list");
    static final Rule SIGNED = new Rule(
            "OFD_SIGNED",
            SIGNATURE_CLAUSE,
            "文档的每个主体应至少有一个签章",
            "Every body must carry at least one seal, or signature where those are enough");
    static final Rule ENTRIES = new Rule(
            "OFD_ENTRIES",
            ENTRIES_CLAUSE,
            "防夹带文件应符合规范，所列文件应存在",
            "The list of entries must be sound and its files there");
    static final Rule ENTRIES_COMPLETE = new Rule(
            "OFD_ENTRIES_COMPLETE",
            ENTRIES_CLAUSE,
            "包内文件都应列在防夹带文件之中",
            "Every file of the container must be in the list of entries");
    static final Rule SIGNATURE_TYPE = new Rule(
            "OFD_SIGNATURE_TYPE", SIGNATURE_CLAUSE, "签名类型应为电子签章或数字签名", "The signature must be of type Seal or Sign");
    static final Rule SIGNATURE_FILE = new Rule(
            "OFD_SIGNATURE_FILE",
            SIGNATURE_CLAUSE,
            "签名描述文件应符合规范，每个文件只引用一次",
            "The signature's description must be sound and refer to each file once");
    static final Rule SIGNATURE_METHOD = new Rule(
            "OFD_SIGNATURE_METHOD",
            SIGNATURE_CLAUSE,
            "签名算法如有写明，应为基于SM3的SM2",
            "The signature's algorithm, where it is named, must be SM2-with-SM3");
    static final Rule CHECK_METHOD = new Rule(
            "OFD_CHECK_METHOD",
            SIGNATURE_CLAUSE,
            "摘要算法应写明为SM3；不写即为MD5",
            "The references must name SM3 as their digest; one that is not named is MD5");
    static final Rule REFERENCES = new Rule(
            "OFD_REFERENCES",
            SIGNATURE_CLAUSE,
            "签名应至少引用一个文件，且不应引用自身",
            "The signature must refer to at least one file, and not to itself");
    static final Rule DIGESTS = new Rule(
            "OFD_DIGESTS", SIGNATURE_CLAUSE, "每个被引用文件的摘要应相符", "The digest of every file referred to must match");
    static final Rule SIGNED_VALUE = new Rule(
            "OFD_SIGNED_VALUE",
            SIGNATURE_CLAUSE,
            "签名值和印章文件应存在",
            "The files of the signature value and of the seal must be there");
    static final Rule SEAL_FILE = new Rule(
            "OFD_SEAL_FILE",
            SIGNATURE_CLAUSE,
            "印章文件应与签名值中的印章相同",
            "The seal's file must equal the seal inside the signature value");
    static final Rule SIGNED_PATH = new Rule(
            "OFD_SIGNED_PATH",
            "GB/T 38540-2020, 7.1",
            "签章的原文属性应为签名描述文件的路径",
            "What the seal signature says it is over must be the path of the signature's description");
    static final Rule PATHS = new Rule(
            "OFD_PATHS", "GB/T 33190-2016, 7.3", "从根开始的路径应以斜杠开头", "A path from the root must begin with its slash");
    static final Rule COVERAGE_OF_ONE = new Rule(
            "OFD_SIGNATURE_COVERAGE",
            SIGNATURE_CLAUSE,
            "签章应保护文档的每个文件",
            "The signature must protect every file of the document");
    static final Rule STAMP = new Rule(
            "OFD_STAMP", SIGNATURE_CLAUSE, "印章图像应显示在存在的页面之内", "The seal must be shown within a page that exists");
    static final Rule STAMP_OVER_ANOTHER = new Rule(
            "OFD_STAMP_OVER_ANOTHER", "GB/T 9704-2012, 7.3.5", "印章之间不应相交", "A seal should not be shown over another");
    static final Rule COVERAGE = new Rule(
            "OFD_COVERAGE", SIGNATURE_CLAUSE, "不应有未受任何签章保护的文件", "No file may be without the protection of any seal");
    static final Rule PERMITTED = new Rule(
            "OFD_SIGNATURE_PERMITTED",
            "GB/T 33190-2016, 7.5",
            "要加盖印章的文档应允许签名",
            "A document that is to be sealed must permit signatures");
    static final Rule OPEN = new Rule(
            "OFD_OPEN",
            SIGNATURE_CLAUSE,
            "要加盖印章的文档，其签名列表不应受已有签章保护",
            "A document that is to be sealed must not have its list of signatures closed by an earlier one");
    static final Rule PREPARED = new Rule(
            "OFD_PREPARED",
            SIGNATURE_CLAUSE,
            "待签章文档的待签摘要应与准备时相同",
            "A prepared document must have the digest it was prepared with");

    private OfdRules() {}
}
