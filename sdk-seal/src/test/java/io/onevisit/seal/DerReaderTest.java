package io.onevisit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** X.690: what is DER and what is only BER. */
class DerReaderTest {
    private static final int MAX = 1000;

    @Test
    void takes_fields_in_their_order() {
        DerReader fields = reader("300a 020105 0c03e58aa1 3000");

        assertThat(fields.integer(5)).isEqualTo(5);
        assertThat(fields.utf8String(1)).isEqualTo("务");
        fields.sequence().end();
        fields.end();
    }

    @Test
    void keeps_the_original_octets_of_each_part() {
        DerReader fields = reader("3007 020101 3002 0500");
        fields.integer(1);

        assertThat(fields.sequence().original().toHex()).isEqualTo("30020500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "30", // no length
                "3003020101 00", // octets after the end
                "3080 020101 0000", // indefinite length
                "308103 020101", // long form where the short one does
                "30820003 020101", // leading zero in the length
                "3085 0000000003 020101", // length of five octets
                "30847fffffff 020101", // length beyond the octets
                "3084ffffffff 020101", // length beyond an int
                "3004 020101", // length beyond the octets by one
                "3103020101", // a SET
                "24040402 0101", // a constructed OCTET STRING
                "3f3003020101", // a tag in the long form
            })
    void refuses_a_sequence_that_is_not_in_der(String hex) {
        assertThatThrownBy(() -> reader(hex)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0200, no content",
        "020200 01, not in its shortest form",
        "0202ffff, not in its shortest form",
        "0201ff, negative",
        "020106, out of range",
        "021100ffffffffffffffffffffffffffffffff, out of range",
        "0a0105, another type",
        "8201 05, another tag",
    })
    void refuses_an_integer(String hex, String why) {
        refuses(why, hex, fields -> fields.integer(5));
    }

    @ParameterizedTest
    @CsvSource({
        "180d 3236313132303038303030305a, two digits of the year",
        "180e 3230323631313230303830303030, without Z",
        "1811 32303236313132303038303030302e355a, with a fraction",
        "1813 32303236313132303038303030302b30383030, with a zone",
        "180f 3230323631333230303830303030 5a, month 13",
        "180f 3230323630323239303830303030 5a, no such day",
        "180f 3230323631313230303830303630 5a, second 60",
        "180f 3230323631313230323430303030 5a, hour 24",
        "170d 3236313132303038303030305a, UTCTime",
    })
    void refuses_a_time(String hex, String why) {
        refuses(why, hex, DerReader::generalizedTime);
    }

    @Test
    void reads_a_time_to_the_second() {
        Instant time = reader(sequence("180f 3230323631313230303830303031 5a")).generalizedTime();

        assertThat(time).isEqualTo("2026-11-20T08:00:01Z");
    }

    @ParameterizedTest
    @CsvSource({
        "0c02 c328, broken UTF-8",
        "0c02 c080, overlong UTF-8",
        "0c03 eda080, a surrogate",
        "0c01 00, a control character",
        "0c05 6162636465, too long",
        "1e02 0041, a BMPString",
    })
    void refuses_a_text(String hex, String why) {
        refuses(why, hex, fields -> fields.utf8String(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1601 80", "1602 c3a9", "1601 0a"})
    void refuses_an_ia5string_beyond_ascii(String hex) {
        refuses(hex, hex, fields -> fields.ia5String(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0300", "0302 01fe", "0302 0800", "2304 0302 00ff"})
    void refuses_a_bit_string_that_is_not_of_whole_octets(String hex) {
        refuses(hex, hex, DerReader::bitString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"010100", "010101", "0102ffff", "0100"})
    void refuses_a_boolean_that_der_does_not_write(String hex) {
        refuses(hex, hex, DerReader::defaultFalse);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "0602 8001", "0601 80", "0603 2a8001"})
    void refuses_an_object_identifier_that_is_not_in_its_shortest_form(String hex) {
        refuses(hex, hex, DerReader::objectIdentifier);
    }

    @Test
    void refuses_a_field_too_many() {
        DerReader fields = reader("3006 020101 020102");
        fields.integer(5);

        assertThatThrownBy(fields::end).hasMessageContaining("too many");
    }

    @Test
    void refuses_more_octets_than_allowed() {
        assertThatThrownBy(() -> DerReader.ofSequence("thing", new byte[MAX + 1], MAX))
                .hasMessageContaining("at most");
    }

    private static void refuses(String why, String field, Function<DerReader, ?> take) {
        DerReader fields = reader(sequence(field));
        assertThatThrownBy(() -> take.apply(fields)).as(why).isInstanceOf(MalformedMessageException.class);
    }

    private static String sequence(String field) {
        return "30"
                + Bytes.of(new byte[] {(byte) Bytes.ofHex(plain(field)).length()})
                        .toHex() + field;
    }

    private static String plain(String hex) {
        return hex.replace(" ", "");
    }

    private static DerReader reader(String hex) {
        return DerReader.ofSequence("thing", Bytes.ofHex(plain(hex)).toArray(), MAX);
    }
}
