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
    public Attempt attempt(Call call, Sender sender) throws IOException {
        Require.that(call.idempotencyKey() == null, "call", "must be a read: this platform knows no idempotency key");
        try {
            Secrets secrets = dialect.secrets(call);
            Secret secret = secrets.current(sender);
            Attempt attempt = attempt(call, secret, sender);
            if (!dialect.envelope().refusesSecret(attempt.answer())) {
                return attempt;
            }
            Secret next = secrets.instead(secret, sender);
            return next.value().equals(secret.value()) ? attempt : attempt(call, next, sender);
        } catch (NoSecretException e) {
            return new Attempt(e.answer(), null);
        }
    }

    private Attempt attempt(Call call, Secret secret, Sender sender) throws IOException {
        RawReply reply = sender.send(dialect.request(call, secret));
        return new Attempt(dialect.envelope().answer(call.service(), reply, clock), reply.status());
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
