package io.onevisit.payment.qr;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.payment.PaymentCode;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentQrInspectorTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final CodeAddress ADDRESS = new CodeAddress("https://pay.onevisit.example/q/");
    private static final CreditCode PAYEE = CreditCode.parse("91350100M000100Y43");
    private static final CreditCode OTHER = CreditCode.parse("91350100M000101376");
    private static final SigningKey SM2 = SigningKey.generate(SignatureAlgorithm.SM2, "payee-1");
    private static final SigningKey ES256 = SigningKey.generate(SignatureAlgorithm.ES256, "payee-2");
    private static final TrustedPayee TRUSTED = new TrustedPayee(
            PAYEE, Map.of("payee-1", SM2.verificationKey(), "payee-2", ES256.verificationKey()), Set.of(ADDRESS));
    private static final PaymentQr CODE =
            new PaymentQr(new PaymentCode("32068226300000000001"), Money.yuan("80.50"), PAYEE, NOW.plusSeconds(3600));

    private final PaymentQrInspector inspector = inspector(NOW);

    private static PaymentQrInspector inspector(Instant now) {
        return new PaymentQrInspector(List.of(TRUSTED), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SigningKey key(SignatureAlgorithm algorithm) {
        return algorithm == SignatureAlgorithm.SM2 ? SM2 : ES256;
    }

    @ParameterizedTest
    @EnumSource
    void a_code_that_the_payee_signed_passes(SignatureAlgorithm algorithm) {
        Report<PaymentQr> report = inspector.inspect(CODE.sign(key(algorithm), ADDRESS));

        assertThat(report.orThrow()).isEqualTo(CODE);
        assertThat(report.checks())
                .extracting(Check::code)
                .containsExactly(
                        "PAYMENT_QR_FORM",
                        "PAYMENT_QR_PAYEE",
                        "PAYMENT_QR_ADDRESS",
                        "PAYMENT_QR_KEY",
                        "PAYMENT_QR_SIGNATURE",
                        "PAYMENT_QR_EXPIRY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012", "ABCD1234567890123456789012345678901234567890"})
    void a_payment_code_of_any_form_passes_in_both_forms(String value) {
        PaymentQr code = new PaymentQr(new PaymentCode(value), CODE.amount(), PAYEE, CODE.expires());
        EmvMerchant merchant = new EmvMerchant("9399", "CN", "N", "C", null, List.of());

        assertThat(inspector.inspect(code.sign(SM2, ADDRESS)).orThrow()).isEqualTo(code);
        assertThat(inspector.inspect(code.sign(SM2, merchant)).orThrow()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void a_second_reader_reads_and_verifies_the_same(SignatureAlgorithm algorithm) {
        String text = CODE.sign(key(algorithm), ADDRESS);
        URI uri = URI.create(text);
        Map<String, String> query = new LinkedHashMap<>();
        for (String parameter : uri.getQuery().split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            query.put(pair[0], pair[1]);
        }

        assertThat(uri.getScheme() + "://" + uri.getHost() + uri.getPath())
                .isEqualTo("https://pay.onevisit.example/q/32068226300000000001");
        assertThat(query.keySet()).containsExactly("a", "c", "p", "e", "k", "s");
        assertThat(query)
                .containsEntry("a", "8050")
                .containsEntry("c", "CNY")
                .containsEntry("p", PAYEE.value())
                .containsEntry("e", String.valueOf(NOW.getEpochSecond() + 3600))
                .containsEntry("k", key(algorithm).keyId());
        byte[] signature = Base64.getUrlDecoder().decode(query.get("s"));
        byte[] signed = text.substring(0, text.indexOf("&s=")).getBytes(US_ASCII);
        assertThat(verifies(key(algorithm), signed, signature)).isTrue();
        signed[signed.length - 1] ^= 1;
        assertThat(verifies(key(algorithm), signed, signature)).isFalse();
    }

    /** By Bouncy Castle's signers alone, on its standard curves. */
    private static boolean verifies(SigningKey key, byte[] message, byte[] signature) {
        boolean sm2 = key.algorithm() == SignatureAlgorithm.SM2;
        X9ECParameters curve = sm2 ? GMNamedCurves.getByName("sm2p256v1") : SECNamedCurves.getByName("secp256r1");
        ECPublicKeyParameters point = new ECPublicKeyParameters(
                curve.getCurve()
                        .createPoint(
                                new BigInteger(1, key.verificationKey().x().toArray()),
                                new BigInteger(1, key.verificationKey().y().toArray())),
                new ECDomainParameters(curve));
        if (sm2) {
            SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
            signer.init(false, point);
            signer.update(message, 0, message.length);
            return signer.verifySignature(signature);
        }
        SHA256Digest digest = new SHA256Digest();
        digest.update(message, 0, message.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, point);
        return signer.verifySignature(
                hash,
                new BigInteger(1, Arrays.copyOf(signature, 32)),
                new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
    }

    @Test
    void refuses_payees_that_are_null() {
        assertThatThrownBy(() -> new PaymentQrInspector(Arrays.asList(TRUSTED, null), Clock.systemUTC()))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f38_refuses_the_sticker_of_a_payee_that_nobody_trusts() {
        PaymentQr sticker = new PaymentQr(CODE.code(), CODE.amount(), OTHER, CODE.expires());

        assertFails(inspector.inspect(sticker.sign(SM2, ADDRESS)), "PAYMENT_QR_PAYEE");
    }

    @ParameterizedTest
    @EnumSource
    void f38_refuses_a_sticker_signed_by_somebody_under_the_payees_name(SignatureAlgorithm algorithm) {
        assertFails(
                inspector.inspect(CODE.sign(SigningKey.generate(algorithm, "stranger"), ADDRESS)), "PAYMENT_QR_KEY");
        assertFails(
                inspector.inspect(
                        CODE.sign(SigningKey.generate(algorithm, key(algorithm).keyId()), ADDRESS)),
                "PAYMENT_QR_SIGNATURE");
    }

    @Test
    void f38_refuses_the_key_of_another_trusted_payee() {
        SigningKey othersKey = SigningKey.generate(SignatureAlgorithm.SM2, "other-1");
        PaymentQrInspector both = new PaymentQrInspector(
                List.of(
                        TRUSTED,
                        new TrustedPayee(OTHER, Map.of("other-1", othersKey.verificationKey()), Set.of(ADDRESS))),
                Clock.fixed(NOW, ZoneOffset.UTC));

        assertFails(both.inspect(CODE.sign(othersKey, ADDRESS)), "PAYMENT_QR_KEY");
    }

    @ParameterizedTest
    @EnumSource
    void f38_refuses_one_keys_signature_under_the_name_of_the_other(SignatureAlgorithm algorithm) {
        SigningKey other = algorithm == SignatureAlgorithm.SM2 ? ES256 : SM2;
        String text = CODE.sign(key(algorithm), ADDRESS)
                .replace("&k=" + key(algorithm).keyId(), "&k=" + other.keyId());

        assertFails(inspector.inspect(text), "PAYMENT_QR_SIGNATURE");
    }

    @ParameterizedTest
    @CsvSource({
        "32068226300000000001,32068226300000000002",
        "a=8050,a=1",
        "a=8050,a=8051",
        "c=CNY,c=JPY",
        "&e=1,&e=2",
    })
    void f38_refuses_a_code_changed_after_signing(String from, String to) {
        for (SigningKey key : List.of(SM2, ES256)) {
            String text = CODE.sign(key, ADDRESS);
            assertThat(text).contains(from);
            assertFails(inspector.inspect(text.replaceFirst(Pattern.quote(from), to)), "PAYMENT_QR_SIGNATURE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void f38_refuses_every_signature_with_an_octet_changed(SignatureAlgorithm algorithm) {
        String text = CODE.sign(key(algorithm), ADDRESS);
        int start = text.indexOf("&s=") + 3;
        byte[] signature = Base64.getUrlDecoder().decode(text.substring(start));
        for (int i = 0; i < signature.length; i++) {
            byte[] changed = signature.clone();
            changed[i] ^= 0x40;
            assertFails(inspector.inspect(with(text, start, changed)), "PAYMENT_QR_SIGNATURE");
        }
        assertFails(inspector.inspect(with(text, start, new byte[64])), "PAYMENT_QR_SIGNATURE");
    }

    private static String with(String text, int start, byte[] signature) {
        return text.substring(0, start)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    @Test
    void f38_refuses_a_stale_code() {
        String text = CODE.sign(SM2, ADDRESS);

        assertThat(inspector(CODE.expires().minusSeconds(1)).inspect(text).verdict())
                .isEqualTo(Verdict.PASSED);
        assertFails(inspector(CODE.expires()).inspect(text), "PAYMENT_QR_EXPIRY");
    }

    @Test
    void f38_a_stale_sticker_fails_both_checks() {
        assertFails(
                inspector(CODE.expires())
                        .inspect(CODE.sign(SigningKey.generate(SignatureAlgorithm.SM2, "payee-1"), ADDRESS)),
                "PAYMENT_QR_SIGNATURE",
                "PAYMENT_QR_EXPIRY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pay.onevisit.example/q/~http://pay.onevisit.example/q/",
                "https://pay.onevisit.example/q/~HTTPS://PAY.ONEVISIT.EXAMPLE/q/",
                "https://pay.onevisit.example/q/~https://user@pay.onevisit.example/q/",
                "https://pay.onevisit.example/q/~https://pay.onevisit.example/../q/",
                "https://pay.onevisit.example/q/~weixin://wxpay/bizpayurl/",
                "https://pay.onevisit.example/q/~ https://pay.onevisit.example/q/",
                "32068226300000000001~32068226300",
                "32068226300000000001~3206822630000000000A",
                "a=8050&~",
                "a=8050&~a=8050&a=1&",
                "a=8050&c=CNY&~c=CNY&a=8050&",
                "a=8050~a=08050",
                "a=8050~a=0",
                "a=8050~a=-8050",
                "a=8050~a=80.50",
                "a=8050~a=%38050",
                "a=8050~a=99999999999999999999",
                "c=CNY~c=cny",
                "c=CNY~c=XXX",
                "c=CNY~c=ZZZ",
                "p=91350100M000100Y43~p=91350100M000100Y44",
                "p=91350100M000100Y43~p=91350100m000100y43",
                "p=91350100M000100Y43~p=",
                "&e=~&e=0",
                "&e=~&e=999",
                "&e=~&e=-",
                "&k=payee-1~",
                "&k=payee-1~&k=",
                "&k=payee-1~&k=payee 1",
                "&k=payee-1~&k=payee-1&x=1",
                "&s=~&s=A",
                "&s=~&S=",
                "&s=~&s=&s=",
                "?~#",
            })
    void f38_refuses_every_other_form(String change) {
        String[] parts = change.split("~", -1);
        String text = CODE.sign(SM2, ADDRESS);
        assertThat(text).contains(parts[0]);

        assertFails(
                inspector.inspect(text.replaceFirst(Pattern.quote(parts[0]), Matcher.quoteReplacement(parts[1]))),
                "PAYMENT_QR_FORM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pay.onevisit.example.evil.example/q/",
                "https://pay.onevisit.example/",
                "https://pay.onevisit.example:8443/q/",
                "https://pay.onevisit.example/q/q/",
            })
    void f38_refuses_an_address_that_is_not_the_payees(String address) {
        assertFails(inspector.inspect(CODE.sign(SM2, new CodeAddress(address))), "PAYMENT_QR_ADDRESS");
    }

    @Test
    void f38_refuses_every_address_of_a_payee_who_has_none() {
        TrustedPayee codesOnly = new TrustedPayee(PAYEE, TRUSTED.keys(), Set.of());
        PaymentQrInspector strict = new PaymentQrInspector(List.of(codesOnly), Clock.fixed(NOW, ZoneOffset.UTC));

        assertFails(strict.inspect(CODE.sign(SM2, ADDRESS)), "PAYMENT_QR_ADDRESS");
    }

    @Test
    void f38_refuses_what_is_no_payment_code_at_all() {
        for (String text : List.of(
                "",
                "x",
                "6938166920785",
                CODE.sign(SM2, ADDRESS) + "\n",
                CODE.sign(SM2, ADDRESS) + "=",
                "9".repeat(100_000))) {
            assertFails(inspector.inspect(text), "PAYMENT_QR_FORM");
        }
    }

    @Test
    void f38_refuses_a_signature_with_bits_left_over() {
        String text = CODE.sign(SM2, ADDRESS);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(text.charAt(text.length() - 1));

        assertFails(
                inspector.inspect(text.substring(0, text.length() - 1) + alphabet.charAt(last ^ 1)), "PAYMENT_QR_FORM");
    }

    private static void assertFails(Report<PaymentQr> report, String... codes) {
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.subject()).isEmpty();
        assertThat(report.problems()).extracting(Check::code).containsExactly(codes);
    }

    @Test
    void one_payee_is_trusted_once() {
        assertThatThrownBy(() -> new PaymentQrInspector(List.of(TRUSTED, TRUSTED), Clock.systemUTC()))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void the_largest_code_that_can_be_made_can_be_read() {
        PaymentQr largest = new PaymentQr(
                CODE.code(), Money.fen(999_999_999_999_999_999L), PAYEE, Instant.ofEpochSecond(999_999_999_999L));

        assertThat(inspector.inspect(largest.sign(ES256, ADDRESS)).orThrow()).isEqualTo(largest);
    }

    @Test
    void refuses_to_make_a_code_that_nobody_could_read() {
        assertThatThrownBy(() -> new PaymentQr(CODE.code(), Money.fen(Long.MAX_VALUE), PAYEE, NOW))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new PaymentQr(CODE.code(), Money.fen(0), PAYEE, NOW))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new PaymentQr(CODE.code(), Money.fen(1), PAYEE, Instant.EPOCH))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new PaymentQr(CODE.code(), Money.fen(1), PAYEE, NOW.plusMillis(1)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() ->
                        new PaymentQr(CODE.code(), Money.fen(1), PAYEE, Instant.ofEpochSecond(1_000_000_000_000L)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> CODE.sign(SigningKey.generate(SignatureAlgorithm.ES256, "a&s=b"), ADDRESS))
                .isInstanceOf(InvalidValueException.class);
    }
}
