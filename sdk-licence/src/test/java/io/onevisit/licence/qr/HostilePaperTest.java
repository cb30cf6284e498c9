package io.onevisit.licence.qr;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.licence.Bureau;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.qr.Cbor.Octets;
import io.onevisit.licence.status.StatusList;
import io.onevisit.licence.status.StatusListToken;
import io.onevisit.licence.status.StatusReference;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Encodings of a genuine licence that another reader might let through. Each is signed by the issuer over exactly what it
 * says, so that nothing but the rule in the test's name refuses it.
 */
class HostilePaperTest {
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.ES256, "k");
    private static final StatusReference STATUS = new StatusReference("https://status.example.gov.cn/zz/1", 5);
    private static final String CLAIMS = Bytes.of(PaperClaims.write(new PaperLicence(
                            LicenceId.make(Bureau.TYPE, Bureau.CODE, "330106202611210012", 1),
                            LocalDate.of(2026, 11, 20),
                            LocalDate.of(2026, 11, 21),
                            LicenceDraft.UNLIMITED,
                            List.of(),
                            Map.of(),
                            STATUS))
                    .encode())
            .toHex();
    /** Algorithm -7 and key id "k". */
    private static final String HEADER = "a2" + "0126" + "04416b";

    @Test
    void the_licence_itself_passes() {
        assertThat(verify(message(HEADER, "a0", CLAIMS)).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void rfc_8949_4_2_1_refuses_an_integer_longer_than_needed() {
        fails("PAPER_CLAIMS", message(HEADER, "a0", CLAIMS.replace("63696478" + "05", "63696478" + "1805")));
        fails("PAPER_COSE", message("a2" + "013806" + "04416b", "a0", CLAIMS));
    }

    @Test
    void rfc_8949_4_2_1_refuses_an_indefinite_length() {
        fails("PAPER_CLAIMS", message(HEADER, "a0", "bf" + CLAIMS.substring(2) + "ff"));
        fails("PAPER_COSE", message("bf" + HEADER.substring(2) + "ff", "a0", CLAIMS));
        String message = message(HEADER, "a0", CLAIMS);
        fails("PAPER_CBOR", "d29f" + message.substring(4) + "ff");
    }

    @Test
    void rfc_8949_5_6_refuses_a_key_met_twice() {
        fails("PAPER_COSE", message("a3" + "0126" + "0126" + "04416b", "a0", CLAIMS));
        fails("PAPER_CLAIMS", message(HEADER, "a0", twice(CLAIMS)));
    }

    /** The map with its first entry, {@code nbf}, written again before it. */
    private static String twice(String claims) {
        String first = claims.substring(2, 2 + 12); // 05 1a and four octets
        return "a5" + first + claims.substring(2);
    }

    @Test
    void rfc_8949_4_2_1_refuses_keys_out_of_order() {
        fails("PAPER_COSE", message("a2" + "04416b" + "0126", "a0", CLAIMS));
    }

    @Test
    void rfc_8949_3_4_refuses_a_tag_that_does_not_belong_there() {
        fails("PAPER_COSE", "d8" + "3d" + message(HEADER, "a0", CLAIMS));
        fails("PAPER_COSE", message(HEADER, "a0", CLAIMS).substring(2));
        fails("PAPER_COSE", "d1" + message(HEADER, "a0", CLAIMS).substring(2));
        fails("PAPER_CLAIMS", message(HEADER, "a0", "d83d" + CLAIMS));
    }

    @Test
    void rfc_8949_3_3_refuses_floats_and_simple_values() {
        fails("PAPER_CLAIMS", message(HEADER, "a0", CLAIMS.replace("63696478" + "05", "63696478" + "f94500")));
        fails("PAPER_CLAIMS", message(HEADER, "a0", CLAIMS.replace("63696478" + "05", "63696478" + "f6")));
        fails("PAPER_CBOR", message(HEADER, "f6", CLAIMS));
    }

    @Test
    void rfc_8949_5_3_refuses_octets_after_the_item() {
        fails("PAPER_CBOR", message(HEADER, "a0", CLAIMS) + "00");
        fails("PAPER_CLAIMS", message(HEADER, "a0", CLAIMS + "a0"));
        fails("PAPER_COSE", message(HEADER + "00", "a0", CLAIMS));
    }

    @Test
    void rfc_8949_10_refuses_deep_nesting() {
        fails("PAPER_CBOR", "d2" + "81".repeat(200) + "00");
        fails("PAPER_CLAIMS", message(HEADER, "a0", "81".repeat(200) + "00"));
    }

    @Test
    void rfc_9052_3_1_refuses_a_crit_header() {
        fails("PAPER_COSE", message("a3" + "0126" + "028104" + "04416b", "a0", CLAIMS));
        fails("PAPER_COSE", message("a3" + "0126" + "0280" + "04416b", "a0", CLAIMS));
    }

    @Test
    void rfc_9052_3_refuses_an_algorithm_outside_the_protected_header() {
        fails("PAPER_COSE", message("a1" + "04416b", "a1" + "0126", CLAIMS));
        fails("PAPER_COSE", message(HEADER, "a1" + "0126", CLAIMS));
        fails("PAPER_COSE", message(HEADER, "a1" + "04416b", CLAIMS));
    }

    @Test
    void rfc_9052_3_refuses_a_protected_header_that_is_no_map() {
        fails("PAPER_COSE", message("80", "a0", CLAIMS));
        fails("PAPER_COSE", message("", "a0", CLAIMS));
    }

    @Test
    void rfc_9052_4_2_refuses_a_message_without_its_payload() {
        String message = message(HEADER, "a0", CLAIMS);
        String header = "d284" + octets(HEADER) + "a0";
        fails("PAPER_CBOR", header + "f6" + message.substring(message.length() - 132));
        fails("PAPER_CLAIMS", message(HEADER, "a0", ""));
    }

    @Test
    void rfc_9052_4_2_refuses_the_message_of_several_signers() {
        fails("PAPER_COSE", "d862" + message(HEADER, "a0", CLAIMS).substring(2));
    }

    @Test
    void rfc_9053_2_1_refuses_a_signature_of_another_length() {
        String message = message(HEADER, "a0", CLAIMS);
        String head = message.substring(0, message.length() - 132);
        fails("PAPER_SIGNATURE", head + "40");
        fails("PAPER_SIGNATURE", head + "5841" + message.substring(message.length() - 128) + "00");
    }

    @Test
    void rfc_9285_6_refuses_triples_above_65535_and_pairs_above_255() {
        String text = "ZZ1:" + Base45.encode(octetsOf(message(HEADER, "a0", CLAIMS)));
        assertThat(codes(verifyText(text.substring(0, 4) + "GGW" + text.substring(7))))
                .contains("PAPER_BASE45");
        assertThat(codes(verifyText(text + "::"))).contains("PAPER_BASE45");
        assertThat(codes(verifyText(text + "A"))).contains("PAPER_BASE45");
        assertThat(codes(verifyText(text.replace('A', 'a')))).contains("PAPER_BASE45");
    }

    @Test
    void rfc_1950_refuses_what_unpacks_to_more_than_4096_octets() {
        byte[] packed = Packing.pack(new byte[4097]);
        assertThat(packed.length).isLessThan(100);
        assertThat(codes(verifyText("ZZ1:" + Base45.encode(packed)))).contains("PAPER_PACKING");
    }

    /** COSE_Sign1, the signature over what stands there, by a structure written out by hand. */
    private static String message(String header, String unprotected, String payload) {
        String signed = "84" + "6a5369676e617475726531" + octets(header) + "40" + octets(payload);
        return "d284" + octets(header) + unprotected + octets(payload)
                + octets(Bytes.of(KEY.sign(octetsOf(signed))).toHex());
    }

    private static String octets(String hex) {
        return Bytes.of(new Octets(Bytes.ofHex(hex)).encode()).toHex();
    }

    private static byte[] octetsOf(String hex) {
        return Bytes.ofHex(hex).toArray();
    }

    private static void fails(String code, String message) {
        assertThat(codes(verify(message))).contains(code);
        assertThat(verify(message).verdict()).isEqualTo(Verdict.FAILED);
    }

    private static Report<PaperLicence> verify(String message) {
        return verifyText("ZZ1:" + Base45.encode(octetsOf(message)));
    }

    private static Report<PaperLicence> verifyText(String text) {
        String list = new StatusListToken(STATUS.uri(), Bureau.NOW, null, null, StatusList.of(2, 1024)).sign(KEY);
        return new PaperLicenceVerifier(
                        new TrustedIssuers(List.of(new TrustedIssuer(
                                Bureau.CODE, Map.of("k", KEY.verificationKey()), Set.of(Bureau.TYPE)))),
                        uri -> Optional.of(list),
                        Bureau.CLOCK,
                        Limits.DEFAULT)
                .verify(text);
    }

    private static List<String> codes(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }
}
