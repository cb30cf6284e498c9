package io.onevisit.payment;

import io.onevisit.core.Outcome;
import io.onevisit.core.Report;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;

/** The same platform, whose notices are verified in another way. */
record Delivering(Platform platform, BiFunction<URI, RawMessage, Report<Inbound>> verification) implements Platform {
    @Override
    public Reply read(Call call) {
        return platform.read(call);
    }

    @Override
    public Outcome<Reply> write(Call call) {
        return platform.write(call);
    }

    @Override
    public Report<Inbound> receive(URI address, RawMessage message) {
        return verification.apply(address, message);
    }

    @Override
    public Clock clock() {
        return platform.clock();
    }

    @Override
    public Duration clockOffset() {
        return platform.clockOffset();
    }
}
