package io.onevisit.examples.benchmarks;

import com.emv.qrcode.core.exception.PresentedModeException;
import com.emv.qrcode.decoder.mpm.DecoderMpm;
import com.emv.qrcode.model.mpm.AdditionalDataField;
import com.emv.qrcode.model.mpm.AdditionalDataFieldTemplate;
import com.emv.qrcode.model.mpm.MerchantAccountInformationReservedAdditional;
import com.emv.qrcode.model.mpm.MerchantAccountInformationTemplate;
import com.emv.qrcode.model.mpm.MerchantInformationLanguage;
import com.emv.qrcode.model.mpm.MerchantInformationLanguageTemplate;
import com.emv.qrcode.model.mpm.MerchantPresentedMode;
import com.emv.qrcode.model.mpm.UnreservedTemplate;
import com.emv.qrcode.validators.Crc16Validate;
import com.emv.qrcode.validators.MerchantPresentedModeValidate;
import io.onevisit.payment.qr.Conformance;
import io.onevisit.payment.qr.EmvObject;
import io.onevisit.payment.qr.MerchantQr;
import io.onevisit.payment.qr.MerchantQrScan;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Reading and writing the example of EMV QRCPS MPM Annex B with every check; a method whose name ends in {@code Mvallim} does
 * the same by emv-qrcode.
 */
public class EmvCodes extends Steady {
    static final String ANNEX_B =
            "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN"
                    + "5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A6008667"
                    + "0902ME91320016A0112233449988770708123456786304A13A";

    /** Reads and checks. */
    @Benchmark
    public MerchantQrScan parse() {
        MerchantQrScan scan = MerchantQr.read(ANNEX_B);
        sure(scan.conformance() == Conformance.VALID);
        return scan;
    }

    /** Decodes, checks the checksum, validates. */
    @Benchmark
    public MerchantPresentedMode parseMvallim() {
        MerchantPresentedMode decoded = decode();
        if (!Crc16Validate.validate(ANNEX_B).isValid()
                || !MerchantPresentedModeValidate.validate(decoded).isValid()) {
            throw new IllegalStateException("the example is valid");
        }
        return decoded;
    }

    private static MerchantPresentedMode decode() {
        try {
            return DecoderMpm.decode(ANNEX_B, MerchantPresentedMode.class);
        } catch (PresentedModeException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From what the code says to its text, with every check. */
    @Benchmark
    public String encode() {
        return MerchantQr.of(List.of(
                        new EmvObject("01", "12"),
                        EmvObject.template(
                                "29", new EmvObject("00", "D15600000000"), new EmvObject("05", "A93FO3230Q")),
                        EmvObject.template("31", new EmvObject("00", "D15600000001"), new EmvObject("03", "12345678")),
                        new EmvObject("52", "4111"),
                        new EmvObject("58", "CN"),
                        new EmvObject("59", "BEST TRANSPORT"),
                        new EmvObject("60", "BEIJING"),
                        EmvObject.template(
                                "64",
                                new EmvObject("00", "ZH"),
                                new EmvObject("01", "最佳运输"),
                                new EmvObject("02", "北京")),
                        new EmvObject("54", "23.72"),
                        new EmvObject("53", "156"),
                        new EmvObject("55", "01"),
                        EmvObject.template(
                                "62",
                                new EmvObject("03", "1234"),
                                new EmvObject("06", "***"),
                                new EmvObject("07", "A6008667"),
                                new EmvObject("09", "ME")),
                        EmvObject.template(
                                "91", new EmvObject("00", "A011223344998877"), new EmvObject("07", "12345678"))))
                .text();
    }

    /** The same from the same, unchecked. */
    @Benchmark
    public String encodeMvallim() {
        return model().toString();
    }

    /** The same from the same, with the checks it has. */
    @Benchmark
    public String encodeCheckedMvallim() {
        MerchantPresentedMode model = model();
        String text = model.toString();
        model.setCRC(text.substring(text.length() - 4));
        if (!MerchantPresentedModeValidate.validate(model).isValid()) {
            throw new IllegalStateException("the example is valid");
        }
        return text;
    }

    private static MerchantPresentedMode model() {
        MerchantPresentedMode model = new MerchantPresentedMode();
        model.setPayloadFormatIndicator("01");
        model.setPointOfInitiationMethod("12");
        model.addMerchantAccountInformation(account("29", "D15600000000", "05", "A93FO3230Q"));
        model.addMerchantAccountInformation(account("31", "D15600000001", "03", "12345678"));
        model.setMerchantCategoryCode("4111");
        model.setCountryCode("CN");
        model.setMerchantName("BEST TRANSPORT");
        model.setMerchantCity("BEIJING");
        model.setMerchantInformationLanguage(language());
        model.setTransactionAmount("23.72");
        model.setTransactionCurrency("156");
        model.setTipOrConvenienceIndicator("01");
        model.setAdditionalDataField(additional());
        model.addUnreserved(unreserved());
        return model;
    }

    private static MerchantAccountInformationTemplate account(String tag, String guid, String id, String value) {
        MerchantAccountInformationReservedAdditional account = new MerchantAccountInformationReservedAdditional(guid);
        account.addPaymentNetworkSpecific(id, value);
        return new MerchantAccountInformationTemplate(tag, account);
    }

    private static MerchantInformationLanguageTemplate language() {
        MerchantInformationLanguage language = new MerchantInformationLanguage();
        language.setLanguagePreference("ZH");
        language.setMerchantName("最佳运输");
        language.setMerchantCity("北京");
        MerchantInformationLanguageTemplate template = new MerchantInformationLanguageTemplate();
        template.setValue(language);
        return template;
    }

    private static AdditionalDataFieldTemplate additional() {
        AdditionalDataField additional = new AdditionalDataField();
        additional.setStoreLabel("1234");
        additional.setCustomerLabel("***");
        additional.setTerminalLabel("A6008667");
        additional.setAdditionalConsumerDataRequest("ME");
        AdditionalDataFieldTemplate template = new AdditionalDataFieldTemplate();
        template.setValue(additional);
        return template;
    }

    private static UnreservedTemplate unreserved() {
        UnreservedTemplate template = new UnreservedTemplate("91", "A011223344998877");
        template.addContextSpecificData("07", "12345678");
        return template;
    }
}
