package io.onevisit.core.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The {@link TifGatewayProfile} at work. */
final class TifDialect implements Dialect, Secrets {
    private static final int NONCE_OCTETS = 16;

    private final PlatformSettings settings;
    private final String paasId;
    private final Supplier<Bytes> token;
    private final Envelope envelope;
    private final SecureRandom random = new SecureRandom();

    TifDialect(PlatformSettings settings, String paasId, Supplier<Bytes> token, String successCode) {
        this.settings = settings;
        this.paasId = paasId;
        this.token = token;
        this.envelope = new CodeEnvelope(successCode, "data", Set.of());
    }

    @Override
    public Secrets secrets(Call call) {
        return this;
    }

    @Override
    public Secret current(Sender sender) {
        return Secret.lasting(Require.present(token.get(), "token"));
    }

    @Override
    public Secret instead(@Nullable Secret refused, Sender sender) {
        return current(sender);
    }

    @Override
    public RawMessage request(Call call, Secret secret) {
        String time = Long.toString(settings.clock().instant().getEpochSecond());
        String nonce = nonce();
        Map<String, List<String>> headers = Map.of(
                "content-type", List.of("application/json; charset=utf-8"),
                "x-tif-paasid", List.of(paasId),
                "x-tif-timestamp", List.of(time),
                "x-tif-nonce", List.of(nonce),
                "x-tif-signature", List.of(signature(time, secret.value(), nonce)));
        return new RawMessage("POST", settings.target(call.path()).toString(), headers, call.body());
    }

    static String signature(String time, Bytes token, String nonce) {
        byte[] digest =
                Hash.SHA_256.digest(time.getBytes(US_ASCII), token.toArray(), (nonce + time).getBytes(US_ASCII));
        return HexFormat.of().withUpperCase().formatHex(digest);
    }

    private String nonce() {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        return HexFormat.of().formatHex(nonce);
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }
}
