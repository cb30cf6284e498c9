package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.onevisit.core.MatterCode;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.id.OrganisationCode;
import io.onevisit.core.id.Passport;
import io.onevisit.core.id.PermanentResidence;
import io.onevisit.core.id.PostalItemNumber;
import io.onevisit.core.id.ResidencePermit;
import io.onevisit.core.id.TravelPermit;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parsing makes nothing but the value: an object with one field, and a new text only where the text is not kept as it
 * came, be it that a small x is made a capital one (one text) or a hyphen is taken out (its two halves put together, two
 * texts). What those take on this JVM is measured, not assumed; on a 64-bit one an object with one field takes 16 octets.
 */
class AllocationTest {
    private static final int TIMES = 100_000;
    private static final Object[] KEPT = new Object[TIMES];
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A number, how it is read, and how many texts of its own length the value needs beside the one given. */
    record Parsing(String number, Function<String, Object> parse, int texts) {
        Parsing(String number, Function<String, Object> parse) {
            this(number, parse, 0);
        }

        @Override
        public String toString() {
            return number;
        }
    }

    /** The size of every value: one object with one reference. */
    record Value(String text) {}

    static List<Parsing> parsings() {
        return List.of(
                new Parsing("11010519491231002X", CitizenId::parse),
                new Parsing("11010519491231002x", CitizenId::parse, 1),
                new Parsing("110105491231002", CitizenId::parse),
                new Parsing("830000199201300022", ResidencePermit::parse),
                new Parsing("932682198501010017", PermanentResidence::parse),
                new Parsing("KAZ110090123105", PermanentResidence::parse),
                new Parsing("E12345678", Passport::parse),
                new Parsing("H12345678", TravelPermit::parse),
                new Parsing("91350100M000100Y43", CreditCode::parse),
                new Parsing("D2143569X", OrganisationCode::parse),
                new Parsing("D2143569-X", OrganisationCode::parse, 2),
                new Parsing("RR473124829GB", PostalItemNumber::parse),
                new Parsing("1234567890123", PostalItemNumber::parse),
                new Parsing("330106", DivisionCode::parse),
                new Parsing("11450000007565194H200011501500504", MatterCode::new));
    }

    @ParameterizedTest
    @MethodSource("parsings")
    void allocates_nothing_beyond_the_value(Parsing parsing) {
        long value = allocated(Value::new, parsing.number());
        long text = allocated(given -> given.replace(given.charAt(given.length() - 1), '_'), parsing.number());

        assertThat(allocated(parsing.parse(), parsing.number()))
                .as("octets for each parse")
                .isBetween(value, value + parsing.texts() * text);
    }

    /** Octets for each call, rounded down: what the thread does once is lost among so many. */
    private static long allocated(Function<String, Object> parse, String number) {
        measure(parse, number);
        return measure(parse, number) / TIMES;
    }

    private static long measure(Function<String, Object> parse, String number) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TIMES; i++) {
            KEPT[i] = parse.apply(number);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
