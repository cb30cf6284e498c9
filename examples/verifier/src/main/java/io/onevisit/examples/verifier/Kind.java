package io.onevisit.examples.verifier;

/** What a file can be. */
enum Kind {
    LICENCE_TOKEN("电子证照令牌", "licence token"),
    LICENCE_DOCUMENT("版式证照文件", "licence document (OFD)"),
    SEALED_DOCUMENT("签章版式文件", "sealed document (OFD)"),
    PAPER_LICENCE("纸质证照二维码", "licence on paper"),
    SEAL("电子印章", "electronic seal"),
    SEAL_SIGNATURE("电子签章", "seal signature"),
    PAYMENT_CODE("缴款二维码", "payment code"),
    UNKNOWN("无法识别", "not recognised");

    private final String zh;
    private final String en;

    Kind(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    String name(boolean chinese) {
        return chinese ? zh : en;
    }
}
