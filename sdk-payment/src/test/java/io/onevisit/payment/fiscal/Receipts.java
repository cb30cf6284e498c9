package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;

/** Receipts put together by hand. */
final class Receipts {
    private Receipts() {}

    static String xml() {
        return "<Header><EInvoiceID>2293393100-62101023</EInvoiceID><EInvoiceTag>CZ-EI-32</EInvoiceTag>"
                + "<Version>1.1.0</Version></Header><EInvoiceData><Main><EInvoiceName>江苏省非税收入统一票据（电子）</EInvoiceName>"
                + "<EInvoiceCode>32010126</EInvoiceCode><EInvoiceNumber>0013933922</EInvoiceNumber>"
                + "<RandomNumber>a1b2c3</RandomNumber><EInvoiceSpecimenCode>3201012101</EInvoiceSpecimenCode>"
                + "<SupervisorAreaCode>320682</SupervisorAreaCode><TotalAmount>80.00</TotalAmount>"
                + "<IssueDate>20261121</IssueDate><IssueTime>11:04:05</IssueTime><InvoicingParty>"
                + "<InvoicingPartyCode>0104901</InvoicingPartyCode><InvoicingPartyName>示例市不动产登记中心</InvoicingPartyName>"
                + "</InvoicingParty><PayerParty><PayerPartyName>李明轩</PayerPartyName></PayerParty><PayMode/>"
                + "<BizCode>B1</BizCode><MainExt><RelatedInvoiceCode/><RelatedInvoiceNumber/>"
                + "<PayCode>32068226300000000001</PayCode></MainExt></Main><Details>"
                + "<Item><ItemCode>1</ItemCode><ItemName>登记费</ItemName><ItemAmount>50.0</ItemAmount></Item>"
                + "<Item><ItemCode>2</ItemCode><ItemName>工本费</ItemName><ItemAmount>30.00</ItemAmount></Item>"
                + "</Details></EInvoiceData>";
    }

    /** Takes the other back, three hours later. */
    static String red() {
        return xml().replace("2293393100", "3293393100")
                .replace("0013933922", "0013933923")
                .replace("a1b2c3", "d4e5f6")
                .replace("11:04:05", "14:04:05")
                .replace("80.00<", "-80.00<")
                .replace(">50.0<", ">-50.0<")
                .replace(">30.00<", ">-30.00<")
                .replace("<RelatedInvoiceCode/>", "<RelatedInvoiceCode>32010126</RelatedInvoiceCode>")
                .replace("<RelatedInvoiceNumber/>", "<RelatedInvoiceNumber>0013933922</RelatedInvoiceNumber>");
    }

    static Bytes data() {
        return Bytes.of(xml().getBytes(UTF_8));
    }
}
