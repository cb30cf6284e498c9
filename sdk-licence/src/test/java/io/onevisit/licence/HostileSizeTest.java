package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.internal.jose.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More of everything than a licence has: the limits of {@link Limits#DEFAULT}, from both sides. */
class HostileSizeTest {
    private static final Forge FORGE = new Forge(SignatureAlgorithm.SM2);
    private static final int MAX_OCTETS = 256 * 1024;
    private static final int MAX_DISCLOSURES = 512;

    @Test
    void as_many_disclosures_as_allowed_pass_and_one_more_does_not() {
        int room = MAX_DISCLOSURES - FORGE.disclosures().size();

        assertThat(FORGE.accepts(withDisclosures(room))).isTrue();
        assertThat(FORGE.refuses("LICENCE_FORMAT", withDisclosures(room + 1))).isTrue();
    }

    @Test
    void as_many_octets_as_allowed_pass_and_more_do_not() {
        String padded = FORGE.payload(payload -> payload.put("x", "a".repeat(150_000)));
        int length = padded.length();
        assertThat(length).isLessThan(MAX_OCTETS);
        assertThat(FORGE.accepts(padded)).isTrue();

        String over = FORGE.payload(payload -> payload.put("x", "a".repeat(200_000)));
        assertThat(over.length()).isGreaterThan(MAX_OCTETS);
        assertThat(FORGE.refuses("LICENCE_FORMAT", over)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", ".", "a", "=", "\u0000", "\uD83D", "[", "eyJ", "~.", "e30."})
    void a_megabyte_of_anything_is_refused_at_once(String unit) {
        String text = unit.repeat(1024 * 1024 / unit.length());

        assertThat(FORGE.verify(text).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(FORGE.present(text).verdict()).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", ".", "a", "=", "eyJ", "~.", "e30."})
    void as_much_as_is_allowed_of_anything_is_refused(String unit) {
        String text = unit.repeat(MAX_OCTETS / unit.length());

        assertThat(FORGE.verify(text).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(FORGE.present(text).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void four_thousand_digests_of_nothing_are_no_burden() {
        String text = FORGE.payload(payload -> {
            ArrayNode digests = payload.withArray("/_sd");
            for (int i = 0; i < 4_000; i++) {
                digests.add(FORGE.digest("decoy" + i));
            }
        });

        assertThat(FORGE.accepts(text)).isTrue();
    }

    @Test
    void a_name_has_a_limit_wherever_it_stands() {
        String longest = "n".repeat(256);
        String over = longest + "n";

        assertThat(FORGE.accepts(FORGE.payload(payload -> payload.put(longest, 1))))
                .isTrue();
        assertThat(FORGE.refuses("LICENCE_FORMAT", FORGE.payload(payload -> payload.put(over, 1))))
                .isTrue();
        assertThat(FORGE.refuses("LICENCE_FORMAT", FORGE.genuine() + disclosure(over) + "~"))
                .isTrue();
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> LicenceToken.parse(FORGE.genuine() + disclosure(over) + "~"));
        assertThat(Disclosure.parse(disclosure(longest), MAX_OCTETS).name()).isEqualTo(longest);
    }

    private static String disclosure(String name) {
        return Base64Url.encode(("[\"salt\",\"" + name + "\",1]").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void nothing_is_put_back_for_a_signature_that_does_not_hold() {
        String genuine = FORGE.payload(payload -> payload.put("x", 1));
        int dot = genuine.lastIndexOf('.', genuine.indexOf('~'));
        char other = genuine.charAt(dot + 1) == 'A' ? 'B' : 'A';
        String forged = genuine.substring(0, dot + 1) + other + genuine.substring(dot + 2);

        Report<Licence> report = FORGE.verify(forged);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.checks())
                .filteredOn(check -> check.code().equals("LICENCE_DISCLOSURES"))
                .singleElement()
                .satisfies(check -> assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE));
    }

    @Test
    void a_key_binding_has_a_limit_of_its_own() {
        assertThat(FORGE.refusesPresentation(
                        "BINDING_FORMAT", FORGE.bound(claims -> claims.put("x", "a".repeat(16 * 1024)))))
                .isTrue();
        assertThat(FORGE.present(FORGE.bound(claims -> claims.put("x", "a".repeat(8 * 1024))))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_header_has_a_limit_of_its_own() {
        String header = FORGE.header();
        String large = header.substring(0, header.length() - 1) + ",\"x\":\"" + "a".repeat(8 * 1024) + "\"}";

        assertThat(FORGE.refuses("LICENCE_FORMAT", FORGE.header(large))).isTrue();
    }

    @Test
    void a_licence_of_a_thousand_holders_is_read_or_refused_and_never_worse() {
        Report<Licence> report = FORGE.verify(FORGE.payload(
                payload -> {
                    ArrayNode holders = payload.putArray("holders");
                    Collections.nCopies(1000, "x")
                            .forEach(name -> holders.addObject().put("CZZT", name));
                },
                List.of()));

        assertThat(Forge.codes(report)).isSubsetOf("LICENCE_CLAIMS");
    }

    private static String withDisclosures(int more) {
        List<String> disclosures = new ArrayList<>(FORGE.disclosures());
        List<String> added = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            added.add(Forge.disclosure("[\"s\",\"n" + i + "\",1]"));
        }
        disclosures.addAll(added);
        return FORGE.payload(
                payload -> added.forEach(disclosure -> payload.withArray("/_sd").add(FORGE.digest(disclosure))),
                disclosures);
    }
}
