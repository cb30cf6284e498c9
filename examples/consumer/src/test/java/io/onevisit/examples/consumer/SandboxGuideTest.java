package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.examples.sandbox.Fault;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide to the sandbox. */
class SandboxGuideTest {
    @Test
    void a_test_runs_into_a_fault_of_its_own_choosing(@TempDir Path folder) throws IOException {
        Clock clock = GuideSandbox.CLOCK;
        Bytes order = GuideSandbox.octets("""
                {"orderNumber":"2026-0001","expires":"2099-01-01T00:00:00Z","notifyUri":"http://127.0.0.1:9/none",
                 "bill":{"billNumber":"2026-0001","type":"FEE","caseNumber":"20261121-0001","payer":{"name":"李明轩"},
                         "payee":{"code":"11330106MB9D00113N","name":"示例市政务服务局","account":"1202020309900012345"},
                         "items":[{"code":"1","name":"fee","unitPrice":{"amount":"20.00","currency":"CNY"},"quantity":1}],
                         "total":{"amount":"20.00","currency":"CNY"}}}""");
        // snippet: sandbox
        try (Sandbox sandbox = Sandbox.start(folder, 0, clock, Duration.ofSeconds(15));
                HttpPlatform platform = new HttpPlatform(new PlatformSettings(
                        sandbox.baseUri(),
                        new StrictProfile(
                                sandbox.keyring().key(Role.DEPARTMENT),
                                sandbox.keyring().verificationKeys(Role.PLATFORM)),
                        clock))) {
            sandbox.faults().arm(Fault.LOST_RESPONSE, 1);

            Outcome<Reply> outcome =
                    platform.write(Call.write("payment.order", "/v1/payments/orders", order, "2026-0001"));
            assertThat(outcome).isInstanceOf(Outcome.Unknown.class);

            sandbox.faults().clear();
            assertThat(platform.write(Call.write("payment.order", "/v1/payments/orders", order, "2026-0001")))
                    .isInstanceOf(Outcome.Done.class); // under the same key it finds what was done
        }
        // end of snippet
    }
}
