package io.onevisit.licence.delivery.carrier;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.internal.http.HttpReply;
import io.onevisit.core.internal.http.HttpTransport;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.licence.delivery.CarrierLabel;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;

/**
 * Where a carrier's labels are: at one host, port and scheme that are known before. An address of a label comes from
 * outside, so nothing else is ever fetched (SSRF), no redirect is followed, and the host must not lead into a private
 * network. Thread-safe.
 */
final class LabelHost {
    private static final String FORMAT = "label address";
    private static final int MAX_ADDRESS = 2048;
    private static final int HTTPS = 443;

    private final URI carrier;
    private final Timeouts timeouts;
    private final HttpTransport transport;

    LabelHost(URI carrier, Timeouts timeouts) {
        this.carrier = carrier;
        this.timeouts = timeouts;
        this.transport = CarrierLine.isLoopback(carrier)
                ? HttpTransport.either(timeouts.connect(), CarrierLabel.MAX_OCTETS)
                : HttpTransport.outward(timeouts.connect(), CarrierLabel.MAX_OCTETS);
    }

    CarrierLabel fetch(String address, Map<String, List<String>> headers) {
        URI target = requireOwn(address);
        try {
            HttpReply reply = transport.get(target, headers, timeouts.call());
            if (reply.status() != 200) {
                throw new PlatformUnreachableException("label", "the carrier answered " + reply.status(), null);
            }
            return CarrierLabel.of(reply.body());
        } catch (IOException e) {
            throw new PlatformUnreachableException("label", "no answer came that could be read", null);
        }
    }

    private static int port(URI address) {
        return address.getPort() < 0 && "https".equals(address.getScheme()) ? HTTPS : address.getPort();
    }

    private URI requireOwn(String address) {
        try {
            URI target = address.length() <= MAX_ADDRESS ? new URI(address) : new URI("");
            if (carrier.getScheme().equals(target.getScheme())
                    && carrier.getHost().equals(target.getHost())
                    && port(carrier) == port(target)
                    && target.getRawUserInfo() == null
                    && target.getRawFragment() == null) {
                return target;
            }
        } catch (URISyntaxException e) {
            // told below, without quoting it
        }
        throw new MalformedMessageException(FORMAT, "does not lead to the carrier");
    }
}
