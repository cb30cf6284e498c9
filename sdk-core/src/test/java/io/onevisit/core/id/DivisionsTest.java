package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Hash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivisionsTest {
    private static final String HEADER = "代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码\n";
    private static final String ROW = "110110,北京市,直辖,燕山区,县级,弃用,1981,1986,110111\n";
    private static final Divisions BUNDLED = Divisions.bundled();
    private static final Year LATEST = Year.of(2024);

    @Test
    void bundles_the_table_its_note_of_origin_names() throws IOException {
        try (InputStream note = resource("divisions.origin.txt")) {
            assertThat(new String(note.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(HexFormat.of().formatHex(Hash.SHA_256.digest(unpacked())));
        }
        assertThat(BUNDLED.asOf()).isEqualTo(LATEST);
    }

    /** Counted in the file itself: 6,823 rows of 6,450 codes, 37 of which came back after a gap. */
    @Test
    void reads_every_row() throws IOException {
        Map<DivisionCode, List<Division>> byCode = DivisionTable.read(new ByteArrayInputStream(unpacked())).stream()
                .collect(Collectors.groupingBy(Division::code));

        assertThat(byCode.values().stream().mapToInt(List::size).sum()).isEqualTo(6_823);
        assertThat(byCode).hasSize(6_450);
        assertThat(byCode.keySet().stream().map(BUNDLED::history).filter(DivisionsTest::hasGap))
                .hasSize(37);
    }

    @Test
    void holds_one_meaning_of_a_code_at_a_time() throws IOException {
        assertThat(DivisionTable.read(new ByteArrayInputStream(unpacked())))
                .allSatisfy(division -> assertThat(BUNDLED.find(division.code(), division.from()))
                        .hasValue(division));
    }

    @ParameterizedTest
    @CsvSource({
        "110000, 2024, 北京市",
        "110105, 1990, 北京市朝阳区",
        "110103, 2009, 北京市崇文区",
        "330100, 2000, 浙江省杭州市",
        "330106, 2024, 浙江省杭州市西湖区",
        "419001, 1988, 河南省义马市",
        "419001, 1996, 河南省济源市",
        "419001, 2030, 河南省济源市",
        "513200, 1986, 四川省阿坝藏族自治州",
        "513200, 1987, 四川省阿坝藏族羌族自治州"
    })
    void finds_what_a_code_stood_for(String code, int year, String fullName) {
        assertThat(BUNDLED.find(DivisionCode.parse(code), Year.of(year)))
                .map(Division::fullName)
                .hasValue(fullName);
    }

    @ParameterizedTest
    @CsvSource({"110103, 2010", "419001, 1986", "419001, 1990", "419001, 1995", "500000, 1996", "330106, 1980"})
    void finds_nothing_outside_the_years_of_a_code(String code, int year) {
        assertThat(BUNDLED.find(DivisionCode.parse(code), Year.of(year))).isEmpty();
    }

    @Test
    void knows_every_code_that_ever_was() {
        assertThat(BUNDLED.known(DivisionCode.parse("110103"))).isTrue();
        assertThat(BUNDLED.history(DivisionCode.parse("419001")))
                .extracting(Division::name)
                .containsExactly("义马市", "济源市");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100000", "830000", "810001", "999999", "330199"})
    void does_not_know_other_codes(String code) {
        assertThat(BUNDLED.known(DivisionCode.parse(code))).isFalse();
        assertThat(BUNDLED.history(DivisionCode.parse(code))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "110103, 2009, 2024, 110101",
        "110103, 2009, 2009, 110103",
        "110103, 2009, 2010, 110101",
        "419001, 1988, 2024, 411281",
        "310102, 1999, 2024, 310115 310101",
        "310102, 1999, 1995, 310102",
        "511421, 1996, 2024, 500231",
        "513200, 1981, 2024, 513200",
        "422801, 1981, 2024, 422801",
        "110110, 1981, 2024, 110111"
    })
    void suggests_where_an_area_belongs_later(String code, int year, int later, String successors) {
        Division division =
                BUNDLED.find(DivisionCode.parse(code), Year.of(year)).orElseThrow();

        assertThat(BUNDLED.successors(division, Year.of(later)))
                .extracting(successor -> successor.code().value())
                .containsExactly(successors.split(" "));
    }

    @Test
    void suggests_a_division_in_force_for_every_county_that_ever_was() throws IOException {
        assertThat(DivisionTable.read(new ByteArrayInputStream(unpacked())))
                .filteredOn(division -> division.code().level() == DivisionCode.Level.COUNTY)
                .allSatisfy(division -> assertThat(BUNDLED.successors(division, LATEST))
                        .isNotEmpty()
                        .allMatch(successor -> successor.inForce(LATEST)));
    }

    @Test
    void suggests_the_new_name_of_a_prefecture_that_also_gave_up_area() {
        Divisions divisions = read(HEADER
                + "632800,青海省,甲州,甲州,地级,变更,1981,1985,632802[1983]\n"
                + "632800,青海省,乙州,乙州,地级,在用,1985,,\n"
                + "632802,青海省,甲州,丙市,县级,在用,1983,,\n");
        Division division =
                divisions.find(DivisionCode.parse("632800"), Year.of(1981)).orElseThrow();

        assertThat(divisions.successors(division, LATEST))
                .extracting(Division::name)
                .containsExactly("丙市", "乙州");
    }

    @Test
    void suggests_no_successor_that_has_not_yet_taken_over() {
        Divisions divisions =
                read(HEADER + "110101,北京市,直辖,甲区,县级,在用,1981,,\n" + "110103,北京市,直辖,乙区,县级,弃用,1990,2000,110101\n");
        Division division =
                divisions.find(DivisionCode.parse("110103"), Year.of(1990)).orElseThrow();

        assertThat(divisions.successors(division, Year.of(1985))).isEmpty();
        assertThat(divisions.successors(division, Year.of(2000))).hasSize(1);
    }

    @Test
    void suggests_nothing_for_a_year_before_the_division() {
        Division chongqing = BUNDLED.find(DivisionCode.parse("500231"), LATEST).orElseThrow();

        assertThat(BUNDLED.successors(chongqing, Year.of(1985))).isEmpty();
    }

    @Test
    void comes_to_an_end_where_divisions_succeed_each_other_in_a_circle() {
        Divisions circle = read(HEADER
                + "110101,北京市,直辖,甲区,县级,弃用,1981,1990,110102[1985]\n"
                + "110102,北京市,直辖,乙区,县级,弃用,1981,1990,110101[1985]\n");
        Division division =
                circle.find(DivisionCode.parse("110101"), Year.of(1985)).orElseThrow();

        assertThat(circle.successors(division, LATEST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {HEADER + ROW, "\uFEFF" + HEADER + ROW})
    void reads_another_table_with_and_without_byte_order_mark(String csv) {
        Divisions divisions = read(csv);

        assertThat(divisions.known(DivisionCode.parse("110110"))).isTrue();
        assertThat(divisions.known(DivisionCode.parse("110105"))).isFalse();
        assertThat(divisions.asOf()).isEqualTo(Year.of(1986));
        assertThat(divisions.history(DivisionCode.parse("110110")).get(0).successors())
                .containsExactly(new Division.Successor(DivisionCode.parse("110111"), Year.of(1986)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\uFEFF",
                ROW,
                HEADER,
                HEADER + "\n",
                HEADER + "110110,北京市,直辖,燕山区,县级,弃用,1981,1986\n",
                HEADER + "110110,北京市,直辖,燕山区,县级,弃用,1981,1986,110111,\n",
                HEADER + "11011,北京市,直辖,燕山区,县级,弃用,1981,1986,110111\n",
                HEADER + "110110,北京市,直辖,,县级,弃用,1981,1986,110111\n",
                HEADER + "110110,,直辖,燕山区,县级,弃用,1981,1986,110111\n",
                HEADER + "110110,北京市,直辖,燕山区,县级,弃用,,1986,110111\n",
                HEADER + "110110,北京市,直辖,燕山区,县级,弃用,81,1986,110111\n",
                HEADER + "110110,北京市,直辖,燕山区,县级,弃用,1981,1981,110111\n",
                HEADER + "110110,北京市,直辖,燕山区,县级,弃用,1986,1981,110111\n",
                HEADER + "110110,北京市,直辖,燕山区,县级,弃用,1981,1986,110111;\n",
                HEADER + "110110,北京市,直辖,燕山区,县级,弃用,1981,1986,110111[86]\n",
                HEADER + "110110,北京市,直辖,燕山区,县级,弃用,1981,1986,110111(1986)\n",
                HEADER + "110110,北京市,直辖,燕山区,县级,在用,1981,,110111\n",
                HEADER + "110110,北京市,直辖,燕山区,县级,在用,1981,１９８６,\n",
                HEADER + "110110,北京市, ,燕山区,县级,在用,1981,,\n",
                HEADER + ROW + ROW,
                HEADER + ROW + "110110,北京市,直辖,甲区,县级,在用,1985,,\n"
            })
    void refuses_a_table_of_another_form(String csv) {
        assertThatThrownBy(() -> read(csv)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void throws_the_house_exception_only_however_a_table_is_bent() {
        bend(2_000);
    }

    @Test
    @Tag("fuzz")
    void throws_the_house_exception_only_over_many_bent_tables() {
        bend(300_000);
    }

    private static void bend(int times) {
        Random random = new Random(2260);
        byte[] table = (HEADER + ROW + "110111,北京市,直辖,房山区,县级,在用,1986,,110102[1990];110105[2001]\n")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < times; i++) {
            byte[] bent = table.clone();
            int from = HEADER.getBytes(StandardCharsets.UTF_8).length;
            random.ints(1 + random.nextInt(3), from, bent.length)
                    .forEach(at -> bent[at] = (byte) "0123456789,;[]\n\r-\u00e4".charAt(random.nextInt(18)));
            assertReadOrMalformed(bent);
        }
    }

    private static void assertReadOrMalformed(byte[] csv) {
        try {
            assertThat(Divisions.read(new ByteArrayInputStream(csv)).asOf()).isNotNull();
        } catch (MalformedMessageException refused) {
            assertThat(refused).hasMessageStartingWith("divisions: ");
        }
    }

    @Test
    void refuses_octets_that_are_not_utf_8() {
        InputStream gbk = new SequenceInputStream(
                stream(HEADER), new ByteArrayInputStream(new byte[] {(byte) 0xb1, (byte) 0xb1, '\n'}));

        assertThatThrownBy(() -> Divisions.read(gbk)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_a_table_that_is_too_large_without_reading_it_to_its_end() {
        assertThatThrownBy(() -> Divisions.read(new EndlessStream()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("at most");
    }

    /** 1 GiB would not fit; 64 MiB that weigh 64 KiB are given up after eight. */
    @Test
    void refuses_a_table_that_swells_when_it_is_unpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] blank = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(blank);
            }
        }
        InputStream csv = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()));

        assertThatThrownBy(() -> Divisions.read(csv))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("at most");
        assertThat(csv.readAllBytes().length).isGreaterThan(50 << 20);
    }

    @Test
    void refuses_a_packed_table_that_is_cut_off() throws IOException {
        byte[] packed = resource("divisions.csv.gz").readAllBytes();
        InputStream csv = new GZIPInputStream(new ByteArrayInputStream(packed, 0, packed.length / 2));

        assertThatThrownBy(() -> Divisions.read(csv))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("to the end");
    }

    /** Each of many successors is the same division with many of its own: no work is done twice. */
    @Test
    void follows_a_division_that_is_named_again_and_again_once() {
        String again = String.join(";", Collections.nCopies(100_000, "110102[1990]"));
        Divisions divisions = read(HEADER
                + "110101,北京市,直辖,甲区,县级,弃用,1981,1995," + again + "\n"
                + "110102,北京市,直辖,乙区,县级,弃用,1985,1995," + again + "\n");
        Division division =
                divisions.find(DivisionCode.parse("110101"), Year.of(1985)).orElseThrow();

        assertThat(divisions.successors(division, LATEST)).isEmpty();
    }

    @Test
    void refuses_a_stream_that_breaks_off() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThatThrownBy(() -> Divisions.read(closed))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("to the end");
    }

    @ParameterizedTest
    @NullSource
    void refuses_null(InputStream csv) {
        assertThatThrownBy(() -> Divisions.read(csv)).isInstanceOf(InvalidValueException.class);
    }

    /** What the mask of a citizen number rests on. */
    @Test
    void has_at_least_16_counties_in_every_province_of_the_mainland() throws IOException {
        Map<String, Long> counties = DivisionTable.read(new ByteArrayInputStream(unpacked())).stream()
                .filter(division -> division.inForce(LATEST) && division.code().level() == DivisionCode.Level.COUNTY)
                .map(division -> division.code().province().value())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counties).hasSize(31);
        assertThat(counties.values()).allMatch(count -> count >= 16).contains(16L);
    }

    private static boolean hasGap(List<Division> history) {
        return IntStream.range(1, history.size())
                .anyMatch(i -> !history.get(i).from().equals(history.get(i - 1).until()));
    }

    private static byte[] unpacked() throws IOException {
        try (InputStream csv = new GZIPInputStream(resource("divisions.csv.gz"))) {
            return csv.readAllBytes();
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Divisions.class.getResourceAsStream(name), name);
    }

    private static Divisions read(String csv) {
        return Divisions.read(stream(csv));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class EndlessStream extends InputStream {
        private long given;

        @Override
        public int read() {
            given++;
            return 'a';
        }

        @Override
        public int read(byte[] octets, int offset, int length) {
            given += length;
            assertThat(given).isLessThan(10 << 20);
            Arrays.fill(octets, offset, offset + length, (byte) 'a');
            return length;
        }
    }
}
