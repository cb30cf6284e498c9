package io.onevisit.examples.counter;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.onevisit.core.Bytes;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Platform;
import io.onevisit.licence.status.StatusSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Status lists from the platform. */
final class PlatformStatus implements StatusSource {
    private static final JsonMapper JSON = new JsonMapper();

    private final Platform platform;

    PlatformStatus(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Optional<String> statusList(String uri) {
        try {
            Bytes question = octets(JSON.createObjectNode().put("uri", uri).toString());
            byte[] answer = platform.read(Call.read("status.get", "/v1/status/get", question))
                    .body()
                    .toArray();
            return Optional.ofNullable(JSON.readTree(answer).path("token").textValue());
        } catch (PlatformRefusedException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The call that publishes a list under a key of its own. */
    static Call publishing(String uri, String token, String key) {
        Bytes body = octets(
                JSON.createObjectNode().put("uri", uri).put("token", token).toString());
        return Call.write("status.publish", "/v1/status/publish", body, key);
    }

    private static Bytes octets(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
