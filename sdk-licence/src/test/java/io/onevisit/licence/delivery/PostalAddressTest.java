package io.onevisit.licence.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.id.Division;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.id.Divisions;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostalAddressTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Divisions DIVISIONS = Divisions.bundled();

    @ParameterizedTest
    @CsvSource({
        "330106, 浙江省, 杭州市, 西湖区",
        "110105, 北京市, 北京市, 朝阳区",
        "110105, 北京市, 朝阳区, 朝阳区",
        "500101, 重庆市, 重庆市, 万州区",
        "429004, 湖北省, 仙桃市, 仙桃市",
        "441900, 广东省, 东莞市, 莞城街道",
        "460400, 海南省, 儋州市, 那大镇",
        "659001, 新疆维吾尔自治区, 石河子市, 石河子市"
    })
    void code_and_names_that_belong_together_pass(String code, String province, String city, String county) {
        assertThat(check(code, province, city, county).verdict()).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @CsvSource({
        "330106, 江苏省, 杭州市, 西湖区, ADDRESS_PROVINCE",
        "330106, 浙江, 杭州市, 西湖区, ADDRESS_PROVINCE",
        "330106, 浙江省, 宁波市, 西湖区, ADDRESS_CITY",
        "330106, 浙江省, 浙江省, 西湖区, ADDRESS_CITY",
        "330106, 浙江省, 西湖区, 西湖区, ADDRESS_CITY",
        "330106, 浙江省, 杭州市, 上城区, ADDRESS_COUNTY",
        "441900, 广东省, 深圳市, 莞城街道, ADDRESS_CITY",
        "110105, 北京市, 天津市, 朝阳区, ADDRESS_CITY",
        "330199, 浙江省, 杭州市, 西湖区, ADDRESS_DIVISION",
        "330103, 浙江省, 杭州市, 下城区, ADDRESS_DIVISION",
        "330100, 浙江省, 杭州市, 西湖区, ADDRESS_COUNTY",
        "330100, 浙江省, 杭州市, 没有的区, ADDRESS_COUNTY",
        "330000, 浙江省, 浙江省, 西湖区, ADDRESS_COUNTY",
        "110000, 北京市, 北京市, 朝阳区, ADDRESS_COUNTY"
    })
    void names_of_another_division_and_codes_out_of_force_fail(
            String code, String province, String city, String county, String rule) {
        Report<PostalAddress> report = check(code, province, city, county);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.checks())
                .filteredOn(check -> check.verdict() == Verdict.FAILED)
                .extracting(check -> check.rule().code())
                .containsExactly(rule);
    }

    @Test
    void for_an_abolished_county_its_successor_is_suggested() {
        PostalAddress address = address("330103", "浙江省", "杭州市", "下城区");

        assertThat(address.successors(DIVISIONS, TODAY))
                .extracting(Division::fullName)
                .contains("浙江省杭州市拱墅区");
        assertThat(address.check(DIVISIONS, TODAY).checks())
                .extracting(Check::actual)
                .first()
                .asString()
                .contains("330105 浙江省杭州市拱墅区");
    }

    @Test
    void at_an_earlier_date_the_abolished_county_was_right() {
        LocalDate before = LocalDate.of(2020, 6, 1);

        assertThat(address("330103", "浙江省", "杭州市", "下城区")
                        .check(DIVISIONS, before)
                        .verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(address("330103", "浙江省", "杭州市", "下城区").successors(DIVISIONS, before))
                .isEmpty();
    }

    @Test
    void of_a_code_that_never_was_nothing_is_suggested() {
        assertThat(address("330199", "浙江省", "杭州市", "西湖区").successors(DIVISIONS, TODAY))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"浙江省, 杭州市, 西湖区, 浙江省杭州市西湖区文三路 1 号", "北京市, 北京市, 朝阳区, 北京市朝阳区文三路 1 号", "湖北省, 仙桃市, 仙桃市, 湖北省仙桃市文三路 1 号"})
    void in_one_line_no_name_stands_twice_and_the_text_is_kept(
            String province, String city, String county, String line) {
        assertThat(address("330106", province, city, county).oneLine()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"'', 杭州市, 西湖区", "浙江省, ' ', 西湖区", "浙江省, 杭州市, ''"})
    void no_part_may_be_left_out(String province, String city, String county) {
        assertThatThrownBy(() -> address("330106", province, city, county)).isInstanceOf(InvalidValueException.class);
    }

    private static Report<PostalAddress> check(String code, String province, String city, String county) {
        return address(code, province, city, county).check(DIVISIONS, TODAY);
    }

    private static PostalAddress address(String code, String province, String city, String county) {
        return new PostalAddress(DivisionCode.parse(code), province, city, county, "文三路 1 号", null);
    }
}
