package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Verdict;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TravelPermitTest {
    private static final Criteria CRITERIA = Criteria.strict(LocalDate.of(2026, 11, 1));

    @ParameterizedTest
    @CsvSource({
        "H12345678, H******78",
        "M12345678, M******78",
        "H1234567801, H**********",
        "12345678, ******78",
        "1234567801, **********"
    })
    void reads_and_masks_the_forms_in_use(String text, String masked) {
        TravelPermit permit = TravelPermit.parse(text);

        assertThat(permit.value()).isEqualTo(text);
        assertThat(permit.type()).isEqualTo("travel-permit");
        assertThat(permit).hasToString(masked);
        assertThat(TravelPermit.explain(text, CRITERIA).orThrow()).isEqualTo(permit);
    }

    @Test
    void finds_the_lasting_number_in_an_older_permit() {
        TravelPermit lasting = TravelPermit.parse("H12345678");

        assertThat(TravelPermit.parse("H1234567801").withoutIssue()).isEqualTo(lasting);
        assertThat(TravelPermit.parse("1234567801").withoutIssue()).isEqualTo(TravelPermit.parse("12345678"));
        assertThat(lasting.withoutIssue()).isSameAs(lasting);
        assertThat(TravelPermit.parse("12345678").withoutIssue()).isEqualTo(TravelPermit.parse("12345678"));
        assertThat(TravelPermit.parse("H1234567801")).isNotEqualTo(lasting);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "1234567",
                "123456789",
                "12345678901",
                "123456780A",
                "H1234567",
                "H123456789",
                "K12345678",
                "h12345678",
                "HM1234567",
                "H1234567８",
                "H12345678\n",
                "1234567\n",
                "H123456780A"
            })
    void refuses_what_has_not_the_form(String text) {
        assertThatThrownBy(() -> TravelPermit.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void explains_a_wrong_form() {
        assertThat(TravelPermit.explain("H1234567", CRITERIA).verdict()).isEqualTo(Verdict.FAILED);
    }
}
