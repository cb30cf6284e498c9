package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Signs what no issuer should: any octets as header, payload and Disclosures, by a key that verifiers trust. */
final class Forge {
    static final Occasion OCCASION =
            new Occasion("https://counter.example.gov.cn", "n-0123456789abcdef", Bureau.PURPOSE);

    final Bureau bureau;
    final String token;
    private final LicenceVerifier verifier;

    Forge(SignatureAlgorithm algorithm) {
        bureau = new Bureau(algorithm);
        token = bureau.issue().token();
        verifier = bureau.verifier();
    }

    /** The licence as it was issued; every test shows that it passes, so that a refusal means something. */
    String genuine() {
        return token;
    }

    ObjectNode payload() {
        return SignedJwt.parse(jwt(token), 1 << 20, "test").claims();
    }

    List<String> disclosures() {
        List<String> parts = Arrays.asList(token.split("~", -1));
        return parts.subList(1, parts.size() - 1);
    }

    /** The licence with its payload changed. */
    String payload(Consumer<ObjectNode> change) {
        return payload(change, disclosures());
    }

    /** A licence with this payload and these Disclosures. */
    String payload(Consumer<ObjectNode> change, List<String> disclosures) {
        ObjectNode payload = payload();
        change.accept(payload);
        return joined(SignedJwt.sign(bureau.key, LicenceVerifier.TYPE, payload), disclosures);
    }

    /** The licence with another header. */
    String header(String header) {
        return joined(sign(bureau.key, header, StrictJson.write(payload())), disclosures());
    }

    /** The licence with other octets as payload. */
    String octets(byte[] payload) {
        return joined(sign(bureau.key, header(), payload), disclosures());
    }

    String header() {
        return Peer.utf8(jwt(token).substring(0, jwt(token).indexOf('.')));
    }

    /** The licence with claim {@code name} moved into a Disclosure, which is shown. */
    String hiding(String name) {
        List<String> disclosures = new ArrayList<>(disclosures());
        return payload(
                payload -> {
                    Disclosure hidden = Disclosure.ofMember(name, payload.remove(name), new SecureRandom());
                    payload.withArray("/_sd").add(digest(hidden.text()));
                    disclosures.add(hidden.text());
                },
                disclosures);
    }

    String digest(String disclosure) {
        return DisclosureHash.of(bureau.key.algorithm()).digest(disclosure);
    }

    /** A Disclosure of these very octets. */
    static String disclosure(String json) {
        return Peer.encode(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The presentation of the whole licence, its KB-JWT changed. */
    String bound(Consumer<ObjectNode> change) {
        return bound(Bureau.HOLDER_KEY, "{\"alg\":\"SM2\",\"typ\":\"kb+jwt\"}", change);
    }

    String bound(SigningKey holder, String header, Consumer<ObjectNode> change) {
        ObjectNode claims =
                StrictJson.object().put("iat", Bureau.NOW.getEpochSecond()).put("sd_hash", digest(token));
        OCCASION.write(claims);
        change.accept(claims);
        return token + sign(holder, header, StrictJson.write(claims));
    }

    static String sign(SigningKey key, String header, byte[] payload) {
        String input = Peer.encode(header.getBytes(StandardCharsets.UTF_8)) + "." + Peer.encode(payload);
        return input + "." + Peer.encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    static String jwt(String token) {
        return token.substring(0, token.indexOf('~'));
    }

    static String joined(String jwt, List<String> disclosures) {
        return jwt + "~" + String.join("~", disclosures) + (disclosures.isEmpty() ? "" : "~");
    }

    Report<Licence> verify(String text) {
        return verifier.verify(text);
    }

    Report<Licence> present(String text) {
        return verifier.verifyPresentation(text, OCCASION);
    }

    static List<String> codes(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }

    boolean refuses(String code, String text) {
        return isRefused(code, verify(genuine()), verify(text));
    }

    boolean refusesPresentation(String code, String text) {
        return isRefused(code, present(bound(claims -> {})), present(text));
    }

    private static boolean isRefused(String code, Report<Licence> control, Report<Licence> report) {
        return control.verdict() == Verdict.PASSED
                && report.verdict() == Verdict.FAILED
                && report.subject().isEmpty()
                && codes(report).contains(code);
    }

    boolean accepts(String text) {
        return verify(text).verdict() == Verdict.PASSED;
    }
}
