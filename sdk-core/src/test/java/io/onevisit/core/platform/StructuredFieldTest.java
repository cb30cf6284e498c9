package io.onevisit.core.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredFieldTest {
    @Test
    void reads_byte_sequences_by_key() {
        assertThat(StructuredField.byteSequences("f", "a=:aGVsbG8=:, b-2=::"))
                .containsEntry("a", Bytes.of("hello".getBytes(StandardCharsets.US_ASCII)))
                .containsEntry("b-2", Bytes.empty());
        assertThat(StructuredField.byteSequences("f", " a=:: ,  b-2=:: ")).containsOnlyKeys("a", "b-2");
    }

    @Test
    void reads_inner_lists_with_parameters_and_writes_them_canonically() {
        SignatureInput input = requireNonNull(StructuredField.innerLists(
                        "f", "sig=( \"@method\"  \"a\";req;key=\"x\\\"y\\\\\" );created=-1; keyid=\"k\";flag")
                .get("sig"));

        assertThat(input).hasToString("(\"@method\" \"a\";req;key=\"x\\\"y\\\\\");created=-1;keyid=\"k\";flag");
        assertThat(input.parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("created", -1L, "keyid", "k", "flag", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sig",
                "sig=",
                "sig=()x",
                "sig=(",
                "sig=(\"a\"",
                "sig=(\"a\"\"b\")",
                "sig=(a)",
                "sig=(\"a)",
                "sig=(\"a\\x\")",
                "sig=(\"a\\",
                "sig=();",
                "sig=();=1",
                "sig=();created=",
                "sig=();created=01",
                "sig=();created=-0",
                "sig=();created=1.5",
                "sig=();created=1234567890123456",
                "sig=();created=1;created=2",
                "sig=(\"a\";key=\"x\";key=\"y\")",
                "sig=();Created=1",
                "sig=(),",
                "sig=(),sig=()",
                "sig=() ()",
                "SIG=()",
                "1=()",
                "sig=();nonce=\"\u00e9\"",
                "sig=();nonce=\"\n\"",
            })
    void refuses_what_is_no_strict_dictionary_of_inner_lists(String field) {
        assertThatThrownBy(() -> StructuredField.innerLists("f", field)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a=",
                "a=aGVsbG8=",
                "a=:aGVsbG8=",
                "a=:aGVsbG8:",
                "a=:aGVsbG9=:",
                "a=:aGVs bG8=:",
                "a=:aGVsbG8_:",
                "a=:****:",
                "a=::;x=1",
                "a=::,a=::",
                "a=:: b=::",
                "a=::\t,b=::",
            })
    void refuses_what_is_no_strict_dictionary_of_byte_sequences(String field) {
        assertThatThrownBy(() -> StructuredField.byteSequences("f", field))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_fields_out_of_bounds() {
        String many = "\"a\" ".repeat(17);

        assertThatThrownBy(() -> StructuredField.innerLists("f", "sig=(" + many + ")"))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> StructuredField.byteSequences("f", "a=:" + "AAAA".repeat(1024) + ":"))
                .isInstanceOf(MalformedMessageException.class);
    }
}
