package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.Sandbox;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.status.StatusSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's code does what the README says. */
class ReadmeTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void the_code_accepts_a_licence_in_force_and_refuses_one_that_is_suspended(@TempDir Path folder) throws Exception {
        try (Sandbox sandbox = Sandbox.start(folder, 0, Clock.systemUTC(), Duration.ZERO)) {
            verify(sandbox, held(sandbox, "330106199003073514"));
            verify(sandbox, held(sandbox, "420103198508150245"));
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("in force until 9999-12-31")
                .contains("do not accept it");
    }

    private void verify(Sandbox sandbox, String token) throws IOException {
        Path issuerFile =
                sandbox.trustFolder().resolve("issuers").resolve(Organisation.REAL_ESTATE_REGISTRY.code() + ".json");
        String list = Files.readString(sandbox.statusFolder().resolve("registry-1.jwt"));
        StatusSource statuses = uri -> Optional.of(list);
        // snippet: verify
        TrustedIssuer issuer = TrustedIssuer.read(Files.readAllBytes(issuerFile));
        LicenceVerifier verifier =
                new LicenceVerifier(new TrustedIssuers(List.of(issuer)), statuses, Clock.systemUTC(), Limits.DEFAULT);

        Report<Licence> report =
                verifier.forHolder(CitizenId.parse("330106199003073514")).verify(token);

        for (Check check : report.problems()) {
            out.println(check.code() + ": " + check.rule().zh());
        }
        switch (report.verdict()) {
            case PASSED -> out.println("in force until " + report.orThrow().validUntil());
            case FAILED -> out.println("do not accept it");
            case INDETERMINATE -> out.println("ask again with a newer status list");
        }
        // end of snippet
    }

    private static String held(Sandbox sandbox, String id) throws Exception {
        try (HttpPlatform platform = new HttpPlatform(new PlatformSettings(
                sandbox.baseUri(),
                new StrictProfile(
                        sandbox.keyring().key(Role.DEPARTMENT),
                        sandbox.keyring().verificationKeys(Role.PLATFORM)),
                Clock.systemUTC()))) {
            String question = """
                    {"holder":{"type":"citizen-id","code":"%s"},"types":[],
                     "purpose":{"caseNumber":"2026-1","matter":"000109005000","legalBasis":"basis","operator":"w3","fields":["x"]}}""".formatted(id);
            Bytes body = Bytes.of(question.getBytes(StandardCharsets.UTF_8));
            byte[] reply = platform.read(Call.read("licences.held", "/v1/licences/held", body))
                    .body()
                    .toArray();
            String answer = new String(reply, StandardCharsets.UTF_8);
            return answer.substring(answer.indexOf("eyJ"), answer.lastIndexOf('"'));
        }
    }
}
