package io.onevisit.licence.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Verdict;
import io.onevisit.core.id.Division;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.id.Divisions;
import io.onevisit.licence.delivery.ParsedAddress.Reason;
import java.time.LocalDate;
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

/** Addresses that are one text. */
class AddressParsingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Divisions DIVISIONS = Divisions.bundled();
    private static final String DETAIL = "文三路１号 2 幢３单元";

    @ParameterizedTest
    @CsvSource({
        "浙江省杭州市西湖区, 330106, 浙江省, 杭州市, 西湖区",
        "'浙江省 杭州市 西湖区 ', 330106, 浙江省, 杭州市, 西湖区",
        "浙江杭州市西湖区, 330106, 浙江省, 杭州市, 西湖区",
        "杭州市西湖区, 330106, 浙江省, 杭州市, 西湖区",
        "浙江省义乌市, 330782, 浙江省, 金华市, 义乌市",
        "北京市朝阳区, 110105, 北京市, 北京市, 朝阳区",
        "北京市北京市朝阳区, 110105, 北京市, 北京市, 朝阳区",
        "北京市市辖区朝阳区, 110105, 北京市, 北京市, 朝阳区",
        "重庆市县云阳县, 500235, 重庆市, 重庆市, 云阳县",
        "河南省济源市, 419001, 河南省, 济源市, 济源市",
        "湖北省省直辖县级行政区划仙桃市, 429004, 湖北省, 仙桃市, 仙桃市",
        "内蒙古呼和浩特市新城区, 150102, 内蒙古自治区, 呼和浩特市, 新城区",
        "广西南宁市青秀区, 450103, 广西壮族自治区, 南宁市, 青秀区",
        "新疆石河子市, 659001, 新疆维吾尔自治区, 石河子市, 石河子市",
        "广东省东莞市, 441900, 广东省, 东莞市, 东莞市",
        "香港特别行政区, 810000, 香港特别行政区, 香港特别行政区, 香港特别行政区"
    })
    void is_split_into_names_in_full_code_and_detail_as_given(
            String names, String code, String province, String city, String county) {
        PostalAddress address = parse(names + DETAIL).orThrow();

        assertThat(address)
                .isEqualTo(new PostalAddress(DivisionCode.parse(code), province, city, county, DETAIL, null));
        assertThat(address.check(DIVISIONS, TODAY).verdict()).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @CsvSource({
        "文三路1号, NOT_FOUND, ''",
        "杭州西湖区文三路1号, NOT_FOUND, ''",
        "没有省杭州市西湖区文三路1号, NOT_FOUND, ''",
        "浙江省文三路1号, COUNTY_MISSING, ''",
        "浙江省杭州市文三路1号, COUNTY_MISSING, ''",
        "浙江省宁波市西湖区文三路1号, COUNTY_MISSING, ''",
        "西湖区文三路1号, AMBIGUOUS, 330106 360103",
        "义乌市稠州北路1号, AMBIGUOUS, 330782",
        "黑龙江省向阳区长安路1号, AMBIGUOUS, 230402 230803",
        "浙江省杭州市西湖区, DETAIL_MISSING, 330106",
        "'东莞市 ', DETAIL_MISSING, 441900",
        "北京市崇文区永定门外大街1号, ABOLISHED, 110101",
        "四川省成都市双流县东升街道1号, ABOLISHED, 510116",
        "河北省石家庄市桥东区中山路1号, ABOLISHED, 130102 130104"
    })
    void what_is_not_clear_is_not_split(String text, Reason reason, String candidates) {
        ParsedAddress parsed = parse(text);

        assertThat(parsed).isInstanceOfSatisfying(ParsedAddress.Unclear.class, unclear -> {
            assertThat(unclear.reason()).isEqualTo(reason);
            assertThat(codes(unclear))
                    .containsExactlyInAnyOrder(candidates.isEmpty() ? new String[0] : candidates.split(" "));
        });
        assertThatThrownBy(parsed::orThrow)
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("address: ")
                .hasMessageNotContainingAny("路", "区", "市");
    }

    private static List<String> codes(ParsedAddress.Unclear unclear) {
        return unclear.candidates().stream()
                .map(division -> division.code().value())
                .toList();
    }

    @Test
    void for_an_abolished_county_its_successors_are_suggested_and_at_its_time_it_is_split() {
        String text = "浙江省杭州市下城区体育场路2号";

        assertThat(parse(text)).isInstanceOfSatisfying(ParsedAddress.Unclear.class, unclear -> {
            assertThat(unclear.reason()).isEqualTo(Reason.ABOLISHED);
            assertThat(unclear.candidates()).extracting(Division::fullName).contains("浙江省杭州市拱墅区");
        });
        assertThat(PostalAddress.parse(text, DIVISIONS, LocalDate.of(2020, 6, 1))
                        .orThrow()
                        .division())
                .isEqualTo(DivisionCode.parse("330103"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1985, 1997, 2010, 2024, 2026})
    void every_lowest_division_comes_back_from_one_text_and_the_text_from_its_parts(int year) {
        LocalDate date = LocalDate.of(year, 6, 30);
        Set<String> unclear = new TreeSet<>();
        int split = 0;
        for (Division division : lowest(Year.of(year))) {
            String text = division.fullName() + DETAIL;
            if (PostalAddress.parse(text, DIVISIONS, date) instanceof ParsedAddress.Split whole) {
                assertThat(whole.address().division()).as(text).isEqualTo(division.code());
                assertThat(whole.address().oneLine()).isEqualTo(text);
                assertThat(whole.address().check(DIVISIONS, date).verdict()).isEqualTo(Verdict.PASSED);
                split++;
            } else {
                unclear.add(division.name());
            }
        }

        assertThat(split).isGreaterThan(2_800);
        assertThat(Set.of("达县市", "万县市")).as("达县, 万县 are counties beside them").containsAll(unclear);
    }

    private static List<Division> lowest(Year year) {
        return IntStream.range(110_000, 830_000)
                .mapToObj(code -> DivisionCode.parse(Integer.toString(code)))
                .filter(DIVISIONS::known)
                .flatMap(code -> DIVISIONS.find(code, year).stream())
                .filter(division -> PostalAddress.isLowest(division.code(), DIVISIONS, year))
                .toList();
    }

    @Test
    void any_text_of_pieces_ends_in_a_split_that_is_the_text_or_in_a_reason() {
        Random random = new Random(2260);
        List<String> pieces =
                List.of("浙江省", "杭州市", "西湖区", "下城区", "北京市", "朝阳区", "东莞市", "仙桃市", "义乌市", " ", "\u3000", "1号", "路", "１");
        for (int i = 0; i < 1_000; i++) {
            String text = Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
                    .limit(1 + random.nextInt(7))
                    .reduce("", String::concat);
            if (!text.isBlank() && parse(text) instanceof ParsedAddress.Split split) {
                assertThat(bare(split.address().oneLine()))
                        .as(text)
                        .endsWith(bare(split.address().detail()));
                assertThat(bare(text)).endsWith(bare(split.address().detail()));
                assertThat(split.address().check(DIVISIONS, TODAY).verdict()).isEqualTo(Verdict.PASSED);
            }
        }
    }

    private static String bare(String text) {
        return text.replaceAll("[\\s\u3000]", "");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\u3000", "浙江省杭州市西湖区\n文三路1号", "浙江省杭州市西湖区文三路\u00001号"})
    void what_is_no_text_is_refused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void endless_texts_are_refused() {
        assertThatThrownBy(() -> parse("浙江省杭州市西湖区" + "1".repeat(201))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> parse("1".repeat(301))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void neither_the_split_nor_its_parts_show_the_address() {
        assertThat(parse("浙江省杭州市西湖区文三路1号").toString()).contains("330106").doesNotContain("文三路");
    }

    private static ParsedAddress parse(String text) {
        return PostalAddress.parse(text, DIVISIONS, TODAY);
    }
}
