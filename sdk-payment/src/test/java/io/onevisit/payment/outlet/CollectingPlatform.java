package io.onevisit.payment.outlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Report;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The other side of the outlet contract, in memory, for several banks: one payment for each code, one effect for each
 * serial of each bank. Faults are given out to the next calls, one each.
 */
final class CollectingPlatform {
    /** What goes wrong with one call. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** No connection: certainly nothing was done. */
        NO_CONNECTION,
        /** The request is lost on its way; the caller cannot know. */
        REQUEST_LOST,
        /** All is done, the answer is lost. */
        ANSWER_LOST,
        /** All is done, the answer does not verify. */
        ANSWER_UNVERIFIABLE,
        /** All is done, the answer is an empty object. */
        ANSWER_EMPTY,
        /** A verified no, with nothing done. */
        REFUSED,
        /** All is done, and the caller's process dies before it hears of it. */
        DEATH_AFTER,
        /** The caller's process dies before anything is sent. */
        DEATH_BEFORE
    }

    /** The caller's process dies here. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Clock clock;
    private final Map<String, ObjectNode> bills = new HashMap<>();
    private final Map<String, Bytes> bodies = new HashMap<>();
    private final Map<String, ObjectNode> collections = new HashMap<>();
    private final Map<String, ObjectNode> reversals = new HashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private Supplier<Fault> weather = () -> Fault.NONE;
    private Consumer<ObjectNode> twist = reply -> {};
    private Runnable meanwhile = () -> {};

    CollectingPlatform(Clock clock) {
        this.clock = clock;
    }

    /** A bill that can be paid. */
    void open(String code, String yuan, String payee, String expires) {
        ObjectNode bill = StrictJson.object().put("paymentCode", code).put("state", "OPEN");
        bill.putObject("payee").put("code", payee).put("name", "Housing Bureau").put("account", "6222020000000000");
        bill.putObject("total").put("amount", yuan).put("currency", "CNY");
        bills.put(code, bill.put("expires", expires));
    }

    ObjectNode bill(String code) {
        return bills.get(code);
    }

    void next(Fault... faultsOfCalls) {
        faults.addAll(List.of(faultsOfCalls));
    }

    /** What goes wrong with every call that {@link #next} does not decide. */
    void weather(Supplier<Fault> change) {
        weather = change;
    }

    /** Changes every answer of success. */
    void twist(Consumer<ObjectNode> change) {
        twist = change;
    }

    /** What somebody else does while the next write is under way. */
    void during(Runnable other) {
        meanwhile = other;
    }

    List<String> paths() {
        return calls.stream().map(Call::path).toList();
    }

    Call lastCall() {
        return calls.get(calls.size() - 1);
    }

    /** The collections that count, by bank and serial. */
    Map<String, ObjectNode> collections() {
        return collections;
    }

    Map<String, ObjectNode> reversals() {
        return reversals;
    }

    /** The platform as {@code bank} reaches it with its own key. */
    Platform of(String bank) {
        return new Side(bank);
    }

    private final class Side implements Platform {
        private final String bank;

        Side(String bank) {
            this.bank = bank;
        }

        @Override
        public Outcome<Reply> write(Call call) {
            calls.add(call);
            Runnable other = meanwhile;
            meanwhile = () -> {};
            other.run();
            Outcome<Reply> lost = new Outcome.Unknown<>(
                    new Pending(call.service(), String.valueOf(call.idempotencyKey()), "the answer was lost"));
            return switch (fault()) {
                case NONE -> accept(call);
                case NO_CONNECTION -> throw new PlatformUnreachableException(call.service(), "no connection", null);
                case REQUEST_LOST -> lost;
                case ANSWER_LOST, ANSWER_UNVERIFIABLE -> {
                    accept(call);
                    yield lost;
                }
                case ANSWER_EMPTY ->
                    accept(call) instanceof Outcome.Done
                            ? new Outcome.Done<>(reply(StrictJson.object()))
                            : accept(call);
                case REFUSED -> new Outcome.Refused<>(new Refusal("not-permitted", "not for you", "r-9"));
                case DEATH_AFTER -> {
                    accept(call);
                    throw new Death();
                }
                case DEATH_BEFORE -> throw new Death();
            };
        }

        private Outcome<Reply> accept(Call call) {
            String key = bank + call.path() + call.idempotencyKey();
            Bytes first = bodies.get(key);
            if (first != null && !first.equals(call.body())) {
                return new Outcome.Refused<>(new Refusal("conflict", "another content", null));
            }
            try {
                Reply reply = reply(answer(call));
                bodies.put(key, call.body());
                return new Outcome.Done<>(reply);
            } catch (PlatformRefusedException e) {
                return new Outcome.Refused<>(e.refusal());
            }
        }

        @Override
        public Reply read(Call call) {
            calls.add(call);
            return switch (fault()) {
                case NONE -> reply(answer(call));
                case NO_CONNECTION, REQUEST_LOST, ANSWER_LOST ->
                    throw new PlatformUnreachableException(call.service(), "no answer", null);
                case ANSWER_UNVERIFIABLE -> throw new VerificationFailedException(Report.of(List.of(), null));
                case ANSWER_EMPTY -> reply(StrictJson.object());
                case REFUSED -> throw refusal(call, "not-permitted");
                case DEATH_AFTER, DEATH_BEFORE -> throw new Death();
            };
        }

        private ObjectNode answer(Call call) {
            ObjectNode body = StrictJson.readObject(call.body().toArray(), 1_000_000, "call");
            return switch (call.path()) {
                case "/v1/outlet/bills/lookup" -> lookUp(call, body);
                case "/v1/outlet/collections" -> collect(call, body);
                case "/v1/outlet/collections/query" ->
                    found(call, collections.get(bank + " " + text(body, "bankSerial")));
                case "/v1/outlet/reversals" -> reverse(call, body);
                case "/v1/outlet/reversals/query" ->
                    found(call, reversals.get(bank + " " + text(body, "reversalSerial")));
                default -> throw refusal(call, "bad-request");
            };
        }

        private ObjectNode lookUp(Call call, ObjectNode body) {
            ObjectNode bill = bills.get(text(body, "paymentCode"));
            if (bill == null) {
                throw refusal(call, "11001");
            }
            if (bill.has("checkCode") && !bill.get("checkCode").equals(body.get("checkCode"))) {
                throw refusal(call, "11002");
            }
            return bill.deepCopy();
        }

        private ObjectNode collect(Call call, ObjectNode body) {
            String serial = bank + " " + text(body, "bankSerial");
            if (!collections.containsKey(serial)) {
                ObjectNode bill = lookUpPaid(call, text(body, "paymentCode"));
                if (!bill.get("total").equals(body.get("amount"))) {
                    throw refusal(call, "12004");
                }
                ObjectNode receipt = StrictJson.object()
                        .put("bankSerial", text(body, "bankSerial"))
                        .put("paymentCode", text(body, "paymentCode"));
                receipt.set("amount", body.get("amount"));
                receipt.put("paymentNumber", "P" + bank + text(body, "bankSerial"))
                        .put("receivedAt", now());
                collections.put(serial, receipt);
                bill.put("state", "PAID");
            }
            return collections.get(serial);
        }

        private ObjectNode lookUpPaid(Call call, String code) {
            ObjectNode bill = bills.get(code);
            String state = bill == null ? "NONE" : text(bill, "state");
            return switch (state) {
                case "OPEN" -> bill;
                case "PAID" -> throw refusal(call, "12001");
                case "EXPIRED" -> throw refusal(call, "11003");
                case "CLOSED" -> throw refusal(call, "11004");
                default -> throw refusal(call, "11001");
            };
        }

        private ObjectNode reverse(Call call, ObjectNode body) {
            String serial = bank + " " + text(body, "reversalSerial");
            if (!reversals.containsKey(serial)) {
                ObjectNode collection = collections.get(bank + " " + text(body, "bankSerial"));
                if (collection == null) {
                    throw refusal(call, "NOT_COLLECTED");
                }
                if (collection.has("reversed")) {
                    throw refusal(call, "REVERSED");
                }
                ObjectNode bill = bills.get(text(collection, "paymentCode"));
                if (bill.has("receipt")) {
                    throw refusal(call, "RECEIPT_ISSUED");
                }
                collection.put("reversed", true);
                bill.put("state", "OPEN");
                reversals.put(
                        serial,
                        StrictJson.object()
                                .put("paymentNumber", text(collection, "paymentNumber"))
                                .put("reversedAt", now()));
            }
            return reversals.get(serial);
        }

        @Override
        public Report<Inbound> receive(URI address, RawMessage message) {
            throw new UnsupportedOperationException("nothing is pushed to a bank");
        }

        @Override
        public Clock clock() {
            return clock;
        }
    }

    private Fault fault() {
        return faults.isEmpty() ? weather.get() : faults.pop();
    }

    private Reply reply(ObjectNode body) {
        ObjectNode copy = body.deepCopy();
        twist.accept(copy);
        return new Reply(Bytes.of(StrictJson.write(copy)), "r-1");
    }

    private static ObjectNode found(Call call, ObjectNode known) {
        if (known == null) {
            throw refusal(call, "not-found");
        }
        return known;
    }

    private static PlatformRefusedException refusal(Call call, String code) {
        return new PlatformRefusedException(call.service(), new Refusal(code, "no", "r-7"));
    }

    private static String text(JsonNode object, String name) {
        return object.path(name).asText();
    }

    private String now() {
        return clock.instant().toString();
    }
}
