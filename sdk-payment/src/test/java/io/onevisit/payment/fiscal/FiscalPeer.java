package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.onevisit.core.platform.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** The other end of a line on loopback: answers each frame as it was told to, over TCP or HTTP. */
final class FiscalPeer implements AutoCloseable {
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(2));

    final List<byte[]> seen = new ArrayList<>();
    private final Deque<UnaryOperator<byte[]>> answers = new ArrayDeque<>();
    private final ServerSocket tcp;
    private final Thread accepting;

    FiscalPeer() throws IOException {
        tcp = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        accepting = new Thread(this::accept);
        accepting.start();
    }

    FiscalLine tcp() {
        return FiscalLine.tcp("127.0.0.1", tcp.getLocalPort(), TIMEOUTS);
    }

    FiscalLine http() {
        return FiscalLine.http(URI.create("http://127.0.0.1:" + tcp.getLocalPort() + "/fiscal"), TIMEOUTS);
    }

    /** The next frame is answered by what {@code answer} makes of it; no octets at all close the connection. */
    void next(UnaryOperator<byte[]> answer) {
        synchronized (answers) {
            answers.add(answer);
        }
    }

    /** The next frame is answered by a right frame of this number around this voucher. */
    void next(String number, String voucher) {
        next(asked -> Wire.message(number, Wire.head(asked, "MsgID"), voucher));
    }

    private void accept() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept();
                    OutputStream out = socket.getOutputStream()) {
                InputStream in = socket.getInputStream();
                byte[] start = in.readNBytes(8);
                boolean http = start[0] == 'P';
                byte[] answer = answer(http ? body(in) : start, in);
                if (http && answer.length > 0) {
                    out.write(("HTTP/1.1 200 OK\r\ncontent-length: " + answer.length + "\r\n\r\n").getBytes(US_ASCII));
                }
                out.write(answer);
            } catch (IOException e) {
                // closed, or the other side went away
            }
        }
    }

    /** Passes over the head of an HTTP request; the first eight octets of the body. */
    private static byte[] body(InputStream in) throws IOException {
        int last = 0;
        while (last != 0x0d0a0d0a) {
            last = (last << 8) | in.read();
        }
        return in.readNBytes(8);
    }

    private byte[] answer(byte[] length, InputStream in) throws IOException {
        int rest = Integer.parseInt(new String(length, US_ASCII).strip()) - 8;
        byte[] frame = Wire.join(length, in.readNBytes(rest));
        synchronized (answers) {
            seen.add(frame);
            return answers.isEmpty() ? new byte[0] : answers.remove().apply(frame);
        }
    }

    /** Waits for the thread: while it stands in accept, the system still takes connections. */
    @Override
    public void close() throws IOException {
        tcp.close();
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
