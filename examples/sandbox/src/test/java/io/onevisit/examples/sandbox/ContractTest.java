package io.onevisit.examples.sandbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {
    private static final Contract CONTRACT = new Contract();
    private static final LicenceId IDENTIFIER =
            LicenceId.make("11100000MB03271699001", Organisation.REAL_ESTATE_REGISTRY.code(), "HZ2020001", 1);

    @ParameterizedTest
    @EnumSource
    void knows_every_state_that_the_library_knows(LicenceStatus status) {
        assertThatCode(() -> CONTRACT.checkReply("/v1/licences/compare", compared(status.code())))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "1", "08", "98", "VALID"})
    void knows_no_other_state(String code) {
        assertThatIllegalStateException().isThrownBy(() -> CONTRACT.checkReply("/v1/licences/compare", compared(code)));
    }

    private static ObjectNode compared(String status) {
        ObjectNode answer = Json.object()
                .put("result", "FOUND")
                .put("identifier", IDENTIFIER.toString())
                .put("status", status);
        answer.putObject("matches").put("CZZT", "MATCH");
        return answer;
    }
}
