package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was answered to each confirmed payment, so that each has one effect. Keys are digests; nobody is named. */
final class PaymentBook {
    private static final String PAYMENT = "fiscal.payment";
    private static final String SERIAL = "fiscal.serial";
    private static final Bytes TAKEN = Bytes.of("00000".getBytes(UTF_8));

    private final StateStore store;
    private final FiscalOrders orders;

    PaymentBook(StateStore store, FiscalOrders orders) {
        this.store = store;
        this.orders = orders;
    }

    /**
     * The answer to a message: 00000 when every payment is taken in, now or before, else 99999 with the number and reason
     * of each that is not. Those that are stay so; one that is refused is judged anew each time.
     */
    Answer8001.Result take(Connection transaction, List<FiscalPayment> payments) throws SQLException {
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < payments.size(); i++) {
            String place = payments.size() == 1 ? "" : (i + 1) + ": ";
            take(transaction, payments.get(i))
                    .ifPresent(reason -> refused.add(place + reason.code() + " " + reason.zh()));
        }
        return refused.isEmpty() ? Answer8001.TAKEN : Answer8001.failed(String.join("; ", refused));
    }

    private Optional<FiscalReason> take(Connection transaction, FiscalPayment payment) throws SQLException {
        StateKey key = new StateKey(PAYMENT, digest(content(payment)));
        Optional<State> known = store.find(transaction, key);
        if (known.filter(state -> state.value().equals(TAKEN)).isPresent()) {
            return Optional.empty();
        }
        Optional<FiscalReason> reason = judge(transaction, payment);
        Bytes verdict =
                reason.map(refused -> Bytes.of(refused.code().getBytes(UTF_8))).orElse(TAKEN);
        if (record(transaction, key, known, verdict)) {
            handOver(transaction, payment, reason);
        }
        return reason;
    }

    private Optional<FiscalReason> judge(Connection transaction, FiscalPayment payment) throws SQLException {
        Optional<FiscalOrder> order = orders.find(transaction, payment.code());
        if (order.isEmpty()) {
            return Optional.of(FiscalReason.UNKNOWN_CODE);
        }
        if (!order.get().amount().equals(payment.amount())) {
            return Optional.of(FiscalReason.AMOUNT_DIFFERS);
        }
        String account = payment.account();
        if (account == null || !order.get().accounts().contains(account)) {
            return Optional.of(FiscalReason.ACCOUNT_DIFFERS);
        }
        return isOnlyOneOfItsSerial(transaction, payment)
                ? Optional.empty()
                : Optional.of(FiscalReason.CONFIRMATION_DIFFERS);
    }

    private boolean isOnlyOneOfItsSerial(Connection transaction, FiscalPayment payment) {
        String serial = digest(List.of(payment.code().value(), payment.serialNumber()));
        StateKey key = new StateKey(SERIAL, serial);
        Bytes content = Bytes.of(digest(content(payment)).getBytes(UTF_8));
        return store.insert(transaction, key, content, null)
                || store.find(transaction, key)
                        .filter(state -> state.value().equals(content))
                        .isPresent();
    }

    /** True for the one who has to hand it over: nobody did so before, or it was refused before and is not now. */
    private boolean record(Connection transaction, StateKey key, Optional<State> known, Bytes verdict) {
        if (known.isEmpty()) {
            return store.insert(transaction, key, verdict, null);
        }
        boolean changed = verdict.equals(TAKEN);
        if (changed && !store.compareAndSet(transaction, key, known.get().version(), verdict)) {
            throw new StorageException("taking in a payment that another node is taking in", null);
        }
        return changed;
    }

    private void handOver(Connection transaction, FiscalPayment payment, Optional<FiscalReason> reason)
            throws SQLException {
        if (reason.isEmpty()) {
            orders.arrived(transaction, payment);
        } else {
            orders.refused(transaction, payment, reason.get());
        }
    }

    private static List<String> content(FiscalPayment payment) {
        return List.of(
                payment.code().value(),
                payment.serialNumber(),
                payment.confirmedAt().toString(),
                payment.amount().toString(),
                OptionalText.orEmpty(payment.account()));
    }

    /** Each part with its length before it, so that no two lists are alike. */
    private static String digest(List<String> parts) {
        String text = parts.stream().map(part -> part.length() + ":" + part).collect(Collectors.joining());
        return Bytes.of(Hash.SHA_256.digest(text.getBytes(UTF_8))).toHex();
    }
}
