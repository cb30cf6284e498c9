package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The code tables of the housing ministry's licence interface and of GB/T 36903 annex A. */
class CodeTablesTest {
    @ParameterizedTest
    @CsvSource({"01,有效,0", "02,暂扣,2", "03,撤销,1", "04,注销,1", "05,失效,1", "06,办理转出,1", "07,吊销,1", "99,其他,3"})
    void a_state_has_its_code_name_and_value_in_the_status_list(String code, String name, int listValue) {
        LicenceStatus status = LicenceStatus.of(code).orElseThrow();

        assertThat(status.nameZh()).isEqualTo(name);
        assertThat(status.listValue()).isEqualTo(listValue);
        assertThat(status.isReversible()).isEqualTo(listValue != 1);
    }

    @ParameterizedTest
    @CsvSource({
        "01,新发,true",
        "02,延续,true",
        "03,暂扣,false",
        "04,过期失效,false",
        "05,注销,false",
        "06,暂扣发还,false",
        "07,其他,true",
        "08,办理转入,true",
        "09,变更,true",
        "10,撤销办理转出,true"
    })
    void an_operation_has_its_code_and_name_and_brings_forth_a_licence_or_not(
            String code, String name, boolean issues) {
        Operation operation = Operation.of(code).orElseThrow();

        assertThat(operation.nameZh()).isEqualTo(name);
        assertThat(operation.issues()).isEqualTo(issues);
    }

    @Test
    void the_tables_are_whole_and_every_code_is_there_once() {
        assertThat(LicenceStatus.values()).hasSize(8);
        assertThat(Operation.values()).hasSize(10);
        assertThat(Arrays.stream(HolderCodeType.values()).map(HolderCodeType::code))
                .containsExactlyInAnyOrder(
                        "001", "099", "111", "114", "115", "118", "119", "120", "122", "411", "412", "413", "414",
                        "511", "516", "999");
    }

    @Test
    void every_name_is_there_in_both_languages_and_once() {
        assertThat(Arrays.stream(LicenceStatus.values()).flatMap(s -> Stream.of(s.nameZh(), s.nameEn())))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).isNotBlank());
        assertThat(Arrays.stream(Operation.values()).flatMap(o -> Stream.of(o.nameZh(), o.nameEn())))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "001", "00", "08", "98", " 01", "０１", "VALID"})
    void there_is_no_state_with_another_code(String code) {
        assertThat(LicenceStatus.of(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "00", "11", "99", "０１", "NEW"})
    void there_is_no_operation_with_another_code(String code) {
        assertThat(Operation.of(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "002", "112", "113", "512", "000"})
    void there_is_no_holder_code_type_with_another_code(String code) {
        assertThat(HolderCodeType.of(code)).isEmpty();
    }
}
