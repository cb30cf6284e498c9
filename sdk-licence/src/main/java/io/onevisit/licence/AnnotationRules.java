package io.onevisit.licence;

import io.onevisit.core.Rule;

/** What is checked about an annotated copy beyond the licence in it, in the order it is checked. */
final class AnnotationRules {
    private static final String STANDARD = "GB/T 36905-2018";

    static final Rule FORMAT =
            new Rule("ANNOTATION_FORMAT", STANDARD, "加注件格式正确、信息项齐全", "the annotated copy is well formed");
    static final Rule ANNOTATOR =
            new Rule("ANNOTATION_ANNOTATOR", STANDARD, "加注机构及其密钥可信", "annotator and key are among the trusted ones");
    static final Rule SIGNATURE =
            new Rule("ANNOTATION_SIGNATURE", STANDARD, "加注机构签名有效", "the annotator's signature holds");
    static final Rule TIME = new Rule(
            "ANNOTATION_TIME", STANDARD, "加注件在有效期内，且期限不过长", "the copy has been made, has not ended, and ends in time");
    static final Rule AUDIENCE =
            new Rule("ANNOTATION_AUDIENCE", STANDARD, "加注件出具给本核验方", "the copy is for this verifier");
    static final Rule NONCE = new Rule("ANNOTATION_NONCE", STANDARD, "随机数为本次所给", "the copy has the nonce given");
    static final Rule PURPOSE =
            new Rule("ANNOTATION_PURPOSE", STANDARD, "加注用途与办件一致", "the copy is for this case and matter");

    private AnnotationRules() {}
}
