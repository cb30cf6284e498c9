package io.onevisit.payment.outlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayCutTest {
    @ParameterizedTest
    @CsvSource({
        "21:00:00, 2026-11-21T12:59:59Z, 2026-11-21", // 20:59:59 in Asia/Shanghai
        "21:00:00, 2026-11-21T13:00:00Z, 2026-11-22", // 21:00:00
        "21:00:00, 2026-11-21T13:00:01Z, 2026-11-22",
        "21:00:00, 2026-11-21T15:59:59Z, 2026-11-22", // 23:59:59
        "21:00:00, 2026-11-21T16:00:00Z, 2026-11-22", // midnight
        "21:00:00, 2026-11-22T12:59:59Z, 2026-11-22",
        "21:00:00, 2026-11-22T13:00:00Z, 2026-11-23",
        "21:00:00, 2026-12-31T13:00:00Z, 2027-01-01",
        "21:00:00, 2028-02-28T13:00:00Z, 2028-02-29",
        "00:00:00, 2026-11-21T15:59:59Z, 2026-11-21",
        "00:00:00, 2026-11-21T16:00:00Z, 2026-11-22",
        "00:00:01, 2026-11-21T16:00:00Z, 2026-11-22",
        "00:00:01, 2026-11-21T16:00:01Z, 2026-11-23",
        "23:59:59, 2026-11-21T15:59:58Z, 2026-11-21",
        "23:59:59, 2026-11-21T15:59:59Z, 2026-11-22",
    })
    void a_bank_day_ends_to_the_second(LocalTime cut, Instant at, LocalDate day) {
        assertThat(new DayCut(cut).dayOf(at)).isEqualTo(day);
    }

    @Test
    void a_part_of_the_last_second_belongs_to_the_day_that_ends() {
        assertThat(new DayCut(LocalTime.of(21, 0)).dayOf(Instant.parse("2026-11-21T12:59:59.999999999Z")))
                .isEqualTo(LocalDate.of(2026, 11, 21));
    }

    @Test
    void the_zone_is_not_the_hosts() {
        TimeZone host = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            assertThat(new DayCut(LocalTime.of(21, 0)).dayOf(Instant.parse("2026-11-21T13:00:00Z")))
                    .isEqualTo(LocalDate.of(2026, 11, 22));
        } finally {
            TimeZone.setDefault(host);
        }
    }

    @Test
    void refuses_a_cut_that_is_missing_or_not_in_whole_seconds() {
        assertThatThrownBy(() -> new DayCut(LocalTime.of(21, 0, 0, 1))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new DayCut(null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new DayCut(LocalTime.NOON).dayOf(null)).isInstanceOf(InvalidValueException.class);
    }
}
