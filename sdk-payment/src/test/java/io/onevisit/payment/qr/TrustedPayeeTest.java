package io.onevisit.payment.qr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.jose.Jwk;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedPayeeTest {
    private static final CreditCode CODE = CreditCode.parse("91350100M000100Y43");
    private static final VerificationKey SM2 =
            SigningKey.generate(SignatureAlgorithm.SM2, "k1").verificationKey();
    private static final VerificationKey ES256 =
            SigningKey.generate(SignatureAlgorithm.ES256, "k2").verificationKey();
    private static final String K1 = Jwk.write(SM2).put("kid", "k1").toString();
    private static final String K2 = Jwk.write(ES256).put("kid", "k2").toString();

    @Test
    void reads_an_entry_of_a_trust_list() {
        TrustedPayee payee = read("{\"code\":\"91350100M000100Y43\",\"name\":\"x\",\"keys\":[" + K1 + "," + K2
                + "],\"addresses\":[\"https://pay.example.gov.cn/q/\"]}");

        assertThat(payee)
                .isEqualTo(new TrustedPayee(
                        CODE,
                        Map.of("k1", SM2, "k2", ES256),
                        Set.of(new CodeAddress("https://pay.example.gov.cn/q/"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'code':'91350100M000100Y43'}",
                "{'keys':[K1]}",
                "{'code':'91350100M000100Y43','keys':[]}",
                "{'code':'91350100M000100Y43','keys':{}}",
                "{'code':'91350100M000100Y43','keys':['K1']}",
                "{'code':'91350100M000100Y43','keys':[K1,K1]}",
                "{'code':'91350100M000100Y43','keys':[K1],'keys':[K2]}",
                "{'code':'91350100M000100Y43','keys':[{'kty':'EC'}]}",
                "{'code':'91350100M000100Y44','keys':[K1]}",
                "{'code':913501000000100943,'keys':[K1]}",
                "{'code':'91350100M000100Y43','keys':[K1],'addresses':'https://pay.example.gov.cn/q/'}",
                "{'code':'91350100M000100Y43','keys':[K1],'addresses':[1]}",
                "{'code':'91350100M000100Y43','keys':[K1],'addresses':['http://pay.example.gov.cn/q/']}",
                "{'code':null,'keys':[K1]}",
                "{'code':'91350100M000100Y43','keys':[K1]} x",
            })
    void refuses_an_entry_that_is_none(String entry) {
        String json = entry.replace('\'', '"').replace("K1", K1).replace("K2", K2);

        assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_an_entry_beyond_its_bounds() {
        String large =
                "{\"code\":\"91350100M000100Y43\",\"keys\":[" + K1 + "],\"x\":\"" + "x".repeat(256 * 1024) + "\"}";

        assertThatThrownBy(() -> read(large)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void has_one_to_sixty_four_keys() {
        Map<String, VerificationKey> keys = new HashMap<>();
        for (int i = 0; i < 65; i++) {
            keys.put("k" + i, SM2);
        }

        assertThatThrownBy(() -> new TrustedPayee(CODE, keys, Set.of())).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new TrustedPayee(CODE, Map.of(), Set.of())).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> TrustedPayee.read(null)).isInstanceOf(InvalidValueException.class);
    }

    private static TrustedPayee read(String json) {
        return TrustedPayee.read(json.getBytes(UTF_8));
    }
}
