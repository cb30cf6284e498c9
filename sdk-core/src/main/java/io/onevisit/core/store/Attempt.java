package io.onevisit.core.store;

import com.github.kagkarlsson.scheduler.task.Execution;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.store.Database;
import io.onevisit.core.store.Messages.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one message of one kind is worked on: first it is recorded that an attempt begins, then the other side is asked or
 * told, then the ending is settled. Between the three anything may die: the record says whether to ask first.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private static final String KEY_EXPIRED =
            "the other side does not know it, but may have forgotten its key by now: not sent again";

    private final OutboxHandler handler;
    private final Database database;
    private final Messages messages;
    private final OutboxSettings settings;
    private final Clock clock;

    Attempt(OutboxHandler handler, Database database, OutboxSettings settings, Clock clock) {
        this.handler = handler;
        this.database = database;
        this.messages = new Messages(clock);
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of it, and whether the other side may have acted when that is not known. */
    private record Ending(Outcome<?> outcome, boolean uncertain) {}

    /** Works on a picked job. When the database fails, leaves it to whoever finds its lease run out. */
    void make(Execution job) {
        try {
            Optional<Message> message = begin(job);
            if (message.isPresent()) {
                Ending ending = ending(message.get());
                uninterrupted(() -> settle(job, message.get(), ending));
            }
        } catch (StorageException e) {
            LOG.warn("outbox: {} {} is left to its lease: {}", handler.kind(), job.getId(), e.getMessage());
        }
    }

    private Optional<Message> begin(Execution job) {
        return database.repeatably("begin attempt", tx -> {
            if (!Jobs.hold(tx, job)) {
                return Optional.empty();
            }
            Optional<Message> message = messages.findOpen(tx, handler.kind(), job.getId());
            if (message.isPresent()) {
                messages.begin(tx, message.get());
            } else {
                jobs(tx).remove(job);
            }
            return message;
        });
    }

    private Ending ending(Message message) {
        if (!message.uncertain()) {
            return send(message);
        }
        Optional<Outcome<?>> known = query(message);
        if (known.isPresent()) {
            return new Ending(known.get(), true);
        }
        return givenUp(message) ? new Ending(unknown(message, KEY_EXPIRED), true) : send(message);
    }

    private Optional<Outcome<?>> query(Message message) {
        try {
            return Require.present(handler.query(message.businessKey(), message.payload()), "answer to a query");
        } catch (RuntimeException e) {
            return Optional.of(unknown(message, describe(e)));
        }
    }

    private Ending send(Message message) {
        try {
            return new Ending(Require.present(handler.send(message.businessKey(), message.payload()), "outcome"), true);
        } catch (PlatformUnreachableException e) {
            return new Ending(unknown(message, describe(e)), false);
        } catch (RuntimeException e) {
            return new Ending(unknown(message, describe(e)), true);
        }
    }

    private void settle(Execution job, Message message, Ending ending) {
        if (ending.outcome() instanceof Outcome.Unknown<?> open) {
            tryAgain(job, message, ending.uncertain(), open.pending().cause());
            return;
        }
        try {
            conclude(job, message, ending.outcome());
        } catch (RuntimeException e) {
            if (e instanceof StorageException && !givenUp(message)) {
                throw e;
            }
            tryAgain(job, message, true, "its ending is known, but taking note of it failed: " + describe(e));
        }
    }

    /** Ends the job first: that fails when its lease was lost, and then whoever has it now takes note. */
    private void conclude(Execution job, Message message, Outcome<?> outcome) {
        database.repeatably("settle attempt", tx -> {
            jobs(tx).remove(job);
            if (outcome instanceof Outcome.Refused<?> no) {
                bury(
                        tx,
                        message,
                        false,
                        no.refusal().code() + " " + no.refusal().reason());
            } else {
                messages.finish(tx, message);
            }
            handler.ended(tx, message.businessKey(), message.payload(), outcome);
            return true;
        });
    }

    private void tryAgain(Execution job, Message message, boolean uncertain, String reason) {
        database.repeatably("settle attempt", tx -> {
            if (givenUp(message)) {
                jobs(tx).remove(job);
                bury(tx, message, uncertain, reason);
            } else {
                jobs(tx).postpone(job, clock.instant().plus(settings.pauseAfter(message.tries() + 1)));
                messages.postpone(tx, message, uncertain, reason);
            }
            return true;
        });
    }

    private boolean givenUp(Message message) {
        return !clock.instant().isBefore(message.opened().plus(settings.giveUpAfter()));
    }

    private void bury(Connection tx, Message message, boolean uncertain, String reason) throws SQLException {
        messages.bury(tx, message, uncertain, reason);
        LOG.warn("outbox: {} {} is a dead letter: {}", message.kind(), message.businessKey(), reason);
    }

    /** A file database does not survive being interrupted in the middle of a write. */
    private static void uninterrupted(Runnable settlement) {
        boolean interrupted = Thread.interrupted();
        try {
            settlement.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Jobs jobs(Connection tx) {
        return Jobs.in(tx, List.of(), clock::instant);
    }

    private static Outcome<?> unknown(Message message, String reason) {
        return new Outcome.Unknown<>(new Pending(message.kind(), message.businessKey(), reason));
    }

    /** Only this library's own messages are known to be free of personal data. */
    private static String describe(RuntimeException problem) {
        String kind = problem.getClass().getName();
        return problem instanceof OneVisitException ? kind + ": " + problem.getMessage() : kind;
    }
}
