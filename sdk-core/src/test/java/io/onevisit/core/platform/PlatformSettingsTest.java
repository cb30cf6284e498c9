package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformSettingsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC);

    private final SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
    private final AccessProfile profile =
            new StrictProfile(key, VerificationKeys.of(Map.of("platform-1", key.verificationKey())));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://platform.example",
                "https://platform.example/",
                "https://platform.example:8443/gateway/v2",
                "http://127.0.0.1:8080",
                "http://localhost:8080",
                "http://[::1]:8080",
            })
    void takes_an_https_address_and_http_on_the_loopback(String base) {
        PlatformSettings settings = new PlatformSettings(URI.create(base), profile, CLOCK);

        assertThat(settings.target("/v1/x")).hasToString(base.replaceFirst("/$", "") + "/v1/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://platform.example",
                "http://127.0.0.1.example:80",
                "http://localhost.example",
                "ftp://platform.example",
                "platform.example",
                "/v1",
                "https:/v1",
                "mailto:a@b",
                "https://user:secret@platform.example",
                "https://platform.example?a=b",
                "https://platform.example#a",
                "https://Platform.example",
                "https://platform.example:443",
                "http://localhost:80",
                "https://platform.example/a/../b",
                "https://platform.example/%2e",
            })
    void refuses_any_other_address(String base) {
        assertThatThrownBy(() -> new PlatformSettings(URI.create(base), profile, CLOCK))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void refuses_times_out_of_bounds() {
        Duration second = Duration.ofSeconds(1);

        for (Duration call : new Duration[] {Duration.ZERO, Duration.ofMillis(-1), Duration.ofMinutes(6)}) {
            assertThatThrownBy(() -> new Timeouts(call, Duration.ofMillis(1)))
                    .isInstanceOf(InvalidValueException.class);
        }
        for (Duration connect : new Duration[] {Duration.ZERO, Duration.ofMillis(1001)}) {
            assertThatThrownBy(() -> new Timeouts(second, connect)).isInstanceOf(InvalidValueException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,2,1,PT1S,1",
        "10001,1,2,1,PT1S,1",
        "1,0,2,1,PT1S,1",
        "1,100001,2,1,PT1S,1",
        "1,1,1,1,PT1S,1",
        "1,1,10001,1,PT1S,1",
        "1,1,2,0,PT1S,1",
        "1,1,2,101,PT1S,1",
        "1,1,2,1,PT0S,1",
        "1,1,2,1,PT11M,1",
        "1,1,2,1,PT1S,0",
        "1,1,2,1,PT1S,101",
    })
    void refuses_limits_out_of_bounds(
            int concurrent, int perSecond, int window, int percent, Duration pause, int probes) {
        assertThatThrownBy(() -> new ServiceLimits(
                        concurrent, perSecond, new ServiceLimits.Breaker(window, percent, pause, probes)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void each_change_keeps_the_others() {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(1));
        ServiceLimits limits = new ServiceLimits(1, 1, ServiceLimits.Breaker.defaults());
        CallListener listener = attempt -> {};
        PlatformSettings plain = new PlatformSettings(URI.create("https://platform.example"), profile, CLOCK);

        PlatformSettings changed =
                plain.withListener(listener).withLimits(limits).withTimeouts(timeouts);
        assertThat(changed)
                .isEqualTo(new PlatformSettings(plain.baseUri(), profile, CLOCK, timeouts, limits, listener, null))
                .isEqualTo(plain.withTimeouts(timeouts).withLimits(limits).withListener(listener));
    }

    @Test
    void refuses_what_is_missing() {
        PlatformSettings settings = new PlatformSettings(URI.create("https://platform.example"), profile, CLOCK);

        assertThatThrownBy(() -> settings.withTimeouts(null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> settings.withLimits(null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> settings.withListener(null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> settings.withTls((TlsMaterial) null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new ServiceLimits(1, 1, null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new ServiceLimits.Breaker(2, 1, null, 1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Timeouts(null, Duration.ofSeconds(1))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Timeouts(Duration.ofSeconds(1), null)).isInstanceOf(InvalidValueException.class);
    }
}
