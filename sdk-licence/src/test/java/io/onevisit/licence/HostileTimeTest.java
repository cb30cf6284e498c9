package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.crypto.SignatureAlgorithm;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Times of every wrong type and size, in the licence and in its binding. */
class HostileTimeTest {
    private static final Forge FORGE = new Forge(SignatureAlgorithm.SM2);

    static Stream<Arguments> times() {
        return Stream.of("iat", "nbf", "exp")
                .flatMap(name -> Stream.of(
                                "null",
                                "true",
                                "false",
                                "\"\"",
                                "\"1795226400\"",
                                "\"2026-11-21T02:00:00Z\"",
                                "[]",
                                "[1795226400]",
                                "{}",
                                "-1",
                                "-9223372036854775808",
                                "1795226400.0",
                                "1795226400.5",
                                "1.8e9",
                                "1e400",
                                "253402300800",
                                "9223372036854775807",
                                "9223372036854775808",
                                "99999999999999999999999999999999")
                        .map(value -> Arguments.of(name, value)));
    }

    @ParameterizedTest
    @MethodSource("times")
    void a_licence_with_a_time_of_another_type_is_refused(String name, String value) {
        assertThat(FORGE.refuses("LICENCE_CLAIMS", FORGE.payload(payload -> payload.set(name, Json.of(value)))))
                .isTrue();
    }

    static Stream<Arguments> bindingTimes() {
        return times().filter(time -> !"nbf".equals(time.get()[0]));
    }

    @ParameterizedTest
    @MethodSource("bindingTimes")
    void a_binding_with_a_time_of_another_type_is_refused(String name, String value) {
        assertThat(FORGE.refusesPresentation("BINDING_FORMAT", FORGE.bound(claims -> claims.set(name, Json.of(value)))))
                .isTrue();
    }

    @Test
    void the_edges_of_what_is_allowed_are_no_error_of_type() {
        for (String value : new String[] {"0", "253402300799"}) {
            assertThat(Forge.codes(FORGE.verify(FORGE.payload(payload -> payload.set("nbf", Json.of(value))))))
                    .doesNotContain("LICENCE_CLAIMS");
        }
    }
}
