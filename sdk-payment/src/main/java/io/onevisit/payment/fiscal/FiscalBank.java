package io.onevisit.payment.fiscal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.http.NotSentException;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.PaymentCode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A collecting bank's or payment platform's side of the JSON form (代收接口 {@code wp.outer.*}): asks for a bill, confirms a
 * payment, a refund, money without a code and the day's statement. Every write is stored before it is sent; after {@link
 * Outcome.Unknown} call the same again. Thread-safe; starts no thread.
 *
 * <p>Source: the public non-tax system {@code com.xcmis.feefax} and the public client {@code com.sun.msg}. Neither signs or
 * authenticates anything, so TLS must prove both sides. What the fiscal side pushes in this form is {@link FiscalPush}.
 */
public final class FiscalBank {
    private static final String SERVICE = "fiscal.";
    private static final String QUERY = "wp.outer.bill.pay.query";
    private static final String PAY = "wp.outer.bill.pay";
    private static final String REFUND = "wp.outer.bill.refund";
    private static final String ARRIVAL = "wp.outer.account.arrival";
    private static final String STATEMENT = "wp.outer.account.billfund";
    private static final Set<String> DONE = Set.of("00000", "10000");

    private final JsonLine line;
    private final WriteBook book;

    /**
     * A bank at a fiscal platform.
     *
     * @param address https, or http on loopback
     * @param zone the division (zone_code), six digits
     * @param charset UTF-8 or GBK, as the platform has it
     * @param store remembers what was sent
     * @param clock dates the messages
     */
    public FiscalBank(URI address, String zone, Charset charset, Timeouts timeouts, StateStore store, Clock clock) {
        this.line = new JsonLine(address, zone, charset, timeouts, clock);
        this.book = new WriteBook(Require.present(store, "store"));
    }

    /**
     * How a bill stands, {@code wp.outer.bill.pay.query}.
     *
     * @throws PlatformRefusedException with a code of {@link FiscalReason}
     * @throws PlatformUnreachableException when no answer came
     * @throws MalformedMessageException when the answer is not of its form
     */
    public BillStatus query(PaymentCode code) {
        Require.present(code, "payment code");
        Members answer;
        try {
            answer = line.call(QUERY, StrictJson.object().put("billno", code.value()));
        } catch (IOException e) {
            throw new PlatformUnreachableException(SERVICE + QUERY, "no answer came that could be read", e);
        }
        String result = answer.optionalText("code").orElse("00000");
        if (!DONE.contains(result)) {
            throw new PlatformRefusedException(SERVICE + QUERY, FiscalReason.refusal(result));
        }
        if (!answer.value("billno", PaymentCode::new).equals(code)) {
            throw new MalformedMessageException("fiscal JSON answer", "is about another bill");
        }
        return new BillStatus(code, answer.value("billstats", BillState::of), amount(answer), List.of());
    }

    /** Amounts come as numbers or as text; either way with at most two decimals. */
    private static @Nullable Money amount(Members answer) {
        JsonNode amount = answer.object().path("pay_amount");
        if (amount.isMissingNode()) {
            return null;
        }
        return answer.checked(
                () -> Money.yuan(amount.isNumber() ? amount.decimalValue().toPlainString() : amount.asText()));
    }

    /**
     * Confirms a payment, {@code wp.outer.bill.pay}. After an unknown ending the bill is asked for first; when it is paid
     * by then and the platform does not tell by which payment, this stays unknown until the day's check ({@link
     * FundResult}). Give money back on {@link Outcome.Refused} only.
     *
     * @return the serial number
     * @throws InvalidValueException when another payment was confirmed under this serial number
     * @throws PlatformUnreachableException when the platform certainly has not got it; call again later
     */
    public Outcome<String> pay(FiscalPayment payment) {
        FiscalPayer payer = Require.present(payment, "payment").payer();
        ObjectNode content = StrictJson.object()
                .put("billno", payment.code().value())
                .put("pay_datetime", FiscalTime.second(payment.confirmedAt()))
                .put("pay_amount", payment.amount().toPlainString())
                .put("bk_outlet", OptionalText.orEmpty(payment.bankOutlet()))
                .put("operator", OptionalText.orEmpty(payment.operator()))
                .put("paymode", OptionalText.orEmpty(payment.channel()))
                .put("trade_no", payment.serialNumber())
                .put("payer_name", OptionalText.orEmpty(payer.name()))
                .put("payer_acct", OptionalText.orEmpty(payer.account()))
                .put("payer_opbk", OptionalText.orEmpty(payer.bank()))
                .put("payer_opbkno", "")
                .put("rec_acctype", OptionalText.orEmpty(payment.accountType()))
                .put("rec_acct", OptionalText.orEmpty(payment.account()))
                .put("attach_info", "");
        String serial = payment.serialNumber();
        return once(PAY, serial, content, () -> queryThenPay(payment.code(), serial, content));
    }

    private Outcome<String> queryThenPay(PaymentCode code, String serial, ObjectNode content) {
        try {
            return switch (query(code).state()) {
                case PAID -> payAgain(serial, content, FiscalReason.CONFIRMATION_DIFFERS.code()::equals);
                case VOID -> new Outcome.Refused<>(FiscalReason.refusal(FiscalReason.VOID.code()));
                case UNPAID -> payAgain(serial, content, Predicate.not(FiscalReason.CONFIRMED_TWICE.code()::equals));
            };
        } catch (PlatformRefusedException | PlatformUnreachableException | MalformedMessageException e) {
            return unknown(PAY, serial, "the query told nothing");
        }
    }

