package io.onevisit.core.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One exchange over TCP. */
class TcpTransportTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final TcpTransport transport = new TcpTransport(Duration.ofSeconds(2));
    private ServerSocket server;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private interface Peer {
        void serve(Socket socket) throws IOException;
    }

    private void peer(Peer peer) {
        new Thread(() -> {
                    try (Socket socket = server.accept()) {
                        peer.serve(socket);
                    } catch (IOException e) {
                        // the other side went away
                    }
                })
                .start();
    }

    private String exchange(byte[] request, Duration timeout, int answer) throws IOException {
        return transport.exchange("127.0.0.1", server.getLocalPort(), Bytes.of(request), timeout, stream -> {
            byte[] octets = stream.readNBytes(answer);
            return new String(octets, US_ASCII);
        });
    }

    @Test
    void sends_every_octet_and_gives_what_was_read() throws IOException {
        byte[] request = new byte[300_000];
        peer(socket -> {
            byte[] seen = socket.getInputStream().readNBytes(request.length);
            socket.getOutputStream().write(("got " + seen.length + " and more").getBytes(US_ASCII));
        });

        assertThat(exchange(request, LONG, 10)).isEqualTo("got 300000");
    }

    @Test
    void a_port_that_nobody_listens_on_is_not_sent_to() throws IOException {
        server.close();

        assertThatThrownBy(() -> exchange(new byte[1], LONG, 1)).isInstanceOf(NotSentException.class);
    }

    @Test
    void a_host_that_there_is_not_is_not_sent_to() {
        assertThatThrownBy(() -> transport.exchange("no-such-host.invalid", 1, Bytes.empty(), LONG, stream -> 1))
                .isInstanceOf(NotSentException.class);
    }

    @Test
    void a_silent_peer_ends_with_the_deadline() {
        peer(socket -> socket.getInputStream().readAllBytes());

        assertThatThrownBy(() -> exchange(new byte[1], SHORT, 1))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotSentException.class);
    }

    @Test
    void a_peer_that_drips_octets_ends_with_the_deadline() {
        peer(socket -> {
            while (true) {
                socket.getOutputStream().write('x');
            }
        });

        assertThatThrownBy(() ->
                        transport.exchange("127.0.0.1", server.getLocalPort(), Bytes.of(new byte[1]), SHORT, stream -> {
                            while (stream.read() >= 0) {
                                // as long as there is something
                            }
                            return 0;
                        }))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotSentException.class);
    }

    @Test
    void a_peer_that_does_not_read_ends_with_the_deadline() {
        peer(socket -> {
            try (Socket end = server.accept()) {
                end.getInputStream(); // nobody connects again: this waits until the server is closed
            }
        });

        assertThatThrownBy(() -> exchange(new byte[32 * 1024 * 1024], SHORT, 1))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotSentException.class);
    }

    @Test
    void what_the_reading_throws_comes_out() {
        peer(socket -> socket.getInputStream().read());

        assertThatThrownBy(() ->
                        transport.exchange("127.0.0.1", server.getLocalPort(), Bytes.of(new byte[1]), LONG, stream -> {
                            throw new IllegalStateException("no");
                        }))
                .isInstanceOf(IllegalStateException.class);
    }
}
