package io.onevisit.core.platform;

import io.onevisit.core.Report;
import java.io.IOException;
import java.net.URI;

/** What an {@link AccessProfile} does for one platform. Thread-safe. */
interface Exchange {
    /**
     * One attempt at {@code call}, signed anew each time.
     *
     * @throws io.onevisit.core.internal.http.NotSentException when the request for the call certainly never left
     * @throws IOException when it may have left and no reply came
     */
    Attempt attempt(Call call, Sender sender) throws IOException;

    /** Verifies a message that the platform pushed to {@code address}. */
    Report<Inbound> receive(URI address, RawMessage message);
}
