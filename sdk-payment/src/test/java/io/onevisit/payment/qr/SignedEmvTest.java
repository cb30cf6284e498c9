package io.onevisit.payment.qr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.payment.PaymentCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signed EMV form, and every bad code that fault F38 names. */
class SignedEmvTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final CreditCode PAYEE = CreditCode.parse("91350100M000100Y43");
    private static final CreditCode OTHER = CreditCode.parse("91350100M000101376");
    private static final SigningKey SM2 = SigningKey.generate(SignatureAlgorithm.SM2, "payee-1");
    private static final SigningKey ES256 = SigningKey.generate(SignatureAlgorithm.ES256, "payee-2");
    private static final EmvMerchant MERCHANT = new EmvMerchant(
            "9399",
            "CN",
            "EXAMPLE SERVICE CENTRE",
            "HANGZHOU",
            new LocalName("zh", "示例市政务服务局", "杭州"),
            List.of(new UnionPayAccount("25000344", "00020344", "500034470110001").toObject()));
    private static final PaymentQr CODE =
            new PaymentQr(new PaymentCode("32068226300000000001"), Money.yuan("80.50"), PAYEE, NOW.plusSeconds(3600));

    private static SigningKey key(SignatureAlgorithm algorithm) {
        return algorithm == SignatureAlgorithm.SM2 ? SM2 : ES256;
    }

    private static Report<PaymentQr> inspect(String text) {
        return inspectAt(NOW, text);
    }

    private static Report<PaymentQr> inspectAt(Instant now, String text) {
        TrustedPayee payee = new TrustedPayee(
                PAYEE, Map.of("payee-1", SM2.verificationKey(), "payee-2", ES256.verificationKey()), Set.of());
        return new PaymentQrInspector(List.of(payee), Clock.fixed(now, ZoneOffset.UTC)).inspect(text);
    }

    @ParameterizedTest
    @EnumSource
    void a_code_that_the_payee_signed_passes(SignatureAlgorithm algorithm) {
        Report<PaymentQr> report = inspect(CODE.sign(key(algorithm), MERCHANT));

        assertThat(report.orThrow()).isEqualTo(CODE);
        assertThat(report.checks())
                .extracting(Check::code)
                .endsWith(
                        "PAYMENT_QR_SCHEME",
                        "PAYMENT_QR_FORM",
                        "PAYMENT_QR_ACCOUNT",
                        "PAYMENT_QR_PAYEE",
                        "PAYMENT_QR_KEY",
                        "PAYMENT_QR_SIGNATURE",
                        "PAYMENT_QR_EXPIRY");
    }

    @Test
    void is_an_emv_code_that_any_reader_reads() {
        String text = CODE.sign(SM2, MERCHANT);
        MerchantQr code = MerchantQr.read(text).report().orThrow();

        assertThat(text.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(512);
        assertThat(code.isDynamic()).isTrue();
        assertThat(code.amount()).contains(Money.yuan("80.50"));
        assertThat(code.localName()).contains(new LocalName("zh", "示例市政务服务局", "杭州"));
        assertThat(code.unionPay()).isPresent();
        assertThat(code.unreserved()).extracting(EmvObject::id).containsExactly("80", "81", "82");
        assertThat(QrCode.read(QrCode.of(text, ErrorCorrection.M).png(4, 300))).isEqualTo(text);
    }

    @Test
    void the_signature_is_over_the_text_before_template_81() {
        String text = CODE.sign(ES256, MERCHANT);
        MerchantQr code = MerchantQr.read(text).report().orThrow();
        String signature = code.object("81").orElseThrow().objects().get(1).value()
                + code.object("82").orElseThrow().objects().get(1).value();
        String signed = text.substring(0, text.lastIndexOf("81620011io.onevisit"));

        assertThat(ES256.verificationKey()
                        .verify(signed.getBytes(UTF_8), Base64.getUrlDecoder().decode(signature)))
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void the_largest_code_has_room() {
        PaymentQr largest =
                new PaymentQr(CODE.code(), Money.yuan("9999999999.99"), PAYEE, Instant.ofEpochSecond(999_999_999_999L));
        EmvMerchant merchant = new EmvMerchant(
                "9399", "CN", "N".repeat(25), "C".repeat(15), new LocalName("zh", "名".repeat(25), null), List.of());

        String text = largest.sign(SigningKey.generate(SignatureAlgorithm.SM2, "k".repeat(42)), merchant);

        assertThat(text.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(512);
        assertThat(MerchantQr.read(text).conformance()).isEqualTo(Conformance.VALID);
    }

    @Test
    void refuses_to_make_a_code_of_more_than_512_octets() {
        EmvMerchant merchant = new EmvMerchant(
                "9399",
                "CN",
                "N".repeat(25),
                "C".repeat(15),
                new LocalName("zh", "名".repeat(25), "城".repeat(15)),
                MERCHANT.accounts());

        assertThatThrownBy(() -> CODE.sign(SM2, merchant)).isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void refuses_what_no_code_can_say() {
        SigningKey longId = SigningKey.generate(SignatureAlgorithm.SM2, "k".repeat(43));
        PaymentQr rich = new PaymentQr(CODE.code(), Money.yuan("10000000000.00"), PAYEE, CODE.expires());
        EmvObject ours = new EmvObject("26", "x");

        assertThatThrownBy(() -> CODE.sign(longId, MERCHANT)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> rich.sign(SM2, MERCHANT)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new EmvMerchant("9399", "CN", "示例市政务服务局", "HANGZHOU", null, List.of()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("64");
        assertThatThrownBy(() -> new EmvMerchant("9399", "CN", "N", "杭州", null, List.of()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("64");
        assertThatThrownBy(() -> new EmvMerchant("9399", "CN", "N", "C", null, List.of(ours)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f38_refuses_a_wrong_crc() {
        String text = CODE.sign(SM2, MERCHANT);
        String wrong = text.substring(0, text.length() - 4) + (text.endsWith("0000") ? "0001" : "0000");

        Report<PaymentQr> report = inspect(wrong);

        assertFails(report, "MPM_CRC", "PAYMENT_QR_SCHEME");
        assertThat(report.problems().get(0).rule().clause()).isEqualTo("EMV QRCPS MPM 4.7.3");
    }

    @ParameterizedTest
    @CsvSource({"unionpay-hk,UnionPay", "sgqr-paynow,'PayNow, SGQR'", "pix-dynamic-2,Pix", "emvco-annex-b,''"})
    void f38_refuses_a_code_of_a_foreign_scheme_by_its_name(String vector, String network) {
        Report<PaymentQr> report = inspect(EmvVector.named(vector).text());

        assertFails(report, "PAYMENT_QR_SCHEME");
        assertThat(report.problems().get(0).actual()).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "weixin://wxpay/bizpayurl?pr=qnZDTZm,WeChat Pay order",
        "https://qr.alipay.com/bax01234,Alipay order",
        "131234567890123456,WeChat Pay payer's code",
    })
    void f38_refuses_a_wallets_code_by_its_name(String text, String kind) {
        Report<PaymentQr> report = inspect(text);

        assertFails(report, "PAYMENT_QR_FORM");
        assertThat(report.problems().get(0).actual()).isEqualTo(kind);
    }

    @Test
    void f38_refuses_a_stale_code() {
        String text = CODE.sign(SM2, MERCHANT);

        assertThat(inspectAt(CODE.expires().minusSeconds(1), text).verdict()).isEqualTo(Verdict.PASSED);
        assertFails(inspectAt(CODE.expires(), text), "PAYMENT_QR_EXPIRY");
    }

    @Test
    void f38_refuses_an_overlay_sticker_of_a_payee_that_is_not_ours() {
        PaymentQr sticker = new PaymentQr(CODE.code(), CODE.amount(), OTHER, CODE.expires());

        assertFails(inspect(sticker.sign(SM2, MERCHANT)), "PAYMENT_QR_PAYEE");
    }

    @ParameterizedTest
    @EnumSource
    void f38_refuses_a_sticker_signed_by_somebody_under_the_payees_name(SignatureAlgorithm algorithm) {
        assertFails(inspect(CODE.sign(SigningKey.generate(algorithm, "stranger"), MERCHANT)), "PAYMENT_QR_KEY");
        assertFails(inspect(CODE.sign(SigningKey.generate(algorithm, "payee-1"), MERCHANT)), "PAYMENT_QR_SIGNATURE");
    }

    @Test
    void f38_refuses_a_sticker_over_the_account() {
        String text = CODE.sign(SM2, MERCHANT);

        assertFails(
                inspect(changed(text, "0118" + PAYEE.value() + "0220", "0118" + OTHER.value() + "0220")),
                "PAYMENT_QR_ACCOUNT",
                "PAYMENT_QR_SIGNATURE");
    }

    @ParameterizedTest
    @CsvSource({
        "32068226300000000001,32068226300000000002",
        "540580.50,540500.50",
        "5303156,5303344",
        "500034470110001,500034470110002",
        "EXAMPLE SERVICE,EXEMPLA SERVICE",
        "示例市,例示市",
        "010212,010211",
        "9399,9398",
    })
    void f38_refuses_a_code_changed_after_signing(String from, String to) {
        for (SigningKey key : List.of(SM2, ES256)) {
            assertFails(inspect(changed(CODE.sign(key, MERCHANT), from, to)), "PAYMENT_QR_SIGNATURE");
        }
    }

    @Test
    void f38_refuses_the_signature_of_another_code() {
        String other = new PaymentQr(CODE.code(), Money.yuan("1.00"), PAYEE, CODE.expires()).sign(SM2, MERCHANT);
        String text = CODE.sign(SM2, MERCHANT);
        String mixed = text.substring(0, text.lastIndexOf("81620011"))
                + other.substring(other.lastIndexOf("81620011"), other.length() - 4);

        assertFails(inspect(EmvVector.sealed(mixed)), "PAYMENT_QR_SIGNATURE");
    }

    @Test
    void f38_refuses_anything_put_in_after_signing() {
        List<EmvObject> objects = objects(CODE.sign(SM2, MERCHANT));
        objects.add(new EmvObject("61", "310000"));
        assertFails(inspect(MerchantQr.of(objects).text()), "PAYMENT_QR_FORM");

        List<EmvObject> before = objects(CODE.sign(SM2, MERCHANT));
        before.add(before.size() - 2, new EmvObject("61", "310000"));
        assertFails(inspect(MerchantQr.of(before).text()), "PAYMENT_QR_FORM");

        List<EmvObject> among = objects(CODE.sign(SM2, MERCHANT));
        among.add(1, new EmvObject("61", "310000"));
        assertFails(inspect(MerchantQr.of(among).text()), "PAYMENT_QR_SIGNATURE");
    }

    @Test
    void f38_refuses_anything_hidden_before_the_digits_of_the_checksum() {
        String text = CODE.sign(SM2, MERCHANT);
        String hidden = text.substring(0, text.length() - 8) + "6312evil6304";

        assertFails(inspect(EmvVector.sealed(hidden)), "MPM_CRC_LENGTH", "PAYMENT_QR_SCHEME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"26", "80", "81", "82", "54"})
    void f38_refuses_a_code_that_lacks_a_part(String id) {
        List<EmvObject> objects = objects(CODE.sign(SM2, MERCHANT));
        objects.removeIf(object -> object.id().equals(id));

        assertFails(inspect(MerchantQr.of(objects).text()), "PAYMENT_QR_FORM");
    }

    @ParameterizedTest
    @CsvSource({
        "80,02,0",
        "80,02,01795237845",
        "80,02,9999999999999",
        "80,03,payee 1",
        "80,01,91350100M000100Y44",
        "80,04,x",
        "81,01,x",
        "82,01,x",
        "81,02,x",
        "26,02,32068226300",
        "26,03,x",
    })
    void f38_refuses_a_template_of_another_form(String template, String id, String value) {
        List<EmvObject> objects = objects(CODE.sign(SM2, MERCHANT));
        objects.replaceAll(
                object -> object.id().equals(template) ? replaced(object, new EmvObject(id, value)) : object);

        assertFails(inspect(MerchantQr.of(objects).text()), "PAYMENT_QR_FORM");
    }

    private static EmvObject replaced(EmvObject template, EmvObject part) {
        List<EmvObject> parts = new ArrayList<>(template.objects());
        parts.removeIf(other -> other.id().equals(part.id()));
        parts.add(Math.min(Integer.parseInt(part.id()), parts.size()), part);
        return EmvObject.template(template.id(), parts.toArray(EmvObject[]::new));
    }

    private static List<EmvObject> objects(String text) {
        List<EmvObject> objects = MerchantQr.read(text).report().orThrow().objects();
        return new ArrayList<>(objects.subList(1, objects.size() - 1));
    }

    private static String changed(String text, String from, String to) {
        assertThat(text).contains(from);
        return EmvVector.sealed(text.substring(0, text.length() - 4).replace(from, to));
    }

    private static void assertFails(Report<PaymentQr> report, String... codes) {
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.subject()).isEmpty();
        assertThat(report.problems()).extracting(Check::code).containsExactly(codes);
    }
}
