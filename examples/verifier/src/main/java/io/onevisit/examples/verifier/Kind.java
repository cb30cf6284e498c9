package io.onevisit.examples.verifier;

import io.onevisit.licence.form.LicenceForm;

/** What a file can be. */
enum Kind {
    LICENCE_TOKEN(LicenceForm.TOKEN),
    LICENCE_PRESENTATION(LicenceForm.PRESENTATION),
    ANNOTATED_COPY(LicenceForm.ANNOTATED_COPY),
    LICENCE_DOCUMENT(LicenceForm.DOCUMENT),
    SEALED_DOCUMENT("签章版式文件", "sealed document (OFD)"),
    PAPER_LICENCE(LicenceForm.PAPER),
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

    Kind(LicenceForm form) {
        this(form.nameZh(), form.nameEn());
    }

    static Kind of(LicenceForm form) {
        return switch (form) {
            case TOKEN -> LICENCE_TOKEN;
            case PRESENTATION -> LICENCE_PRESENTATION;
            case ANNOTATED_COPY -> ANNOTATED_COPY;
            case DOCUMENT -> LICENCE_DOCUMENT;
            case PAPER -> PAPER_LICENCE;
        };
    }

    String name(boolean chinese) {
        return chinese ? zh : en;
    }
}
