package io.onevisit.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Report;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The other side of the contract for payments, in memory: one order for each number, one collection for each serial, and
 * signed notices. Faults are given out to the next calls, one each.
 */
public final class PlatformInMemory implements Platform {
    /** What goes wrong with one call. */
    public enum Fault {
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
        /** A verified no, with nothing done; what was done under the same key before is answered as it was. */
        REFUSED
    }

    /** The caller's process dies here. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    public static final URI NOTIFY_URI = URI.create("https://department.example/payments");

    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
    private static final SigningKey DEPARTMENT = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");

    private final Clock clock;
    private final MessageSignatures own;
    private final MessageSignatures department;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<String, Bytes> bodies = new HashMap<>();
    private final Map<String, Outcome<Reply>> endings = new HashMap<>();
    private final Map<String, ObjectNode> orders = new HashMap<>();
    private final Map<String, ObjectNode> collections = new HashMap<>();
    private final Map<String, ObjectNode> refunds = new HashMap<>();
    private final Map<String, Money> paid = new HashMap<>();
    private final Set<String> reversed = new HashSet<>();
    private final List<Call> calls = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private Runnable afterwards = () -> {};
    private Duration clockOffset = Duration.ZERO;

    public PlatformInMemory(Clock clock) {
        this.clock = clock;
        this.own = new MessageSignatures(KEY, VerificationKeys.of(Map.of()), clock);
        this.department = new MessageSignatures(
                DEPARTMENT, VerificationKeys.of(Map.of(KEY.keyId(), KEY.verificationKey())), clock);
    }

    public synchronized void next(Fault... faultsOfCalls) {
        faults.addAll(List.of(faultsOfCalls));
    }

    public synchronized void clearFaults() {
        faults.clear();
        meanwhile = () -> {};
        afterwards = () -> {};
    }

    /** What somebody else does while the next write is under way. */
    public void during(Runnable other) {
        meanwhile = other;
    }

    /** The process of whoever writes next dies, before or after the platform has done it. */
    synchronized void dieAtNextWrite(boolean before) {
        if (before) {
            meanwhile = PlatformInMemory::die;
        } else {
            afterwards = PlatformInMemory::die;
        }
    }

    private static void die() {
        throw new Death();
    }

    /** Every call that was attempted, by path. */
    public List<String> paths() {
        return calls.stream().map(Call::path).toList();
    }

    public Call lastCall() {
        return calls.get(calls.size() - 1);
    }

    /** The order as the platform has it; null when it has never seen it. */
    ObjectNode order(Bill bill) {
        return orders.get(bill.number().value());
    }

    /** Loses an order, as a platform should not. */
    void forget(Bill bill) {
        orders.remove(bill.number().value());
    }

    /** Has found an order again. */
    void restore(Bill bill, ObjectNode order) {
        orders.put(bill.number().value(), order);
    }

    int orders() {
        return orders.size();
    }

    @Override
    public synchronized Outcome<Reply> write(Call call) {
        calls.add(call);
        String key = String.valueOf(call.idempotencyKey());
        Outcome<Reply> unknown = new Outcome.Unknown<>(new Pending(call.service(), key, "the answer was lost"));
        Fault fault = fault();
        Runnable other = meanwhile;
        meanwhile = () -> {};
        other.run();
        Outcome<Reply> ending = ending(call, fault, unknown);
        Runnable then = afterwards;
        afterwards = () -> {};
        then.run();
        return ending;
    }

    private Outcome<Reply> ending(Call call, Fault fault, Outcome<Reply> unknown) {
        return switch (fault) {
            case NO_CONNECTION -> throw new PlatformUnreachableException(call.service(), "no connection", null);
            case REQUEST_LOST -> unknown;
            case REFUSED ->
                endings.getOrDefault(
                        call.path() + call.idempotencyKey(),
                        new Outcome.Refused<>(new Refusal("not-permitted", "not for you", null)));
            case ANSWER_LOST, ANSWER_UNVERIFIABLE -> {
                accept(call);
                yield unknown;
            }
            case ANSWER_EMPTY -> {
                accept(call);
                yield new Outcome.Done<>(reply(StrictJson.object()));
            }
            case NONE -> accept(call);
        };
    }

