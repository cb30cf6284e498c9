package io.onevisit.licence.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.licence.qr.Cbor.Entries;
import io.onevisit.licence.qr.Cbor.Int;
import io.onevisit.licence.qr.Cbor.Items;
import io.onevisit.licence.qr.Cbor.Octets;
import io.onevisit.licence.qr.Cbor.Tagged;
import io.onevisit.licence.qr.Cbor.Text;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
    /** RFC 8949 appendix A, the rows within the subset. */
    static Stream<Arguments> appendixA() {
        return Stream.of(
                Arguments.of("00", new Int(0)),
                Arguments.of("01", new Int(1)),
                Arguments.of("0a", new Int(10)),
                Arguments.of("17", new Int(23)),
                Arguments.of("1818", new Int(24)),
                Arguments.of("1819", new Int(25)),
                Arguments.of("1864", new Int(100)),
                Arguments.of("1903e8", new Int(1000)),
                Arguments.of("1a000f4240", new Int(1000000)),
                Arguments.of("1b000000e8d4a51000", new Int(1000000000000L)),
                Arguments.of("20", new Int(-1)),
                Arguments.of("29", new Int(-10)),
                Arguments.of("3863", new Int(-100)),
                Arguments.of("3903e7", new Int(-1000)),
                Arguments.of("40", new Octets(Bytes.empty())),
                Arguments.of("4401020304", new Octets(Bytes.ofHex("01020304"))),
                Arguments.of("60", new Text("")),
                Arguments.of("6161", new Text("a")),
                Arguments.of("6449455446", new Text("IETF")),
                Arguments.of("62225c", new Text("\"\\")),
                Arguments.of("62c3bc", new Text("ü")),
                Arguments.of("63e6b0b4", new Text("水")),
                Arguments.of("64f0908591", new Text("\ud800\udd51")),
                Arguments.of("80", Items.of()),
                Arguments.of("83010203", Items.of(new Int(1), new Int(2), new Int(3))),
                Arguments.of(
                        "8301820203820405",
                        Items.of(new Int(1), Items.of(new Int(2), new Int(3)), Items.of(new Int(4), new Int(5)))),
                Arguments.of("a0", Entries.none()),
                Arguments.of("a201020304", Entries.none().with(3, new Int(4)).with(1, new Int(2))),
                Arguments.of(
                        "a26161016162820203",
                        Entries.none()
                                .with("b", Items.of(new Int(2), new Int(3)))
                                .with("a", new Int(1))),
                Arguments.of(
                        "826161a161626163",
                        Items.of(new Text("a"), Entries.none().with("b", new Text("c")))),
                Arguments.of("c11a514b67b0", new Tagged(1, new Int(1363896240))),
                Arguments.of("d74401020304", new Tagged(23, new Octets(Bytes.ofHex("01020304")))),
                Arguments.of("d818456449455446", new Tagged(24, new Octets(Bytes.ofHex("6449455446")))));
    }

    @ParameterizedTest
    @MethodSource("appendixA")
    void reads_and_writes_appendix_a_of_rfc_8949(String hex, Cbor item) {
        assertThat(CborReader.read(octets(hex))).isEqualTo(item);
        assertThat(Bytes.of(item.encode()).toHex()).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({
        "255, 18ff",
        "256, 190100",
        "65535, 19ffff",
        "65536, 1a00010000",
        "4294967295, 1affffffff",
        "4294967296, 1b0000000100000000",
        "9223372036854775807, 1b7fffffffffffffff",
        "-24, 37",
        "-25, 3818",
        "-256, 38ff",
        "-257, 390100",
        "-65537, 3a00010000",
        "-9223372036854775808, 3b7fffffffffffffff"
    })
    void heads_take_the_fewest_octets(long value, String hex) {
        assertThat(Bytes.of(new Int(value).encode()).toHex()).isEqualTo(hex);
        assertThat(CborReader.read(octets(hex))).isEqualTo(new Int(value));
    }

    /** RFC 8949 section 4.2.1 rule 3, its own example in the part within the subset: 10, 100, -1, "z", "aa". */
    @Test
    void keys_are_sorted_by_their_octets() {
        Entries entries = Entries.none()
                .with("aa", new Int(0))
                .with(-1, new Int(0))
                .with("z", new Int(0))
                .with(100, new Int(0))
                .with(10, new Int(0));

        assertThat(Bytes.of(entries.encode()).toHex()).isEqualTo("a50a0018640020" + "00" + "617a00" + "62616100");
    }

    /** The same octets read by Jackson, which shares no code with the reader. */
    @Test
    void another_reader_finds_the_same_in_what_is_written() throws IOException {
        Entries entries = Entries.none()
                .with(-65537, Items.of(new Text("水"), new Int(-70000), new Octets(Bytes.ofHex("00ff"))))
                .with(4, new Int(1L << 40))
                .with("status_list", Entries.none().with("idx", new Int(24)));

        JsonNode read = new CBORMapper().readTree(entries.encode());

        assertThat(read.size()).isEqualTo(3);
        assertThat(read.at("/-65537/0").textValue()).isEqualTo("水");
        assertThat(read.at("/-65537/1").longValue()).isEqualTo(-70000);
        assertThat(read.at("/-65537/2").binaryValue()).containsExactly(0, 255);
        assertThat(read.at("/4").longValue()).isEqualTo(1L << 40);
        assertThat(read.at("/status_list/idx").intValue()).isEqualTo(24);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is cut short",
        "18, is cut short",
        "1903, is cut short",
        "4401, is cut short",
        "8201, is cut short",
        "a101, is cut short",
        "c1, is cut short",
        "9b7fffffffffffffff, is cut short",
        "5b7fffffffffffffff, is cut short",
        "bb7fffffffffffffff, is cut short",
        "0000, goes on after its item",
        "1800, longer than needed",
        "1817, longer than needed",
        "190018, longer than needed",
        "1900ff, longer than needed",
        "1a0000ffff, longer than needed",
        "1b00000000ffffffff, longer than needed",
        "3800, longer than needed",
        "5800, longer than needed",
        "7801 61, longer than needed",
        "980101, longer than needed",
        "b8010000, longer than needed",
        "d80100, longer than needed",
        "1b8000000000000000, beyond 63 bits",
        "3bffffffffffffffff, beyond 63 bits",
        "5f4101ff, left open",
        "7f6161ff, left open",
        "9f01ff, left open",
        "bf0101ff, left open",
        "1c, left open or a reserved head",
        "7d, left open or a reserved head",
        "f4, simple value",
        "f6, simple value",
        "f7, simple value",
        "f820, simple value",
        "f90000, simple value",
        "fb3ff199999999999a, simple value",
        "ff, simple value",
        "61ff, not UTF-8",
        "62c080, not UTF-8",
        "63eda080, not UTF-8",
        "a201000100, out of order or twice",
        "a202000100, out of order or twice",
        "a220000a00, out of order or twice",
        "a2617a000a00, out of order or twice",
        "a14000, neither integer nor text",
        "a18000, neither integer nor text"
    })
    void refuses_what_is_not_one_item_encoded_deterministically(String hex, String problem) {
        assertThatThrownBy(() -> CborReader.read(octets(hex.replace(" ", ""))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"81", "c1", "a100"})
    void refuses_nesting_that_has_no_end(String opening) {
        assertThatThrownBy(() -> CborReader.read(octets(opening.repeat(10_000) + "00")))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void refuses_entries_that_lack_or_differ_or_are_not_known() {
        Entries entries = Entries.none().with(1, new Int(1)).with("a", new Text(""));

        assertThat(entries.get(1, Int.class)).isEqualTo(new Int(1));
        assertThatThrownBy(() -> entries.get(2, Int.class)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> entries.get(1, Text.class)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> entries.requireKeysWithin(Set.of(new Int(1))))
                .isInstanceOf(MalformedMessageException.class);
    }

    private static byte[] octets(String hex) {
        return Bytes.ofHex(hex).toArray();
    }
}
