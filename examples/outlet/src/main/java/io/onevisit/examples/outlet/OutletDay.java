package io.onevisit.examples.outlet;

import io.onevisit.core.Money;
import io.onevisit.examples.sandbox.Fault;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.Sandbox;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.outlet.OutletCollection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;

/** A day at the outlets of two banks, against a sandbox in the same process: what a teller does, and what the screen says. */
public final class OutletDay {
    private static final Money FEE = Money.yuan("20.00");

    private final Sandbox sandbox;
    private final Orders orders;
    private final Branch first;
    private final Branch second;
    private final PrintStream out;

    private OutletDay(Sandbox sandbox, Orders orders, Branch first, Branch second, PrintStream out) {
        this.sandbox = sandbox;
        this.orders = orders;
        this.first = first;
        this.second = second;
        this.out = out;
    }

    /** Runs the day. The only argument is a folder for keys and databases; a new temporary one when there is none. */
    public static void main(String[] arguments) throws IOException {
        Path folder = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("outlet-day");
        run(folder, new PrintStream(System.out, true, StandardCharsets.UTF_8), Clock.systemUTC());
    }

    static void run(Path folder, PrintStream out, Clock clock) throws IOException {
        try (Sandbox sandbox = Sandbox.start(folder.resolve("sandbox"), 0, clock, Duration.ofSeconds(6));
                Orders orders = new Orders(sandbox, clock);
                Branch first = new Branch(sandbox, Role.BANK, folder, clock);
                Branch second = new Branch(sandbox, Role.SECOND_BANK, folder, clock)) {
            new OutletDay(sandbox, orders, first, second, out).day(clock);
        }
    }

    private void day(Clock clock) {
        lookUp();
        OutletCollection collected = collect();
        paidAlready(collected);
        offline();
        offlineRefusedLater();
        reverse();
        statement(first.dayCut.dayOf(clock.instant()));
    }

    private void lookUp() {
        step("查询", "look up");
        line(first.teller.lookUp(orders.order(FEE)));
        line(first.teller.lookUp(new PaymentCode("33010626300000000000")));
    }

    private OutletCollection collect() {
        step("扫码收款", "scan and collect");
        OutletCollection taken = take(first, orders.order(FEE));
        line(first.teller.screen(taken.bankSerial()));
        return taken;
    }

    private OutletCollection take(Branch branch, PaymentCode code) {
        return branch.teller.take(branch.teller.scan(orders.picture(code, FEE)));
    }

    private void paidAlready(OutletCollection collected) {
        step("另一家银行再收同一缴款码", "another bank collects for the same code");
        OutletCollection refused = take(second, collected.code());
        line(second.teller.screen(refused.bankSerial()));
    }

    private void offline() {
        step("平台中断，先收款后上送", "the platform is cut off: taken, then forwarded");
        PaymentCode code = orders.order(FEE);
        OutletCollection taken = cutOff(code);
        line(first.teller.screen(taken.bankSerial()));
        first.forward();
        line(first.teller.screen(taken.bankSerial()));
    }

    private OutletCollection cutOff(PaymentCode code) {
        sandbox.faults().arm(Fault.OUTAGE, 1);
        OutletCollection taken = take(first, code);
        sandbox.faults().clear();
        return taken;
    }

    private void offlineRefusedLater() {
        step("上送后被拒绝，退还款项", "refused when it is forwarded: the money goes back");
        PaymentCode code = orders.order(FEE);
        OutletCollection taken = cutOff(code);
        take(second, code);
        first.forward();
        first.bank.unsettled(taken.day(), 100).forEach(left -> line(first.teller.screen(left.bankSerial())));
        first.bank.returned(taken.bankSerial());
        line(first.teller.screen(taken.bankSerial()));
    }

    private void reverse() {
        step("冲正", "reverse");
        OutletCollection taken = take(first, orders.order(FEE));
        line(first.teller.reverse(taken, "收款有误"));
        line(first.teller.screen(taken.bankSerial()));
        line(first.teller.reverse(taken, "再次冲正"));
    }

    private void statement(LocalDate day) {
        step("日终对账单 " + day, "the day's statement");
        new String(first.teller.statement(day), StandardCharsets.US_ASCII)
                .lines()
                .forEach(this::line);
    }

    private void step(String zh, String en) {
        out.println();
        out.println(zh + "  " + en);
    }

    private void line(String text) {
        out.println("      " + text);
    }
}
