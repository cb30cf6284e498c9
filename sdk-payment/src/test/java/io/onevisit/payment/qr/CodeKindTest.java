package io.onevisit.payment.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeKindTest {
    @ParameterizedTest
    @CsvSource({
        "weixin://wxpay/bizpayurl?pr=qnZDTZm,WECHAT_ORDER",
        "weixin://wxpay/bizpayurl?sr=qnZDTZm,WECHAT_ORDER",
        "https://qr.alipay.com/bax01234,ALIPAY_ORDER",
        "101234567890123456,WECHAT_PAYER",
        "151234567890123456,WECHAT_PAYER",
        "2512345678901234,ALIPAY_PAYER",
        "301234567890123456789012,ALIPAY_PAYER",
        "6212345678901234567,UNIONPAY_PAYER",
        "hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8=,EMV_CONSUMER",
        "000201,EMV_MERCHANT",
        "https://pay.example.gov.cn/q/32068226300000000001?a=1,OTHER",
    })
    void tells_a_code_by_how_it_begins(String text, CodeKind kind) {
        assertThat(CodeKind.of(text)).isEqualTo(kind);
    }

    @Test
    void an_epc_code_is_known_by_name() {
        assertThat(CodeKind.of("BCD\n002\n1\nSCT\n\nName\nDE71110220330123456789\nEUR1.00"))
                .isEqualTo(CodeKind.EPC_TRANSFER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "161234567890123456",
                "10123456789012345",
                "1012345678901234567",
                "241234567890123456",
                "251234567890123",
                "3012345678901234567890123",
                "6112345678901234567",
                "32068226300000000001",
                "١٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦",
                "weixin://wxpay/bizpayurl",
                "http://qr.alipay.com/bax01234",
                "https://qr.alipay.com.example/bax01234",
            })
    void takes_nothing_else_for_one(String text) {
        assertThat(CodeKind.of(text)).isEqualTo(CodeKind.OTHER);
    }

    @Test
    void says_which_forms_are_told_from_usage_only() {
        assertThat(CodeKind.values())
                .filteredOn(kind -> !kind.confirmed())
                .containsExactly(
                        CodeKind.ALIPAY_ORDER, CodeKind.WECHAT_PAYER, CodeKind.ALIPAY_PAYER, CodeKind.UNIONPAY_PAYER);
        assertThat(CodeKind.values())
                .allSatisfy(kind -> assertThat(kind.zh() + kind.en()).isNotBlank());
        assertThatThrownBy(() -> CodeKind.of(null)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pay.example.gov.cn/q/",
                "https://pay.example.gov.cn/",
                "https://xn--fiq.example:8443/a/b_c/"
            })
    void a_code_address_is_https_and_ends_in_a_slash(String address) {
        assertThat(new CodeAddress(address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://pay.example/",
                "https://pay.example",
                "https://pay.example/q",
                "https://Pay.example/q/",
                "https://user@pay.example/q/",
                "https://pay.example/../q/",
                "https://pay.example/q/?x=/",
                "https://pay.example/q/#/",
                "https://pay..example/q/",
                "https://pay.example:0/q/",
                "https://支付.example/q/",
            })
    void refuses_any_other_code_address(String address) {
        assertThatThrownBy(() -> new CodeAddress(address)).isInstanceOf(InvalidValueException.class);
    }
}
