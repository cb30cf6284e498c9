package io.onevisit.core.platform;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a platform over HTTP (平台接入设置). What the short constructor leaves at its default is changed by
 * {@code with} methods, each of which gives new settings:
 *
 * <pre>{@code new PlatformSettings(baseUri, profile, clock).withTls(material)}</pre>
 *
 * @param baseUri where the paths of the contract start: {@code https://host} or {@code https://host/prefix}, host in lower
 *     case, without a default port; {@code http} only on this machine's loopback
 * @param profile how it is spoken to
 * @param clock dates requests and judges replies
 * @param timeouts how long calls may take
 * @param limits what each service is held to
 * @param listener told of every attempt
 * @param tls asked before each attempt for the TLS configuration; when it gives another one than before, new connections
 *     are made by that. Null for the Java platform's.
 */
public record PlatformSettings(
        URI baseUri,
        AccessProfile profile,
        Clock clock,
        Timeouts timeouts,
        ServiceLimits limits,
        CallListener listener,
        @Nullable Supplier<TlsMaterial> tls) {
    private static final Pattern PATH = Pattern.compile("(/[a-zA-Z0-9_~-][a-zA-Z0-9._~-]{0,63}){0,8}/?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    public PlatformSettings {
        requireBase(Require.present(baseUri, "base URI"));
        Require.present(profile, "profile");
        Require.present(clock, "clock");
        Require.present(timeouts, "timeouts");
        Require.present(limits, "limits");
        Require.present(listener, "listener");
    }

    /** Settings with the default timeouts and limits, no listener, and the Java platform's TLS. */
    public PlatformSettings(URI baseUri, AccessProfile profile, Clock clock) {
        this(baseUri, profile, clock, Timeouts.defaults(), ServiceLimits.defaults(), CallListener.none(), null);
    }

    /** The same with these timeouts. */
    public PlatformSettings withTimeouts(Timeouts changed) {
        return new PlatformSettings(baseUri, profile, clock, changed, limits, listener, tls);
    }

    /** The same with these limits. */
    public PlatformSettings withLimits(ServiceLimits changed) {
        return new PlatformSettings(baseUri, profile, clock, timeouts, changed, listener, tls);
    }

    /** The same with this listener. */
    public PlatformSettings withListener(CallListener changed) {
        return new PlatformSettings(baseUri, profile, clock, timeouts, limits, changed, tls);
    }

    /** The same with this TLS configuration. */
    public PlatformSettings withTls(TlsMaterial changed) {
        Require.present(changed, "TLS material");
        return withTls(() -> changed);
    }

    /** The same with a TLS configuration that changes now and then: with a client certificate that is renewed, for one. */
    public PlatformSettings withTls(Supplier<TlsMaterial> changing) {
        return new PlatformSettings(
                baseUri, profile, clock, timeouts, limits, listener, Require.present(changing, "TLS material"));
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