    /** Does what is asked for under a key once; what came of it is the answer each time, also when it was a no. */
    private Outcome<Reply> accept(Call call) {
        String key = call.path() + call.idempotencyKey();
        Bytes first = bodies.putIfAbsent(key, call.body());
        return first == null || first.equals(call.body())
                ? endings.computeIfAbsent(key, ignored -> carryOut(call))
                : new Outcome.Refused<>(new Refusal("conflict", "another content", null));
    }

    private Outcome<Reply> carryOut(Call call) {
        try {
            return new Outcome.Done<>(reply(answer(call)));
        } catch (PlatformRefusedException e) {
            return new Outcome.Refused<>(e.refusal());
        }
    }

    @Override
    public synchronized Reply read(Call call) {
        calls.add(call);
        return switch (fault()) {
            case NO_CONNECTION, REQUEST_LOST, ANSWER_LOST ->
                throw new PlatformUnreachableException(call.service(), "no answer", null);
            case ANSWER_UNVERIFIABLE -> throw new VerificationFailedException(Report.of(List.of(), null));
            case REFUSED -> throw refusal(call, "not-permitted");
            case ANSWER_EMPTY -> reply(StrictJson.object());
            case NONE -> reply(answer(call));
        };
    }

    private Fault fault() {
        return faults.isEmpty() ? Fault.NONE : faults.pop();
    }

    private ObjectNode answer(Call call) {
        ObjectNode body = StrictJson.readObject(call.body().toArray(), 1_000_000, "call");
        return switch (call.path()) {
            case "/v1/payments/orders" -> open(body);
            case "/v1/payments/orders/close" -> close(call, orders.get(text(body, "orderNumber")));
            case "/v1/payments/refunds" -> refund(call, body);
            case "/v1/payments/refunds/query" -> found(call, refunds.get(text(body, "refundNumber")));
            case "/v1/payments/orders/query" -> found(call, orders.get(text(body, "orderNumber")));
            case "/v1/outlet/bills/lookup" -> byCode(call, text(body, "paymentCode"));
            case "/v1/outlet/collections" -> collect(call, body);
            case "/v1/outlet/collections/query" -> found(call, collections.get(text(body, "bankSerial")));
            default -> throw refusal(call, "bad-request");
        };
    }

    private ObjectNode open(ObjectNode body) {
        return orders.computeIfAbsent(
                text(body, "orderNumber"),
                number -> StrictJson.object()
                        .put("orderNumber", number)
                        .put("paymentCode", "320682263%011d".formatted(orders.size() + 1))
                        .put("state", "OPEN")
                        .put("expires", text(body, "expires"))
                        .set("bill", body.get("bill")));
    }

    private static ObjectNode close(Call call, ObjectNode order) {
        if (text(found(call, order), "state").equals("PAID")) {
            throw refusal(call, "PAID");
        }
        return order.put("state", "CLOSED");
    }

    /** What is left of a payment, as the platform counts it. */
    Money available(String paymentNumber) {
        return refunds.values().stream()
                .filter(refund -> text(refund, "paymentNumber").equals(paymentNumber))
                .filter(refund -> !text(refund, "state").equals("FAILED"))
                .map(refund -> Money.yuan(refund.path("amount").path("amount").asText()))
                .reduce(paid.get(paymentNumber), Money::minus);
    }

