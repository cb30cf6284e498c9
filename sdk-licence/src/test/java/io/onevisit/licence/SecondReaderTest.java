package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.VerificationKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the issuer makes, read by code that shares nothing with it. */
class SecondReaderTest {
    @Test
    void jose4j_verifies_an_es256_licence_and_every_digest_is_of_one_disclosure() {
        Bureau bureau = new Bureau(SignatureAlgorithm.ES256);
        String token = bureau.issue().token();
        List<String> parts = Arrays.asList(token.split("~", -1));
        VerificationKey key = bureau.key.verificationKey();

        assertThat(Peer.verifiesEs256(
                        parts.get(0),
                        Peer.encode(key.x().toArray()),
                        Peer.encode(key.y().toArray())))
                .isTrue();
        assertThat(parts.subList(1, parts.size() - 1).stream().map(Peer::sha256))
                .containsExactlyInAnyOrderElementsOf(Peer.digests(token));
        assertThat(header(parts.get(0)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("alg", "ES256", "typ", "dc+sd-jwt", "kid", "bureau-1"));
        assertThat(payload(parts.get(0))).containsEntry("_sd_alg", "sha-256");
    }

    @Test
    void bouncy_castle_verifies_an_sm2_licence_and_every_digest_is_of_one_disclosure() {
        Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        String token = bureau.issue().token();
        List<String> parts = Arrays.asList(token.split("~", -1));
        VerificationKey key = bureau.key.verificationKey();

        assertThat(Peer.verifiesSm2(parts.get(0), key.x().toArray(), key.y().toArray()))
                .isTrue();
        assertThat(parts.subList(1, parts.size() - 1).stream().map(Peer::sm3))
                .containsExactlyInAnyOrderElementsOf(Peer.digests(token));
        assertThat(payload(parts.get(0))).containsEntry("_sd_alg", "sm3");
    }

    @Test
    void a_second_reader_finds_the_claims_of_the_profile() {
        Bureau bureau = new Bureau(SignatureAlgorithm.ES256);
        IssuedLicence issued = bureau.issue();
        Map<String, Object> payload =
                payload(Arrays.asList(issued.token().split("~", -1)).get(0));

        assertThat(payload)
                .containsEntry("iss", "urn:cn:uscc:" + Bureau.CODE)
                .containsEntry("vct", "urn:cn:zz:" + Bureau.TYPE)
                .containsEntry("ZZBS", issued.id().toString())
                .containsEntry("iat", 1795104000L) // 2026-11-20 in China
                .containsEntry("nbf", 1795190400L) // 2026-11-21 in China
                .containsEntry("exp", 253402272000L) // the midnight after 9999-12-31 in China
                .containsEntry("CZLX", "01")
                .containsKeys("status", "cnf", "_sd", "ZZMC", "ZZBFJG", "KZ_QLLX")
                .doesNotContainKeys("ZZBH", "KZ_ZL", "sub");
        assertThat(payload.get("status"))
                .isEqualTo(Map.of(
                        "status_list",
                        Map.of("idx", (long) issued.statusReference().index(), "uri", Bureau.LISTS + "/1")));
    }

    private static Map<String, Object> header(String jwt) {
        return Peer.json(Peer.utf8(Arrays.asList(jwt.split("\\.", -1)).get(0)));
    }

    private static Map<String, Object> payload(String jwt) {
        return Peer.json(Peer.utf8(Arrays.asList(jwt.split("\\.", -1)).get(1)));
    }
}
