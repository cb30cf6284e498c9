package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * HTTP Message Signatures (报文签名), RFC 9421, as the strict profile uses them, for both sides of the wire: a department or
 * a bank signs requests and verifies replies, the platform verifies requests and signs replies, and the other way round
 * for messages that the platform pushes.
 *
 * <p>A request's signature covers method, target address, Content-Digest (RFC 9530), media type and, for a write, the
 * Idempotency-Key. A reply's covers status, Content-Digest, media type and the signature of the request it answers, so
 * the answer to another request does not pass. Algorithms are {@code sm2-sm3} and {@code ecdsa-p256-sha256}; the key
 * decides which, never the message.
 *
 * <p>Immutable and thread-safe.
 */
public final class MessageSignatures {
    static final String TAG = "onevisit";

    private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);
    private static final Duration MAX_WINDOW = Duration.ofMinutes(15);
    private static final int NONCE_OCTETS = 18;
    private static final Set<String> REQUEST_PARAMETERS = Set.of("created", "nonce", "keyid", "alg", "tag");
    private static final Set<String> REPLY_PARAMETERS = Set.of("created", "keyid", "alg", "tag");

    private final SigningKey key;
    private final VerificationKeys peers;
    private final Clock clock;
    private final Duration window;
    private final SecureRandom random = new SecureRandom();

    /**
     * Signatures with a window of 5 minutes for clocks that differ.
     *
     * @param key signs what this side sends
     * @param peers the keys of the other side
     * @param clock dates what this side signs and judges what it receives
     */
    public MessageSignatures(SigningKey key, VerificationKeys peers, Clock clock) {
        this(key, peers, clock, DEFAULT_WINDOW);
    }

    /**
     * The same with a window of its own.
     *
     * @param window how far the time of a signature may be from now, before or after; 1 second to 15 minutes
     */
    public MessageSignatures(SigningKey key, VerificationKeys peers, Clock clock, Duration window) {
        this.key = Require.present(key, "key");
        this.peers = Require.present(peers, "peers");
        this.clock = Require.present(clock, "clock");
        this.window = Require.present(window, "window");
        Require.that(window.toSeconds() >= 1 && window.compareTo(MAX_WINDOW) <= 0, "window", "must be 1 s to 15 min");
        Require.that(
                Require.text(key.keyId(), "key id", 128).chars().allMatch(c -> c < 0x7f), "key id", "must be of ASCII");
    }

    /**
     * A signed request of JSON, with a fresh nonce: sign again for every attempt.
     *
     * @param method the HTTP method
     * @param target the full address, as the receiver knows it
     * @param body the octets to send
     * @param idempotencyKey the business key of a write, or null for a read
     */
    public RawMessage sign(String method, URI target, Bytes body, @Nullable String idempotencyKey) {
        Map<String, List<String>> headers = contentHeaders("application/json", body);
        if (idempotencyKey != null) {
            headers.put("idempotency-key", List.of(idempotencyKey));
        }
        String address = Require.present(target, "target").toASCIIString();
        SignatureBase base = SignatureBase.of(new RawMessage(method, address, headers, body));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("created", clock.instant().getEpochSecond());
        parameters.put("nonce", nonce());
        headers.putAll(signature(base, parameters));
        return new RawMessage(method, address, headers, body);
    }

    /**
     * Verifies a request, or a message that was pushed. Whoever acts on what comes out must see to it that no nonce
     * comes twice: {@link Inbound#isFirst}.
     *
     * @param address the address this side answers at, from its own configuration: a message for another is refused
     */
    public Report<Inbound> verify(URI address, RawMessage request) {
        Require.present(request, "request");
        Checks checks = new Checks();
        checks.that(
                SignatureRules.ADDRESS,
                request.targetUri().equals(Require.present(address, "address").toASCIIString()));
        MessageSignature signature =
                verify(checks, request.headers(), () -> SignatureBase.of(request), REQUEST_PARAMETERS, request.body());
        return checks.report(signature == null ? null : inbound(signature.input(), request.body()));
    }

    private static Inbound inbound(SignatureInput input, Bytes body) {
        return new Inbound(input.text("keyid"), input.created(), input.text("nonce"), body);
    }

    /**
     * A signed reply to {@code request}.
     *
     * @param mediaType {@code application/json}, or {@code application/problem+json} for an error
     * @throws MalformedMessageException when the request has no signature that the reply could be bound to; the reply
     *     then has to go out unsigned
     */
    public RawReply signReply(RawMessage request, int status, String mediaType, Bytes body) {
        Map<String, List<String>> headers = contentHeaders(mediaType, body);
        SignatureBase base = SignatureBase.of(Require.present(request, "request"), new RawReply(status, headers, body));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("created", clock.instant().getEpochSecond());
        headers.putAll(signature(base, parameters));
        return new RawReply(status, headers, body);
    }

    /** Verifies a reply to {@code request}, which must be the very request that was sent. */
    public Report<RawReply> verifyReply(RawMessage request, RawReply reply) {
        Require.present(request, "request");
        Require.present(reply, "reply");
        Checks checks = new Checks();
        verify(checks, reply.headers(), () -> SignatureBase.of(request, reply), REPLY_PARAMETERS, reply.body());
        return checks.report(reply);
    }

    /** When the message of these headers says that it was signed. */
    static Instant created(Map<String, List<String>> headers) {
        return MessageSignature.of(headers).input().created();
    }

    /** True when reply and request were signed further apart than the window, by the clocks of their signers. */
    boolean areApart(RawMessage request, RawReply reply) {
        Duration apart = Duration.between(created(request.headers()), created(reply.headers()));
        return apart.abs().compareTo(window) > 0;
    }

    private @Nullable MessageSignature verify(
            Checks checks,
            Map<String, List<String>> headers,
            Supplier<SignatureBase> base,
            Set<String> parameters,
            Bytes body) {
        try {
            MessageSignature signature = MessageSignature.of(headers);
            SignatureBase covered = base.get();
            checks.that(SignatureRules.FORM, true);
            new SignatureVerifier(peers, clock, window, checks).verify(signature, covered, parameters, body);
            return signature;
        } catch (MalformedMessageException e) {
            checks.that(SignatureRules.FORM, false, null, e.getMessage());
            return null;
        }
    }

    private static Map<String, List<String>> contentHeaders(String mediaType, Bytes body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("content-type", List.of(Require.text(mediaType, "media type", 128)));
        headers.put("content-digest", List.of(ContentDigest.of(Require.present(body, "body"))));
        return headers;
    }

    private Map<String, List<String>> signature(SignatureBase base, Map<String, Object> parameters) {
        parameters.put("keyid", key.keyId());
        parameters.put("alg", SignatureVerifier.nameOf(key.algorithm()));
        parameters.put("tag", TAG);
        SignatureInput input = new SignatureInput(new ArrayList<>(base.components()), parameters);
        Bytes value = Bytes.of(key.sign(base.octets(input)));
        return Map.of(
                "signature-input", List.of(MessageSignature.LABEL + "=" + input),
                "signature", List.of(MessageSignature.LABEL + "=" + StructuredField.serialize(value)));
    }

    private String nonce() {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }
}