    private ObjectNode refund(Call call, ObjectNode body) {
        Money amount = Money.yuan(body.path("amount").path("amount").asText());
        if (reversed.contains(text(body, "paymentNumber"))) {
            throw refusal(call, "REVERSED");
        }
        Money available = available(text(body, "paymentNumber"));
        if (amount.compareTo(available) > 0) {
            throw refusal(call, "REFUND_OVER");
        }
        if (!amount(available).equals(body.get("available"))) {
            throw refusal(call, "PRECONDITION");
        }
        ObjectNode refund = StrictJson.object();
        for (String member : List.of("refundNumber", "orderNumber", "paymentNumber", "amount")) {
            refund.set(member, body.get(member));
        }
        refunds.put(text(body, "refundNumber"), refund.put("state", "ACCEPTED").put("at", now()));
        return refund;
    }

    /** Has a refund after all that it refused. */
    void takeOver(RefundRequest request) {
        refund(Call.write("payment.refund", "/v1/payments/refunds", Bytes.empty(), "none"), PaymentJson.write(request));
    }

    /** The refund as the platform has it. */
    ObjectNode refund(RefundNumber number) {
        return refunds.get(number.value());
    }

    int refunds() {
        return refunds.size();
    }

    /** A refund ends as DONE or FAILED. Returns the notice of it. */
    ObjectNode end(RefundNumber number, String state) {
        ObjectNode refund = refund(number).put("state", state);
        return refund.deepCopy().put("type", "payment.refunded").put("eventId", "refund-" + number + "-" + state);
    }

    private ObjectNode byCode(Call call, String code) {
        ObjectNode order = orders.values().stream()
                .filter(each -> text(each, "paymentCode").equals(code))
                .findFirst()
                .orElseThrow(() -> refusal(call, "11001"));
        ObjectNode payable = StrictJson.object()
                .put("paymentCode", code)
                .put("state", text(order, "state"))
                .put("expires", text(order, "expires"));
        payable.set("payee", order.path("bill").path("payee"));
        payable.set("total", order.path("bill").path("total"));
        return payable;
    }

    private ObjectNode collect(Call call, ObjectNode body) {
        String serial = text(body, "bankSerial");
        if (!collections.containsKey(serial)) {
            ObjectNode payable = byCode(call, text(body, "paymentCode"));
            if (!text(payable, "state").equals("OPEN")) {
                throw refusal(call, "12001");
            }
            if (!payable.get("total").equals(body.get("amount"))) {
                throw refusal(call, "12004");
            }
            collections.put(
                    serial,
                    StrictJson.object().put("paymentNumber", "P" + serial).put("receivedAt", now()));
        }
        return collections.get(serial);
    }

    int collections() {
        return collections.size();
    }

    private static ObjectNode found(Call call, ObjectNode known) {
        if (known == null) {
            throw refusal(call, "not-found");
        }
        return known;
    }

    private static PlatformRefusedException refusal(Call call, String code) {
        return new PlatformRefusedException(call.service(), new Refusal(code, "no", null));
    }

    private static Reply reply(ObjectNode body) {
        return new Reply(Bytes.of(StrictJson.write(body)), "r-1");
    }

    /** Closes an order, as CLOSED or EXPIRED. */
    void close(Bill bill, String state) {
        order(bill).put("state", state);
    }

    /** Money arrives; the order is paid from the platform's point of view. Returns the notice of it. */
    ObjectNode pay(Bill bill, String paymentNumber) {
        ObjectNode notice = notice(bill, paymentNumber);
        order(bill).put("state", "PAID").set("payment", paymentOf(paymentNumber));
        return notice;
    }

    /** A payment that a notice told of just now, as a query shows it. */
    ObjectNode paymentOf(String paymentNumber) {
        ObjectNode payment = StrictJson.object().put("paymentNumber", paymentNumber);
        payment.set("amount", amount(paid.get(paymentNumber)));
        return payment.put("paidAt", now()).put("channel", "OUTLET");
    }

    /** The bank takes a payment back; the order can be paid anew. Returns the notice of it. */
    ObjectNode reverse(Bill bill, String paymentNumber) {
        reversed.add(paymentNumber);
        order(bill).put("state", "OPEN").remove("payment");
        return reversedNotice(bill, paymentNumber);
    }

