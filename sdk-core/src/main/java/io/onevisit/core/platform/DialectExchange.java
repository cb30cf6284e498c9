package io.onevisit.core.platform;

import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/** A {@link Dialect} at work. */
record DialectExchange(Dialect dialect, Clock clock) implements Exchange {
    @Override
    public Answer attempt(Call call, Sender sender) throws IOException {
        Require.that(call.idempotencyKey() == null, "call", "must be a read: this platform knows no idempotency key");
        try {
            Secrets secrets = dialect.secrets(call);
            Secret secret = secrets.current(sender);
            Answer answer = answer(call, secret, sender);
            if (!dialect.envelope().refusesSecret(answer)) {
                return answer;
            }
            Secret next = secrets.instead(secret, sender);
            return next.value().equals(secret.value()) ? answer : answer(call, next, sender);
        } catch (NoSecretException e) {
            return e.answer();
        }
    }

    private Answer answer(Call call, Secret secret, Sender sender) throws IOException {
        return dialect.envelope().answer(call.service(), sender.send(dialect.request(call, secret)), clock);
    }

    @Override
    public Report<Inbound> receive(URI address, RawMessage message) {
        Require.present(address, "address");
        Require.present(message, "message");
        Checks checks = new Checks();
        checks.that(SignatureRules.FORM, false, null, "this platform signs nothing that it pushes");
        return checks.report(null);
    }
}
