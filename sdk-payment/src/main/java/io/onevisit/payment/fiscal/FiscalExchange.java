package io.onevisit.payment.fiscal;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.http.NotSentException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One question and its one answer: sealed, sent once, verified, and matched with each other. Thread-safe. */
final class FiscalExchange {
    static final String DONE = "00000";

    private static final String GENERAL = "5001";
    private static final String SERVICE = "fiscal.";

    private final FiscalAccount account;
    private final FiscalLine line;
    private final Clock clock;

    FiscalExchange(FiscalAccount account, FiscalLine line, Clock clock) {
        this.account = account;
        this.line = line;
        this.clock = clock;
    }

    /** A verified answer. */
    record Answer(String number, XmlNode voucher) {
        /** True for the general answer, which alone may come in place of every other. */
        boolean isGeneral() {
            return number.equals(GENERAL);
        }

        /** Five digits, or what else the platform calls an ending. */
        String result() {
            return voucher.textOf("Result", 32);
        }
    }

    /** Asks without changing anything. */
    Answer read(String number, String voucher) {
        try {
            return exchange(number, voucher);
        } catch (IOException e) {
            throw new PlatformUnreachableException(SERVICE + number, "no answer came that could be read", e);
        }
    }

    /** What {@code reading} makes of an answer that must be of success. */
    <T> T read(String number, String voucher, Function<Answer, T> reading) {
        Answer answer = read(number, voucher);
        if (answer.isGeneral() && !answer.result().equals(DONE)) {
            throw new PlatformRefusedException(SERVICE + number, FiscalReason.refusal(answer.result()));
        }
        return reading.apply(answer);
    }

    /** Asks for a change; {@code reading} takes the text that is remembered out of an answer of success. */
    Outcome<String> write(String number, String key, String voucher, Function<XmlNode, String> reading) {
        try {
            Answer answer = exchange(number, voucher);
            return answer.result().equals(DONE)
                    ? new Outcome.Done<>(reading.apply(answer.voucher))
                    : new Outcome.Refused<>(FiscalReason.refusal(answer.result()));
        } catch (NotSentException e) {
            throw new PlatformUnreachableException(SERVICE + number, "there is no connection", e);
        } catch (IOException e) {
            return unknown(number, key, "no answer came that could be read");
        } catch (MalformedMessageException | InvalidValueException e) {
            return unknown(number, key, "the answer is not of its form");
        } catch (VerificationFailedException e) {
            return unknown(number, key, "the answer is not proved");
        }
    }

    Outcome<String> unknown(String number, String key, String cause) {
        return new Outcome.Unknown<>(new Pending(SERVICE + number, key, cause));
    }

    private Answer exchange(String number, String voucher) throws IOException {
        FiscalMessage.Head head = head(number);
        Bytes xml = FiscalMessage.write(head, account.division(), voucher);
        FiscalFrame frame = line.exchange(FiscalFrame.seal(number, xml, account.token()));
        Checks checks = new Checks();
        checks.that(FiscalRules.MAC, frame.isSealedBy(account.token()));
        FiscalMessage message = FiscalMessage.read(checks.report(frame).orThrow());
        requireAnswer(head, message);
        return new Answer(message.head().number(), message.voucher());
    }

    private FiscalMessage.Head head(String number) {
        String id = MessageId.next();
        return new FiscalMessage.Head(
                account.node(), account.platformNode(), number, id, id, FiscalTime.date(clock.instant()));
    }

    /** The answer's number is 5001, or the question's with 5 for its first digit: 5997 answers 8997. */
    private static void requireAnswer(FiscalMessage.Head asked, FiscalMessage message) {
        FiscalMessage.Head head = message.head();
        boolean turned =
                head.source().equals(asked.destination()) && head.destination().equals(asked.source());
        require(turned, "is of or for another node");
        require(head.reference().equals(asked.id()), "answers another message");
        require(
                Set.of(GENERAL, "5" + asked.number().substring(1)).contains(head.number()),
                "is of a number that does not answer " + asked.number());
        Optional<String> original = message.voucher().optionalTextOf("OriMsgNo", 4);
        require(original.filter(number -> !number.equals(asked.number())).isEmpty(), "answers another number");
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException("fiscal answer", problem);
        }
    }
}
