package io.onevisit.payment.fiscal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.http.HttpReply;
import io.onevisit.core.internal.http.HttpTransport;
import io.onevisit.core.internal.http.TcpTransport;
import io.onevisit.core.platform.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The way to a fiscal platform (专线): each message goes over a connection of its own, is sent once, and is answered by one
 * frame. Frames are proved, not encrypted; they tell of people, so the line must be private. Thread-safe.
 */
public final class FiscalLine {
    /** Room for a receipt of some 2 MiB, which goes through Base64 twice. */
    private static final int MAX_OCTETS = 4 * 1024 * 1024;

    private static final int MAX_PORT = 65_535;
    private static final Map<String, List<String>> HEADERS =
            Map.of("content-type", List.of("application/octet-stream"));

    private final Way way;

    private FiscalLine(Way way) {
        this.way = way;
    }

    @FunctionalInterface
    private interface Way {
        FiscalFrame exchange(Bytes frame) throws IOException;
    }

    /** Frames over TCP. */
    public static FiscalLine tcp(String host, int port, Timeouts timeouts) {
        Require.text(host, "host", 253);
        Require.that(port >= 1 && port <= MAX_PORT, "port", "must be 1 to 65535");
        TcpTransport transport =
                new TcpTransport(Require.present(timeouts, "timeouts").connect());
        return new FiscalLine(frame -> transport.exchange(
                host,
                port,
                frame,
                timeouts.call(),
                stream -> FiscalFrame.read(stream, MAX_OCTETS)
                        .orElseThrow(() -> new IOException("the connection ended without an answer"))));
    }

    /**
     * Frames as bodies of HTTP requests and replies; a status other than 200 is a lost answer.
     *
     * @param address http or https, of host and path
     */
    public static FiscalLine http(URI address, Timeouts timeouts) {
        Require.present(address, "address");
        Require.that(
                List.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null,
                "address",
                "must be of http or https");
        Require.that(
                address.getRawUserInfo() == null && address.getRawFragment() == null,
                "address",
                "must be of host and path");
        HttpTransport transport =
                HttpTransport.either(Require.present(timeouts, "timeouts").connect(), MAX_OCTETS);
        return new FiscalLine(frame -> {
            HttpReply reply = transport.post(address, HEADERS, frame, timeouts.call());
            if (reply.status() != 200) {
                throw new IOException("a gateway answered in the platform's place");
            }
            return FiscalFrame.parse(reply.body(), MAX_OCTETS);
        });
    }

    /**
     * Sends {@code frame} and gives the answer, about which nothing is believed yet.
     *
     * @throws io.onevisit.core.internal.http.NotSentException when there was no connection
     * @throws IOException when the answer is lost, late or cut off
     * @throws MalformedMessageException when it is no frame
     */
    FiscalFrame exchange(FiscalFrame frame) throws IOException {
        return way.exchange(frame.octets());
    }
}
