package io.onevisit.licence.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Report;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import io.onevisit.licence.Bureau;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A platform that gives the answers it was told to, in turn, and keeps what it was asked. */
final class Desk implements Platform {
    final List<Call> calls = new ArrayList<>();
    private final Deque<Object> reads = new ArrayDeque<>();
    private @Nullable Reply standing;
    private Outcome<Reply> ending = new Outcome.Done<>(new Reply(Bytes.empty(), "r0"));

    /** The next answer to a read. */
    void answer(String body) {
        reads.add(new Reply(Bytes.of(body.getBytes(UTF_8)), "r1"));
    }

    /** The answer to every read from now on. */
    void always(Reply reply) {
        standing = reply;
    }

    /** The next read fails so. */
    void fail(OneVisitException error) {
        reads.add(error);
    }

    /** How writes end. */
    void end(Outcome<Reply> outcome) {
        ending = outcome;
    }

    Call last() {
        return calls.get(calls.size() - 1);
    }

    @Override
    public Reply read(Call call) {
        calls.add(call);
        if (standing != null) {
            return standing;
        }
        Object next = reads.remove();
        if (next instanceof OneVisitException error) {
            throw error;
        }
        return (Reply) next;
    }

    @Override
    public Outcome<Reply> write(Call call) {
        calls.add(call);
        return ending;
    }

    @Override
    public Report<Inbound> receive(URI address, RawMessage message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Clock clock() {
        return Bureau.CLOCK;
    }
}
