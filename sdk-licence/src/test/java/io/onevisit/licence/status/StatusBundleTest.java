package io.onevisit.licence.status;

import static io.onevisit.licence.status.Lists.NOW;
import static io.onevisit.licence.status.Lists.URI;
import static io.onevisit.licence.status.Lists.forged;
import static io.onevisit.licence.status.Lists.request;
import static io.onevisit.licence.status.Lists.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onevisit.core.Check;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusBundleTest {
    private static final String OTHER = "https://status.example.gov.cn/zz/2";
    private static final String TOKEN = token(NOW, StatusList.SUSPENDED);
    private static final String OTHER_TOKEN = token(OTHER, NOW.minusSeconds(60), null, null, StatusList.VALID);
    private static final StatusSource BOTH = uri -> Optional.of(uri.equals(URI) ? TOKEN : OTHER_TOKEN);

    @Test
    void says_of_too_many_lists_that_they_are_too_many_before_it_reads_one() {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> StatusBundle.of(Collections.nCopies(1025, "x")))
                .withMessageContaining("1024");
    }

    @Test
    void lists_come_back_as_they_were_signed_with_their_ages() {
        StatusBundle bundle = StatusBundle.collect(BOTH, List.of(request(NOW), request(OTHER, NOW)))
                .orThrow();
        StatusBundle read = StatusBundle.read(bundle.write());

        assertThat(read.statusList(URI)).contains(TOKEN);
        assertThat(read.statusList(OTHER)).contains(OTHER_TOKEN);
        assertThat(read.issued()).isEqualTo(Map.of(URI, NOW, OTHER, NOW.minusSeconds(60)));
        assertThat(read.verified(request(NOW)).orElseThrow().orThrow().list().get(0))
                .isEqualTo(StatusList.SUSPENDED);
    }

    @Test
    void a_report_states_the_age_of_a_list_in_it() {
        StatusCheck check = new StatusCheck(
                StatusBundle.of(List.of(OTHER_TOKEN)), Duration.ofDays(7), Duration.ofMinutes(1), 1 << 20);

        Report<StatusListToken> report = check.of(
                new StatusReference(OTHER, 0), Lists.ISSUER, request(NOW).keys(), NOW);

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.checks()).extracting(Check::actual).contains("the status list is PT1M old");
    }

    @Test
    void what_is_not_in_it_is_unknown() {
        assertThat(StatusBundle.of(List.of(TOKEN)).statusList(OTHER)).isEmpty();
        assertThat(StatusBundle.of(List.of()).verified(request(NOW))).isEmpty();
    }

    @Test
    void a_list_that_is_wanted_twice_is_in_it_once() {
        StatusBundle bundle = StatusBundle.collect(BOTH, List.of(request(NOW), request(OTHER, NOW), request(NOW)))
                .orThrow();

        assertThat(bundle.issued()).containsOnlyKeys(URI, OTHER);
    }

    @Test
    void a_list_that_is_wanted_of_two_issuers_is_collected_for_neither() {
        StatusListRequest request = request(NOW);
        StatusListRequest another = new StatusListRequest(
                URI,
                "another",
                Map.of("k", Lists.FORGER.verificationKey()),
                NOW,
                request.clockSkew(),
                request.maxOctets());

        Report<StatusBundle> report = StatusBundle.collect(BOTH, List.of(request, another));

        assertThat(report.subject()).isEmpty();
        assertThat(report.problems()).extracting(Check::code).containsExactly("STATUS_LIST_SIGNATURE");
    }

    @Test
    void collects_nothing_that_does_not_verify_and_says_what() {
        Report<StatusBundle> report = StatusBundle.collect(uri -> Optional.of(forged(NOW)), List.of(request(NOW)));

        assertThat(report.subject()).isEmpty();
        assertThat(report.problems()).extracting(Check::code).containsExactly("STATUS_LIST_SIGNATURE");
        assertThat(report.problems()).extracting(Check::where).containsExactly(URI);
    }

    @Test
    void collects_nothing_when_a_list_is_not_there() {
        StatusSource one = uri -> uri.equals(URI) ? Optional.of(TOKEN) : Optional.empty();
        Report<StatusBundle> report = StatusBundle.collect(one, List.of(request(NOW), request(OTHER, NOW)));

        assertThat(report.subject()).isEmpty();
        assertThat(report.problems()).extracting(Check::where).containsExactly(OTHER);
    }

    @Test
    void a_forged_list_gets_in_and_is_found_out_by_whoever_verifies() {
        StatusBundle bundle =
                StatusBundle.read(StatusBundle.of(List.of(forged(NOW))).write());

        assertThat(bundle.verified(request(NOW)).orElseThrow().verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void refuses_two_lists_for_one_address() {
        refused(() -> StatusBundle.of(List.of(TOKEN, token(NOW.minusSeconds(1), 0))));
    }

    @Test
    void refuses_more_lists_than_1024() {
        refused(() -> StatusBundle.of(Collections.nCopies(1025, TOKEN)));
        List<String> most = new ArrayList<>();
        for (int i = 0; i < 1024; i++) {
            most.add(unsigned("https://x.example/" + i));
        }
        assertThat(StatusBundle.of(most).issued()).hasSize(1024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{'format':'onevisit-status-bundle','version':1}",
                "{'format':'onevisit-status-bundle','lists':[]}",
                "{'version':1,'lists':[]}",
                "{'format':'zip','version':1,'lists':[]}",
                "{'format':1,'version':1,'lists':[]}",
                "{'format':'onevisit-status-bundle','version':2,'lists':[]}",
                "{'format':'onevisit-status-bundle','version':0,'lists':[]}",
                "{'format':'onevisit-status-bundle','version':'1','lists':[]}",
                "{'format':'onevisit-status-bundle','version':1.0,'lists':[]}",
                "{'format':'onevisit-status-bundle','version':1,'lists':{}}",
                "{'format':'onevisit-status-bundle','version':1,'lists':'x'}",
                "{'format':'onevisit-status-bundle','version':1,'lists':null}",
                "{'format':'onevisit-status-bundle','version':1,'lists':[null]}",
                "{'format':'onevisit-status-bundle','version':1,'lists':['']}",
                "{'format':'onevisit-status-bundle','version':1,'lists':['a.b.c']}",
                "{'format':'onevisit-status-bundle','version':1,'lists':[1]}",
                "{'format':'onevisit-status-bundle','version':1,'lists':[[]]}",
                "{'format':'onevisit-status-bundle','version':1,'lists':[],'keys':[]}",
                "{'format':'onevisit-status-bundle','version':1,'lists':[],'lists':[]}",
                "{'format':'onevisit-status-bundle','version':1,'lists':[]} x",
                "\uFEFF{'format':'onevisit-status-bundle','version':1,'lists':[]}"
            })
    void refuses_what_is_no_bundle(String json) {
        refused(() -> StatusBundle.read(json.replace('\'', '"').getBytes(UTF_8)));
    }

    @Test
    void refuses_tokens_without_address_or_time() {
        refused(() -> StatusBundle.of(List.of(unsigned("no address"))));
        refused(() -> StatusBundle.of(List.of(
                SignedJwt.sign(Lists.KEY, "statuslist+jwt", StrictJson.object().put("sub", URI)))));
        refused(() -> StatusBundle.of(List.of(
                SignedJwt.sign(Lists.KEY, "statuslist+jwt", StrictJson.object().put("iat", 1)))));
    }

    @Test
    void refuses_a_file_over_32_mib() {
        refused(() -> StatusBundle.read(new byte[32 * 1024 * 1024 + 1]));
    }

    @Test
    void every_cut_is_refused() {
        byte[] octets = StatusBundle.of(List.of(TOKEN)).write();
        for (int length = 0; length < octets.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(octets, length);
            refused(() -> StatusBundle.read(cut));
        }
    }

    private static String unsigned(String address) {
        return SignedJwt.sign(
                Lists.KEY,
                "statuslist+jwt",
                StrictJson.object().put("sub", address).put("iat", 1));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(call);
    }
}
