package io.onevisit.core.internal.http;

import io.onevisit.core.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Sink;

/**
 * Sends octets over a TCP connection of its own and reads what comes back, once: for protocols that frame their messages
 * themselves. Nothing is repeated, remembered or logged. Thread-safe.
 *
 * <p>The deadline holds for writing and for every read, by okio's daemon thread {@code Okio Watchdog}, as in {@link
 * HttpTransport}. Looking up the host's name is not bounded by it.
 */
public final class TcpTransport {
    private final Duration connectTimeout;

    /** A transport that takes {@code connectTimeout} at most to connect. */
    public TcpTransport(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    /**
     * Reads an answer from its stream, in which every read fails once the time is over.
     *
     * @param <T> the answer
     */
    @FunctionalInterface
    public interface Reading<T> {
        /** The answer; what comes after it is not looked at. */
        T read(InputStream answer) throws IOException;
    }

    /**
     * Sends {@code request} and gives what {@code reading} makes of the answer, all within {@code timeout}.
     *
     * @throws NotSentException when no connection came about, so nothing was sent
     * @throws IOException when the answer is lost, late or cut off; whether the request arrived is then unknown
     */
    public <T> T exchange(String host, int port, Bytes request, Duration timeout, Reading<T> reading)
            throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        try (Socket socket = new Socket()) {
            connect(socket, host, port);
            try (BufferedSource answer = Okio.buffer(Okio.source(socket))) {
                send(Okio.sink(socket), request, end);
                answer.timeout().deadlineNanoTime(end);
                return reading.read(answer.inputStream());
            }
        }
    }

    private void connect(Socket socket, String host, int port) throws NotSentException {
        try {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(connectTimeout.toMillis()));
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new NotSentException(e);
        }
    }

    private static void send(Sink sink, Bytes request, long end) throws IOException {
        sink.timeout().deadlineNanoTime(end);
        Buffer octets = new Buffer().write(request.toArray());
        sink.write(octets, octets.size());
        sink.flush();
    }
}
