package io.onevisit.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.crypto.VerificationKeys.Entry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationKeysTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant CHANGE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant RETIRED = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    private final VerificationKey old =
            SigningKey.generate(SignatureAlgorithm.SM2, "old").verificationKey();
    private final VerificationKey next =
            SigningKey.generate(SignatureAlgorithm.SM2, "new").verificationKey();
    private final VerificationKeys keys =
            VerificationKeys.of(List.of(new Entry("old", old, START, RETIRED), new Entry("new", next, CHANGE, END)));

    @Test
    void two_keys_overlap_while_the_other_side_changes_over_fault_37() {
        assertThat(keys.find("old", CHANGE)).contains(old);
        assertThat(keys.find("new", CHANGE)).contains(next);
    }

    @Test
    void a_key_not_yet_begun_retired_or_unknown_is_not_found_fault_37() {
        assertThat(keys.find("new", CHANGE.minusMillis(1))).isEmpty();
        assertThat(keys.find("old", RETIRED.minusMillis(1))).contains(old);
        assertThat(keys.find("old", RETIRED)).isEmpty();
        assertThat(keys.find("other", CHANGE)).isEmpty();
        assertThat(keys.find("OLD", CHANGE)).isEmpty();
    }

    @Test
    void refuses_two_keys_of_one_id_and_a_time_that_ends_before_it_begins() {
        Entry entry = new Entry("old", old, START, RETIRED);

        assertThatThrownBy(() -> VerificationKeys.of(List.of(entry, new Entry("old", next, START, END))))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Entry("old", old, START, START)).isInstanceOf(InvalidValueException.class);
    }
}
