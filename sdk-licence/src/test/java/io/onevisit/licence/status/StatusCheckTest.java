package io.onevisit.licence.status;

import static io.onevisit.licence.status.Lists.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Report;
import io.onevisit.core.StorageException;
import io.onevisit.core.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusCheckTest {
    static Stream<OneVisitException> outages() {
        return Stream.of(
                new PlatformUnreachableException("status.get", "no answer", new IOException("gone")),
                new StorageException("reading a status list", null));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void a_source_that_fails_leaves_the_status_undecided(OneVisitException outage) {
        Report<StatusListToken> report = status(uri -> {
            throw outage;
        });

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.problems()).extracting(Check::code).containsExactly("LICENCE_STATUS_LIST");
    }

    @Test
    void a_source_with_a_fault_of_its_own_is_not_taken_for_one_that_fails() {
        StatusSource broken = uri -> {
            throw new IllegalStateException("broken");
        };

        assertThatThrownBy(() -> status(broken)).isInstanceOf(IllegalStateException.class);
    }

    private static Report<StatusListToken> status(StatusSource source) {
        return new StatusCheck(source, Duration.ofDays(7), Duration.ofMinutes(1), 1 << 20)
                .of(new StatusReference(Lists.URI, 0), Lists.ISSUER, Map.of("k", Lists.KEY.verificationKey()), NOW);
    }
}
