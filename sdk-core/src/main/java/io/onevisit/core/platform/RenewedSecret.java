package io.onevisit.core.platform;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.internal.json.Members;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A secret that expires, asked for by one caller for all, on that caller's thread. When the next one is due, one caller
 * asks and all others go on with the one that is still good; when it has expired, they wait, each within its deadline.
 * Thread-safe.
 */
final class RenewedSecret implements Secrets {
    private final Renewal renewal;
    private final Envelope envelope;
    private final Clock clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable Secret held;
    private volatile Instant notBefore = Instant.MIN;

    /** None at first. */
    RenewedSecret(Renewal renewal, Envelope envelope, Clock clock) {
        this.renewal = renewal;
        this.envelope = envelope;
        this.clock = clock;
    }

    @Override
    public Secret current(Sender sender) throws NoSecretException {
        Secret secret = held;
        Instant now = clock.instant();
        if (secret == null || secret.isExpired(now)) {
            return instead(secret, sender);
        }
        return secret.isDue(now) ? aheadOfTime(secret, now, sender) : secret;
    }

    /** Whatever goes wrong here, the secret at hand is still good; another try waits for a quarter of what it has left. */
    private Secret aheadOfTime(Secret secret, Instant now, Sender sender) {
        if (now.isBefore(notBefore) || !renewing.tryLock()) {
            return secret;
        }
        try {
            return renewed(secret, sender.half());
        } catch (NoSecretException e) {
            notBefore = now.plus(Duration.between(now, secret.expires()).dividedBy(4));
            return secret;
        } finally {
            renewing.unlock();
        }
    }

    @Override
    public Secret instead(@Nullable Secret refused, Sender sender) throws NoSecretException {
        lock(sender);
        try {
            return renewed(refused, sender);
        } finally {
            renewing.unlock();
        }
    }

    private void lock(Sender sender) throws NoSecretException {
        try {
            if (renewing.tryLock(sender.left().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new NoSecretException(notDone("waited in vain for a secret"));
    }

    private Secret renewed(@Nullable Secret old, Sender sender) throws NoSecretException {
        Secret secret = held;
        if (secret == null || secret.equals(old)) {
            secret = next(secret, sender);
            held = secret;
        }
        return secret;
    }

    private Secret next(@Nullable Secret old, Sender sender) throws NoSecretException {
        Secret refresh = old == null ? null : old.refresh();
        if (refresh == null || refresh.isExpired(clock.instant())) {
            return ask(null, sender);
        }
        try {
            return ask(refresh, sender);
        } catch (NoSecretException e) {
            if (e.answer() instanceof Answer.Declined) {
                return ask(null, sender);
            }
            throw e;
        }
    }

    private Secret ask(@Nullable Secret refresh, Sender sender) throws NoSecretException {
        Answer answer;
        try {
            answer = envelope.answer(renewal.service(), sender.send(renewal.request(refresh)), clock);
        } catch (IOException e) {
            answer = notDone("no secret came (" + e.getClass().getSimpleName() + ")");
        }
        if (answer instanceof Answer.Accepted accepted) {
            try {
                return renewal.read(Members.read(accepted.reply().body(), "platform secret"), clock.instant());
            } catch (MalformedMessageException e) {
                answer = new Answer.Malformed(e);
            }
        }
        throw new NoSecretException(answer);
    }

    private Answer notDone(String what) {
        return new Answer.NotDone(new PlatformUnreachableException(renewal.service(), what, null), Duration.ZERO);
    }

    /** How the platform is asked for a secret. */
    interface Renewal {
        /** What is asked for, for errors. */
        String service();

        /**
         * The request for the next secret.
         *
         * @param refresh the secret to ask with, or null for the one that was handed out with the account
         */
        RawMessage request(@Nullable Secret refresh);

        /**
         * Reads the answer.
         *
         * @throws MalformedMessageException when it holds no secret
         */
        Secret read(Members answer, Instant now);
    }
}
