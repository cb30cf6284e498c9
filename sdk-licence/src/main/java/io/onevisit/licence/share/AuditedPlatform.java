package io.onevisit.licence.share;

import io.onevisit.core.Outcome;
import io.onevisit.core.Report;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import java.net.URI;
import java.time.Clock;

/**
 * A platform to which nothing is sent that was not written down first.
 *
 * @param asked writes it down, or throws
 */
record AuditedPlatform(Platform platform, Runnable asked) implements Platform {
    @Override
    public Reply read(Call call) {
        asked.run();
        return platform.read(call);
    }

    @Override
    public Outcome<Reply> write(Call call) {
        asked.run();
        return platform.write(call);
    }

    @Override
    public Report<Inbound> receive(URI address, RawMessage message) {
        return platform.receive(address, message);
    }

    @Override
    public Clock clock() {
        return platform.clock();
    }
}
