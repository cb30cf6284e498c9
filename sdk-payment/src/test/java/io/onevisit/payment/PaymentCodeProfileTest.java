package io.onevisit.payment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentCodeProfileTest {
    private static final String TWENTY = "32068226300000000001";
    private static final String THIRTY = "330106202600000000000000000001";

    private static void require(PaymentCodeProfile profile, String code, String... checkCode) {
        profile.require(
                new PaymentCode(code),
                Optional.of(checkCode).filter(c -> c.length > 0).map(c -> new CheckCode(c[0])));
    }

    @Test
    void knows_the_forms_in_use() {
        assertThatCode(() -> {
                    require(PaymentCodeProfile.REGIONAL, TWENTY);
                    require(new PaymentCodeProfile("", 30, 0), THIRTY);
                    require(new PaymentCodeProfile("P", 19, 0), "P2068226300000000001");
                    require(new PaymentCodeProfile("320682", 14, 4), TWENTY, "0417");
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3206822630000000000",
                "320682263000000000011",
                "P2068226300000000001",
                "P32068226300000000001",
                THIRTY
            })
    void refuses_a_code_of_a_form_that_was_not_agreed(String code) {
        assertThatThrownBy(() -> require(PaymentCodeProfile.REGIONAL, code)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_code_of_another_region() {
        assertThatThrownBy(() -> require(new PaymentCodeProfile("330106", 14, 0), TWENTY))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,0417", "4,''", "4,041", "4,04170"})
    void refuses_a_check_code_that_is_missing_or_was_not_agreed(int digits, String checkCode) {
        PaymentCodeProfile profile = new PaymentCodeProfile("", 20, digits);
        String[] given = checkCode.isEmpty() ? new String[0] : new String[] {checkCode};

        assertThatThrownBy(() -> require(profile, TWENTY, given)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "32068226300",
                "ABCDE00000000000",
                "p0000000000000000",
                "3206822630000000000a",
                "３2068226300000000001",
                "32068226300000000001\n",
                "3206-8226-3000-0000"
            })
    void refuses_what_is_no_payment_code_anywhere(String code) {
        assertThatThrownBy(() -> new PaymentCode(code)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new PaymentCode("1".repeat(41))).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456789", "12a4", "１２"})
    void refuses_what_is_no_check_code(String code) {
        assertThatThrownBy(() -> new CheckCode(code)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'',11,0",
        "'',41,0",
        "'',-1,0",
        "P,11,0",
        "p,20,0",
        "ABCDE,20,0",
        "123456789,11,0",
        "'',20,9",
        "'',20,-1"
    })
    void refuses_a_profile_out_of_bounds(String prefix, int digits, int checkDigits) {
        assertThatThrownBy(() -> new PaymentCodeProfile(prefix, digits, checkDigits))
                .isInstanceOf(InvalidValueException.class);
    }
}
