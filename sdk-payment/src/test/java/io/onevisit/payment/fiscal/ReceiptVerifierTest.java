package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.payment.FiscalReceipt;
import io.onevisit.payment.PaymentCode;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fiscal electronic receipts: signature, consistency, payment, red letter; and the address to look them up. */
class ReceiptVerifierTest {
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.SM2, "finance");
    private static final ReceiptVerifier VERIFIER = new ReceiptVerifier(KEY.verificationKey());

    private static Bytes octets(String xml) {
        return Bytes.of(xml.getBytes(UTF_8));
    }

    private static Bytes sign(String xml) {
        return Bytes.of(KEY.sign(xml.getBytes(UTF_8)));
    }

    private static Report<ElectronicReceipt> verify(String xml) {
        return VERIFIER.verify(octets(xml), sign(xml));
    }

    private static Stream<String> problems(Report<?> report) {
        return report.problems().stream().map(Check::code);
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void a_right_receipt_passes(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "finance");
        Bytes signature = Bytes.of(key.sign(Receipts.data().toArray()));
        ElectronicReceipt receipt = new ReceiptVerifier(key.verificationKey())
                .verify(Receipts.data(), signature, Wire.CODE, Money.yuan("80.00"))
                .orThrow();

        assertThat(receipt.name()).isEqualTo(new FiscalReceipt("32010126", "0013933922"));
        assertThat(receipt.checkCode()).isEqualTo("a1b2c3");
        assertThat(receipt.total()).isEqualTo(Money.yuan("80.00"));
        assertThat(receipt.issuedAt()).isEqualTo(Wire.CLOCK.instant());
        assertThat(receipt.paymentCode()).isEqualTo(Wire.CODE);
        assertThat(receipt.items()).hasSize(2);
        assertThat(receipt.toString()).doesNotContain("李明轩");
    }

    @Test
    void a_signature_over_other_octets_fails_though_they_say_the_same() {
        String xml = Receipts.xml();
        Report<ElectronicReceipt> report =
                VERIFIER.verify(octets(xml.replace("<PayMode/>", "<PayMode></PayMode>")), sign(xml));

        assertThat(problems(report)).containsExactly("RECEIPT_SIGNATURE");
        assertThat(report.subject()).isEmpty();
    }

    @Test
    void a_signature_by_another_key_or_of_another_form_fails() {
        Bytes other = Bytes.of(SigningKey.generate(SignatureAlgorithm.SM2, "other")
                .sign(Receipts.data().toArray()));

        assertThat(problems(VERIFIER.verify(Receipts.data(), other))).containsExactly("RECEIPT_SIGNATURE");
        assertThat(problems(VERIFIER.verify(Receipts.data(), Bytes.empty()))).containsExactly("RECEIPT_SIGNATURE");
        assertThat(problems(VERIFIER.verify(Receipts.data(), Bytes.ofHex("00".repeat(64)))))
                .containsExactly("RECEIPT_SIGNATURE");
    }

    @ParameterizedTest
    @CsvSource({
        "CZ-EI-32, CZ-EI-33, RECEIPT_TAG",
        "CZ-EI-32, CZ-EI-00, RECEIPT_TAG",
        "2293393100-, 2293393101-, RECEIPT_ID",
        "<SupervisorAreaCode>320682, <SupervisorAreaCode>330682, RECEIPT_REGION",
        "<IssueDate>20261121, <IssueDate>20251121, RECEIPT_YEAR",
        "<TotalAmount>80.00, <TotalAmount>80.01, RECEIPT_SUM",
        "<ItemAmount>30.00, <ItemAmount>29.99, RECEIPT_SUM",
        "<BizCode>, <Other>1</Other><BizCode>, ''"
    })
    void names_what_does_not_agree(String good, String bad, String problem) {
        assertThat(Receipts.xml()).contains(good);

        assertThat(problems(verify(Receipts.xml().replace(good, bad))))
                .containsExactlyElementsOf(problem.isEmpty() ? Set.of() : Set.of(problem));
    }

    @Test
    void a_negative_receipt_that_names_no_other_fails() {
        String xml = Receipts.xml()
                .replace("80.00<", "-80.00<")
                .replace(">50.0<", ">-50.0<")
                .replace(">30.00<", ">-30.00<");

        assertThat(problems(verify(xml))).containsExactly("RECEIPT_SIGN");
    }

    static Stream<Arguments> broken() {
        String xml = Receipts.xml();
        return Stream.of(
                        xml.replace("a1b2c3", "a1b2c"),
                        xml.replace("a1b2c3", "a1-2c3"),
                        xml.replace("<EInvoiceCode>32010126", "<EInvoiceCode>3201012"),
                        xml.replace("<EInvoiceNumber>0013933922", "<EInvoiceNumber>013933922"),
                        xml.replace("<TotalAmount>80.00", "<TotalAmount>80.005"),
                        xml.replace("<TotalAmount>80.00", "<TotalAmount>8E1"),
                        xml.replace("<IssueDate>20261121", "<IssueDate>20261131"),
                        xml.replace("<IssueTime>11:04:05", "<IssueTime>110405"),
                        xml.replace("<RelatedInvoiceCode/>", "<RelatedInvoiceCode>32010126</RelatedInvoiceCode>"),
                        xml.replace("<BizCode>B1</BizCode>", "<BizCode>B1</BizCode><BizCode>B1</BizCode>"),
                        xml.replace("<Details>", "<Detail>").replace("</Details>", "</Detail>"),
                        xml + "<Extra/>",
                        xml + "<Header/>",
                        "<!DOCTYPE a>" + xml,
                        "</EInvoice><EInvoice>" + xml,
                        "<?xml version=\"1.0\"?>" + xml,
                        "",
                        "<Header/>")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refuses_data_that_are_no_receipt(String xml) {
        assertThat(problems(verify(xml))).containsExactly("RECEIPT_FORM");
        assertThatThrownBy(() -> ElectronicReceipt.readWithoutVerification(octets(xml)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageNotContaining("李明轩");
    }

    @Test
    void a_receipt_for_another_payment_fails() {
        String xml = Receipts.xml();

        assertThat(problems(VERIFIER.verify(
                        octets(xml), sign(xml), new PaymentCode("32068226300000000002"), Money.yuan("80.01"))))
                .containsExactly("RECEIPT_PAYMENT", "RECEIPT_PAYMENT_AMOUNT");
    }

    private static Report<ElectronicReceipt> reversal(String red, String original) {
        return VERIFIER.verifyReversal(
                octets(red), sign(red), ElectronicReceipt.readWithoutVerification(octets(original)));
    }

    @Test
    void a_red_letter_receipt_takes_back_the_one_it_names() {
        Report<ElectronicReceipt> report = reversal(Receipts.red(), Receipts.xml());

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.orThrow().isReversal()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "<RelatedInvoiceNumber>0013933922, <RelatedInvoiceNumber>0013933921, RED_ORIGINAL",
        "14:04:05, 11:04:04, RED_TIME",
        "<InvoicingPartyCode>0104901, <InvoicingPartyCode>0104902, RED_ISSUER"
    })
    void a_red_letter_receipt_that_does_not_fit_fails(String good, String bad, String problem) {
        assertThat(problems(reversal(Receipts.red().replace(good, bad), Receipts.xml())))
                .containsExactly(problem);
    }

    @Test
    void a_red_letter_receipt_of_part_of_the_amount_fails() {
        String part = Receipts.red().replace("-80.00<", "-79.00<").replace(">-50.0<", ">-49.0<");

        assertThat(problems(reversal(part, Receipts.xml()))).containsExactly("RED_AMOUNT");
    }

    @Test
    void a_plain_receipt_takes_nothing_back_and_a_red_one_is_not_taken_back() {
        assertThat(problems(reversal(Receipts.xml(), Receipts.xml()))).contains("RED_ORIGINAL", "RED_AMOUNT");
        assertThat(problems(reversal(Receipts.red(), Receipts.red()))).contains("RED_OF_RED");
    }

    private static final Set<String> HOSTS = Set.of("receipt.example.gov.cn");

    @ParameterizedTest
    @CsvSource({
        "https://receipt.example.gov.cn/einvoice/1.1.0.32010126.0013933922.a1b2c3, 1.1.0",
        "https://receipt.example.gov.cn/check/einvoice/1.32010126.0013933922.a1b2c3, 1"
    })
    void reads_the_address_on_a_receipt(String address, String version) {
        assertThat(ReceiptCheck.parse(address, HOSTS))
                .isEqualTo(new ReceiptCheck(version, new FiscalReceipt("32010126", "0013933922"), "a1b2c3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://receipt.example.gov.cn/einvoice/1.1.0.32010126.0013933922.a1b2c3",
                "https://receipt.example.gov.cn.evil.example/einvoice/1.1.0.32010126.0013933922.a1b2c3",
                "https://receipt.example.gov.cn@evil.example/einvoice/1.1.0.32010126.0013933922.a1b2c3",
                "https://receipt.example.gov.cn:8443/einvoice/1.1.0.32010126.0013933922.a1b2c3",
                "https://receipt.example.gov.cn/einvoice/1.1.0.32010126.0013933922.a1b2c3?x=1",
                "https://receipt.example.gov.cn/einvoice/1.1.0.32010126.0013933922.a1b2c3#x",
                "https://receipt.example.gov.cn/einvoice/1.1.0.32010126.0013933922.a1b2c",
                "https://receipt.example.gov.cn/einvoice/1.1.0.3201012.0013933922.a1b2c3",
                "https://receipt.example.gov.cn/einvoice/1..0.32010126.0013933922.a1b2c3",
                "https://receipt.example.gov.cn/einvoice/32010126.0013933922.a1b2c3",
                "https://receipt.example.gov.cn/einvoice/../einvoice/1.1.0.32010126.0013933922.a1b2c3",
                "https://receipt.example.gov.cn/einvoice/1.1.0.32010126.0013933922.a1b2c3/",
                "https://receipt.example.gov.cn/einvoice/%31.1.0.32010126.0013933922.a1b2c3",
                "mailto:a@b",
                "https:///einvoice/1.1.0.32010126.0013933922.a1b2c3",
                "not an address"
            })
    void refuses_an_address_of_another_form_or_host(String address) {
        assertThatThrownBy(() -> ReceiptCheck.parse(address, HOSTS)).isInstanceOf(MalformedMessageException.class);
    }
}
