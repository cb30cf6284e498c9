package io.onevisit.payment.fiscal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.http.HttpReply;
import io.onevisit.core.internal.http.HttpTransport;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The JSON form on its way: an envelope of zone, method, time and version around {@code biz_content}, answered by one object
 * called like the method. Thread-safe.
 */
final class JsonLine {
    private static final String FORMAT = "fiscal JSON answer";
    private static final int MAX_OCTETS = 1024 * 1024;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern ZONE = Pattern.compile("[0-9]{6}");

    private final URI address;
    private final String zone;
    private final Charset charset;
    private final Timeouts timeouts;
    private final Clock clock;
    private final HttpTransport transport;

    JsonLine(URI address, String zone, Charset charset, Timeouts timeouts, Clock clock) {
        this.address = requireSafe(Require.present(address, "address"));
        Require.that(ZONE.matcher(Require.present(zone, "zone")).matches(), "zone", "must be six digits");
        this.zone = zone;
        this.charset = known(charset);
        this.timeouts = Require.present(timeouts, "timeouts");
        this.clock = Require.present(clock, "clock");
        this.transport = HttpTransport.either(timeouts.connect(), MAX_OCTETS);
    }

    private static URI requireSafe(URI address) {
        String host = address.getHost();
        boolean loopback = host != null && LOOPBACK.matcher(host).matches();
        Require.that(
                host != null
                        && ("https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && loopback)),
                "address",
                "must be https, or http on loopback");
        Require.that(
                address.getRawUserInfo() == null && address.getRawFragment() == null,
                "address",
                "must be of host and path");
        return address;
    }

    /**
     * Asks once.
     *
     * @throws io.onevisit.core.internal.http.NotSentException when there was no connection
     * @throws IOException when the answer is lost
     * @throws MalformedMessageException when it is not of its form
     */
    Members call(String method, ObjectNode content) throws IOException {
        ObjectNode json = StrictJson.object()
                .put("zone_code", zone)
                .put("method", method)
                .put("timestamp", FiscalTime.second(clock.instant()))
                .put("version", "1.0");
        json.set("biz_content", content);
        String text = new String(StrictJson.write(json), StandardCharsets.UTF_8);
        String type = "application/json; charset=" + charset.name().toLowerCase(Locale.ROOT);
        HttpReply reply = transport.post(
                address, Map.of("content-type", List.of(type)), StrictXml.encode(text, charset), timeouts.call());
        if (reply.status() != 200) {
            throw new IOException("a gateway answered in the platform's place");
        }
        return read(reply.body(), charset, FORMAT).object(response(method));
    }

    /** What an answer to {@code method} is called. */
    static String response(String method) {
        return method.replace('.', '_') + "_response";
    }

    /** UTF-8 or GBK. */
    static Charset known(Charset charset) {
        Require.that(
                List.of(StandardCharsets.UTF_8, StrictXml.GBK).contains(Require.present(charset, "charset")),
                "charset",
                "must be UTF-8 or GBK");
        return charset;
    }

    /** The object that {@code octets} are in {@code charset}: at most 1 MiB of them, half as many again in UTF-8. */
    static Members read(Bytes octets, Charset charset, String format) {
        if (octets.length() > MAX_OCTETS) {
            throw new MalformedMessageException(format, "must have at most " + MAX_OCTETS + " octets");
        }
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(octets.toArray()))
                    .toString();
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return new Members(StrictJson.readObject(utf8, 2 * MAX_OCTETS, format), format);
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException(format, "is not in " + charset.name());
        }
    }
}
