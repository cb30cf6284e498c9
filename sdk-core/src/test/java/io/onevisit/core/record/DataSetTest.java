package io.onevisit.core.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.id.PartyId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSetTest {
    private static final String ONE = """
            {"name":"household","zh":"户","en":"household","source":"s","subjectTypes":["citizen-id"],
             "consentRequired":true,"several":false,"fields":[{"name":"address","zh":"住址","en":"address"}]}""";

    @Test
    void the_eight_common_data_sets_are_shipped() {
        assertThat(DataSet.shipped())
                .extracting(DataSet::name)
                .containsExactly(
                        "population",
                        "household",
                        "marriage",
                        "legal-person",
                        "social-security",
                        "tax",
                        "real-estate",
                        "credit");
        assertThat(DataSet.shipped("legal-person").subjectTypes()).containsExactly(CreditCode.TYPE);
        assertThat(DataSet.shipped("tax").subjectTypes()).containsExactlyInAnyOrder(CitizenId.TYPE, CreditCode.TYPE);
    }

    @Test
    void shipped_data_sets_are_held_under_numbers_that_exist() {
        Set<String> types = Set.of(
                "citizen-id", "residence-permit", "permanent-residence", "passport", "travel-permit", "credit-code");
        for (String type : types) {
            assertThatThrownBy(() -> PartyId.parse(type, "?"))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageNotContaining("type");
        }
        assertThat(DataSet.shipped()).allMatch(set -> types.containsAll(set.subjectTypes()));
    }

    @Test
    void what_tells_of_private_life_needs_consent() {
        assertThat(DataSet.shipped().stream().filter(set -> !set.consentRequired()))
                .extracting(DataSet::name)
                .containsExactlyInAnyOrder("population", "legal-person");
    }

    @Test
    void a_department_reads_data_sets_of_its_own() {
        assertThat(read(ONE))
                .containsExactly(new DataSet(
                        "household",
                        "户",
                        "household",
                        "s",
                        Set.of("citizen-id"),
                        true,
                        false,
                        List.of(new DataSet.Field("address", "住址", "address"))));
    }

    @Test
    void two_data_sets_have_two_names() {
        assertThatThrownBy(() -> read(ONE + "," + ONE)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":\"household\",|",
                "\"household\",\"zh\"|\"Household\",\"zh\"",
                "\"source\":\"s\"|\"source\":7",
                "[\"citizen-id\"]|[]",
                "[\"citizen-id\"]|[7]",
                "[\"citizen-id\"]|\"citizen-id\"",
                "\"consentRequired\":true,|",
                "\"consentRequired\":true|\"consentRequired\":\"true\"",
                "\"several\":false|\"several\":0",
                "[{\"name\":\"address\",\"zh\":\"住址\",\"en\":\"address\"}]|[]",
                "[{\"name\":\"address\"|[7,{\"name\":\"address\"",
                "\"en\":\"address\"}]|\"en\":\"address\"},{\"name\":\"address\",\"zh\":\"z\",\"en\":\"e\"}]",
            })
    void refuses_data_sets_of_another_form(String change) {
        String[] fromTo = change.split("\\|", -1);
        assertThat(ONE).contains(fromTo[0]);

        assertThatThrownBy(() -> read(ONE.replace(fromTo[0], fromTo[1]))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void there_is_no_such_data_set() {
        assertThatThrownBy(() -> DataSet.shipped("criminal-record")).isInstanceOf(InvalidValueException.class);
    }

    private static List<DataSet> read(String sets) {
        return DataSet.readAll(("{\"dataSets\":[" + sets + "]}").getBytes(UTF_8));
    }
}
