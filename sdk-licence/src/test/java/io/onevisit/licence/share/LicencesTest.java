package io.onevisit.licence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicencesTest {
    private static final CitizenId STRANGER = CitizenId.parse("34052419800101001X");

    private final Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
    private final Desk desk = new Desk();
    private final Licences licences = new Licences(desk, bureau.verifier());

    @Test
    void finds_the_verified_licences_of_a_holder() {
        IssuedLicence issued = bureau.issue();
        desk.answer("{\"licences\":[\"" + issued.token() + "\"]}");

        List<HeldLicence> held = licences.heldBy(Bureau.ZHANG, Set.of(Bureau.TYPE), Bureau.PURPOSE);

        assertThat(held).hasSize(1);
        assertThat(held.get(0).report().verdict())
                .as(held.get(0).report().toString())
                .isEqualTo(Verdict.PASSED);
        assertThat(held.get(0).report().orThrow().id()).isEqualTo(issued.id());
        assertThat(held.get(0).statedType()).isEqualTo(Bureau.TYPE);
    }

    @Test
    void asks_as_the_contract_says_with_personal_data_in_the_body_alone() throws IOException {
        desk.answer("{\"licences\":[]}");

        assertThat(licences.heldBy(Bureau.ZHANG, Set.of(Bureau.TYPE), Bureau.PURPOSE))
                .isEmpty();

        JsonNode body = new ObjectMapper().readTree(desk.last().body().toArray());
        assertThat(desk.last().path()).isEqualTo("/v1/licences/held");
        assertThat(desk.last().idempotencyKey()).isNull();
        assertThat(body)
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"holder\":{\"type\":\"citizen-id\",\"code\":\"11010519491231002X\"},"
                                + "\"types\":[\"11100000MB03271699001\"],\"purpose\":{\"caseNumber\":"
                                + "\"310000-2026-000777\",\"matter\":\"123456789012\",\"legalBasis\":"
                                + "\"《条例》第三条\",\"operator\":\"counter-7\",\"fields\":[\"name\"]}}"));
    }

    @Test
    void reports_a_licence_of_somebody_else_as_failed() {
        desk.answer("{\"licences\":[\"" + bureau.issue().token() + "\"]}");

        HeldLicence found = licences.heldBy(STRANGER, Set.of(), Bureau.PURPOSE).get(0);

        assertThat(codes(found.report())).containsExactly("LICENCE_HOLDER");
        assertThat(found.report().subject()).isEmpty();
    }

    @Test
    void reports_a_licence_of_a_type_that_was_not_asked_for_as_failed() {
        desk.answer("{\"licences\":[\"" + bureau.issue().token() + "\"]}");

        HeldLicence found = licences.heldBy(Bureau.ZHANG, Set.of("11100000000013338W011"), Bureau.PURPOSE)
                .get(0);

        assertThat(codes(found.report())).containsExactly("LICENCES_TYPE_ASKED");
    }

    @Test
    void reports_a_revoked_licence_as_failed_and_says_which_type_it_gives_itself() {
        IssuedLicence issued = bureau.issue();
        bureau.change(issued.id(), LicenceStatus.REVOKED);
        desk.answer("{\"licences\":[\"" + issued.token() + "\"]}");

        HeldLicence found =
                licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE).get(0);

        assertThat(codes(found.report())).containsExactly("LICENCE_STATUS");
        assertThat(found.statedType()).isEqualTo(Bureau.TYPE);
    }

    @Test
    void reports_what_is_no_licence_as_failed_beside_one_that_is() {
        desk.answer("{\"licences\":[\"rubbish\",\"" + bureau.issue().token() + "\"]}");

        List<HeldLicence> held = licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE);

        assertThat(codes(held.get(0).report())).containsExactly("LICENCE_FORMAT");
        assertThat(held.get(0).statedType()).isEmpty();
        assertThat(held.get(1).report().verdict()).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"licences\":null}",
                "{\"licences\":\"a\"}",
                "{\"licences\":[1]}",
                "{\"licences\":[null]}",
                "{\"licences\":[\"a\",\"a\"]}",
                "{\"licences\":[],\"licences\":[]}"
            })
    void refuses_an_answer_that_is_not_of_the_contract(String answer) {
        desk.answer(answer);

        assertThatThrownBy(() -> licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_more_licences_than_the_contract_allows() {
        desk.answer(IntStream.range(0, 201)
                .mapToObj(i -> "\"" + i + "\"")
                .collect(Collectors.joining(",", "{\"licences\":[", "]}")));

        assertThatThrownBy(() -> licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_to_ask_for_too_many_types() {
        Set<String> types = IntStream.range(0, 51).mapToObj(Integer::toString).collect(Collectors.toSet());

        assertThatThrownBy(() -> licences.heldBy(Bureau.ZHANG, types, Bureau.PURPOSE))
                .isInstanceOf(InvalidValueException.class);
        assertThat(desk.calls).isEmpty();
    }

    @Test
    void lets_a_refusal_of_the_platform_through() {
        desk.refuse(new PlatformRefusedException("licences.held", new Refusal("not-permitted", "not permitted", "r1")));

        assertThatThrownBy(() -> licences.heldBy(Bureau.ZHANG, Set.of(), Bureau.PURPOSE))
                .isInstanceOf(PlatformRefusedException.class);
    }

    @Test
    void publishes_under_the_identifier() throws IOException {
        IssuedLicence issued = bureau.issue();
        desk.answer("{\"result\":\"PUBLISHED\"}");

        assertThat(licences.publish(issued)).isEqualTo(new Outcome.Done<>(issued.id()));

        JsonNode body = new ObjectMapper().readTree(desk.last().body().toArray());
        assertThat(desk.last().path()).isEqualTo("/v1/licences/publish");
        assertThat(desk.last().idempotencyKey()).isEqualTo(issued.id().toString());
        assertThat(body.get("identifier").textValue()).isEqualTo(issued.id().toString());
        assertThat(body.get("token").textValue()).isEqualTo(issued.token());
        assertThat(body.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"result\":\"OK\"}", "{\"result\":[\"PUBLISHED\"]}"})
    void does_not_know_whether_it_was_published_when_the_answer_makes_no_sense(String answer) {
        IssuedLicence issued = bureau.issue();
        desk.answer(answer);

        assertThat(licences.publish(issued))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.pending().key())
                                .isEqualTo(issued.id().toString()));
    }

    @Test
    void passes_on_that_publishing_was_refused_or_is_unknown() {
        IssuedLicence issued = bureau.issue();
        Refusal refusal = new Refusal("conflict", "other content", null);
        Pending pending = new Pending("licences.publish", "k", "no answer");

        desk.end(new Outcome.Refused<>(refusal));
        assertThat(licences.publish(issued)).isEqualTo(new Outcome.Refused<>(refusal));
        desk.end(new Outcome.Unknown<>(pending));
        assertThat(licences.publish(issued)).isEqualTo(new Outcome.Unknown<>(pending));
    }

    private static List<String> codes(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }

    /** A platform that answers what it was told to and keeps what it was asked. */
    private static final class Desk implements Platform {
        private final List<Call> calls = new ArrayList<>();
        private Outcome<Reply> ending = new Outcome.Done<>(new Reply(Bytes.empty(), "r0"));
        private @Nullable PlatformRefusedException refusal;

        void answer(String body) {
            end(new Outcome.Done<>(new Reply(Bytes.of(body.getBytes(UTF_8)), "r1")));
        }

        void end(Outcome<Reply> outcome) {
            ending = outcome;
        }

        void refuse(PlatformRefusedException exception) {
            refusal = exception;
        }

        Call last() {
            return calls.get(calls.size() - 1);
        }

        @Override
        public Reply read(Call call) {
            calls.add(call);
            if (refusal != null) {
                throw refusal;
            }
            return ((Outcome.Done<Reply>) ending).value();
        }

        @Override
        public Outcome<Reply> write(Call call) {
            calls.add(call);
            return ending;
        }

        @Override
        public Report<Inbound> receive(URI address, RawMessage message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Clock clock() {
            return Bureau.CLOCK;
        }
    }
}
