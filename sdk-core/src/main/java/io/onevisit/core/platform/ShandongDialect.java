package io.onevisit.core.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.DecryptionKey;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The {@link ShandongProfile} at work. */
final class ShandongDialect implements Dialect, Secrets {
    private final PlatformSettings settings;
    private final String accessId;
    private final Supplier<Bytes> accessToken;
    private final Envelope envelope;

    ShandongDialect(PlatformSettings settings, String accessId, Supplier<Bytes> accessToken, DecryptionKey key) {
        this.settings = settings;
        this.accessId = accessId;
        this.accessToken = accessToken;
        this.envelope = new HeadEnvelope(key);
    }

    @Override
    public Secrets secrets(Call call) {
        return this;
    }

    @Override
    public Secret current(Sender sender) {
        return Secret.lasting(Require.present(accessToken.get(), "access token"));
    }

    @Override
    public Secret instead(@Nullable Secret refused, Sender sender) {
        return current(sender);
    }

    @Override
    public RawMessage request(Call call, Secret secret) {
        ObjectNode body = StrictJson.object();
        body.putObject("head")
                .put("accessId", accessId)
                .put("accessToken", new String(secret.value().toArray(), StandardCharsets.UTF_8));
        body.set("data", StrictJson.readObject(call.body().toArray(), RawMessage.MAX_OCTETS, "call"));
        return new RawMessage(
                "POST",
                settings.target(call.path()).toString(),
                Map.of("content-type", List.of("application/json; charset=utf-8")),
                Bytes.of(StrictJson.write(body)));
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }
}
