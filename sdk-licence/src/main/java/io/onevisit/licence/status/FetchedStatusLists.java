package io.onevisit.licence.status;

import io.onevisit.core.internal.Failures;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.http.HttpReply;
import io.onevisit.core.internal.http.HttpTransport;
import io.onevisit.core.internal.http.NamedHosts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Status lists fetched from where licences say they are (在线获取状态列表), sections 8.1, 8.2 and 8.4. Keeps nothing: put a
 * {@link StatusCache} before it.
 *
 * <p>Only the hosts allowed by the caller are asked, over {@code https}; over {@code http} only on this machine's
 * loopback. Redirects are not followed and codings not accepted. A host that cannot be reached is left alone for a
 * minute. Thread-safe; runs on the caller's threads.
 */
public final class FetchedStatusLists implements StatusSource, AutoCloseable {
    private static final String MEDIA_TYPE = "application/statuslist+jwt";
    private static final Map<String, List<String>> ACCEPT = Map.of("accept", List.of(MEDIA_TYPE));
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final int DEFAULT_OCTETS = 32 * 1024 * 1024;
    private static final int MAX_OCTETS = 64 * 1024 * 1024;

    private final NamedHosts hosts;
    private final Duration timeout;
    private final HttpTransport transport;
    private final Failures<String> unreachable;

    /** Fetches tokens of at most 32 MiB from {@code hosts}, and waits for 5 s at most for each. */
    public FetchedStatusLists(Set<String> hosts, Clock clock) {
        this(hosts, clock, DEFAULT_TIMEOUT, DEFAULT_OCTETS);
    }

    /**
     * Fetches from {@code hosts}.
     *
     * @param hosts the hosts that may be asked, in lower case, with the port where it is not the scheme's own:
     *     {@code status.example.gov.cn}; at most 64
     * @param clock says when a host may be asked again
     * @param timeout how long one fetch may take, 100 ms to 1 min
     * @param maxOctets how long a token may be, at most 64 MiB
     */
    public FetchedStatusLists(Set<String> hosts, Clock clock, Duration timeout, int maxOctets) {
        this.hosts = new NamedHosts(hosts);
        this.timeout = Require.present(timeout, "timeout");
        Require.that(
                timeout.compareTo(Duration.ofMillis(100)) >= 0 && timeout.compareTo(Duration.ofMinutes(1)) <= 0,
                "timeout",
                "must be 100 ms to 1 min");
        Require.that(maxOctets >= 1 && maxOctets <= MAX_OCTETS, "token size", "must be from 1 to " + MAX_OCTETS);
        this.transport = HttpTransport.either(timeout, maxOctets);
        this.unreachable = new Failures<>(Require.present(clock, "clock"));
    }

    @Override
    public Optional<String> statusList(String uri) {
        return hosts.address(uri).filter(FetchedStatusLists::isProtected).flatMap(this::fetch);
    }

    /**
     * The lists as they stood at a moment, section 8.4: each address is asked with the parameter {@code time}. Whether a
     * provider has understood it is told by the list alone, which must have been issued by then and not have expired; so
     * this belongs to a verifier whose clock stands at {@code time}, without a cache.
     */
    public StatusSource at(Instant time) {
        long seconds = Require.present(time, "time").getEpochSecond();
        return uri -> statusList(uri + (uri.indexOf('?') < 0 ? "?" : "&") + "time=" + seconds);
    }

    private static boolean isProtected(URI address) {
        return address.getScheme().equals("https")
                || LOOPBACK.matcher(address.getHost()).matches();
    }

    private Optional<String> fetch(URI address) {
        String host = address.getRawAuthority().toLowerCase(Locale.ROOT);
        if (unreachable.areRecent(host)) {
            return Optional.empty();
        }
        try {
            HttpReply reply = transport.get(address, ACCEPT, timeout);
            return reply.status() == 200 && isStatusList(reply)
                    ? Optional.of(new String(reply.body().toArray(), StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (IOException e) {
            unreachable.add(host);
            return Optional.empty();
        }
    }

    private static boolean isStatusList(HttpReply reply) {
        List<String> types = reply.headers().getOrDefault("content-type", List.of());
        return types.size() == 1
                && types.get(0)
                        .split(";", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(MEDIA_TYPE);
    }

    /** Closes the connections that are not in use. */
    @Override
    public void close() {
        transport.close();
    }
}
