package io.onevisit.core.internal.http;

import io.onevisit.core.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.Handshake;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request once and reads one bounded reply. Nothing is repeated, followed, decoded, cached, remembered or
 * logged: by default OkHttp sends a POST again after a lost reply, 408 or 503, and carries it to another host on 307;
 * one-shot bodies and the settings here stop that. Thread-safe.
 *
 * <p>OkHttp's dispatcher starts no thread for calls like these. OkHttp does share two daemon threads among all its
 * clients in the process, {@code Okio Watchdog} for timeouts and {@code OkHttp TaskRunner} for idle connections; each
 * ends by itself after a minute without work, which {@link #close} brings about.
 */
public final class HttpTransport implements AutoCloseable {
    private static final int MAX_HEADERS = 64;
    private static final int IDLE_CONNECTIONS = 5;
    private static final int IDLE_SECONDS = 60;

    private final OkHttpClient client;
    private final int maxOctets;

    private HttpTransport(OkHttpClient.Builder settings, int maxOctets) {
        this.client = settings.build();
        this.maxOctets = maxOctets;
    }

    /**
     * A transport without TLS, for this machine's loopback.
     *
     * @param connectTimeout how long connecting to one address may take
     * @param maxOctets how many octets a reply's body may have
     */
    public static HttpTransport plain(Duration connectTimeout, int maxOctets) {
        return new HttpTransport(settings(ConnectionSpec.CLEARTEXT, connectTimeout), maxOctets);
    }

    /**
     * A transport over TLS on terms of its own. What was agreed on is looked at again after the handshake, so not one
     * octet of a request leaves on other terms, whatever {@code sockets} make of them.
     *
     * @param trust the one that {@code sockets} was made with
     * @param protocols the only ones, as the Java platform names them: {@code TLSv1.3}
     * @param suites the only ones, as IANA names them
     */
    public static HttpTransport tls(
            Duration connectTimeout,
            int maxOctets,
            SSLSocketFactory sockets,
            X509TrustManager trust,
            Set<String> protocols,
            Set<String> suites) {
        ConnectionSpec spec = new ConnectionSpec.Builder(ConnectionSpec.RESTRICTED_TLS)
                .tlsVersions(protocols.toArray(String[]::new))
                .cipherSuites(suites.toArray(String[]::new))
                .build();
        OkHttpClient.Builder settings = settings(List.of(spec), connectTimeout).sslSocketFactory(sockets, trust);
        settings.networkInterceptors().add(0, chain -> {
            requireAgreed(chain.connection(), protocols, suites);
            return chain.proceed(chain.request());
        });
        return new HttpTransport(settings, maxOctets);
    }

    private static void requireAgreed(@Nullable Connection connection, Set<String> protocols, Set<String> suites)
            throws IOException {
        Handshake agreed = connection == null ? null : connection.handshake();
        if (agreed == null
                || !protocols.contains(agreed.tlsVersion().javaName())
                || !suites.contains(agreed.cipherSuite().javaName())) {
            throw new SSLHandshakeException("another protocol or cipher suite than allowed");
        }
    }

    /**
     * A transport with or without TLS, as the address says: for what is signed in itself. It is used now and then, so
     * each request has a connection of its own, and none meets one that the other side has just closed.
     */
    public static HttpTransport either(Duration connectTimeout, int maxOctets) {
        return new HttpTransport(single(connectTimeout), maxOctets);
    }

    /**
     * The same for addresses that another system names: a host's name that leads into this network, to this machine or to
     * any other address of special use is not connected to. Addresses written in digits are the caller's to refuse.
     */
    public static HttpTransport outward(Duration connectTimeout, int maxOctets) {
        return new HttpTransport(single(connectTimeout).dns(HttpTransport::outside), maxOctets);
    }

    private static OkHttpClient.Builder single(Duration connectTimeout) {
        return settings(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT), connectTimeout)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS));
    }

    private static List<InetAddress> outside(String host) throws UnknownHostException {
        List<InetAddress> addresses = Dns.SYSTEM.lookup(host);
        if (addresses.stream().anyMatch(SpecialAddresses::contain)) {
            throw new UnknownHostException("the name leads to an address of special use");
        }
        return addresses;
    }

    private static OkHttpClient.Builder settings(ConnectionSpec spec, Duration connectTimeout) {
        return settings(List.of(spec), connectTimeout);
    }

    private static OkHttpClient.Builder settings(List<ConnectionSpec> specs, Duration connectTimeout) {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionSpecs(specs)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .fastFallback(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(connectTimeout)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(chain -> {
                    Request request = chain.request();
                    AtomicBoolean connected = request.tag(AtomicBoolean.class);
                    if (connected != null) {
                        connected.set(true);
                    }
                    return chain.proceed(request);
                });
    }

    /**
     * Posts {@code body} and waits for the reply, all within {@code timeout}.
     *
     * @param headers as they are to go over the wire; already known to be of printable ASCII
     * @throws NotSentException when no connection came about, so nothing was sent
     * @throws IOException when the reply is lost, late, broken, too large or coded; whether the request was carried out
     *     is then unknown. Its message may quote the other side.
     */
    public HttpReply post(URI target, Map<String, List<String>> headers, Bytes body, Duration timeout)
            throws IOException {
        return send(request(target, headers).post(new OneShot(body)), timeout);
    }

    /** Gets what is at {@code target}, and fails as {@link #post} does. */
    public HttpReply get(URI target, Map<String, List<String>> headers, Duration timeout) throws IOException {
        return send(request(target, headers), timeout);
    }

    private HttpReply send(Request.Builder request, Duration timeout) throws IOException {
        AtomicBoolean connected = new AtomicBoolean();
        Call call = client.newCall(request.tag(AtomicBoolean.class, connected).build());
        call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            return read(response);
        } catch (IOException e) {
            call.cancel();
            throw connected.get() ? e : new NotSentException(e);
        } catch (RuntimeException e) {
            // OkHttp's own parsing of hostile headers: a Content-Length below zero, a Retry-After over the range of
            // int.
            call.cancel();
            throw new IOException("a header that cannot be read", e);
        }
    }

    private static Request.Builder request(URI target, Map<String, List<String>> headers) {
        Request.Builder request = new Request.Builder()
                .url(target.toString())
                .header("accept-encoding", "identity")
                .header("user-agent", "onevisit-sdk");
        headers.forEach((name, lines) -> lines.forEach(line -> request.addHeader(name, line)));
        return request;
    }

    private HttpReply read(Response response) throws IOException {
        Map<String, List<String>> headers = response.headers().toMultimap();
        if (response.code() < 200 || response.code() > 599 || headers.size() > MAX_HEADERS) {
            throw new IOException("a status that is none, or too many headers");
        }
        if (headers.containsKey("content-encoding")) {
            throw new IOException("a content coding nobody asked for");
        }
        BufferedSource source = response.body().source();
        if (response.body().contentLength() > maxOctets || source.request(maxOctets + 1L)) {
            throw new IOException("more than " + maxOctets + " octets");
        }
        return new HttpReply(response.code(), headers, Bytes.of(source.readByteArray()));
    }

    /** Closes the connections that are not in use, and with them what keeps OkHttp's threads. */
    @Override
    public void close() {
        client.connectionPool().evictAll();
    }

    /** A body that OkHttp must not send a second time. */
    private static final class OneShot extends RequestBody {
        private final Bytes body;

        OneShot(Bytes body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return null; // among the headers that were signed
        }

        @Override
        public long contentLength() {
            return body.length();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(body.toArray());
        }
    }
}
