package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GB/T 36904-2018 and ISO/IEC 7064. The printed identifiers are in public repositories, named at each. */
class LicenceIdTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String PRINTED = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.S";

    /** Printed by a national interface for safety assessors, its predecessor, and in Zhejiang, Shandong and Beijing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                PRINTED,
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
                "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
                "1.2.156.3005.2.11100000000013338W087.11370800MB28559184.37080001202411010001.001.3",
                "1.2.156.3005.2.11100000000013338W011.11110000000021135M.20230329701.003.Y"
            })
    void reads_and_writes_identifiers_as_printed(String printed) {
        assertThat(LicenceId.parse(printed)).hasToString(printed);
    }

    @Test
    void has_the_parts_that_are_printed() {
        LicenceId id = LicenceId.parse(PRINTED);

        assertThat(id).isEqualTo(LicenceId.make("11100000000013338W011", "11430000006122244L", "20230000403", 2));
        assertThat(id.typeCode()).isEqualTo("11100000000013338W011");
        assertThat(id.issuerCode()).isEqualTo("11430000006122244L");
        assertThat(id.serial()).isEqualTo("20230000403");
        assertThat(id.version()).isEqualTo(2);
        assertThat(id.check()).isEqualTo('S');
    }

    @Test
    void the_next_version_has_its_own_check_character() {
        LicenceId first = LicenceId.make("11100000000013338W011", "11430000006122244L", "20230000403", 1);

        assertThat(first.nextVersion()).hasToString(PRINTED);
    }

    @Test
    void there_is_no_version_after_999() {
        LicenceId last = LicenceId.make("11100000000013338W011", "11430000006122244L", "1", 999);

        assertThatThrownBy(last::nextVersion)
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("LICENCE_ID_VERSION");
    }

    /** ISO/IEC 7064 8.1 as a congruence over the whole string, not as the recursion that the code uses. */
    @Test
    void check_characters_satisfy_the_congruence_of_iso_7064() {
        Random random = new Random(7064);
        for (int round = 0; round < 500; round++) {
            LicenceId id = LicenceId.make(
                    "11100000000013338W011", "11430000006122244L", randomSerial(random), 1 + random.nextInt(999));
            assertThat(satisfiesIso7064(checkedPart(id))).isTrue();
        }
    }

    @Test
    void every_single_substitution_is_caught() {
        String body = checkedPart(LicenceId.parse(PRINTED));
        for (int place = 0; place < body.length(); place++) {
            for (int value = 0; value < 36; value++) {
                String changed = body.substring(0, place) + ALPHABET.charAt(value) + body.substring(place + 1);
                boolean holds = CheckCharacter.over(changed.substring(0, changed.length() - 1))
                        == changed.charAt(changed.length() - 1);
                assertThat(holds).isEqualTo(changed.equals(body));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', LICENCE_ID_PARTS",
        "1.2.156.3005.3.11100000000013338W011.11430000006122244L.20230000403.002.S, LICENCE_ID_PARTS",
        "11100000000013338W011.11430000006122244L.20230000403.002.S, LICENCE_ID_PARTS",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002, LICENCE_ID_PARTS",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.S., LICENCE_ID_PARTS",
        "1.2.156.3005.2.11100000000013338W01.11430000006122244L.20230000403.002.S, LICENCE_ID_TYPE",
        "1.2.156.3005.2.11100000000013338W01A.11430000006122244L.20230000403.002.S, LICENCE_ID_TYPE",
        "1.2.156.3005.2.1110000000001333IW011.11430000006122244L.20230000403.002.S, LICENCE_ID_TYPE",
        "1.2.156.3005.2.11100000000013337W011.11430000006122244L.20230000403.002.S, LICENCE_ID_TYPE",
        "1.2.156.3005.2.11100000000013338W011.340100.20230000403.002.S, LICENCE_ID_ISSUER",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244M.20230000403.002.S, LICENCE_ID_ISSUER",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244l.20230000403.002.S, LICENCE_ID_ISSUER",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L..002.S, LICENCE_ID_SERIAL",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.2023-0000403.002.S, LICENCE_ID_SERIAL",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.000.S, LICENCE_ID_VERSION",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.2.S, LICENCE_ID_VERSION",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.T, LICENCE_ID_CHECK",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.s, LICENCE_ID_CHECK",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.'', LICENCE_ID_CHECK"
    })
    void names_the_first_check_that_failed_and_never_the_value(String text, String code) {
        assertThatThrownBy(() -> LicenceId.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(code)
                .hasMessageNotContaining("20230000403")
                .hasMessageNotContaining("6122244");
    }

    @Test
    void names_the_first_of_several_that_failed() {
        Random random = new Random(36904);
        int several = 0;
        for (int round = 0; round < 2000; round++) {
            String text = bent(random);
            List<String> codes = codes(LicenceId.explain(text));
            if (codes.isEmpty()) {
                assertThat(LicenceId.parse(text)).as(text).hasToString(text);
            } else {
                assertThatThrownBy(() -> LicenceId.parse(text)).as(text).hasMessageContaining(codes.get(0));
            }
            several += codes.size() > 2 ? 1 : 0;
        }
        assertThat(several).isPositive();
    }

    /** The printed identifier with one to four characters replaced. */
    private static String bent(Random random) {
        StringBuilder text = new StringBuilder(PRINTED);
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.setCharAt(random.nextInt(text.length()), "0Aa-.".charAt(random.nextInt(5)));
        }
        return text.toString();
    }

    @Test
    void refuses_text_longer_than_any_identifier() {
        String text = PRINTED.replace("20230000403", "2".repeat(200_000));

        assertThat(codes(LicenceId.explain(text))).containsExactly("LICENCE_ID_PARTS");
    }

    @Test
    void refuses_full_width_and_arabic_indic_digits() {
        String text = PRINTED.replace("20230000403", "２０２３٠٠٠٠٤٠٣");

        assertThat(LicenceId.explain(text).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(LicenceId.explain(text))).containsExactly("LICENCE_ID_SERIAL", "LICENCE_ID_CHECK");
    }

    @Test
    void makes_every_check_although_one_has_failed() {
        Report<LicenceId> report = LicenceId.explain("1.2.156.3005.2.11100000000013338W01X.340100.1.000.Z");

        assertThat(codes(report))
                .containsExactly("LICENCE_ID_TYPE", "LICENCE_ID_ISSUER", "LICENCE_ID_VERSION", "LICENCE_ID_CHECK");
        assertThat(report.subject()).isEmpty();
    }

    /** Printed in Hefei with the six digits of its division as issuer: not of the form, yet rightly computed. */
    @Test
    void tells_an_issuer_of_six_digits_from_a_wrong_check_character() {
        Report<LicenceId> report = LicenceId.explain("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9");

        assertThat(codes(report)).containsExactly("LICENCE_ID_ISSUER");
    }

    /** The example of a sharing interface in Shandong; the program that makes such is in a public repository too. */
    @Test
    void recognises_a_check_character_that_counts_letters_from_eleven() {
        Report<LicenceId> report = LicenceId.explain(
                "1.2.156.3005.2.11100000000013661B006.113700000045046442" + ".209FA4E88F9E4C878F3E9BED2CE7EA49.001.M");

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(report)).containsExactly("LICENCE_ID_CHECK");
        assertThat(report.checks())
                .filteredOn(Check::note)
                .extracting(Check::code)
                .containsExactly("LICENCE_ID_CHECK_LETTERS_FROM_ELEVEN");
    }

    @Test
    void says_nothing_of_a_known_mistake_when_it_is_just_wrong() {
        assertThat(LicenceId.explain(PRINTED.replace(".S", ".T")).checks()).noneMatch(Check::note);
    }

    @ParameterizedTest
    @CsvSource({
        "11100000000013338W01, 11430000006122244L, 1, 1, LICENCE_ID_TYPE",
        "11100000000013338W011, 11430000006122244, 1, 1, LICENCE_ID_ISSUER",
        "11100000000013338W011, 11430000006122244L, a, 1, LICENCE_ID_SERIAL",
        "11100000000013338W011, 11430000006122244L, 1, 0, LICENCE_ID_VERSION",
        "11100000000013338W011, 11430000006122244L, 1, 1000, LICENCE_ID_VERSION"
    })
    void makes_none_with_a_part_of_another_form(String type, String issuer, String serial, int version, String code) {
        assertThatThrownBy(() -> LicenceId.make(type, issuer, serial, version))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(code);
    }

    private static List<String> codes(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }

    private static String checkedPart(LicenceId id) {
        return id.toString().substring("1.2.156.3005.2.".length()).replace(".", "");
    }

    private static String randomSerial(Random random) {
        StringBuilder serial = new StringBuilder();
        for (int length = 1 + random.nextInt(64); length > 0; length--) {
            serial.append(ALPHABET.charAt(random.nextInt(36)));
        }
        return serial.toString();
    }

    /** The last sum must be congruent to 1 modulo 36 once the check character is in, in the standard's S and P. */
    private static boolean satisfiesIso7064(String text) {
        int p = 36;
        int s = 0;
        for (int j = 0; j < text.length(); j++) {
            s = p % 37 + Character.digit(text.charAt(j), 36);
            int reduced = Math.floorMod(s - 1, 36) + 1;
            p = reduced * 2;
        }
        return s % 36 == 1;
    }
}
