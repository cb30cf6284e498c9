package io.onevisit.licence.status;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback that gives every request the same answer and keeps the requests' heads. */
final class ListHost implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String answer = "";

    ListHost() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "list host");
        thread.setDaemon(true);
        thread.start();
    }

    String name() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    String address() {
        return "http://" + name() + "/zz/1";
    }

    /** Head lines and body, the length added. */
    void answer(String head, String body) {
        answer = head + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    }

    /** Whatever this is. */
    void answer(String octets) {
        answer = octets;
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
                StringBuilder head = new StringBuilder();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    head.append(line).append('\n');
                }
                requests.add(head.toString());
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                connection.getOutputStream().flush();
            } catch (IOException e) {
                // the other side has gone, or this one is closed
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
