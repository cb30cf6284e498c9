package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that bank, wallets and fiscal platform give out about a day, as the faults have them. Thread-safe. */
final class Statements {
    private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);
    private static final LocalTime BOOKED = LocalTime.of(0, 0, 10);
    private static final BigDecimal YUAN = new BigDecimal("1.00");

    private final Ledger ledger;
    private final Faults faults;

    Statements(Ledger ledger, Faults faults) {
        this.ledger = ledger;
        this.faults = faults;
    }

    byte[] file(StatementSource source, LocalDate day) {
        List<Booking> bookings = damaged(source, day, of(source, day));
        byte[] file = source.write(day, bookings, totals(source, day, bookings)).getBytes(source.charset());
        if (strikes(StatementFault.F35_OTHER_CHARSET, source, day)) {
            return new String(file, source.charset()).getBytes(source.wrongCharset());
        }
        return strikes(StatementFault.F35_CUT_FILE, source, day) ? Arrays.copyOf(file, file.length / 2) : file;
    }

    private boolean strikes(StatementFault fault, StatementSource source, LocalDate day) {
        return faults.strikes(fault, source + " " + day);
    }

    private List<Booking> of(StatementSource source, LocalDate day) {
        List<Booking> all = ledger.store().inTransaction(transaction -> booked(transaction, source));
        boolean late = all.stream().anyMatch(each -> isLate(each) && isNear(each, day))
                && strikes(StatementFault.F33_CUTOFF, source, day);
        return all.stream()
                .map(each -> late && isLate(each) ? nextDay(each) : each)
                .filter(each -> each.day().equals(day))
                .sorted(Booking.ORDER)
                .toList();
    }

    private static boolean isNear(Booking booking, LocalDate day) {
        return booking.day().equals(day) || booking.day().plusDays(1).equals(day);
    }

    private static boolean isLate(Booking booking) {
        return !booking.local().toLocalTime().isBefore(LAST_MINUTE);
    }

    private static Booking nextDay(Booking booking) {
        return booking.bookedAt(booking.day()
                .plusDays(1)
                .atTime(BOOKED)
                .atZone(booking.local().getZone())
                .toInstant());
    }

    private List<Booking> booked(Connection transaction, StatementSource source) {
        if (source == StatementSource.BANK) {
            return ledger.all(transaction, OutletService.COLLECTION)
                    .filter(each -> Request.text(each, "paymentNumber").startsWith("P-bank-"))
                    .map(Statements::collection)
                    .toList();
        }
        Stream<Booking> ofOrders =
                ledger.all(transaction, PaymentService.ORDER).flatMap(order -> bookings(order, source).stream());
        Stream<Booking> withoutCode = ledger.all(transaction, Payers.ARRIVAL)
                .filter(each -> source == StatementSource.ACCOUNT)
                .map(each -> taken(each, null));
        return Stream.concat(ofOrders, withoutCode).toList();
    }

    private static Booking collection(ObjectNode collection) {
        return new Booking(
                Request.text(collection, "bankSerial"),
                Request.text(collection, "paymentCode"),
                PaymentService.amount(collection.path("amount")),
                PaymentService.instant(Request.text(collection, "collectedAt")),
                collection.has("reversed") ? Booking.Kind.TAKEN_BACK : Booking.Kind.TAKEN);
    }

    private static List<Booking> bookings(ObjectNode order, StatementSource source) {
        String code = Request.text(order, "paymentCode");
        List<Booking> bookings = new ArrayList<>();
        for (ObjectNode payment : RefundService.payments(order)) {
            if (isOf(source, payment)) {
                bookings.add(taken(payment, code));
                RefundService.refunds(order, payment)
                        .filter(refund -> source != StatementSource.FISCAL
                                && Request.text(refund, "state").equals("DONE"))
                        .map(refund -> paidOut(refund, code))
                        .forEach(bookings::add);
            }
        }
        return bookings;
    }

    private static boolean isOf(StatementSource source, ObjectNode payment) {
        return source == StatementSource.ACCOUNT
                || source == StatementSource.FISCAL
                || Request.text(payment, "channel").equals(source.name());
    }

    private static Booking taken(ObjectNode payment, @Nullable String code) {
        return new Booking(
                Request.text(payment, "paymentNumber"),
                code,
                PaymentService.amount(payment.path("amount")),
                PaymentService.instant(Request.text(payment, "paidAt")),
                Booking.Kind.TAKEN);
    }

    private static Booking paidOut(ObjectNode refund, String code) {
        return new Booking(
                Request.text(refund, "refundNumber"),
                code,
                PaymentService.amount(refund.path("amount")),
                PaymentService.instant(Request.text(refund, "at")),
                Booking.Kind.PAID_OUT);
    }

    private List<Booking> damaged(StatementSource source, LocalDate day, List<Booking> bookings) {
        List<Booking> rows = new ArrayList<>(bookings);
        if (rows.isEmpty()) {
            return rows;
        }
        if (rows.size() > 1 && strikes(StatementFault.F36_ONE_CREDIT, source, day)) {
            joinFirstTwo(rows, day);
        }
        if (strikes(StatementFault.F32_AMOUNT, source, day)) {
            rows.set(0, rows.get(0).of(rows.get(0).amount().add(YUAN)));
        }
        if (strikes(StatementFault.F36_TWO_CREDITS, source, day)) {
            splitFirst(rows);
        }
        if (source != StatementSource.FISCAL && strikes(StatementFault.F32_STATE, source, day)) {
            giveBackFirst(rows, source);
        }
        if (strikes(StatementFault.F31_SHORT, source, day)) {
            rows.remove(0);
        }
        if (strikes(StatementFault.F34_CHANGED_FILE, source, day)) {
            rows.remove(rows.size() - 1);
        }
        if (strikes(StatementFault.F30_LONG, source, day)) {
            rows.add(bookings.get(0).under("X0000000030", "99999926300000000030"));
        }
        return rows;
    }

    private static void joinFirstTwo(List<Booking> rows, LocalDate day) {
        BigDecimal sum = rows.get(0).amount().add(rows.get(1).amount());
        String batch = "P" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + "00001";
        rows.set(0, rows.get(0).of(sum).under("B0000000036", batch));
        rows.remove(1);
    }

    private static void splitFirst(List<Booking> rows) {
        Booking first = rows.get(0);
        BigDecimal half = first.amount().divide(new BigDecimal(2), RoundingMode.DOWN);
        rows.set(0, first.of(half));
        rows.add(1, first.of(first.amount().subtract(half)).under("X0000000036", first.code()));
    }

    /** A bank strikes it out on its own line; on an account, and with a wallet, it is a movement of its own. */
    private static void giveBackFirst(List<Booking> rows, StatementSource source) {
        Booking first = rows.get(0);
        if (source == StatementSource.BANK) {
            rows.set(0, first.as(Booking.Kind.TAKEN_BACK));
        } else {
            rows.add(first.as(Booking.Kind.PAID_OUT).under("X0000000032", first.code()));
        }
    }

    private StatementTotals totals(StatementSource source, LocalDate day, List<Booking> bookings) {
        StatementTotals totals = StatementTotals.of(bookings);
        if (strikes(StatementFault.F35_WRONG_COUNT, source, day)) {
            return totals.withOneMore();
        }
        return source != StatementSource.FISCAL && strikes(StatementFault.F35_WRONG_SUM, source, day)
                ? totals.withOneFenMore()
                : totals;
    }
}
