package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Scripts for {@link RawServer}: replies in order, and every way in which a reply goes wrong. */
public record Wire(MessageSignatures platform) {
    public RawServer.Script reply(int status, String body, String... headers) {
        return changed(reply -> reply, status, body, headers);
    }

    /** A signed reply that somebody changed on its way. */
    public RawServer.Script changed(UnaryOperator<RawReply> change, int status, String body, String... headers) {
        return (request, socket) -> write(socket, change.apply(signed(request, status, body)), headers);
    }

    public RawServer.Script problem(int status, String kind, String... headers) {
        return reply(status, problemJson(status, kind), headers);
    }

    public static String problemJson(int status, String kind) {
        return "{\"type\":\"urn:onevisit:problem:" + kind + "\",\"title\":\"title of " + kind + "\",\"status\":"
                + status + ",\"detail\":\"110105194912310021\"}";
    }

    RawReply signed(RawMessage request, int status, String body) {
        String mediaType = status < 300 ? "application/json" : "application/problem+json";
        return platform.signReply(request, status, mediaType, Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    public static RawServer.Script unsigned(int status, String body, String... headers) {
        return (request, socket) -> write(
                socket,
                new RawReply(
                        status,
                        Map.of("content-type", List.of("text/html")),
                        Bytes.of(body.getBytes(StandardCharsets.UTF_8))),
                headers);
    }

    public static RawServer.Script hangUp() {
        return (request, socket) -> socket.close();
    }

    /** Exactly these octets, then the end of the connection. */
    public static RawServer.Script octets(String head) {
        return (request, socket) -> {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.close();
        };
    }

    /** One more octet every few milliseconds, for as long as the client stays. */
    public static RawServer.Script trickle(String start) {
        return (request, socket) -> {
            socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
            socket.setSoTimeout(20);
            for (int octet = 0; octet >= 0; octet = octetOrNone(socket)) {
                socket.getOutputStream().write('x');
            }
        };
    }

    private static int octetOrNone(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    /** Chunks of 64 KiB, for as long as the client takes them. */
    public static RawServer.Script endless() {
        return (request, socket) -> {
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                socket.getOutputStream().write(chunk);
            }
        };
    }

    static RawReply with(RawReply reply, String header, String line) {
        Map<String, List<String>> headers = new TreeMap<>(reply.headers());
        headers.put(header, List.of(line));
        return new RawReply(reply.status(), headers, reply.body());
    }

    static void write(Socket socket, RawReply reply, String... headers) throws IOException {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" X\r\n");
        reply.headers()
                .forEach((name, lines) -> lines.forEach(
                        line -> head.append(name).append(": ").append(line).append("\r\n")));
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(reply.body().length()).append("\r\n\r\n");
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        message.writeBytes(reply.body().toArray());
        socket.getOutputStream().write(message.toByteArray());
    }
}
