package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import java.time.Year;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Divisions by the names that a text starts with. */
class DivisionNamesTest {
    private static final Divisions BUNDLED = Divisions.bundled();
    private static final Year LATEST = Year.of(2026);
    private static final String REST = "文三路１号 2 单元";

    @ParameterizedTest
    @CsvSource({
        "浙江省杭州市西湖区, 330106",
        "'浙江省 杭州市 西湖区 ', 330106",
        "'\u3000浙江省\u3000杭州市\u00a0西湖区', 330106",
        "浙江杭州市西湖区, 330106",
        "杭州市西湖区, 330106",
        "南昌市西湖区, 360103",
        "浙江省义乌市, 330782",
        "金华市义乌市, 330782",
        "吉林市船营区, 220204",
        "吉林省吉林市船营区, 220204",
        "吉林省朝阳区, 220104",
        "海南藏族自治州共和县, 632521",
        "北京市朝阳区, 110105",
        "北京朝阳区, 110105",
        "北京市北京市朝阳区, 110105",
        "北京市市辖区朝阳区, 110105",
        "北京市 北京市 市辖区 朝阳区, 110105",
        "天津市河北区, 120105",
        "天津河北区, 120105",
        "重庆市县云阳县, 500235",
        "河南省济源市, 419001",
        "河南省省直辖县级行政区划济源市, 419001",
        "湖北省仙桃市, 429004",
        "湖北省省直辖县级行政单位神农架林区, 429021",
        "新疆自治区直辖县级行政区划石河子市, 659001",
        "内蒙古自治区呼和浩特市新城区, 150102",
        "内蒙古呼和浩特市新城区, 150102",
        "广西南宁市青秀区, 450103",
        "新疆乌鲁木齐市天山区, 650102",
        "宁夏银川市兴庆区, 640104",
        "西藏拉萨市城关区, 540102",
        "广东省东莞市, 441900",
        "东莞市, 441900",
        "甘肃省嘉峪关市, 620200",
        "香港特别行政区, 810000"
    })
    void a_text_names_one_division(String names, String code) {
        assertThat(BUNDLED.named(names + REST, LATEST)).singleElement().satisfies(match -> {
            assertThat(match.division().code().value()).isEqualTo(code);
            assertThat(match.named()).isEqualTo(strip(names));
            assertThat(match.rest()).isEqualTo(REST);
            assertThat(match.isAlone()).isFalse();
        });
    }

    /** Blanks of all kinds: {@link String#strip} leaves some. */
    private static String strip(String text) {
        return text.replaceAll("^[\\s\u3000\u00a0]+|[\\s\u3000\u00a0]+$", "");
    }

    @ParameterizedTest
    @CsvSource({
        "浙江省杭州市文三路1号, 330100, 文三路1号",
        "浙江省宁波市西湖区文三路1号, 330200, 西湖区文三路1号",
        "浙江省文三路1号, 330000, 文三路1号",
        "浙江省杭州西湖区文三路1号, 330000, 杭州西湖区文三路1号",
        "吉林市文化路1号, 220200, 文化路1号"
    })
    void a_text_that_stops_above_the_county_names_what_it_says(String text, String code, String rest) {
        assertThat(BUNDLED.named(text, LATEST)).singleElement().satisfies(match -> {
            assertThat(match.division().code().value()).isEqualTo(code);
            assertThat(match.rest()).isEqualTo(rest);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "朝阳区建国路1号, 110105 220104",
        "西湖区文三路1号, 330106 360103",
        "义乌市稠州北路1号, 330782",
        "河北区光复道1号, 120105",
        "仙桃市沔阳大道1号, 429004"
    })
    void a_county_without_province_and_prefecture_stands_alone(String text, String codes) {
        assertThat(BUNDLED.named(text, LATEST))
                .allMatch(DivisionMatch::isAlone)
                .extracting(match -> match.division().code().value())
                .containsExactly(codes.split(" "));
    }

    @Test
    void counties_of_one_name_in_a_province_are_all_named_where_the_prefecture_is_left_out() {
        assertThat(BUNDLED.named("黑龙江省向阳区长安路1号", LATEST))
                .noneMatch(DivisionMatch::isAlone)
                .extracting(match -> match.division().fullName())
                .containsExactly("黑龙江省鹤岗市向阳区", "黑龙江省佳木斯市向阳区");
    }

    /** Whether it is 达县's 市人民路 or 达县市's 人民路 nobody can tell. */
    @Test
    void of_two_names_that_both_fit_both_are_named() {
        assertThat(BUNDLED.named("四川省达县地区达县市人民路", Year.of(1985)))
                .extracting(DivisionMatch::rest)
                .containsExactlyInAnyOrder("市人民路", "人民路");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "文三路1号", "杭州", "杭州西湖区", "北京路1号", "省杭州市西湖区", "市辖区朝阳区", "浙江 省杭州市", "x浙江省", "浙江省", "\uD83D"
            })
    void what_starts_with_no_name_names_nothing_below_a_province(String text) {
        assertThat(BUNDLED.named(text, LATEST))
                .allMatch(match -> match.division().code().level() == DivisionCode.Level.PROVINCE
                        && match.rest().isEmpty());
    }

