package io.onevisit.core.platform;

import io.onevisit.core.Report;

/** What an {@link AccessProfile} does for one platform. Thread-safe. */
interface Exchange {
    /** What goes over the wire for one attempt at {@code call}; signed anew each time. */
    RawMessage request(Call call);

    /** What the reply to {@code request} comes to. */
    Answer judge(Call call, RawMessage request, RawReply reply);

    /** Verifies a message that the platform pushed. */
    Report<Inbound> receive(RawMessage message);
}
