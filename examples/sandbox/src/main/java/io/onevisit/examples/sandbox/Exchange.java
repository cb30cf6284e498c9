package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.RawReply;
import io.onevisit.core.store.StateKey;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The platform's front door: verifies, finds the service, remembers writes and signs. */
final class Exchange implements ResponseDefinitionTransformerV2 {
    static final String NAME = "exchange";

    private static final Duration NONCE_LIFE = Duration.ofMinutes(15);

    private final Map<String, Service> services;
    private final Contract contract;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final MessageSignatures signatures;
    private final Ledger ledger;
    private final FaultyWire wire;
    private final CompletableFuture<URI> address;
    private final Clock clock;

    /** A front door at {@code address}, which is known once it is open. */
    Exchange(
            Map<String, Service> services,
            Contract contract,
            MessageSignatures signatures,
            Ledger ledger,
            FaultyWire wire,
            CompletableFuture<URI> address,
            Clock clock) {
        this.services = Map.copyOf(services);
        this.contract = contract;
        this.signatures = signatures;
        this.ledger = ledger;
        this.wire = wire;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        RawMessage message = messageOf(event.getRequest());
        String path = URI.create(message.targetUri()).getPath();
        return wire.carry(path, () -> sign(message, checked(path, answer(message, path))), body -> body + " ");
    }

    private Answer checked(String path, Answer answer) {
        if (answer.status() < 300) {
            contract.checkReply(path, answer.body());
            answered.add(path);
        } else {
            contract.checkProblem(answer.body());
        }
        return answer;
    }

    /** The paths that were answered with success. */
    Set<String> answered() {
        return Set.copyOf(answered);
    }

    private static RawMessage messageOf(LoggedRequest request) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key(), header.values());
        }
        return new RawMessage(
                request.getMethod().getName(), request.getAbsoluteUrl(), headers, Bytes.of(request.getBody()));
    }

    private Answer answer(RawMessage message, String path) {
        try {
            Report<Inbound> report = signatures.verify(address.join().resolve(path), message);
            Inbound inbound = report.subject()
                    .orElseThrow(() -> Problem.of(401, "bad-signature", "The request is not signed as it must be"));
            Service service = Optional.ofNullable(services.get(path)).orElseThrow(Problem::notFound);
            return ledger.store().inTransaction(transaction -> once(transaction, message, inbound, path, service));
        } catch (Problem problem) {
            return problem.answer();
        }
    }

    private Answer once(Connection transaction, RawMessage message, Inbound inbound, String path, Service service) {
        StateKey nonce = new StateKey("nonce", inbound.keyId() + " " + inbound.nonce());
        if (!ledger.store()
                .insert(transaction, nonce, Bytes.empty(), clock.instant().plus(NONCE_LIFE))) {
            throw Problem.of(401, "replayed", "This very request was received before");
        }
        Request request = new Request(inbound.keyId(), Json.read(inbound.body().toArray()));
        contract.requireRequest(path, request.body());
        List<String> keys = message.headers().getOrDefault("idempotency-key", List.of());
        return keys.isEmpty()
                ? service.answer(transaction, request)
                : remembered(transaction, request, path + " " + keys.get(0), service);
    }

    /** The first answer to a write is the answer to all its repeats; other content under the same key is a conflict. */
    private Answer remembered(Connection transaction, Request request, String key, Service service) {
        String digest = sha256(Json.write(request.body()));
        Optional<ObjectNode> before = ledger.find(transaction, "write", request.sender() + " " + key);
        if (before.isPresent()) {
            if (!before.get().path("digest").textValue().equals(digest)) {
                throw Problem.of(409, "conflict", "The same key came with other content before");
            }
            return new Answer(
                    before.get().path("status").intValue(), before.get().withObject("body"));
        }
        Answer answer = service.answer(transaction, request);
        ObjectNode record = Json.object().put("digest", digest).put("status", answer.status());
        record.set("body", answer.body());
        ledger.insert(transaction, "write", request.sender() + " " + key, record);
        return answer;
    }

    private RawReply sign(RawMessage message, Answer answer) {
        Bytes body = Json.write(answer.body());
        try {
            return signatures.signReply(message, answer.status(), answer.mediaType(), body);
        } catch (MalformedMessageException e) {
            return new RawReply(
                    answer.status(), Map.of("content-type", List.of(answer.mediaType())), body); // nothing to bind to
        }
    }

    private static String sha256(Bytes octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
