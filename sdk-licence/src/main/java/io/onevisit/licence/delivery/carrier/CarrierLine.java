package io.onevisit.licence.delivery.carrier;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.http.HttpReply;
import io.onevisit.core.internal.http.HttpTransport;
import io.onevisit.core.internal.http.NotSentException;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.platform.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The way to one carrier: posts a form over TLS, once, and reads one bounded JSON object. What the carrier says beside its
 * codes is neither kept nor logged, since it may tell of people. Thread-safe.
 */
final class CarrierLine {
    private static final int MAX_OCTETS = 1024 * 1024;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private final String carrier;
    private final Timeouts timeouts;
    private final HttpTransport transport;

    CarrierLine(String carrier, Timeouts timeouts) {
        this.carrier = carrier;
        this.timeouts = Require.present(timeouts, "timeouts");
        this.transport = HttpTransport.either(timeouts.connect(), MAX_OCTETS);
    }

    /** {@code address}, if it is https, or http on this machine's loopback, without user, query and fragment. */
    static URI requireAddress(URI address) {
        boolean plain = Require.present(address, "address").getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null;
        Require.that(plain, "address", "must be of host and path");
        Require.that(
                "https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && isLoopback(address)),
                "address",
                "must be https, or http on loopback");
        return address;
    }

    static boolean isLoopback(URI address) {
        return LOOPBACK.matcher(address.getHost()).matches();
    }

    /** What a carrier answers when asked to do something. */
    @FunctionalInterface
    interface Write<T> {
        Outcome<T> make() throws LostAnswerException;
    }

    /** What a carrier answers when asked. */
    @FunctionalInterface
    interface Read<T> {
        T make() throws LostAnswerException;
    }

    /** Ends in {@link Outcome.Unknown} whenever the request left and the answer does not say what became of it. */
    <T> Outcome<T> write(String operation, String key, Write<T> write) {
        try {
            return write.make();
        } catch (LostAnswerException | MalformedMessageException e) {
            return unknown(operation, key, String.valueOf(e.getMessage()));
        } catch (InvalidValueException e) {
            return unknown(operation, key, "the answer is out of its bounds");
        }
    }

    <T> T read(String operation, Read<T> read) {
        try {
            return read.make();
        } catch (LostAnswerException e) {
            throw new PlatformUnreachableException(carrier + "." + operation, String.valueOf(e.getMessage()), e);
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(carrier + " reply", "is out of its bounds");
        }
    }

    <T> Outcome<T> unknown(String operation, String key, String cause) {
        return new Outcome.Unknown<>(new Pending(carrier + "." + operation, key, cause));
    }

    Members post(URI address, Map<String, String> form) throws LostAnswerException {
        HttpReply reply = send(address, Form.write(form));
        if (reply.status() != 200) {
            throw new LostAnswerException("a gateway answered " + reply.status() + " in the carrier's place");
        }
        return Members.read(reply.body(), carrier + " reply");
    }

    private HttpReply send(URI address, Bytes body) throws LostAnswerException {
        try {
            return transport.post(address, Map.of("content-type", List.of(Form.MEDIA_TYPE)), body, timeouts.call());
        } catch (NotSentException e) {
            throw new PlatformUnreachableException(carrier, "there is no connection", e);
        } catch (IOException e) {
            throw new LostAnswerException("no answer came that could be read");
        }
    }
}
