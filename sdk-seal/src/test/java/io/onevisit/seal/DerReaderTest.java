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
    @ValueSource(strings = {"010101", "0101fe", "0102ffff", "0100", "01020000"})
    void refuses_a_boolean_that_der_does_not_write(String hex) {
        refuses(hex, hex, DerReader::defaultFalse);
    }

    @Test
    void tells_that_a_default_was_written_out() {
        DerReader fields = reader("3003 010100");

        assertThat(fields.defaultFalse()).isFalse();
        assertThat(fields.deviations()).containsExactly(Deviation.DEFAULT_WRITTEN_OUT);
        assertThat(reader("3003 0101ff").deviations()).isEmpty();
    }

    @Test
    void a_structure_inside_shares_its_deviations_unless_it_stands_for_itself() {
        DerReader outer = reader("300a 3003 010100 3003 010100");

        outer.sequence("part").defaultFalse();
        assertThat(outer.deviations()).isEmpty();
        outer.sequence().defaultFalse();
        assertThat(outer.deviations()).containsExactly(Deviation.DEFAULT_WRITTEN_OUT);
    }

    @ParameterizedTest
    @CsvSource({"500101000000Z, 1950-01-01T00:00:00Z", "491231235959Z, 2049-12-31T23:59:59Z"})
    void a_utc_time_tells_the_years_1950_to_2049(String time, String instant) {
        assertThat(reader(sequence("170d" + hex(time))).utcTime()).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2611200800Z",
                "261120080000",
                "261120080000+0800",
                "261120080000.5Z",
                "261320080000Z",
                "260230080000Z"
            })
    void refuses_a_utc_time_that_is_not_greenwich_time_to_the_second(String time) {
        refuses(time, String.format("17%02x", time.length()) + hex(time), DerReader::utcTime);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0301 00", // nothing
                "0302 0017", // a tag alone
                "0304 00170100", // a length that is wrong
                "0312 00180f32303236313132303038303030305a", // GeneralizedTime
                "0314 00323032362d31312d32305430383a30303a3030", // text with a T
                "0314 00323032362d31332d32302030383a30303a3030", // a thirteenth month
                "0312 00170d3236313132303038303030305a 0500", // more than a time
                "0313 00323032362d31312d32302030383a30303a30" // a text cut short
            })
    void refuses_a_time_info_that_is_none(String hex) {
        refuses(hex, hex, DerReader::timeInfo);
    }

    @Test
    void a_time_info_in_text_is_chinas_time_and_a_deviation() {
        DerReader fields = reader(sequence("031400" + hex("2026-11-20 16:00:00")));

        assertThat(fields.timeInfo().instant()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
        assertThat(fields.deviations()).containsExactly(Deviation.TIME_AS_TEXT);
    }

    private static String hex(String text) {
        return SealOffice.utf8(text).toHex();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "0602 8001", "0601 80", "0603 2a8001"})
    void refuses_an_object_identifier_that_is_not_in_its_shortest_form(String hex) {
        refuses(hex, hex, DerReader::objectIdentifier);
    }

    @Test
    void refuses_an_object_identifier_of_more_than_128_characters() {
        String most = "063f 2a0a" + "01".repeat(61);
        String more = "0640 2a0a" + "01".repeat(62);

        assertThat(reader(sequence(most)).objectIdentifier()).hasSize(128);
        refuses("130 characters", more, DerReader::objectIdentifier);
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
