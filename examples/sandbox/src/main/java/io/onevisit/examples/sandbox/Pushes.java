package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.RawMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Messages from the platform to a department, signed anew each time they are sent and repeated until they are accepted
 * or refused. What is still waiting when the sandbox stops is lost, as on platforms that do not guarantee delivery;
 * departments have the queries for that.
 */
final class Pushes implements AutoCloseable {
    private static final int MAX_TRIES = 12;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Contract contract;
    private final MessageSignatures signatures;
    private final Faults faults;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-pushes");
        thread.setDaemon(true);
        return thread;
    });

    Pushes(Contract contract, MessageSignatures signatures, Faults faults) {
        this.contract = contract;
        this.signatures = signatures;
        this.faults = faults;
    }

    /** Sends {@code messages} about one thing to a webhook of the contract, in this order unless a fault is switched on. */
    void send(String webhook, URI target, List<ObjectNode> messages) {
        messages.forEach(message -> contract.checkPush(webhook, message));
        List<ObjectNode> order = new ArrayList<>(messages);
        if (faults.strikes(Fault.DUPLICATE, target.getPath())) {
            order.addAll(messages);
        }
        if (faults.strikes(Fault.REORDER, target.getPath())) {
            Collections.reverse(order);
        }
        order.forEach(message -> worker.execute(() -> deliver(target, message, 1)));
    }

    private void deliver(URI target, ObjectNode message, int attempt) {
        if (!accepted(target, message) && attempt < MAX_TRIES) {
            CompletableFuture.delayedExecutor(PAUSE.toMillis() * attempt, TimeUnit.MILLISECONDS, worker)
                    .execute(() -> deliver(target, message, attempt + 1));
        }
    }

    /** True when the department has answered for good, with yes or no. */
    private boolean accepted(URI target, ObjectNode message) {
        RawMessage signed = signatures.sign("POST", target, Json.write(message), null);
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofByteArray(signed.body().toArray()));
        signed.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        try {
            int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            return status < 500;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
