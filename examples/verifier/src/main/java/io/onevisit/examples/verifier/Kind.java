package io.onevisit.examples.verifier;

import io.onevisit.licence.carrier.Carrier;

/** What a file can be. */
enum Kind {
    LICENCE_TOKEN(Carrier.TOKEN),
    LICENCE_PRESENTATION(Carrier.PRESENTATION),
    ANNOTATED_COPY(Carrier.ANNOTATED_COPY),
    LICENCE_DOCUMENT(Carrier.DOCUMENT),
    SEALED_DOCUMENT("签章版式文件", "sealed document (OFD)"),
    PAPER_LICENCE(Carrier.PAPER),
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

    Kind(Carrier carrier) {
        this(carrier.nameZh(), carrier.nameEn());
    }

    static Kind of(Carrier carrier) {
        return switch (carrier) {
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