    /** A notice of {@code payment.reversed}, to be changed at will before it is pushed. */
    ObjectNode reversedNotice(Bill bill, String paymentNumber) {
        ObjectNode notice = StrictJson.object()
                .put("type", "payment.reversed")
                .put("eventId", "reversed-" + paymentNumber)
                .put("orderNumber", bill.number().value())
                .put("paymentCode", text(order(bill), "paymentCode"))
                .put("paymentNumber", paymentNumber);
        notice.set("amount", amount(bill.total()));
        return notice.put("at", now());
    }

    ObjectNode closedNotice(Bill bill) {
        return openedNotice(bill).put("type", "payment.closed").put("eventId", "closed-" + bill.number());
    }

    ObjectNode receiptNotice(Bill bill, FiscalReceipt receipt) {
        ObjectNode notice = StrictJson.object()
                .put("type", "payment.receipt")
                .put("eventId", "receipt-" + receipt.number())
                .put("orderNumber", bill.number().value());
        notice.putObject("receipt").put("code", receipt.code()).put("number", receipt.number());
        return notice.put("at", now());
    }

    /** A notice of money without a payment code. */
    ObjectNode arrivedNotice(String paymentNumber, String yuan) {
        ObjectNode notice = StrictJson.object()
                .put("type", "payment.arrived")
                .put("eventId", "arrived-" + paymentNumber)
                .put("paymentNumber", paymentNumber);
        notice.set("amount", amount(Money.yuan(yuan)));
        paid.put(paymentNumber, Money.yuan(yuan));
        return notice.put("payee", Department.PAYEE.value())
                .put("paidAt", now())
                .put("channel", "TRANSFER");
    }

    /** A notice of {@code payment.paid}, to be changed at will before it is pushed. */
    ObjectNode notice(Bill bill, String paymentNumber) {
        return notice(bill, paymentNumber, bill.total());
    }

    /** The same of another amount than the bill's. */
    ObjectNode notice(Bill bill, String paymentNumber, Money amount) {
        ObjectNode notice = StrictJson.object()
                .put("type", "payment.paid")
                .put("eventId", "paid-" + paymentNumber)
                .put("orderNumber", bill.number().value())
                .put("paymentCode", text(order(bill), "paymentCode"))
                .put("paymentNumber", paymentNumber);
        notice.set("amount", amount(amount));
        paid.put(paymentNumber, amount);
        return notice.put("payee", bill.payee().code().value())
                .put("paidAt", now())
                .put("channel", "OUTLET");
    }

    ObjectNode openedNotice(Bill bill) {
        return StrictJson.object()
                .put("type", "payment.opened")
                .put("eventId", "opened-" + bill.number())
                .put("orderNumber", bill.number().value())
                .put("paymentCode", text(order(bill), "paymentCode"))
                .put("at", now());
    }

    static ObjectNode amount(Money amount) {
        return StrictJson.object()
                .put("amount", amount.toPlainString())
                .put("currency", amount.currency().getCurrencyCode());
    }

    /** Signs anew, with a nonce of its own, as the platform does at every attempt. */
    RawMessage push(ObjectNode notice) {
        return push(StrictJson.write(notice));
    }

    RawMessage push(byte[] body) {
        return own.sign("POST", NOTIFY_URI, Bytes.of(body), null);
    }

    private String now() {
        return clock.instant().toString();
    }

    @Override
    public Report<Inbound> receive(URI address, RawMessage message) {
        return department.verify(address, message);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Duration clockOffset() {
        return clockOffset;
    }

    /** What answers have shown of this platform's clock. */
    void clockIsAhead(Duration by) {
        clockOffset = by;
    }

    private static String text(ObjectNode object, String name) {
        return object.path(name).asText();
    }
}
