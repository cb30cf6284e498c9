package io.onevisit.examples.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.examples.sandbox.Fault;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever fails on the way, the end is the same; and a case that cannot be granted ends without cost. */
class JourneyFaultsTest {
    private static final Set<String> REACHED = ConcurrentHashMap.newKeySet();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"DUPLICATE", "LOST_RESPONSE"})
    void ends_with_one_payment_one_licence_and_one_waybill_under(Fault fault) throws Exception {
        assertEndsAsWithout(fault);
    }

    @ParameterizedTest
    @Tag("slow")
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DUPLICATE", "LOST_RESPONSE"})
    void ends_with_one_payment_one_licence_and_one_waybill_under_any_other(Fault fault) throws Exception {
        assertEndsAsWithout(fault);
    }

    private void assertEndsAsWithout(Fault fault) throws Exception {
        OneVisit visit = OneVisit.under(fault, "li-mingxuan", folder, OneVisit.h2(folder));

        assertThat(visit.granted).isTrue();
        assertThat(visit.row.state()).isEqualTo("POSTED");
        assertThat(visit.row.payments()).isEqualTo(1);
        assertThat(visit.row.licence()).isNotNull();
        assertThat(visit.row.waybill()).isNotNull();
        assertThat(visit.atThePlatform("order")).isEqualTo(1);
        assertThat(visit.atThePlatform("collection")).isEqualTo(1);
        assertThat(visit.atThePlatform("delivery")).isEqualTo(1);
        REACHED.addAll(visit.answered);
    }

    /** What went over the wire was held to the contract by the sandbox; this says that nothing of it was left out. */
    @AfterAll
    static void every_path_of_the_contract_was_answered_with_success_but_one_that_a_guide_calls() {
        assertThat(REACHED)
                .containsExactlyInAnyOrder(
                        "/v1/records/fetch",
                        "/v1/licences/held",
                        "/v1/licences/publish",
                        "/v1/status/get",
                        "/v1/status/publish",
                        "/v1/payments/orders",
                        "/v1/payments/orders/query",
                        "/v1/outlet/bills/lookup",
                        "/v1/outlet/collections",
                        "/v1/outlet/collections/query",
                        "/v1/deliveries",
                        "/v1/deliveries/query");
    }

    @ParameterizedTest
    @CsvSource({
        "wang-xiulan, LICENCE_STATUS", // her certificate is suspended
        "ma-xiaoxue, LICENCE_EXPIRY", // hers has expired
    })
    void an_invalid_licence_ends_the_visit_before_anything_is_ordered(String application, String check)
            throws Exception {
        OneVisit visit = OneVisit.of(application, folder, OneVisit.h2(folder));

        assertThat(visit.granted).isFalse();
        assertThat(visit.printed)
                .contains("licence 11100000MB03271699001: INVALID", "[" + check + "]", "cannot be approved at once");
        assertThat(visit.row.state()).isEqualTo("OPEN");
        assertThat(visit.atThePlatform("order")).isZero();
    }

    @Test
    void a_missing_licence_ends_the_visit_before_anything_is_ordered() throws Exception {
        OneVisit visit = OneVisit.of("chen-zhiqiang", folder, OneVisit.h2(folder));

        assertThat(visit.granted).isFalse();
        assertThat(visit.printed)
                .contains("cannot be approved at once")
                .contains("licence 11100000MB03271699001: MISSING");
        assertThat(visit.atThePlatform("order")).isZero();
    }
}