    @Test
    void names_are_those_of_the_year() {
        assertThat(BUNDLED.named("浙江省杭州市下城区体育场路", Year.of(2020)))
                .extracting(match -> match.division().code().value())
                .containsExactly("330103");
        assertThat(BUNDLED.named("浙江省杭州市下城区体育场路", LATEST))
                .extracting(match -> match.division().code().value())
                .containsExactly("330100");
        assertThat(BUNDLED.named("浙江省杭州市西湖区", Year.of(1980))).isEmpty();
        assertThat(BUNDLED.since()).isEqualTo(Year.of(1981));
    }

    @ParameterizedTest
    @ValueSource(ints = {1981, 1985, 1990, 1997, 2003, 2010, 2016, 2024})
    void every_division_of_the_table_is_found_by_its_full_name(int year) {
        List<Division> inForce = inForce(Year.of(year));
        Set<String> unclear = new TreeSet<>();
        for (Division division : inForce) {
            List<DivisionMatch> found = BUNDLED.named(division.fullName() + REST, Year.of(year));
            assertThat(found).as(division.fullName()).contains(new DivisionMatch(division, division.fullName(), REST));
            if (found.size() > 1) {
                unclear.add(division.name());
            }
        }

        assertThat(inForce).hasSizeGreaterThan(2_500);
        assertThat(Set.of("达县市", "万县市")).containsAll(unclear);
    }

    private static List<Division> inForce(Year year) {
        return IntStream.range(110_000, 830_000)
                .mapToObj(code -> DivisionCode.parse(Integer.toString(code)))
                .flatMap(code -> BUNDLED.find(code, year).stream())
                .toList();
    }

    @Test
    void any_text_is_found_or_not_and_named_and_rest_are_the_text() {
        Random random = new Random(2260);
        List<String> pieces =
                List.of("浙江", "省", "杭州市", "西湖区", "北京", "市", "区", "县", "吉林", " ", "\u3000", "达县", "1", "\n");
        for (int i = 0; i < 2_000; i++) {
            String text = Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
                    .limit(random.nextInt(8))
                    .reduce("", String::concat);
            assertThat(BUNDLED.named(text, Year.of(1985)))
                    .allSatisfy(match ->
                            assertThat(bare(match.named() + match.rest())).isEqualTo(bare(text)));
        }
    }

    private static String bare(String text) {
        return text.replaceAll("[\\s\u3000]", "");
    }

    @Test
    void no_address_shows() {
        assertThat(BUNDLED.named("杭州市西湖区文三路1号", LATEST)).hasToString("[DivisionMatch[330106]]");
    }

    @ParameterizedTest
    @NullSource
    void null_is_refused(String text) {
        assertThatThrownBy(() -> BUNDLED.named(text, LATEST)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void long_texts_are_refused() {
        assertThat(BUNDLED.named("杭州市西湖区" + "1".repeat(994), LATEST)).hasSize(1);
        assertThatThrownBy(() -> BUNDLED.named("1".repeat(1001), LATEST)).isInstanceOf(InvalidValueException.class);
    }
}
