package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.StrictJson;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.common.VerificationException;
import org.keycloak.sdjwt.DisclosureSpec;
import org.keycloak.sdjwt.IssuerSignedJWT;
import org.keycloak.sdjwt.SdJwt;
import org.keycloak.sdjwt.vp.SdJwtVP;

/** What the issuer makes and the holder shows, verified by jose4j and by Keycloak, and the other way round. */
class KeycloakTest {
    private static final SigningKey WALLET = SigningKey.generate(SignatureAlgorithm.ES256, "wallet");
    private static final Occasion OCCASION =
            new Occasion("https://counter.example.gov.cn", "n-0123456789abcdef", Bureau.PURPOSE);

    private final Bureau bureau = new Bureau(SignatureAlgorithm.ES256);
    private final VerificationKey key = bureau.key.verificationKey();

    @BeforeAll
    static void setUp() {
        KeycloakPeer.setUp(Bureau.NOW);
    }

    @AfterAll
    static void tearDown() {
        KeycloakPeer.tearDown();
    }

    static Stream<Named<UnaryOperator<LicenceDraft>>> drafts() {
        List<Holder> family = List.of(
                Holder.of("张三", Bureau.ZHANG),
                Holder.of("李四", Bureau.LI),
                Holder.of("某人", Bureau.bornOn(LocalDate.of(2016, 5, 5))));
        return Stream.of(
                Named.of("two holders", draft -> draft),
                Named.of("three holders", draft -> draft.heldBy(family)),
                Named.of("derived claims", draft -> Bureau.residence(family, "330106")),
                Named.of("without optional fields", draft -> Bureau.residence(family, null)),
                Named.of("with an end", draft -> draft.validFrom(draft.validFrom(), LocalDate.of(2027, 1, 1))),
                Named.of("without a key", draft -> draft.boundTo(null)));
    }

