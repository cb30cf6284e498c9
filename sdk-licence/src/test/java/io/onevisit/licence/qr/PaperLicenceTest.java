package io.onevisit.licence.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.licence.Holder;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.Operation;
import io.onevisit.licence.qr.PaperLicence.HolderCodes;
import io.onevisit.licence.status.StatusReference;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaperLicenceTest {
    private static final LicenceId ID = LicenceId.make("11100000MB03271699001", "11330105002500287C", "1", 1);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final StatusReference STATUS = new StatusReference("https://status.hz.gov.cn/zz/12", 0);

    @Test
    void shows_the_chosen_fields_only() {
        PaperLicence paper = PaperLicence.of(licence(), List.of("KZ_MJ"), HolderCodes.FULL);

        assertThat(paper.fields()).isEqualTo(Map.of("KZ_MJ", "89.50"));
        assertThat(paper.holders()).isEqualTo(licence().holders());
    }

    @Test
    void masks_the_codes_of_people_and_not_those_of_organisations() {
        assertThat(PaperLicence.of(licence(), List.of(), HolderCodes.MASKED).holders())
                .extracting(Holder::code)
                .containsExactly("11***************X", "91330100MA0000000X", "***", null);
    }

    @Test
    void refuses_to_show_a_field_that_the_licence_does_not_have() {
        assertThatThrownBy(() -> PaperLicence.of(licence(), List.of("KZ_YT"), HolderCodes.MASKED))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("KZ_YT");
    }

    @Test
    void refuses_more_than_fits_on_paper() {
        Map<String, String> thirteen = new HashMap<>();
        for (int i = 0; i < 13; i++) {
            thirteen.put("KZ_F" + i, "1");
        }
        List<Holder> nine = Collections.nCopies(9, new Holder("张三", null, null));

        assertThatThrownBy(() -> paper(List.of(), thirteen)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> paper(nine, Map.of())).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_holders_without_a_name_and_codes_without_their_type() {
        Holder nameless = new Holder(null, "11010519491231002X", HolderCodeType.CITIZEN_ID);
        Holder typeless = new Holder("张三", "11010519491231002X", null);

        assertThatThrownBy(() -> paper(List.of(nameless), Map.of())).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> paper(List.of(typeless), Map.of()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining("11010519491231002X");
    }

    @Test
    void refuses_days_the_wrong_way_round() {
        assertThatThrownBy(() -> new PaperLicence(ID, DAY, DAY, DAY.minusDays(1), List.of(), Map.of(), STATUS))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void shows_nobody_when_printed() {
        assertThat(PaperLicence.of(licence(), List.of("KZ_MJ"), HolderCodes.FULL)
                        .toString())
                .isEqualTo("licence on paper of type 11100000MB03271699001");
    }

    private static PaperLicence paper(List<Holder> holders, Map<String, String> fields) {
        return new PaperLicence(ID, DAY, DAY, LicenceDraft.UNLIMITED, holders, fields, STATUS);
    }

    private static Licence licence() {
        return new Licence(
                ID,
                "中华人民共和国不动产权证书",
                "浙（2026）杭州市不动产权第0000001号",
                "杭州市规划和自然资源局",
                DAY,
                DAY,
                LicenceDraft.UNLIMITED,
                List.of(
                        new Holder("张三", "11010519491231002X", HolderCodeType.CITIZEN_ID),
                        new Holder("某公司", "91330100MA0000000X", HolderCodeType.CREDIT_CODE),
                        new Holder("李四", "123", HolderCodeType.OTHER_PERSON),
                        new Holder("王五", null, null)),
                true,
                Map.of("KZ_MJ", "89.50", "KZ_ZL", "文三路 90 号"),
                Operation.NEW,
                null,
                null,
                STATUS);
    }
}
