package io.onevisit.core.platform;

import io.onevisit.core.Outcome;
import io.onevisit.core.Report;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * The platform (平台) that a department system talks to. Implementations are thread-safe, sign every
 * request, verify every answer and start no thread of their own.
 */
public interface Platform {
    /**
     * Asks without changing anything; repeats by itself within the deadline when no answer comes.
     *
     * @throws io.onevisit.core.PlatformUnreachableException when no answer came
     * @throws io.onevisit.core.PlatformRefusedException when the platform said no
     * @throws io.onevisit.core.MalformedMessageException when the answer is not what the contract says
     * @throws io.onevisit.core.VerificationFailedException when the answer is not signed as it must be
     */
    Reply read(Call call);

    /**
     * Asks for a change. A lost, broken or unverifiable answer is {@link Outcome.Unknown}, never a failure.
     *
     * @throws io.onevisit.core.PlatformUnreachableException when the request certainly never arrived
     */
    Outcome<Reply> write(Call call);

    /**
     * Verifies a message that the platform pushed to this system. What passes was signed by the platform, for {@code
     * address}, within the window of time and over these octets; whether it came before, {@link Inbound#isFirst} tells.
     *
     * @param address where this system receives, as it told the platform; from its own configuration, never from the
     *     message, or a message for another department would pass here
     */
    Report<Inbound> receive(URI address, RawMessage message);

    /** The one clock that everything on this platform is judged by. */
    Clock clock();

    /**
     * How far the platform's clock is ahead of {@link #clock()} by its own signed answers (时钟偏差); negative when it is
     * behind, zero while none has shown a difference beyond the window of signatures.
     */
    default Duration clockOffset() {
        return Duration.ZERO;
    }
}
