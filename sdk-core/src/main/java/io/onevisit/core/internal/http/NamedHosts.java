package io.onevisit.core.internal.http;

import io.onevisit.core.internal.Require;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts that may be asked. An address in a certificate or a licence is whatever its maker wrote, so only what the
 * caller named is ever connected to. Immutable and thread-safe.
 */
public final class NamedHosts {
    private static final int MAX_HOSTS = 64;
    private static final int MAX_PORT = 65_535;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HOST =
            Pattern.compile("(?=[^:]{1,253}(:|$))" + LABEL + "(\\." + LABEL + ")*(:(?<port>[1-9][0-9]{0,4}))?");
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\x21-\\x7e&&[^#@\\\\]]{1,1000}");

    private final Set<String> hosts;

    /** These hosts, in lower case, with the port where it is not the scheme's own; at most 64. */
    public NamedHosts(Set<String> hosts) {
        Require.present(hosts, "hosts").forEach(host -> Require.present(host, "host"));
        Require.that(
                hosts.size() <= MAX_HOSTS && hosts.stream().allMatch(NamedHosts::isHost),
                "hosts",
                "must be at most " + MAX_HOSTS + " names in lower case");
        this.hosts = Set.copyOf(hosts);
    }

    private static boolean isHost(String host) {
        Matcher matcher = HOST.matcher(host);
        return matcher.matches()
                && (matcher.group("port") == null || Integer.parseInt(matcher.group("port")) <= MAX_PORT);
    }

    /** {@code text} as an {@code http} or {@code https} address, without user and fragment, on one of the hosts; else empty. */
    public Optional<URI> address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(text)).filter(this::mayBeAsked);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean mayBeAsked(URI address) {
        String authority = address.getRawAuthority();
        return address.getHost() != null && hosts.contains(authority.toLowerCase(Locale.ROOT));
    }
}
