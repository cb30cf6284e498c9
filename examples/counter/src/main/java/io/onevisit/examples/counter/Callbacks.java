package io.onevisit.examples.counter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.platform.RawMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** The counter's own HTTP endpoint, on loopback, for what the platform pushes. Hands on raw octets and headers. */
final class Callbacks implements AutoCloseable {
    private static final int MAX_OCTETS = 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    private Callbacks(HttpServer server) {
        this.server = server;
    }

    static Callbacks listen() throws IOException {
        Callbacks callbacks =
                new Callbacks(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        callbacks.server.setExecutor(callbacks.workers);
        callbacks.server.start();
        return callbacks;
    }

    /** The address of {@code path}, as senders know it. */
    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /**
     * Hands every message to {@code path} on.
     *
     * @param receiver returns the HTTP status to answer with
     */
    void on(String path, ToIntFunction<RawMessage> receiver) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer(exchange, receiver.applyAsInt(read(exchange)));
            } catch (InvalidValueException e) {
                answer(exchange, 400);
            }
        });
    }

    private RawMessage read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_OCTETS + 1);
        URI target = address(exchange.getRequestURI().getPath());
        return new RawMessage(
                exchange.getRequestMethod(), target.toString(), exchange.getRequestHeaders(), Bytes.of(body));
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        String result = status < 300 ? "{\"result\":\"ACCEPTED\"}" : "{\"result\":\"REFUSED\"}";
        byte[] body = result.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
