package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.RawMessage;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What is really sent for a push: itself, signed, unless a fault is switched on. For one thread. */
final class PushFaults {
    private static final List<Integer> MINUTES_OFF = List.of(60, -60, 10, -10, 6, -6, 4, -4, 1, -1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Faults faults;
    private final Clock clock;
    private final MessageSignatures signatures;
    private final MessageSignatures nextKey;
    private final List<MessageSignatures> clocksOff;
    private final Map<URI, List<Sent>> kept = new HashMap<>();
    private final Map<URI, List<RawMessage>> held = new HashMap<>();

    PushFaults(Faults faults, Keyring keyring, Clock clock) {
        this.faults = faults;
        this.clock = clock;
        this.signatures = signatures(keyring, Role.PLATFORM, clock);
        this.nextKey = signatures(keyring, Role.PLATFORM_NEXT, clock);
        this.clocksOff = MINUTES_OFF.stream()
                .map(minutes -> Clock.offset(clock, Duration.ofMinutes(minutes)))
                .map(off -> signatures(keyring, Role.PLATFORM, off))
                .toList();
    }

    private static MessageSignatures signatures(Keyring keyring, Role role, Clock clock) {
        return new MessageSignatures(keyring.key(role), VerificationKeys.of(Map.of()), clock);
    }

    /** A message that will come again. */
    private record Sent(RawMessage message, Instant at) {}

    /** What to send for an event before all else, at once. */
    List<RawMessage> crowd(URI target, ObjectNode event) {
        if (!isPayment(event) || !faults.strikes(PaymentFault.F06_NOTIFY_DUP, target.getPath())) {
            return List.of();
        }
        RawMessage one = sign(target, event);
        RawMessage other = sign(target, event);
        return List.of(one, other, one, other);
    }

    private static boolean isPayment(ObjectNode event) {
        return event.path("type").asText().startsWith("payment.");
    }

    /** What to send for an event, in this order; the answer to the last is the answer to the event. */
    List<RawMessage> of(URI target, ObjectNode event) {
        if (!isPayment(event)) {
            return List.of(sign(target, event));
        }
        if (faults.strikes(PaymentFault.F07_NOTIFY_REORDER, target.getPath())) {
            held.computeIfAbsent(target, each -> new ArrayList<>()).add(sign(target, event));
            return List.of();
        }
        List<RawMessage> sendings = new ArrayList<>(old(target));
        sendings.addAll(
                event.path("type").asText().equals("payment.paid") ? ofPayment(target, event) : ofAny(target, event));
        sendings.addAll(held.getOrDefault(target, List.of()));
        held.remove(target);
        return sendings;
    }

    /** What was kept a day ago or earlier. */
    private List<RawMessage> old(URI target) {
        Instant yesterday = clock.instant().minus(DAY);
        List<Sent> all = kept.computeIfAbsent(target, each -> new ArrayList<>());
        List<Sent> old =
                all.stream().filter(each -> !each.at().isAfter(yesterday)).toList();
        all.removeAll(old);
        return old.stream().map(Sent::message).toList();
    }

    private List<RawMessage> ofPayment(URI target, ObjectNode event) {
        String path = target.getPath();
        if (faults.strikes(PaymentFault.F12_PAYEE_DIFF, path)) {
            return List.of(sign(target, event.deepCopy().put("payee", Organisation.REAL_ESTATE_REGISTRY.code())));
        }
        if (faults.strikes(PaymentFault.F13_UNKNOWN_CODE, path)) {
            return List.of(sign(target, ofSomebodyElse(event)), sign(target, event));
        }
        if (faults.strikes(PaymentFault.F27_FLOAT, path)) {
            ObjectNode number = event.deepCopy();
            number.withObject("amount").put("amount", new BigDecimal("20.0"));
            return List.of(sign(target, withAmount(event, "20.000000000000004", "CNY")), sign(target, number));
        }
        if (faults.strikes(PaymentFault.F29_MINOR_UNITS, path)) {
            return List.of(
                    sign(target, withAmount(event, "20.50", "JPY")),
                    sign(target, withAmount(event, "20.0005", "BHD")),
                    sign(target, withAmount(event, "20.00", "ZZZ")));
        }
        return ofAny(target, event);
    }

    private static ObjectNode withAmount(ObjectNode event, String amount, String currency) {
        ObjectNode changed = event.deepCopy();
        changed.putObject("amount").put("amount", amount).put("currency", currency);
        return changed;
    }

    private static ObjectNode ofSomebodyElse(ObjectNode event) {
        ObjectNode other = event.deepCopy();
        for (String member : List.of("eventId", "orderNumber", "paymentNumber")) {
            other.put(member, Request.text(event, member) + "-X");
        }
        return other.put("paymentCode", "99999926300000000001");
    }

    private List<RawMessage> ofAny(URI target, ObjectNode event) {
        String path = target.getPath();
        RawMessage genuine = sign(target, event);
        if (faults.strikes(PaymentFault.F05_NOTIFY_LOST, path)) {
            return List.of();
        }
        if (faults.strikes(PaymentFault.F15_KEY_ROTATION, path)) {
            return List.of(sign(nextKey, target, event));
        }
        if (faults.strikes(PaymentFault.F08_NOTIFY_REPLAY, path)) {
            kept.computeIfAbsent(target, each -> new ArrayList<>()).add(new Sent(genuine, clock.instant()));
            return List.of(genuine, genuine);
        }
        if (faults.strikes(PaymentFault.F09_NOTIFY_FORGED, path)) {
            return forged(genuine, sign(target, event));
        }
        if (faults.strikes(PaymentFault.F10_NOTIFY_TAMPER, path)) {
            return tampered(genuine);
        }
        if (faults.strikes(PaymentFault.F14_CLOCK_SKEW, path)) {
            return clocksOff.stream().map(off -> sign(off, target, event)).toList();
        }
        return List.of(genuine);
    }

    private RawMessage sign(URI target, ObjectNode event) {
        return sign(signatures, target, event);
    }

    private static RawMessage sign(MessageSignatures by, URI target, ObjectNode event) {
        return by.sign("POST", target, Json.write(event), null);
    }

    private static List<RawMessage> forged(RawMessage genuine, RawMessage other) {
        return List.of(
                withHeader(genuine, "signature", header(other, "signature")),
                withInput(genuine, input -> input.replace("keyid=\"platform\"", "keyid=\"stranger\"")),
                withInput(genuine, input -> input.replaceFirst("alg=\"[^\"]*\"", "alg=\"ecdsa-p256-sha256\"")),
                unsigned(genuine),
                genuine);
    }

    private static RawMessage withInput(RawMessage message, UnaryOperator<String> change) {
        String input = header(message, "signature-input");
        return withHeader(message, "signature-input", change.apply(input));
    }

    private static String header(RawMessage message, String name) {
        return message.headers().getOrDefault(name, List.of()).get(0);
    }

    private static RawMessage withHeader(RawMessage message, String name, String value) {
        Map<String, List<String>> headers = new TreeMap<>(message.headers());
        headers.put(name, List.of(value));
        return new RawMessage(message.method(), message.targetUri(), headers, message.body());
    }

    private static RawMessage unsigned(RawMessage message) {
        Map<String, List<String>> headers = new TreeMap<>(message.headers());
        headers.remove("signature");
        headers.remove("signature-input");
        return new RawMessage(message.method(), message.targetUri(), headers, message.body());
    }

    private static List<RawMessage> tampered(RawMessage genuine) {
        String text = new String(genuine.body().toArray(), StandardCharsets.UTF_8);
        return List.of(
                withBody(genuine, text.replaceFirst("\"eventId\":\"", "\"eventId\":\"x"), StandardCharsets.UTF_8),
                withBody(genuine, text.replace(",", ", "), StandardCharsets.UTF_8),
                withBody(genuine, text, StandardCharsets.UTF_16BE),
                withBody(genuine, "\uFEFF" + text, StandardCharsets.UTF_8),
                genuine);
    }

    private static RawMessage withBody(RawMessage message, String text, Charset charset) {
        return new RawMessage(
                message.method(), message.targetUri(), message.headers(), Bytes.of(text.getBytes(charset)));
    }
}
