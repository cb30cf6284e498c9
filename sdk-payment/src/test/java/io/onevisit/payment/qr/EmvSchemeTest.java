package io.onevisit.payment.qr;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmvSchemeTest {
    @ParameterizedTest
    @CsvSource({
        "unionpay-hk,UNIONPAY",
        "korea-two-byte,UNIONPAY KOREA",
        "khqr-readme,UNIONPAY",
        "brcode-manual,MASTERCARD PIX",
        "pix-dynamic-1,PIX",
        "pix-dynamic-2,PIX",
        "pix-dynamic-3,PIX",
        "sgqr-paynow,PAYNOW SGQR",
        "fps-hk,FPS",
        "mastercard-sample,MASTERCARD",
        "jcb-mastercard,JCB MASTERCARD",
        "promptpay-phone,PROMPTPAY",
        "promptpay-citizen,PROMPTPAY",
        "promptpay-amount,PROMPTPAY",
        "promptpay-crc-zero-lead,PROMPTPAY",
        "vietqr-account,VIETQR",
        "vietqr-card,VIETQR",
        "emvco-annex-b,''",
    })
    void tells_whose_code_a_public_one_is(String vector, String schemes) {
        List<Report<EmvScheme>> found =
                MerchantQr.read(EmvVector.named(vector).text()).schemes();

        assertThat(found.stream()
                        .map(report -> report.orThrow().name())
                        .reduce("", (one, other) -> (one + " " + other).strip()))
                .isEqualTo(schemes);
    }

    @Test
    void says_nothing_of_a_code_whose_checksum_is_wrong() {
        assertThat(MerchantQr.read(EmvVector.named("fps-hk-wrong-crc").text()).schemes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sgqr-paynow,010120210202012345X,010110210202012345X,SCHEME_ACCOUNT",
        "sgqr-paynow,SG.PAYNOW0101202,SG.PAYNOW0501202,SCHEME_ACCOUNT",
        "sgqr-paynow,5303702,5303156,SCHEME_CURRENCY",
        "sgqr-paynow,5802SG,5802CN,SCHEME_COUNTRY",
        "promptpay-phone,011300668,011300768,SCHEME_ACCOUNT",
        "promptpay-phone,A00000067701011101,A00000067701011104,SCHEME_ACCOUNT",
        "promptpay-phone,5303764,5303156,SCHEME_CURRENCY",
        "pix-dynamic-2,2554pix.,2554://.,SCHEME_ACCOUNT",
        "pix-dynamic-2,5303986,5303840,SCHEME_CURRENCY",
        "fps-hk,+852,x852,SCHEME_ACCOUNT",
        "fps-hk,hkicl0313,hkicl0513,SCHEME_ACCOUNT",
        "vietqr-account,QRIBFTTA,QRIBFTTX,SCHEME_ACCOUNT",
        "vietqr-account,0006970403,000697040X,SCHEME_ACCOUNT",
        "vietqr-account,5802VN,5802TH,SCHEME_COUNTRY",
        "unionpay-hk,153125000344,15312500034X,SCHEME_ACCOUNT",
        "korea-two-byte,5303410,5303156,SCHEME_CURRENCY",
    })
    void checks_the_networks_own_rules(String vector, String from, String to, String code) {
        String text = EmvVector.named(vector).with(from, to);

        assertThat(MerchantQr.read(text).schemes())
                .isNotEmpty()
                .flatExtracting(Report::problems)
                .extracting(Check::code)
                .isNotEmpty()
                .containsOnly(code);
    }

    /** U+0131 is an I in upper case, but no common character. */
    @Test
    void takes_an_identifier_for_its_own_in_either_case_and_for_no_other_letters() {
        EmvVector pix = EmvVector.named("pix-dynamic-2");

        assertThat(MerchantQr.read(pix.with("br.gov.bcb.pix", "BR.gov.bcb.Pix")).schemes())
                .extracting(Report::orThrow)
                .containsExactly(EmvScheme.PIX);
        assertThat(MerchantQr.read(pix.with("br.gov.bcb.pix", "br.gov.bcb.pıx")).schemes())
                .isEmpty();
    }

    @Test
    void knows_khqr_by_the_account_at_bakong() {
        String text = EmvVector.sealed("00020101021129150011abcd@abc_kh5204599953038405802KH5901N6010Phnom Penh6304");

        assertThat(MerchantQr.read(text).schemes()).extracting(Report::orThrow).containsExactly(EmvScheme.KHQR);
    }
}
