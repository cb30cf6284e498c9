package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Verdict;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartyIdTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    @ParameterizedTest
    @CsvSource({
        "citizen-id, 11010519491231002X",
        "citizen-id, 110105491231002",
        "residence-permit, 810000199003071237",
        "permanent-residence, 932682198501010017",
        "passport, E12345678",
        "travel-permit, H12345678",
        "credit-code, 91350100M000100Y43"
    })
    void reads_back_what_type_and_value_say(String type, String value) {
        PartyId id = PartyId.parse(type, value);

        assertThat(id.type()).isEqualTo(type);
        assertThat(id.value()).isEqualTo(value);
        assertThat(PartyId.parse(id.type(), id.value())).isEqualTo(id).hasSameHashCodeAs(id);
        assertThat(id.toString()).isEqualTo(id.masked()).isNotEqualTo(value).hasSameSizeAs(value);
        assertThat(PartyId.explain(type, value, Criteria.strict(TODAY)).orThrow())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "CITIZEN-ID", "citizen_id", "CitizenId", "organisation-code"})
    void refuses_an_unknown_type(String type) {
        assertThatThrownBy(() -> PartyId.parse(type, "11010519491231002X"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("party type: ");
        assertThatThrownBy(() -> PartyId.explain(type, "11010519491231002X", Criteria.strict(TODAY)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_number_of_another_type() {
        assertThatThrownBy(() -> PartyId.parse("citizen-id", "91350100M000100Y43"))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void keeps_apart_numbers_of_equal_value_and_different_type() {
        assertThat((PartyId) Passport.parse("12345678")).isNotEqualTo(TravelPermit.parse("12345678"));
    }

    @Test
    void explains_in_the_profile_asked_for() {
        String wrongOuterCheck = "91350100M000100Y44";

        assertThat(PartyId.explain("credit-code", wrongOuterCheck, Criteria.strict(TODAY))
                        .verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(PartyId.explain("credit-code", wrongOuterCheck, Criteria.lenient(TODAY))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @CsvSource({
        "11010519491231002x, citizen-id",
        "110105491231002, citizen-id",
        "830000199003071230, residence-permit",
        "932682198501010017, permanent-residence",
        "91350100M000100Y43, credit-code",
        "H12345678, travel-permit passport",
        "12345678, travel-permit passport",
        "E12345678, passport",
        "H1234567801, travel-permit",
        "1234567801, travel-permit"
    })
    void detects_what_a_text_can_be(String text, String types) {
        assertThat(PartyId.detect(text)).extracting(PartyId::type).containsExactly(types.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "11010519491231002X\n", "110105194912310021", "张三", "D2143569-X", "13800138000"})
    void detects_nothing_in_other_text(String text) {
        assertThat(PartyId.detect(text)).isEmpty();
    }

    @Test
    void detects_nothing_in_a_huge_text() {
        assertThat(PartyId.detect("1".repeat(10_000_000))).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    void refuses_null(String text) {
        assertThatThrownBy(() -> PartyId.detect(text)).isInstanceOf(InvalidValueException.class);
    }

    /** One citizen number in 341 keeps both check characters of a credit code by chance. */
    @Test
    void detects_both_where_a_citizen_number_is_a_credit_code_by_chance() {
        Random random = new Random(1367);
        String both = Synthetic.citizen(random);
        while (!isCreditCode(both)) {
            both = Synthetic.citizen(random);
        }

        assertThat(PartyId.detect(both)).containsExactly(CitizenId.parse(both), CreditCode.parse(both));
    }

    /** The outer check alone is no help to tell a citizen from an organisation: one number in 31 keeps it. */
    @Test
    void does_not_take_a_citizen_for_an_organisation_because_the_outer_check_character_is_right() {
        Random random = new Random(37);
        String number = Synthetic.citizen(random);
        while (number.endsWith("X")
                || !Synthetic.credit(number.substring(0, 17)).equals(number)
                || isCreditCode(number)) {
            number = Synthetic.citizen(random);
        }

        assertThat(PartyId.detect(number)).containsExactly(CitizenId.parse(number));
    }

    @Test
    void shows_the_same_mask_for_all_who_share_province_and_check_character() {
        Random random = new Random(36);
        for (int i = 0; i < 2_000; i++) {
            String number = Synthetic.citizen(random);
            assertThat(CitizenId.parse(number))
                    .hasToString(number.substring(0, 2) + "*".repeat(15) + number.charAt(17));
        }
    }

    private static boolean isCreditCode(String number) {
        return Synthetic.credit(number.substring(0, 17)).equals(number)
                && Synthetic.organisation(number.substring(8, 16)).equals(number.substring(8, 17));
    }
}
