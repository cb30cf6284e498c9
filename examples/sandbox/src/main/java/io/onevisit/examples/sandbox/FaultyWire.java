package io.onevisit.examples.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.onevisit.core.platform.RawReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The wire between a door and its callers. Faults happen on it in one order, whichever the door. Thread-safe. */
final class FaultyWire {
    private final Faults faults;
    private final Duration slowness;

    FaultyWire(Faults faults, Duration slowness) {
        this.faults = faults;
        this.slowness = slowness;
    }

    /** The platform's side of one request. */
    @FunctionalInterface
    interface Door {
        RawReply answer();
    }

    /**
     * Carries one request to {@code door} and its answer back.
     *
     * @param tampering how an answer is changed so that its caller can find out
     */
    ResponseDefinition carry(String path, Door door, UnaryOperator<String> tampering) {
        if (faults.strikes(Fault.OUTAGE, path)) {
            return broken(com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE);
        }
        if (faults.strikes(Fault.UNAVAILABLE, path)) {
            return gateway(503);
        }
        RawReply reply = door.answer();
        if (faults.strikes(Fault.DUPLICATE, path)) {
            door.answer();
        }
        if (faults.strikes(Fault.LOST_RESPONSE, path)) {
            return broken(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
        }
        if (faults.strikes(Fault.GATEWAY_TIMEOUT, path)) {
            return gateway(504);
        }
        String body = new String(reply.body().toArray(), StandardCharsets.UTF_8);
        boolean tampered = faults.strikes(Fault.TAMPER, path);
        ResponseDefinitionBuilder response = ResponseDefinitionBuilder.responseDefinition()
                .withStatus(reply.status())
                .withHeaders(new HttpHeaders(reply.headers().entrySet().stream()
                        .map(header -> new HttpHeader(header.getKey(), header.getValue()))
                        .toList()))
                .withBody(tampered ? tampering.apply(body) : body);
        return faults.strikes(Fault.SLOW, path)
                ? response.withFixedDelay(Math.toIntExact(slowness.toMillis())).build()
                : response.build();
    }

    private static ResponseDefinition broken(com.github.tomakehurst.wiremock.http.Fault how) {
        return ResponseDefinitionBuilder.responseDefinition().withFault(how).build();
    }

    /** The page of something that stands between, which nobody has signed. */
    private static ResponseDefinition gateway(int status) {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withHeader("content-type", "text/html")
                .withBody("<html><body>" + status + "</body></html>")
                .build();
    }
}
