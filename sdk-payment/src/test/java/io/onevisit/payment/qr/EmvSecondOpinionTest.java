package io.onevisit.payment.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.emv.qrcode.core.model.mpm.TagLengthString;
import com.emv.qrcode.decoder.mpm.DecoderMpm;
import com.emv.qrcode.model.mpm.MerchantPresentedMode;
import com.emv.qrcode.validators.Crc16Validate;
import com.emv.qrcode.validators.MerchantPresentedModeValidate;
import io.onevisit.core.Money;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mvallim emv-qrcode says of the same codes; it shares no code with us. */
class EmvSecondOpinionTest {
    /** It counts UTF-16 units and knows the currencies and countries of its own list, in which all of these are. */
    @ParameterizedTest
    @MethodSource("io.onevisit.payment.qr.EmvVector#valid")
    void reads_the_same_in_every_valid_code(EmvVector vector) throws Exception {
        MerchantQr ours = MerchantQr.read(vector.text()).report().orThrow();
        MerchantPresentedMode theirs = DecoderMpm.decode(vector.text(), MerchantPresentedMode.class);

        assertThat(Crc16Validate.validate(vector.text()).isValid()).isTrue();
        assertThat(theirs.getMerchantAccountInformation().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ours.accounts().stream().map(EmvObject::id).toList());
        assertThat(theirs.getMerchantCategoryCode().getValue()).isEqualTo(ours.categoryCode());
        assertThat(theirs.getTransactionCurrency().getValue()).isEqualTo(Iso4217.numeric(ours.currency()));
        assertThat(value(theirs.getTransactionAmount()))
                .isEqualTo(ours.object("54").map(EmvObject::value));
        assertThat(theirs.getCountryCode().getValue()).isEqualTo(ours.country());
        assertThat(theirs.getMerchantName().getValue()).isEqualTo(ours.name());
        assertThat(theirs.getMerchantCity().getValue()).isEqualTo(ours.city());
        assertThat(value(theirs.getPostalCode())).isEqualTo(ours.postalCode());
        assertThat(theirs.getUnreserveds().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ours.unreserved().stream().map(EmvObject::id).toList());
        assertThat(Optional.ofNullable(theirs.getMerchantInformationLanguage())
                        .map(template -> template.getValue().getMerchantName().getValue()))
                .isEqualTo(ours.localName().map(LocalName::name));
    }

    private static Optional<String> value(TagLengthString object) {
        return Optional.ofNullable(object).map(TagLengthString::getValue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emvco-annex-b", "unionpay-hk", "pix-dynamic-2", "sgqr-paynow", "fps-hk"})
    void finds_nothing_wrong_either(String vector) throws Exception {
        MerchantPresentedMode theirs = DecoderMpm.decode(EmvVector.named(vector).text(), MerchantPresentedMode.class);

        assertThat(MerchantPresentedModeValidate.validate(theirs).getErrors()).isEmpty();
    }

    @Test
    void finds_the_wrong_checksum_too() {
        assertThat(Crc16Validate.validate(EmvVector.named("fps-hk-wrong-crc").text())
                        .isValid())
                .isFalse();
    }

    @Test
    void reads_the_codes_that_we_sign() throws Exception {
        String text = new PaymentQr(
                        new PaymentCode("32068226300000000001"),
                        Money.yuan("80.50"),
                        CreditCode.parse("91350100M000100Y43"),
                        Instant.ofEpochSecond(1_800_000_000))
                .sign(
                        SigningKey.generate(SignatureAlgorithm.SM2, "payee-1"),
                        new EmvMerchant(
                                "9399",
                                "CN",
                                "SERVICE CENTRE",
                                "HANGZHOU",
                                new LocalName("zh", "服务中心", "杭州"),
                                List.of()));

        MerchantPresentedMode theirs = DecoderMpm.decode(text, MerchantPresentedMode.class);

        assertThat(MerchantPresentedModeValidate.validate(theirs).getErrors()).isEmpty();
        assertThat(Crc16Validate.validate(text).isValid()).isTrue();
        assertThat(theirs.getTransactionAmount().getValue()).isEqualTo("80.50");
        assertThat(theirs.getUnreserveds().keySet()).isEqualTo(Set.of("80", "81", "82"));
    }
}