    /**
     * The first sending may have been booked by now, or another payment. Of a bill that is paid, a platform that compares
     * serial numbers says 00000 to its own payment and 12002 to another; one that does not says 12001 to both, and any other
     * code (expired, busy) is about this sending alone. Of a bill that was unpaid, 12001 tells of one that came between.
     *
     * @param notBooked true for the codes by which the payment is certainly not booked
     */
    private Outcome<String> payAgain(String serial, ObjectNode content, Predicate<String> notBooked) {
        Outcome<String> outcome = write(PAY, serial, content);
        return outcome.fold(
                done -> outcome,
                refusal -> notBooked.test(refusal.code())
                        ? outcome
                        : unknown(PAY, serial, "the bill is paid, and the platform does not tell by which payment"),
                pending -> outcome);
    }

    /**
     * Tells of a refund, {@code wp.outer.bill.refund}. The platform cannot be asked what became of it, so an unknown ending
     * stays unknown until a person has looked.
     *
     * @param date when the money went back
     * @return the payment code
     */
    public Outcome<String> refund(PaymentCode code, Money amount, LocalDate date) {
        Require.that(Require.present(amount, "amount").isPositive(), "amount", "must be positive");
        String billno = Require.present(code, "payment code").value();
        ObjectNode content = StrictJson.object()
                .put("billno", billno)
                .put("pay_amount", amount.toPlainString())
                .put("billdate", FiscalTime.date(Require.present(date, "date")));
        return once(REFUND, billno, content, () -> cannotBeAsked(REFUND, billno));
    }

    /**
     * Tells of money without a payment code, {@code wp.outer.account.arrival}. An unknown ending stays unknown until a person
     * has looked.
     *
     * @return the serial number
     */
    public Outcome<String> arrival(FiscalArrival arrival) {
        String serial = Require.present(arrival, "arrival").serialNumber();
        FiscalPayer payer = arrival.payer();
        ObjectNode content = StrictJson.object()
                .put("arrival_time", FiscalTime.second(arrival.arrivedAt()))
                .put("trade_no", serial)
                .put("rec_acctype", arrival.accountType())
                .put("rec_acct", arrival.account())
                .put("amt", arrival.amount().toPlainString())
                .put("payer_name", OptionalText.orEmpty(payer.name()))
                .put("payer_acct", OptionalText.orEmpty(payer.account()))
                .put("payer_opbk", OptionalText.orEmpty(payer.bank()));
        return once(ARRIVAL, serial, content, () -> cannotBeAsked(ARRIVAL, serial));
    }

    /**
     * Hands in a day's statement, {@code wp.outer.account.billfund}. After an unknown ending it is sent again: the platform
     * refuses what it has, 15010, and that is then the answer. What it found is told later, by {@code
     * wp.account.billfund.confirm}.
     *
     * @return the statement's number
     */
    public Outcome<String> statement(FundStatement statement) {
        String number = Require.present(statement, "statement").number();
        ObjectNode content = StrictJson.object()
                .put("date", FiscalTime.date(statement.date()))
                .put("accconfirm_no", number)
                .put("count", statement.lines().size());
        ArrayNode lines = content.putArray("translist");
        statement
                .lines()
                .forEach(entry -> lines.addObject()
                        .put("trade_no", entry.serialNumber())
                        .put("billno", entry.code().value())
                        .put("amount", entry.amount().toPlainString()));
        return once(STATEMENT, number, content, () -> sendAgain(number, content));
    }

    private Outcome<String> sendAgain(String number, ObjectNode content) {
        Outcome<String> outcome = write(STATEMENT, number, content);
        return outcome.fold(
                done -> outcome,
                refusal -> refusal.code().equals(FiscalReason.STATEMENT_TWICE.code())
                        ? new Outcome.Done<>(number)
                        : outcome,
                pending -> outcome);
    }

    private Outcome<String> once(String method, String key, ObjectNode content, Supplier<Outcome<String>> ask) {
        StateKey state = new StateKey(SERVICE + method, key);
        return book.once(state, content.toString(), () -> write(method, key, content), ask);
    }

    private Outcome<String> write(String method, String key, ObjectNode content) {
        try {
            String result = line.call(method, content).text("code");
            return DONE.contains(result)
                    ? new Outcome.Done<>(key)
                    : new Outcome.Refused<>(FiscalReason.refusal(result));
        } catch (NotSentException e) {
            throw new PlatformUnreachableException(SERVICE + method, "there is no connection", e);
        } catch (IOException e) {
            return unknown(method, key, "no answer came that could be read");
        } catch (MalformedMessageException e) {
            return unknown(method, key, "the answer is not of its form");
        }
    }

    private static Outcome<String> cannotBeAsked(String method, String key) {
        return unknown(method, key, "the platform cannot be asked what became of it");
    }

    private static Outcome<String> unknown(String method, String key, String cause) {
        return new Outcome.Unknown<>(new Pending(SERVICE + method, key, cause));
    }
}
