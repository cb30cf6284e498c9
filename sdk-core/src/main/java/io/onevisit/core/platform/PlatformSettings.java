package io.onevisit.core.platform;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a platform over HTTP (平台接入设置).
 *
 * @param baseUri where the paths of the contract start: {@code https://host} or {@code https://host/prefix}, host in lower
 *     case, without a default port; {@code http} only on this machine's loopback
 * @param profile how it is spoken to
 * @param clock dates requests and judges replies
 * @param deadline how long one call may take with all its attempts, 10 ms to 5 min. Looking up the host's name is not
 *     bounded by it.
 * @param connectTimeout how long connecting to one address may take, at most the deadline
 * @param tls a TLS configuration of one's own, or null for the Java platform's
 */
public record PlatformSettings(
        URI baseUri,
        AccessProfile profile,
        Clock clock,
        Duration deadline,
        Duration connectTimeout,
        @Nullable TlsMaterial tls) {
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);
    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Pattern PATH = Pattern.compile("(/[a-zA-Z0-9_~-][a-zA-Z0-9._~-]{0,63}){0,8}/?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    public PlatformSettings {
        requireBase(Require.present(baseUri, "base URI"));
        Require.present(profile, "profile");
        Require.present(clock, "clock");
        Require.that(
                Require.present(deadline, "deadline").compareTo(Duration.ofMillis(10)) >= 0
                        && deadline.compareTo(Duration.ofMinutes(5)) <= 0,
                "deadline",
                "must be 10 ms to 5 min");
        Require.that(
                Require.present(connectTimeout, "connect timeout").compareTo(Duration.ofMillis(1)) >= 0
                        && connectTimeout.compareTo(deadline) <= 0,
                "connect timeout",
                "must be 1 ms to the deadline");
    }

    /** Settings with 10 s for a call, 3 s for connecting, and the Java platform's TLS. */
    public PlatformSettings(URI baseUri, AccessProfile profile, Clock clock) {
        this(baseUri, profile, clock, DEFAULT_DEADLINE, DEFAULT_CONNECT_TIMEOUT, null);
    }

    private static void requireBase(URI base) {
        String scheme = base.getScheme();
        String host = base.getHost();
        Require.that(
                ("https".equals(scheme) || "http".equals(scheme)) && host != null && base.getRawUserInfo() == null,
                "base URI",
                "must be an https address");
        Require.that(
                "https".equals(scheme) || LOOPBACK.matcher(host).matches(), "base URI", "must be https or loopback");
        Require.that(
                host.equals(host.toLowerCase(Locale.ROOT)) && base.getPort() != ("https".equals(scheme) ? 443 : 80),
                "base URI",
                "must have its host in lower case and no default port");
        Require.that(
                base.getRawPath() != null
                        && PATH.matcher(base.getRawPath()).matches()
                        && base.getRawQuery() == null
                        && base.getRawFragment() == null,
                "base URI",
                "must be of plain segments, without query and fragment");
    }

    /** The full address of a path of the contract. */
    URI target(String path) {
        String prefix = baseUri.getRawPath().replaceFirst("/$", "");
        try {
            return new URI(baseUri.getScheme(), null, baseUri.getHost(), baseUri.getPort(), prefix + path, null, null);
        } catch (URISyntaxException e) {
            throw new InvalidValueException("path", "does not make an address");
        }
    }

    /** Address and profile; no key. */
    @Override
    public String toString() {
        return "platform at " + baseUri + ", " + profile;
    }
}
