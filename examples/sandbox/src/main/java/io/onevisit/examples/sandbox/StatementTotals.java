package io.onevisit.examples.sandbox;

import java.math.BigDecimal;
import java.util.List;

/** What a file says that its rows come to. */
record StatementTotals(int taken, BigDecimal in, int paidOut, BigDecimal out) {
    static StatementTotals of(List<Booking> bookings) {
        return new StatementTotals(
                count(bookings, Booking.Kind.TAKEN),
                sum(bookings, Booking.Kind.TAKEN),
                count(bookings, Booking.Kind.PAID_OUT),
                sum(bookings, Booking.Kind.PAID_OUT));
    }

    private static int count(List<Booking> bookings, Booking.Kind kind) {
        return (int) bookings.stream().filter(each -> each.kind() == kind).count();
    }

    private static BigDecimal sum(List<Booking> bookings, Booking.Kind kind) {
        return bookings.stream()
                .filter(each -> each.kind() == kind)
                .map(Booking::amount)
                .reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    StatementTotals withOneMore() {
        return new StatementTotals(taken + 1, in, paidOut, out);
    }

    StatementTotals withOneFenMore() {
        return new StatementTotals(taken, in.add(new BigDecimal("0.01")), paidOut, out);
    }
}
