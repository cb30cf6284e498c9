package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server over bare sockets that does what it is told, octet by octet, and keeps every request that reached it. The n-th
 * request is answered by the n-th script, the last script answers all that follow.
 */
public final class RawServer implements AutoCloseable {
    /** What to do about one request; whoever closes the socket ends the connection. */
    public interface Script {
        void answer(RawMessage request, Socket socket) throws IOException;
    }

    private final ServerSocket socket;
    private final String scheme;
    private final List<Script> scripts;
    private final List<RawMessage> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    public RawServer(Script... scripts) {
        this(listening(0), "http", scripts);
    }

    public RawServer(ServerSocket socket, String scheme, Script... scripts) {
        this.socket = socket;
        this.scheme = scheme;
        this.scripts = List.of(scripts);
        daemon(this::accept);
    }

    static ServerSocket listening(int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI base() {
        return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort());
    }

    public List<RawMessage> requests() {
        return List.copyOf(requests);
    }

    public int connections() {
        return connections.size();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (!connection.isClosed()) {
                RawMessage request = read(in);
                requests.add(request);
                scripts.get(Math.min(next.getAndIncrement(), scripts.size() - 1))
                        .answer(request, connection);
            }
        } catch (IOException e) {
            // the client went away, or the script closed the connection
        }
    }

    private RawMessage read(InputStream in) throws IOException {
        String[] requestLine = line(in).split(" ", -1);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] field = line.split(": ?", 2);
            headers.computeIfAbsent(field[0], name -> new ArrayList<>()).add(field[1]);
        }
        int length = Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).get(0));
        return new RawMessage(requestLine[0], base() + requestLine[1], headers, Bytes.of(in.readNBytes(length)));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