    @ParameterizedTest
    @MethodSource("drafts")
    void both_accept_every_licence_with_decoys_and_without(UnaryOperator<LicenceDraft> of) throws Exception {
        for (int multiple : new int[] {1, 8}) {
            String token = issue(of.apply(draft()), multiple);

            KeycloakPeer.verify(token, key);
            assertThat(jose4jVerifies(token, key)).isTrue();
            assertThat(bureau.verifier().verify(token).verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    static Stream<Set<String>> pointers() {
        return Stream.of(
                Set.of(),
                Set.of("/ZZBH"),
                Set.of("/holders/0"),
                Set.of("/holders/1/CZZT"),
                Set.of("/holders/0/age_over_18", "/KZ_JZDXZQH_CITY"),
                Set.of("/KZ_JZDZZ", "/holders/0/CZZTDM", "/holders/1/CZZTDM"));
    }

    @ParameterizedTest
    @MethodSource("pointers")
    void both_accept_every_presentation(Set<String> pointers) throws Exception {
        String shown = present(pointers);

        KeycloakPeer.verify(shown, key, OCCASION);
        assertThat(jose4jVerifies(shown, key)).isTrue();
        assertThat(jose4jVerifies(shown.substring(shown.lastIndexOf('~') + 1) + "~", WALLET.verificationKey()))
                .isTrue();
        assertThat(bureau.verifier().verifyPresentation(shown, OCCASION).verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void keycloak_refuses_what_we_refuse() {
        String token = issue(draft(), 1);
        String shown = present(Set.of("/KZ_JZDZZ"));
        SigningKey other = SigningKey.generate(SignatureAlgorithm.ES256, "bureau-1");

        assertThatCode(() -> KeycloakPeer.verify(token, key)).doesNotThrowAnyException();
        refused(() -> KeycloakPeer.verify(token, other.verificationKey()));
        refused(() -> KeycloakPeer.verify(shown, key, new Occasion("https://other", OCCASION.nonce(), Bureau.PURPOSE)));
        refused(() -> KeycloakPeer.verify(
                shown, key, new Occasion(OCCASION.audience(), "another-nonce-0123", Bureau.PURPOSE)));
        refused(() -> KeycloakPeer.verify(shown.substring(0, shown.lastIndexOf('~') + 1), key, OCCASION));
        refused(() -> KeycloakPeer.verify(token + foreignDisclosure() + "~", key));
    }

    @Test
    void we_accept_what_a_holder_shows_by_keycloak() throws Exception {
        String token = issue(
                Bureau.residence(List.of(Holder.of("张三", Bureau.ZHANG)), "330106")
                        .boundTo(WALLET.verificationKey()),
                8);
        ObjectNode binding = StrictJson.object().put("iat", Bureau.NOW.getEpochSecond());
        OCCASION.write(binding);

        SdJwtVP wallet = SdJwtVP.of(token);
        String shown = wallet.present(
                wallet.getDisclosures().entrySet().stream()
                        .filter(disclosure -> Peer.utf8(disclosure.getValue()).contains("KZ_JZDXZQH_CITY"))
                        .map(Map.Entry::getKey)
                        .toList(),
                false, // not all
                binding,
                KeycloakPeer.signer(WALLET));

        Licence licence = bureau.verifier().verifyPresentation(shown, OCCASION).orThrow();
        assertThat(licence.fields()).containsOnlyKeys("KZ_QFJG", "KZ_JZDXZQH_CITY");
    }

    @Test
    void we_put_back_what_keycloak_hides() {
        ObjectNode claims = (ObjectNode) Json.of(
                "{\"sub\":\"x\",\"given\":\"张\",\"address\":{\"city\":\"杭州\"}," + "\"list\":[\"a\",\"b\",\"c\"]}");
        DisclosureSpec hidden = DisclosureSpec.builder()
                .withUndisclosedClaim("given")
                .withUndisclosedClaim("address")
                .withUndisclosedArrayElt("list", 1, "eluV5Og3gSNII8EYnsxA_A")
                .withDecoyClaim("G02NSrQfjFXQ7Io09syajA")
                .withDecoyArrayElt("list", 0, "5bPs1IquZNa0hkaFzzzZNw")
                .build();
        IssuerSignedJWT jwt = IssuerSignedJWT.builder()
                .withClaims(claims, hidden)
                .withSigner(KeycloakPeer.signer(bureau.key))
                .build();

        String token = SdJwt.builder()
                .withIssuerSignedJwt(jwt)
                .withUseDefaultDecoys(true)
                .withIssuerSigningContext(KeycloakPeer.signer(bureau.key))
                .build()
                .toSdJwtString();

        io.onevisit.licence.SdJwt read = io.onevisit.licence.SdJwt.parse(token, Limits.DEFAULT);
        SignedJwt signed = SignedJwt.parse(read.issuerJwt(), 1 << 20, "test");
        assertThat(signed.verify(key)).isEqualTo(Verdict.PASSED);
        assertThat(DisclosedClaims.of(signed.claims(), read.disclosures(), 32).payload())
                .isEqualTo(claims);
    }

    private LicenceDraft draft() {
        return Bureau.draft().boundTo(WALLET.verificationKey());
    }

    private String issue(LicenceDraft draft, int multiple) {
        Bureau fresh = bureau;
        return fresh.store.inTransaction(transaction -> fresh.issuer
                .hiding(new HidingPolicy(Set.of(), multiple))
                .issue(transaction, numbered(draft, multiple), new CaseNumber("case-" + multiple))
                .token());
    }

    /** Another licence of the same content. */
    private static LicenceDraft numbered(LicenceDraft draft, int number) {
        LicenceId id = draft.id();
        return new LicenceDraft(
                LicenceId.make(id.typeCode(), id.issuerCode(), id.serial() + number, 1),
                draft.number(),
                draft.issuerName(),
                draft.issued(),
                draft.validFrom(),
                draft.validUntil(),
                draft.holders(),
                draft.fields(),
                draft.operation(),
                null,
                draft.holderKey());
    }

    private String present(Set<String> pointers) {
        LicenceDraft draft = Bureau.residence(
                        List.of(Holder.of("张三", Bureau.ZHANG), Holder.of("李四", Bureau.LI)), "330106")
                .boundTo(WALLET.verificationKey());
        return LicenceToken.parse(bureau.issue(draft, Bureau.CASE).token())
                .present(pointers)
                .bind(WALLET, OCCASION, Bureau.CLOCK);
    }

    private static String foreignDisclosure() {
        return Disclosure.ofMember("ZZBH", Json.of("1"), new SecureRandom()).text();
    }

    private static boolean jose4jVerifies(String token, VerificationKey key) {
        return Peer.verifiesEs256(
                Arrays.asList(token.split("~", -1)).get(0),
                Peer.encode(key.x().toArray()),
                Peer.encode(key.y().toArray()));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(VerificationException.class);
    }
}
