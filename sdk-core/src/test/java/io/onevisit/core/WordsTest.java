package io.onevisit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private static final CaseNumber CASE = new CaseNumber("2026-000123");
    private static final MatterCode MATTER = new MatterCode("000131001000");

    @Test
    void every_ending_of_a_write_is_told_apart() {
        Outcome<Integer> done = new Outcome.Done<>(7);
        Outcome<Integer> refused = new Outcome.Refused<>(new Refusal("12004", "amount differs", "r-1"));
        Outcome<Integer> unknown = new Outcome.Unknown<>(new Pending("payment.order", "O-1", "answer lost"));

        assertThat(ending(done)).isEqualTo("done 7");
        assertThat(ending(refused)).isEqualTo("refused 12004");
        assertThat(ending(unknown)).isEqualTo("unknown O-1");
        assertThat(ending(done.map(value -> value + 1))).isEqualTo("done 8");
        assertThat(ending(refused.map(value -> value + 1))).isEqualTo("refused 12004");
        assertThat(ending(unknown.map(value -> value + 1))).isEqualTo("unknown O-1");
    }

    private static String ending(Outcome<Integer> outcome) {
        return outcome.fold(
                value -> "done " + value,
                refusal -> "refused " + refusal.code(),
                pending -> "unknown " + pending.key());
    }

    @Test
    void a_purpose_names_case_matter_basis_operator_and_fields() {
        Purpose purpose = new Purpose(CASE, MATTER, "政务数据共享条例第二十条", "window-3", Set.of("name"));

        assertThat(purpose.fields()).containsExactly("name");
    }

    @Test
    void refuses_a_purpose_without_fields() {
        assertThatThrownBy(() -> new Purpose(CASE, MATTER, "basis", "window-3", Set.of()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "line\nbreak"})
    void refuses_a_purpose_without_a_legal_basis_in_plain_text(String basis) {
        assertThatThrownBy(() -> new Purpose(CASE, MATTER, basis, "window-3", Set.of("name")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("legal basis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-2026", "2026-", "2026 1", "案件2026", "2026-1\n", "../../etc"})
    void refuses_a_case_number_of_another_form(String value) {
        assertThatThrownBy(() -> new CaseNumber(value)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "00013100100a", "000131001000\n", "０００１３１００１０００"})
    void refuses_a_matter_code_of_another_form(String value) {
        assertThatThrownBy(() -> new MatterCode(value)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void octets_stay_as_they_were_made() {
        byte[] source = {1, 2, 3};
        Bytes bytes = Bytes.of(source);
        source[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes).isEqualTo(Bytes.ofHex("010203")).hasSameHashCodeAs(Bytes.ofHex("010203"));
        assertThat(bytes).isNotEqualTo(Bytes.ofHex("010204")).hasToString("3 octets");
        assertThat(bytes.stream()).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void refuses_hex_that_is_none() {
        assertThatThrownBy(() -> Bytes.ofHex("0g")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Bytes.ofHex("012")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void null_is_refused_by_name() {
        assertThatThrownBy(() -> new CaseNumber(null))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("case number: must not be null");
        assertThatThrownBy(() -> Bytes.of(null)).isInstanceOf(InvalidValueException.class);
    }
}
