package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.platform.RawMessage;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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
    private static final Duration IMPATIENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Contract contract;
    private final Faults faults;
    private final PushFaults sendings;
    private final Object open = new Object();
    private int unanswered;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-pushes");
        thread.setDaemon(true);
        return thread;
    });

    Pushes(Contract contract, Faults faults, PushFaults sendings) {
        this.contract = contract;
        this.faults = faults;
        this.sendings = sendings;
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
        count(order.size());
        order.forEach(message -> worker.execute(() -> deliver(target, message, 1)));
    }

    private void count(int more) {
        synchronized (open) {
            unanswered += more;
            open.notifyAll();
        }
    }

    /** Waits until each message was answered for good or given up. */
    void settle() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        synchronized (open) {
            while (unanswered > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new IllegalStateException("there are still pushes under way");
                }
                open.wait(left);
            }
        }
    }

    private void deliver(URI target, ObjectNode message, int attempt) {
        if (answered(target, message) || attempt == MAX_TRIES) {
            count(-1);
        } else {
            CompletableFuture.delayedExecutor(PAUSE.toMillis() * attempt, TimeUnit.MILLISECONDS, worker)
                    .execute(() -> deliver(target, message, attempt + 1));
        }
    }

    /** True when the department has answered the last of what is sent for it for good, with yes or no. */
    private boolean answered(URI target, ObjectNode message) {
        CompletableFuture.allOf(sendings.crowd(target, message).stream()
                        .map(each -> client.sendAsync(request(target, each), BodyHandlers.discarding()))
                        .toArray(CompletableFuture[]::new))
                .exceptionally(lost -> null)
                .join();
        boolean answered = true;
        for (RawMessage sending : sendings.of(target, message)) {
            answered = answered(target, sending);
        }
        return answered;
    }

    private boolean answered(URI target, RawMessage signed) {
        try {
            if (faults.strikes(PaymentFault.F17_HALF_DONE, target.getPath())) {
                hangUp(target, signed);
                return false;
            }
            int status = client.send(request(target, signed), BodyHandlers.discarding())
                    .statusCode();
            return status < 500 && !faults.strikes(PaymentFault.F19_ANSWER_LOST, target.getPath());
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private HttpRequest request(URI target, RawMessage signed) {
        boolean impatient = faults.strikes(PaymentFault.F18_SLOW_BUSINESS, target.getPath());
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(impatient ? IMPATIENCE : TIMEOUT)
                .POST(BodyPublishers.ofByteArray(signed.body().toArray()));
        signed.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request.build();
    }

    /** Sends the whole of a push, and closes the line without having waited for an answer; over plain HTTP. */
    private static void hangUp(URI target, RawMessage signed) throws IOException {
        StringBuilder head =
                new StringBuilder("POST " + target.getRawPath() + " HTTP/1.1\r\nhost: " + target.getRawAuthority()
                        + "\r\ncontent-length: " + signed.body().length() + "\r\n");
        signed.headers()
                .forEach((name, values) -> values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n")));
        try (Socket line = new Socket(target.getHost(), target.getPort())) {
            line.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            line.getOutputStream().write(signed.body().toArray());
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
