package io.onevisit.examples.sandbox.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.onevisit.licence.delivery.CarrierReason;
import io.onevisit.licence.delivery.carrier.EmsAccount;
import io.onevisit.licence.delivery.carrier.Kuaidi100Account;
import io.onevisit.licence.delivery.carrier.SfAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Three express carriers on loopback (承运商沙箱). Stop it with {@link #close()}. */
public final class CarrierSandbox implements AutoCloseable {
    private static final int HUGE = 6 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpExchange> unanswered = new CopyOnWriteArrayList<>();
    private final EmsSimulator ems;
    private final SfSimulator sf;
    private final Kuaidi100Simulator kuaidi100 = new Kuaidi100Simulator();

    private CarrierSandbox(HttpServer server, Clock clock) {
        this.server = server;
        this.ems = new EmsSimulator(() -> address("/ems/labels"));
        this.sf = new SfSimulator(clock, this::sfLabels);
        server.createContext("/ems/api", exchange -> handle(exchange, ems));
        server.createContext("/ems/labels", exchange -> label(exchange, ems));
        server.createContext("/sf", exchange -> handle(exchange, sf));
        server.createContext("/sf/labels", this::sfLabel);
        server.createContext("/kuaidi100", exchange -> handle(exchange, kuaidi100));
        server.setExecutor(threads);
    }

    /** Starts on any free port. */
    public static CarrierSandbox start(Clock clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CarrierSandbox sandbox = new CarrierSandbox(server, clock);
        server.start();
        return sandbox;
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Where EMS is. */
    public URI emsAddress() {
        return address("/ems/api");
    }

    /** Where SF is. */
    public URI sfAddress() {
        return address("/sf");
    }

    /** Where SF's labels are. */
    public URI sfLabels() {
        return address("/sf/labels");
    }

    /** Where Kuaidi100 takes orders. */
    public URI kuaidi100Orders() {
        return address("/kuaidi100/order");
    }

    /** Where Kuaidi100 answers queries. */
    public URI kuaidi100Queries() {
        return address("/kuaidi100/query");
    }

    /** EMS's side. */
    public Simulator ems() {
        return ems;
    }

    /** SF's side. */
    public Simulator sf() {
        return sf;
    }

    /** Kuaidi100's side. */
    public Simulator kuaidi100() {
        return kuaidi100;
    }

    /** The account that the sandbox's EMS knows, with two of its codes. */
    public static EmsAccount emsAccount() {
        return new EmsAccount(
                EmsSimulator.SENDER,
                EmsSimulator.AUTHORIZATION,
                EmsSimulator.KEY,
                "1",
                Map.of(
                        "B00042",
                        CarrierReason.ADDRESS,
                        "B00077",
                        CarrierReason.TOO_LATE,
                        "B00090",
                        CarrierReason.SIGNATURE),
                Map.of());
    }

    /** The account that the sandbox's SF knows. */
    public static SfAccount sfAccount() {
        return new SfAccount(
                SfSimulator.PARTNER, SfSimulator.CHECKWORD, SfSimulator.MONTHLY_CARD, 1, SfSimulator.TEMPLATE);
    }

    /** The account that the sandbox's Kuaidi100 knows. */
    public static Kuaidi100Account kuaidi100Account() {
        return new Kuaidi100Account(
                Kuaidi100Simulator.KEY,
                Kuaidi100Simulator.SECRET,
                Kuaidi100Simulator.CUSTOMER,
                Kuaidi100Simulator.SALT,
                Kuaidi100Simulator.COMPANY,
                "K100000001",
                "partner-key",
                URI.create("https://office.example.gov.cn/kuaidi100"));
    }

    private void handle(HttpExchange exchange, Simulator carrier) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        byte[] answer = carrier.answered(Simulator.form(body)).getBytes(UTF_8);
        if (carrier.suffers(CarrierFault.LOST_ANSWER)) {
            exchange.close();
        } else if (carrier.suffers(CarrierFault.NO_ANSWER)) {
            unanswered.add(exchange);
        } else if (carrier.suffers(CarrierFault.GATEWAY_PAGE)) {
            send(exchange, 502, "<html>Bad Gateway</html>".getBytes(UTF_8), 24);
        } else if (carrier.suffers(CarrierFault.REDIRECT)) {
            exchange.getResponseHeaders().add("location", "http://127.0.0.1:9/elsewhere");
            send(exchange, 307, answer, answer.length);
        } else if (carrier.suffers(CarrierFault.HUGE_ANSWER)) {
            send(exchange, 200, new byte[HUGE], HUGE);
        } else if (carrier.suffers(CarrierFault.CUT_ANSWER)) {
            send(exchange, 200, Arrays.copyOf(answer, answer.length / 2), answer.length);
        } else {
            send(exchange, 200, answer, answer.length);
        }
    }

    /** SF's labels are opened by the token that it gave with their address. */
    private void sfLabel(HttpExchange exchange) throws IOException {
        if (SfSimulator.LABEL_TOKEN.equals(exchange.getRequestHeaders().getFirst("x-auth-token"))) {
            label(exchange, sf);
        } else {
            send(exchange, 401, new byte[0], 0);
        }
    }

    private static void label(HttpExchange exchange, Simulator carrier) throws IOException {
        String label = carrier.suffers(CarrierFault.WRONG_LABEL) ? "<html>login</html>" : "%PDF-1.4\n%%EOF\n";
        if (carrier.suffers(CarrierFault.LABEL_REDIRECT)) {
            exchange.getResponseHeaders().add("location", "http://127.0.0.1:9/elsewhere");
            send(exchange, 302, new byte[0], 0);
        } else if (carrier.suffers(CarrierFault.HUGE_LABEL)) {
            send(exchange, 200, new byte[HUGE], HUGE);
        } else {
            send(exchange, 200, label.getBytes(UTF_8), label.length());
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body, int announced) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, announced == 0 ? -1 : announced);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        unanswered.forEach(HttpExchange::close);
        server.stop(0);
        threads.shutdownNow();
    }
}
