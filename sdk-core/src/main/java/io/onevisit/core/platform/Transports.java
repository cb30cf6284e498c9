package io.onevisit.core.platform;

import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.http.HttpTransport;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transport for the TLS material of the moment. When there is new material, calls that begin from then on connect
 * anew with it; those under way end as they would, and their connections are used for nothing else. Thread-safe.
 */
final class Transports implements AutoCloseable {
    private final Duration connectTimeout;
    private final @Nullable Supplier<TlsMaterial> materials;
    private volatile Held held;

    /**
     * One transport with what it was made from.
     *
     * @param material null for a transport without TLS
     */
    private record Held(@Nullable TlsMaterial material, HttpTransport transport) {}

    Transports(PlatformSettings settings) {
        this.connectTimeout = settings.timeouts().connect();
        if (settings.baseUri().getScheme().equals("http")) {
            this.materials = null;
            this.held = new Held(null, HttpTransport.plain(connectTimeout, RawMessage.MAX_OCTETS));
        } else {
            TlsMaterial ofJava = settings.tls() == null ? TlsMaterial.ofJavaPlatform() : null;
            this.materials = ofJava == null ? settings.tls() : () -> ofJava;
            this.held = held(Require.present(materials, "TLS").get());
        }
    }

    private Held held(TlsMaterial material) {
        return new Held(
                Require.present(material, "TLS material"),
                HttpTransport.tls(
                        connectTimeout,
                        RawMessage.MAX_OCTETS,
                        material.sockets(),
                        material.trust(),
                        material.protocols(),
                        material.suites()));
    }

    HttpTransport current() {
        TlsMaterial material = materials == null ? null : Require.present(materials.get(), "TLS material");
        if (material != null && !material.equals(held.material())) {
            renew(material);
        }
        return held.transport();
    }

    private synchronized void renew(TlsMaterial material) {
        if (!material.equals(held.material())) {
            Held before = held;
            held = held(material);
            before.transport().close();
        }
    }

    /** Closes the connections that are not in use. */
    @Override
    public void close() {
        held.transport().close();
    }
}
