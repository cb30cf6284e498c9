package io.onevisit.examples.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import io.onevisit.payment.PaymentOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A platform without a wire: opens every order and signs notices. Both sides sign by SM2; time stands still. */
final class PlatformAtHand implements Platform {
    static final URI NOTIFY_URI = URI.create("https://department.example/payments");

    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
    private final SigningKey departmentKey = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
    private final MessageSignatures own = new MessageSignatures(key, VerificationKeys.of(Map.of()), clock);
    private final MessageSignatures department = new MessageSignatures(
            departmentKey, VerificationKeys.of(Map.of(key.keyId(), key.verificationKey())), clock);
    private final AtomicInteger orders = new AtomicInteger();

    @Override
    public Outcome<Reply> write(Call call) {
        try {
            ObjectNode asked = (ObjectNode) JSON.readTree(call.body().toArray());
            ObjectNode order = JSON.createObjectNode()
                    .put("orderNumber", asked.path("orderNumber").asText())
                    .put("paymentCode", "320682263%011d".formatted(orders.incrementAndGet()))
                    .put("state", "OPEN")
                    .put("expires", asked.path("expires").asText());
            order.set("bill", asked.get("bill"));
            return new Outcome.Done<>(new Reply(Bytes.of(JSON.writeValueAsBytes(order)), "r-1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Reply read(Call call) {
        throw new UnsupportedOperationException("nothing is asked");
    }

    @Override
    public Report<Inbound> receive(URI address, RawMessage message) {
        return department.verify(address, message);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /** The notice that an order is paid, signed. */
    RawMessage paid(PaymentOrder order) {
        String number = order.bill().number().value();
        ObjectNode notice = JSON.createObjectNode()
                .put("type", "payment.paid")
                .put("eventId", "paid-" + number)
                .put("orderNumber", number)
                .put("paymentCode", order.code().orElseThrow().value())
                .put("paymentNumber", "P" + number);
        notice.putObject("amount")
                .put("amount", order.bill().total().toPlainString())
                .put("currency", order.bill().total().currency().getCurrencyCode());
        notice.put("payee", order.bill().payee().code().value())
                .put("paidAt", NOW.toString())
                .put("channel", "OUTLET");
        return own.sign("POST", NOTIFY_URI, octets(notice), null);
    }

    private static Bytes octets(ObjectNode message) {
        try {
            return Bytes.of(JSON.writeValueAsBytes(message));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the department sends, signed: a request of some 400 octets. */
    RawMessage request() {
        Bytes body = Bytes.of(("{\"subject\":\"" + "x".repeat(380) + "\"}").getBytes(UTF_8));
        return department.sign("POST", URI.create("https://platform.example/v1/payments/orders"), body, "B-1");
    }
}
