package io.onevisit.examples.sandbox.fiscal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.onevisit.core.Bytes;
import io.onevisit.examples.sandbox.Faults;
import io.onevisit.payment.fiscal.FiscalAccount;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A fiscal platform on loopback (财政非税平台沙箱), over TCP and over HTTP: takes bills, tells how they stand, issues receipts,
 * and pushes confirmations when somebody pays. Stop it with {@link #close()}.
 */
public final class FiscalSandbox implements AutoCloseable {
    static final String PUSH = "push";

    private static final String ANSWER = "answer";
    private static final String TOKEN = "sandbox-fiscal-token";
    private static final int PUSH_MILLIS = 5_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));

    private final ServerSocket tcp;
    private final HttpServer http;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final FaultyLine line = new FaultyLine(faults);
    private final FiscalDesk desk = new FiscalDesk();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private FiscalSandbox(ServerSocket tcp, HttpServer http, Clock clock) {
        this.tcp = tcp;
        this.http = http;
        this.clock = clock;
        http.createContext("/fiscal", this::handle);
        http.setExecutor(threads);
    }

    /** Starts on any two free ports. */
    public static FiscalSandbox start(Clock clock) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        FiscalSandbox sandbox = new FiscalSandbox(
                new ServerSocket(0, 16, loopback), HttpServer.create(new InetSocketAddress(loopback, 0), 0), clock);
        sandbox.http.start();
        sandbox.threads.execute(sandbox::accept);
        return sandbox;
    }

    /** The port for frames over TCP, on 127.0.0.1. */
    public int port() {
        return tcp.getLocalPort();
    }

    /** Where frames go over HTTP. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/fiscal");
    }

    /** What the platform has agreed on with the department. */
    public static FiscalAccount account() {
        return new FiscalAccount(
                "K3206820002", "F320682", "320682", Bytes.of(TOKEN.getBytes(StandardCharsets.UTF_8)), Set.of("11001"));
    }

    /** The switches of {@link FiscalFault}: pushes and answers count their own times. */
    public Faults faults() {
        return faults;
    }

    /** How many bills the platform has. */
    public int bills() {
        return desk.bills();
    }

    /**
     * Somebody pays a bill: pushes the confirmation over one TCP connection.
     *
     * @return for each answer its result, {@code 00000} or {@code 99999}; none when the department closes without one
     */
    public List<String> pay(String code, String host, int port) throws IOException {
        List<String> results = new ArrayList<>();
        byte[] frame = confirmation(code);
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(PUSH_MILLIS);
            int times = times();
            for (int i = 0; i < times; i++) {
                line.write(socket.getOutputStream(), frame, PUSH);
            }
            socket.shutdownOutput();
            while (true) {
                results.add(
                        Packet.read(socket.getInputStream(), TOKEN).voucher().getOrDefault("Result", ""));
            }
        } catch (EOFException | SocketException e) {
            return results;
        }
    }

    private int times() {
        return faults.strikes(FiscalFault.F06_REPEAT, PUSH) ? 3 : 1;
    }

    /** The same over HTTP, to {@code address}. */
    public List<String> pay(String code, URI address) throws IOException {
        List<String> results = new ArrayList<>();
        byte[] frame = confirmation(code);
        int times = times();
        for (int i = 0; i < times; i++) {
            HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection();
            request.setReadTimeout(PUSH_MILLIS);
            request.setDoOutput(true);
            request.getOutputStream().write(frame);
            if (request.getResponseCode() == 200) {
                results.add(
                        Packet.read(request.getInputStream(), TOKEN).voucher().getOrDefault("Result", ""));
            }
        }
        return results;
    }

    /** The octets that the platform pushes when somebody pays, as the faults have them. */
    public byte[] confirmation(String code) {
        Packet push = desk.paid(code, time(), faults);
        return line.octets(push.write(TOKEN, time().substring(0, 8), faults, PUSH), PUSH);
    }

    private String time() {
        return TIME.format(clock.instant());
    }

    private void accept() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            line.write(socket.getOutputStream(), answer(socket.getInputStream()), ANSWER);
        } catch (IOException e) {
            // the other side went away, or spoke another language: nothing to answer
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer =
                    answer(new ByteArrayInputStream(exchange.getRequestBody().readAllBytes()));
            if (answer.length > 0) {
                exchange.sendResponseHeaders(200, answer.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    line.write(out, answer, ANSWER);
                }
            }
        }
    }

    private byte[] answer(InputStream in) throws IOException {
        Packet answer = desk.answer(Packet.read(in, TOKEN));
        return faults.strikes(FiscalFault.F19_LOST_ANSWER, ANSWER)
                ? new byte[0]
                : line.octets(answer.write(TOKEN, time().substring(0, 8), faults, ANSWER), ANSWER);
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        http.stop(0);
        threads.shutdownNow();
    }
}
