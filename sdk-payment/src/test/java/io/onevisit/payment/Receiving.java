package io.onevisit.payment;

import io.onevisit.core.Outcome;
import io.onevisit.core.Report;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import java.time.Clock;

/** The same platform, whose notices another key signs. */
record Receiving(Platform platform, MessageSignatures signatures) implements Platform {
    @Override
    public Reply read(Call call) {
        return platform.read(call);
    }

    @Override
    public Outcome<Reply> write(Call call) {
        return platform.write(call);
    }

    @Override
    public Report<Inbound> receive(RawMessage message) {
        return signatures.verify(message);
    }

    @Override
    public Clock clock() {
        return platform.clock();
    }
}
