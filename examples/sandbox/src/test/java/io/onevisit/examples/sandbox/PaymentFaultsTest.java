package io.onevisit.examples.sandbox;

import static io.onevisit.examples.sandbox.Department.done;
import static io.onevisit.examples.sandbox.Department.ending;
import static io.onevisit.payment.NoticeAnswer.ACCEPTED;
import static io.onevisit.payment.NoticeAnswer.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.CallAttempt;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.payment.Arrival;
import io.onevisit.payment.Bill;
import io.onevisit.payment.BillNumber;
import io.onevisit.payment.ByHand;
import io.onevisit.payment.FiscalReceipt;
import io.onevisit.payment.Payment;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.PaymentState;
import io.onevisit.payment.Refund;
import io.onevisit.payment.RefundNumber;
import io.onevisit.payment.RefundRequest;
import io.onevisit.payment.RefundState;
import io.onevisit.payment.UnmatchedArrival;
import io.onevisit.payment.outlet.BankOutlet;
import io.onevisit.payment.outlet.RefusalReason;
import io.onevisit.payment.outlet.ScannedCode;
import io.onevisit.payment.qr.PaymentQr;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of the list, switched on at the platform, and what a department and a bank make of it. */
class PaymentFaultsTest {
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-21T02:00:00Z"));
    private static final AtomicInteger BILLS = new AtomicInteger();
    private static final int ALWAYS = 1000;

    @TempDir
    static Path folder;

    private static Sandbox sandbox;

    private final String bill = "FEE-%04d".formatted(BILLS.incrementAndGet());
    private Department department;

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(folder, 0, CLOCK, Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void open() throws IOException {
        department = new Department(sandbox, sandbox.keyring().verificationKeys(Role.PLATFORM), CLOCK);
    }

    /** Whatever a test has switched on must have happened, or it has proved nothing. */
    @AfterEach
    void close() throws InterruptedException {
        Set<String> idle = sandbox.faults().idle();
        sandbox.faults().clear();
        sandbox.settle();
        department.close();
        assertThat(idle).isEmpty();
    }

    private static Department department(URI platform, Duration clockOff) throws IOException {
        return new Department(sandbox, platform, sandbox.keyring().verificationKeys(Role.PLATFORM), CLOCK, clockOff);
    }

    private static void arm(PaymentFault fault) {
        sandbox.faults().arm(fault, 1);
    }

    private static void arm(PaymentFault fault, int times) {
        sandbox.faults().arm(fault, times);
    }

    private static String pay(String code) throws InterruptedException {
        String number = sandbox.payByWallet(code, "WECHAT");
        sandbox.settle();
        return number;
    }

    private String paid() throws InterruptedException {
        return pay(department.order(bill));
    }

    private PaymentState state() {
        return department.find(bill).state();
    }

    private Money left(String payment) {
        return department.find(bill).refundable(payment);
    }

    private Outcome<Refund> refund(String number, String payment, String yuan, String available) {
        return department.refund(bill, number + bill, payment, yuan, available);
    }

    /** Longer than what a channel wants between two refunds. */
    private static void pause() {
        CLOCK.advance(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @EnumSource
    void every_fault_has_a_test_of_its_number(PaymentFault fault) {
        String id = fault.name().substring(0, 4).toLowerCase(Locale.ROOT);

        assertThat(Arrays.stream(PaymentFaultsTest.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class)
                                || method.isAnnotationPresent(ParameterizedTest.class))
                        .map(Method::getName))
                .anyMatch(name -> name.startsWith(id));
    }

    @Test
    void f01_the_same_order_twice_is_one_order_and_another_bill_of_its_number_is_none() throws Exception {
        arm(PaymentFault.F01_DOUBLE_CREATE);

        String code = department.order(bill);

        assertThat(department.order(bill)).isEqualTo(code);
        Bill other = withPayer(Department.bill(bill), "王秀兰");
        assertThatThrownBy(() -> department.payments.order(other)).isInstanceOf(InvalidValueException.class);
        assertThat(sequence(department.order(bill + "-2"))).isEqualTo(sequence(code) + 1);
        assertThat(department.told()).isEmpty();
        String payment = pay(code);
        assertThat(department.told()).containsExactly("PAID " + payment);
    }

    /** How many orders the platform has opened before the one of this code. */
    private static long sequence(String code) {
        return Long.parseLong(code.substring(10));
    }

    private static Bill withPayer(Bill bill, String payer) {
        return new Bill(bill.number(), bill.type(), bill.caseNumber(), payer, bill.payee(), bill.items(), bill.total());
    }

    @Test
    void f02_the_first_of_two_wallets_pays_and_the_second_gets_its_money_back() throws Exception {
        arm(PaymentFault.F02_DOUBLE_PAY);

        String first = paid();

        assertThat(state()).isEqualTo(PaymentState.PAID);
        String second = department.find(bill).arrivals().get(1).payment().number();
        assertThat(department.told())
                .containsExactlyInAnyOrder("PAID " + first, "DOUBLE_PAID " + second + " -> REFUND");
        assertThat(ending(refund("R1-", second, "20.00", "20.00"))).isEqualTo("DONE");
        sandbox.settle();
        assertThat(department.told()).hasSize(3).contains("REFUNDED R1-" + bill);
        assertThat(left(first)).isEqualTo(Money.yuan("20.00"));
    }

    @Test
    void f03_money_for_a_closed_order_is_for_a_person_to_accept_or_give_back() throws Exception {
        String code = department.order(bill);
        arm(PaymentFault.F03_PAY_AFTER_CLOSE);

        assertThat(ending(department.payments.close(new BillNumber(bill)))).isEqualTo("DONE");
        sandbox.settle();

        assertThat(state()).isEqualTo(PaymentState.PAID_AFTER_CLOSE);
        String payment = "W" + code + "-0";
        assertThat(department.told()).containsExactly("AFTER_CLOSE " + payment + " -> REFUND_OR_ACCEPT");
        done(department.payments.accept(
                new BillNumber(bill), payment, new ByHand("window-3", "the payer came in person")));
        assertThat(state()).isEqualTo(PaymentState.PAID);
        assertThat(department.told()).hasSize(2).contains("PAID " + payment);
    }

    @Test
    void f04_no_new_code_while_the_old_one_can_still_be_paid() throws Exception {
        String old = department.order(bill);
        Bill fresh = Department.bill(bill + "-2");
        arm(PaymentFault.F04_NEW_CODE_OLD_OPEN);

        assertThat(ending(department.payments.replace(new BillNumber(bill), fresh)))
                .isEqualTo("NOT_CLOSED");
        assertThat(department.payments.find(fresh.number())).isEmpty();
        assertThat(state()).isEqualTo(PaymentState.OPEN);

        assertThat(ending(department.payments.replace(new BillNumber(bill), fresh)))
                .isEqualTo("DONE");
        assertThat(state()).isEqualTo(PaymentState.CLOSED);
        String late = pay(old);
        assertThat(department.told()).containsExactly("AFTER_CLOSE " + late + " -> REFUND_OR_ACCEPT");
        assertThat(department.find(bill + "-2").state()).isEqualTo(PaymentState.OPEN);
    }

    @Test
    void f05_without_any_notice_the_payment_is_found_by_asking_and_told_once() throws Exception {
        arm(PaymentFault.F05_NOTIFY_LOST, ALWAYS);

        String payment = paid();

        assertThat(department.answers).isEmpty();
        assertThat(state()).isEqualTo(PaymentState.OPEN);
        assertThat(department.toldAfterAsking()).containsExactly("PAID " + payment);
        assertThat(department.toldAfterAsking()).hasSize(1);
        assertThat(department.find(bill).arrivals()).hasSize(1);
    }

    @Test
    void f06_the_same_notice_many_times_has_one_effect_and_one_answer() throws Exception {
        String code = department.order(bill);
        department.takeInAtOnce(4);
        arm(PaymentFault.F06_NOTIFY_DUP);

        String payment = sandbox.payByWallet(code, "WECHAT");
        department.awaitAnswers(4);
        department.takeInAtOnce(1);
        sandbox.settle();

        assertThat(department.answers).hasSize(7).containsOnly(ACCEPTED);
        assertThat(department.find(bill).arrivals()).hasSize(1);
        assertThat(department.told()).containsExactly("PAID " + payment);
    }

    @Test
    void f07_a_refund_told_before_its_payment_changes_nothing_about_either() throws Exception {
        String code = department.order(bill);
        arm(PaymentFault.F07_NOTIFY_REORDER, 3);
        String payment = pay(code);
        assertThat(department.answers).isEmpty();
        department.payments.query(new BillNumber(bill));

        assertThat(ending(refund("R1-", payment, "5.00", "20.00"))).isEqualTo("DONE");
        sandbox.settle();

        assertThat(department.answers).hasSize(4).containsOnly(ACCEPTED);
        assertThat(state()).isEqualTo(PaymentState.PAID);
        assertThat(department.find(bill).arrivals()).hasSize(1);
        assertThat(department.find(bill).refunds()).extracting(Refund::state).containsExactly(RefundState.DONE);
        assertThat(department.told()).containsExactlyInAnyOrder("PAID " + payment, "REFUNDED R1-" + bill);
    }

    @Test
    void f07_a_closing_told_after_the_money_that_came_too_late_does_not_take_it_away() throws Exception {
        String payment = "W" + department.order(bill) + "-0";
        arm(PaymentFault.F03_PAY_AFTER_CLOSE);
        arm(PaymentFault.F07_NOTIFY_REORDER);

        assertThat(ending(department.payments.close(new BillNumber(bill)))).isEqualTo("DONE");
        sandbox.settle();

        assertThat(department.answers).hasSize(4).containsOnly(ACCEPTED);
        assertThat(state()).isEqualTo(PaymentState.PAID_AFTER_CLOSE);
        assertThat(department.told()).containsExactly("AFTER_CLOSE " + payment + " -> REFUND_OR_ACCEPT");
    }

    @Test
    void f08_a_notice_again_octet_for_octet_has_no_effect_and_the_next_day_it_is_refused() throws Exception {
        String code = department.order(bill);
        arm(PaymentFault.F08_NOTIFY_REPLAY);
        String first = pay(code);
        assertThat(department.answers).hasSize(4).containsOnly(ACCEPTED);
        department.answers.clear();
        CLOCK.advance(Duration.ofDays(1));

        String second = pay(department.order(bill + "-2"));

        assertThat(department.answers).containsExactly(REFUSED, ACCEPTED, ACCEPTED, ACCEPTED);
        assertThat(department.told()).containsExactlyInAnyOrder("PAID " + first, "PAID " + second);
    }

    @Test
    void f09_forged_notices_are_refused_and_leave_the_genuine_one_its_effect() throws Exception {
        String code = department.order(bill);
        arm(PaymentFault.F09_NOTIFY_FORGED);

        String payment = pay(code);

        assertThat(department.answers)
                .containsExactly(REFUSED, REFUSED, REFUSED, REFUSED, ACCEPTED, ACCEPTED, ACCEPTED);
        assertThat(department.told()).containsExactly("PAID " + payment);
    }

    @Test
    void f10_notices_changed_on_their_way_are_refused() throws Exception {
        String code = department.order(bill);
        arm(PaymentFault.F10_NOTIFY_TAMPER);

        String payment = pay(code);

        assertThat(department.answers)
                .containsExactly(REFUSED, REFUSED, REFUSED, REFUSED, ACCEPTED, ACCEPTED, ACCEPTED);
        assertThat(department.told()).containsExactly("PAID " + payment);
    }

    @Test
    void f11_another_amount_does_not_pay_and_can_be_given_back() throws Exception {
        arm(PaymentFault.F11_AMOUNT_DIFF);

        String payment = paid();

        assertThat(state()).isEqualTo(PaymentState.MISMATCHED);
        assertThat(department.told()).containsExactly("AMOUNT_MISMATCH " + payment + " -> REFUND_OR_ACCEPT");
        assertThat(left(payment)).isEqualTo(Money.yuan("21.00"));
        assertThat(ending(refund("R1-", payment, "21.00", "21.00"))).isEqualTo("DONE");
        sandbox.settle();
        assertThat(department.told()).hasSize(2).contains("REFUNDED R1-" + bill);
    }

    @Test
    void f12_another_payee_is_not_paid_not_refunded_and_not_collected_for() throws Exception {
        String code = department.order(bill);
        ScannedCode scanned = scan(department.find(bill)).orThrow();
        arm(PaymentFault.F12_PAYEE_DIFF);

        assertThatThrownBy(() -> bank().lookUp(scanned))
                .isInstanceOfSatisfying(
                        PlatformRefusedException.class,
                        e -> assertThat(RefusalReason.of(e.refusal())).isEqualTo(RefusalReason.ACCOUNT_DIFFERS));
        String payment = pay(code);

        assertThat(state()).isEqualTo(PaymentState.MISMATCHED);
        assertThat(department.told()).containsExactly("PAYEE_MISMATCH " + payment + " -> ASK_PLATFORM");
        assertThat(ending(refund("R1-", payment, "20.00", "20.00"))).isEqualTo("OTHER_PAYEE");
    }

    @Test
    void f13_money_for_an_unknown_code_is_never_acknowledged_and_never_dropped() throws Exception {
        String code = department.order(bill);
        arm(PaymentFault.F13_UNKNOWN_CODE);

        String payment = pay(code);

        assertThat(department.answers).containsExactly(REFUSED, ACCEPTED, ACCEPTED, ACCEPTED);
        assertThat(department.told())
                .containsExactlyInAnyOrder("UNMATCHED " + payment + "-X -> CLAIM", "PAID " + payment);
        assertThat(department.payments.unmatched(10))
                .extracting(UnmatchedArrival::payment)
                .extracting(Payment::amount)
                .containsExactly(Money.yuan("20.00"));
        assertThatThrownBy(() -> bank().lookUp(new PaymentCode("99999926300000000001")))
                .isInstanceOfSatisfying(
                        PlatformRefusedException.class,
                        e -> assertThat(RefusalReason.of(e.refusal())).isEqualTo(RefusalReason.UNKNOWN_CODE));
    }

    @Test
    void f14_a_notice_dated_outside_the_window_is_refused_on_both_sides() throws Exception {
        String code = department.order(bill);
        arm(PaymentFault.F14_CLOCK_SKEW);

        String payment = pay(code);

        assertThat(department.answers.subList(0, 6)).containsOnly(REFUSED); // 60, 10 and 6 minutes, ahead and back
        assertThat(department.answers.subList(6, 12)).containsOnly(ACCEPTED); // 4 and 1, then the two that are right
        assertThat(department.told()).containsExactlyInAnyOrder("CLOCKS_APART -> SET_CLOCK", "PAID " + payment);
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, -10, -6, -4, -1, 1, 4, 6, 10, 60})
    void f14_a_department_whose_own_clock_is_off_is_told_so_and_finds_its_payment(int minutes) throws Exception {
        department.close();
        department = department(sandbox.baseUri(), Duration.ofMinutes(minutes));
        boolean tolerable = Math.abs(minutes) < 5;
        if (Math.abs(minutes) > 15) {
            assertThat(ending(department.payments.order(Department.bill(bill)))).isEqualTo("UNKNOWN");
            return; // no answer dated so far off is believed
        }
        String payment = paid();

        assertThat(department.endings.contains(CallAttempt.Ending.CLOCK_OFF)).isEqualTo(!tolerable);
        assertThat(department.answers).hasSize(3).containsOnly(tolerable ? ACCEPTED : REFUSED);
        List<String> apart = Math.abs(minutes) > 1 ? List.of("CLOCKS_APART -> SET_CLOCK") : List.of();
        assertThat(department.toldAfterAsking())
                .filteredOn(row -> !row.startsWith("PAID"))
                .isEqualTo(apart);
        assertThat(department.told()).contains("PAID " + payment);
    }

    @Test
    void f15_a_new_key_of_the_platform_is_fetched_once_while_the_old_one_still_counts() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        AtomicReference<Role[]> published = new AtomicReference<>(new Role[] {Role.PLATFORM});
        VerificationKeys keys = VerificationKeys.reloading(
                () -> {
                    fetched.incrementAndGet();
                    return sandbox.keyring().verificationKeys(published.get());
                },
                Duration.ofMinutes(1),
                CLOCK);
        department.close();
        department = new Department(sandbox, keys, CLOCK);
        String code = department.order(bill);
        published.set(new Role[] {Role.PLATFORM, Role.PLATFORM_NEXT});
        pause();
        arm(PaymentFault.F15_KEY_ROTATION);
        arm(PaymentFault.F09_NOTIFY_FORGED, 2);

        String payment = pay(code);

        assertThat(fetched).hasValue(2);
        assertThat(department.answers.get(0)).isEqualTo(ACCEPTED);
        assertThat(department.answers.subList(1, 6)).containsExactly(REFUSED, REFUSED, REFUSED, REFUSED, ACCEPTED);
        assertThat(department.told()).containsExactly("PAID " + payment);
    }

    @Test
    void f17_a_notice_whose_line_broke_while_it_was_taken_in_has_one_effect() throws Exception {
        String code = department.order(bill);
        arm(PaymentFault.F17_HALF_DONE);

        String payment = pay(code);
        department.awaitAnswers(4);

        assertThat(department.answers).hasSize(4).containsOnly(ACCEPTED);
        assertThat(department.told()).containsExactly("PAID " + payment);
    }

    @Test
    void f17_a_department_that_broke_off_between_its_effect_and_its_answer_has_one_effect() throws Exception {
        String code = department.order(bill);
        AtomicInteger crashes = new AtomicInteger(2);
        department.beforeAnswer(() -> {
            if (crashes.getAndDecrement() > 0) {
                throw new IllegalStateException("broken off before the answer");
            }
        });

        String payment = pay(code);

        assertThat(department.answers).hasSize(5).containsOnly(ACCEPTED);
        assertThat(crashes).hasValue(-3);
        assertThat(department.told()).containsExactly("PAID " + payment);
    }

    @Test
    void f17_a_handler_that_broke_off_before_its_commit_has_one_effect_when_it_goes_on() throws Exception {
        String code = department.order(bill);
        AtomicInteger crashes = new AtomicInteger(1);
        department.told.beforeCommit(() -> {
            if (crashes.getAndDecrement() > 0) {
                throw new IllegalStateException("broken off before the commit");
            }
        });
        arm(PaymentFault.F17_HALF_DONE);

        String payment = pay(code);
        department.awaitAnswers(4);

        assertThat(department.told()).isEmpty();
        CLOCK.advance(Duration.ofHours(1));
        assertThat(department.told()).containsExactly("PAID " + payment);
        assertThat(crashes).hasValue(-1);
    }

    @Test
    void f18_notices_are_answered_while_the_department_is_still_at_work() throws Exception {
        String first = department.order(bill);
        String second = department.order(bill + "-2");
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        department.told.beforeCommit(() -> {
            atWork.countDown();
            await(goOn);
        });
        arm(PaymentFault.F18_SLOW_BUSINESS, ALWAYS);
        pay(first);
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            Future<?> work = worker.submit(department::work);
            atWork.await();
            pay(second);

            assertThat(work.isDone()).isFalse();
            assertThat(department.find(bill + "-2").state()).isEqualTo(PaymentState.PAID);
            assertThat(department.answers).hasSizeGreaterThanOrEqualTo(6).containsOnly(ACCEPTED);
            goOn.countDown();
            work.get();
        } finally {
            goOn.countDown();
            worker.shutdown();
        }
        assertThat(department.told()).hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void f19_when_our_answers_are_lost_the_repeat_is_answered_the_same_without_a_second_effect() throws Exception {
        String code = department.order(bill);
        arm(PaymentFault.F19_ANSWER_LOST, 3);

        String payment = pay(code);

        assertThat(department.answers).hasSize(6).containsOnly(ACCEPTED);
        assertThat(department.told()).containsExactly("PAID " + payment);
    }

    @Test
    void f20_more_than_was_paid_is_refused_here_and_there() throws Exception {
        String payment = paid();
        assertThat(ending(refund("R1-", payment, "20.01", "20.00"))).isEqualTo("REFUND_OVER");
        assertThat(department.find(bill).refunds()).isEmpty();
        arm(PaymentFault.F20_REFUND_OVER);

        assertThat(ending(refund("R2-", payment, "5.00", "20.00"))).isEqualTo("REFUND_OVER");

        assertThat(left(payment)).isEqualTo(Money.yuan("20.00"));
        pause();
        assertThat(ending(refund("R3-", payment, "5.00", "20.00"))).isEqualTo("DONE");
        sandbox.settle();
        assertThat(department.told()).containsExactlyInAnyOrder("PAID " + payment, "REFUNDED R3-" + bill);
    }

    @Test
    void f21_of_two_refunds_at_once_one_wins_and_the_other_is_told_to_look_again() throws Exception {
        String payment = paid();
        ExecutorService windows = Executors.newFixedThreadPool(2);
        List<String> endings = new ArrayList<>();
        try {
            Future<String> one = windows.submit(() -> ending(refund("R1-", payment, "5.00", "20.00")));
            Future<String> two = windows.submit(() -> ending(refund("R2-", payment, "5.00", "20.00")));
            endings.add(one.get());
            endings.add(two.get());
        } finally {
            windows.shutdown();
        }
        assertThat(endings).containsExactlyInAnyOrder("DONE", "PRECONDITION");
        assertThat(left(payment)).isEqualTo(Money.yuan("15.00"));
        pause();
        arm(PaymentFault.F21_REFUND_RACE);

        assertThat(ending(refund("R3-", payment, "5.00", "15.00"))).isEqualTo("PRECONDITION");

        assertThat(left(payment)).isEqualTo(Money.yuan("15.00"));
    }

    @Test
    void f22_a_refund_whose_answer_is_lost_is_paid_out_once_under_its_number() throws Exception {
        String payment = paid();
        arm(PaymentFault.F22_REFUND_RETRY);

        assertThat(ending(refund("R1-", payment, "5.00", "20.00"))).isEqualTo("UNKNOWN");
        assertThat(left(payment)).isEqualTo(Money.yuan("15.00"));
        assertThat(ending(refund("R1-", payment, "5.00", "20.00"))).isEqualTo("DONE");
        sandbox.settle();

        assertThat(left(payment)).isEqualTo(Money.yuan("15.00"));
        pause();
        assertThat(ending(refund("R2-", payment, "5.00", "15.00"))).isEqualTo("DONE");
        sandbox.settle();
        assertThat(left(payment)).isEqualTo(Money.yuan("10.00"));
        assertThat(department.told())
                .containsExactlyInAnyOrder("PAID " + payment, "REFUNDED R1-" + bill, "REFUNDED R2-" + bill);
    }

    @Test
    void f23_an_accepted_refund_that_fails_days_later_opens_its_amount_again() throws Exception {
        String payment = paid();
        arm(PaymentFault.F23_REFUND_LATE_FAIL);

        assertThat(done(refund("R1-", payment, "5.00", "20.00")).state()).isEqualTo(RefundState.ACCEPTED);
        assertThat(department.toldAfterAsking()).containsExactly("PAID " + payment);
        assertThat(left(payment)).isEqualTo(Money.yuan("15.00"));
        CLOCK.advance(Duration.ofDays(4));

        assertThat(department.toldAfterAsking()).hasSize(2).contains("REFUND_FAILED R1-" + bill + " -> REFUND_AGAIN");
        sandbox.settle();
        assertThat(department.told()).hasSize(2);
        assertThat(left(payment)).isEqualTo(Money.yuan("20.00"));
        assertThat(ending(refund("R1-", payment, "5.00", "20.00"))).isEqualTo("FAILED");
        assertThat(ending(refund("R2-", payment, "5.00", "20.00"))).isEqualTo("DONE");
    }

    @Test
    void f24_what_the_channel_gives_back_no_more_is_refused_before_it_is_sent_and_when_it_says_so() throws Exception {
        String payment = paid();
        arm(PaymentFault.F24_REFUND_WINDOW);
        assertThat(ending(refund("R1-", payment, "5.00", "20.00"))).isEqualTo("REFUND_WINDOW");
        assertThat(left(payment)).isEqualTo(Money.yuan("20.00"));

        assertThat(ending(refund("R2-", payment, "5.00", "20.00"))).isEqualTo("DONE");
        assertThat(ending(refund("R3-", payment, "5.00", "15.00"))).isEqualTo("REFUND_INTERVAL");
        CLOCK.advance(Duration.ofDays(366));
        assertThat(ending(refund("R4-", payment, "5.00", "15.00"))).isEqualTo("REFUND_WINDOW");
        assertThat(department.find(bill).refunds()).hasSize(2);
    }

    @Test
    void f24_a_channel_of_two_parts_gives_nothing_back_in_a_third() throws Exception {
        String payment = sandbox.payByWallet(department.order(bill), Department.TWO_PARTS);
        sandbox.settle();
        assertThat(ending(refund("R1-", payment, "5.00", "20.00"))).isEqualTo("DONE");
        assertThat(ending(refund("R2-", payment, "5.00", "15.00"))).isEqualTo("DONE");

        assertThat(ending(refund("R3-", payment, "5.00", "10.00"))).isEqualTo("REFUND_COUNT");
        assertThat(left(payment)).isEqualTo(Money.yuan("10.00"));
    }

    @Test
    void f24_a_channel_of_90_days_gives_nothing_back_on_the_91st() throws Exception {
        String payment = sandbox.payByWallet(department.order(bill), "PIX");
        sandbox.settle();
        CLOCK.advance(Duration.ofDays(91));

        assertThat(ending(refund("R1-", payment, "5.00", "20.00"))).isEqualTo("REFUND_WINDOW");
    }

    @Test
    void f25_after_a_receipt_there_is_no_refund_without_a_red_letter_receipt() throws Exception {
        arm(PaymentFault.F25_REFUND_AFTER_RECEIPT);
        String payment = paid();
        assertThat(department.find(bill).receipt()).isPresent();

        assertThat(ending(refund("R1-", payment, "5.00", "20.00"))).isEqualTo("RECEIPT_ISSUED");

        assertThat(department.find(bill).refunds()).isEmpty();
        RefundRequest cancelled = new RefundRequest(
                new RefundNumber("R2-" + bill),
                new BillNumber(bill),
                payment,
                Money.yuan("5.00"),
                Money.yuan("20.00"),
                "overcharged",
                new FiscalReceipt("33060126", "9999999999"));
        assertThat(ending(department.payments.refund(cancelled))).isEqualTo("DONE");
    }

    @Test
    void f26_fen_where_yuan_are_due_do_not_pay() throws Exception {
        arm(PaymentFault.F26_UNIT_MIX);

        String payment = paid();

        assertThat(state()).isEqualTo(PaymentState.MISMATCHED);
        assertThat(left(payment)).isEqualTo(Money.yuan("2000.00"));
        assertThat(department.told()).containsExactly("AMOUNT_MISMATCH " + payment + " -> REFUND_OR_ACCEPT");
        assertThat(Money.fen(2000)).isEqualTo(Money.yuan("20.00"));
    }

    @Test
    void f27_a_floats_amount_is_refused_not_rounded_and_the_payment_found_by_asking() throws Exception {
        arm(PaymentFault.F27_FLOAT, ALWAYS);

        String payment = paid();

        assertThat(department.answers).containsExactly(REFUSED, REFUSED, ACCEPTED, REFUSED, REFUSED);
        assertThat(department.told()).isEmpty();
        assertThat(department.toldAfterAsking()).containsExactly("PAID " + payment);
        assertThat(Money.yuan("80.0")).isEqualTo(Money.fen(8000));
        assertThatThrownBy(() -> Money.yuan("80.005")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f28_parts_that_do_not_sum_pay_nothing_and_every_one_is_kept() throws Exception {
        arm(PaymentFault.F28_SPLIT_ROUNDING);

        String first = paid();

        assertThat(state()).isEqualTo(PaymentState.MISMATCHED);
        assertThat(department.told()).hasSize(3).contains("AMOUNT_MISMATCH " + first + " -> REFUND_OR_ACCEPT");
        assertThat(department.find(bill).arrivals())
                .extracting(Arrival::payment)
                .extracting(Payment::amount)
                .containsExactly(Money.yuan("6.67"), Money.yuan("6.67"), Money.yuan("6.67"));
    }

    @Test
    void f28_items_that_do_not_sum_are_no_bill_here_and_refused_there() {
        Bill right = Department.bill(bill);

        assertThatThrownBy(() -> new Bill(
                        right.number(),
                        right.type(),
                        right.caseNumber(),
                        right.payerName(),
                        right.payee(),
                        right.items(),
                        Money.yuan("20.01")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(ending(department.platform.write(
                        Call.write("payment.order", "/v1/payments/orders", octets("""
                        {"orderNumber":"%s","expires":"2099-11-21T04:00:00Z","notifyUri":"http://127.0.0.1:9/none",
                         "bill":{"billNumber":"%s","type":"FEE","caseNumber":"20261121-0001","payer":{"name":"李明轩"},
                                 "payee":{"code":"11330106MB9D00113N","name":"示例市政务服务局","account":"1202020309900012345"},
                                 "items":[{"code":"1","name":"fee","unitPrice":{"amount":"20.00","currency":"CNY"},"quantity":1}],
                                 "total":{"amount":"20.01","currency":"CNY"}}}""".formatted(bill, bill)), bill))))
                .isEqualTo("15001");
    }

    private static Bytes octets(String json) {
        return Bytes.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void f29_wrong_minor_units_and_unknown_currencies_are_refused_and_the_payment_found_by_asking() throws Exception {
        arm(PaymentFault.F29_MINOR_UNITS, ALWAYS);

        String payment = paid();

        assertThat(department.answers).containsExactly(REFUSED, REFUSED, REFUSED, ACCEPTED, REFUSED, REFUSED, REFUSED);
        assertThat(department.told()).isEmpty();
        assertThat(department.toldAfterAsking()).containsExactly("PAID " + payment);
    }

    @Test
    void f37_a_transfer_without_a_code_waits_in_the_pool_until_it_is_claimed() throws Exception {
        arm(PaymentFault.F37_ARRIVAL_NO_CODE);

        String payment = paid();

        assertThat(state()).isEqualTo(PaymentState.OPEN);
        assertThat(department.told()).containsExactly("UNMATCHED " + payment + " -> CLAIM");
        PaymentOrder claimed = done(department.payments.claim(
                new BillNumber(bill), payment, new ByHand("window-3", "named in the remark")));
        assertThat(claimed.arrivals().get(0).decision().orElseThrow().by().operator())
                .isEqualTo("window-3");
        assertThat(state()).isEqualTo(PaymentState.PAID);
        assertThat(department.told()).hasSize(2).contains("PAID " + payment);
        assertThat(department.payments.unmatched(10)).isEmpty();
    }

    @Test
    void f38_a_swapped_changed_foreign_or_stale_code_is_refused_and_the_printed_one_collected_for() throws Exception {
        department.order(bill);
        PaymentOrder order = department.find(bill);
        arm(PaymentFault.F38_BAD_QR);

        List<String> failures = new ArrayList<>();
        for (int sticker = 0; sticker < 4; sticker++) {
            Report<ScannedCode> report = scan(order);
            assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
            failures.add(report.checks().stream()
                    .filter(check -> check.verdict() == Verdict.FAILED)
                    .map(Check::code)
                    .findFirst()
                    .orElseThrow());
        }
        assertThat(failures).doesNotHaveDuplicates();

        BankOutlet bank = bank();
        ScannedCode printed = scan(order).orThrow();
        assertThat(ending(bank.collect(bank.lookUp(printed), "YH0000000001", "330106001")))
                .isEqualTo("DONE");
        sandbox.settle();
        assertThat(department.told()).containsExactly("PAID P-bank-YH0000000001");
    }

    private static Report<ScannedCode> scan(PaymentOrder order) throws IOException {
        CreditCode payee = order.bill().payee().code();
        PaymentQr code = new PaymentQr(order.code().orElseThrow(), order.bill().total(), payee, order.expires());
        return bank().scan(QrCode.of(sandbox.scan(code), ErrorCorrection.M).png(4, 96));
    }

    private static BankOutlet bank() throws IOException {
        return Bank.of(sandbox, CLOCK).outlet();
    }

    @Test
    void f39_what_was_signed_stands_and_a_person_is_told_only_when_the_platform_insists() throws Exception {
        String payment = paid();
        arm(PaymentFault.F39_QUERY_STALE);
        assertThat(department.payments.query(new BillNumber(bill)).state()).isEqualTo(PaymentState.PAID);
        assertThat(department.told()).containsExactly("PAID " + payment);
        arm(PaymentFault.F39_QUERY_STALE, 2);

        assertThat(department.payments.query(new BillNumber(bill)).state()).isEqualTo(PaymentState.PAID);

        assertThat(department.told()).containsExactly("PAID " + payment, "CONTRADICTED -> COMPARE");
    }

    @ParameterizedTest
    @EnumSource(names = "F40_.*", mode = EnumSource.Mode.MATCH_ALL)
    void f40_an_order_of_unknown_end_is_asked_for_first_and_never_ordered_anew(PaymentFault fault) throws Exception {
        String before = department.order(bill + "-0");
        arm(fault);

        assertThat(ending(department.payments.order(Department.bill(bill)))).isEqualTo("UNKNOWN");
        assertThat(state()).isEqualTo(PaymentState.SENDING);
        String code = department.order(bill);

        assertThat(sequence(code)).isEqualTo(sequence(before) + 1);
        assertThat(department.told()).isEmpty();
        String payment = pay(code);
        assertThat(department.told()).containsExactly("PAID " + payment);
    }

    @ParameterizedTest
    @EnumSource(names = "F40_.*", mode = EnumSource.Mode.MATCH_ALL)
    void f40_a_refund_of_unknown_end_is_paid_out_once(PaymentFault fault) throws Exception {
        String payment = paid();
        arm(fault);

        assertThat(ending(refund("R1-", payment, "5.00", "20.00"))).isEqualTo("UNKNOWN");
        assertThat(left(payment)).isEqualTo(Money.yuan("15.00"));
        assertThat(ending(refund("R1-", payment, "5.00", "20.00"))).isEqualTo("DONE");
        sandbox.settle();

        assertThat(left(payment)).isEqualTo(Money.yuan("15.00"));
        assertThat(department.told()).containsExactlyInAnyOrder("PAID " + payment, "REFUNDED R1-" + bill);
    }

    @Test
    void f40_a_platform_whose_name_is_not_found_has_got_nothing_and_the_order_goes_out_later() throws Exception {
        department.close();
        department = department(URI.create("https://platform.invalid"), Duration.ZERO); // RFC 6761: resolves nowhere

        assertThatThrownBy(() -> department.payments.order(Department.bill(bill)))
                .isInstanceOf(PlatformUnreachableException.class);

        assertThat(state()).isEqualTo(PaymentState.SENDING);
        assertThat(department.endings).containsOnly(CallAttempt.Ending.NOT_DONE);
    }

    @Test
    void a_payment_that_its_bank_takes_back_is_told_and_can_be_made_anew() throws Exception {
        department.order(bill);
        BankOutlet bank = bank();
        ScannedCode printed = scan(department.find(bill)).orThrow();
        done(bank.collect(bank.lookUp(printed), "YH" + code(bill), "330106001"));
        sandbox.settle();
        String first = "P-bank-YH" + code(bill);
        assertThat(department.answers).containsOnly(ACCEPTED);
        assertThat(state()).isEqualTo(PaymentState.PAID);
        assertThat(department.told()).containsExactly("PAID " + first);

        done(bank.reverse("YH" + code(bill), "CZ" + code(bill), "wrong bill"));
        sandbox.settle();

        assertThat(state()).isEqualTo(PaymentState.REVERSED);
        assertThat(department.told()).containsExactly("PAID " + first, "REVERSED " + first);
        assertThat(ending(refund("R1-", first, "20.00", "20.00"))).isNotEqualTo("DONE");
        String second = pay(code(bill));
        assertThat(state()).isEqualTo(PaymentState.PAID);
        assertThat(department.told()).containsExactly("PAID " + first, "REVERSED " + first, "PAID " + second);
        assertThat(left(second)).isEqualTo(Money.yuan("20.00"));
    }

    private String code(String number) {
        return department.find(number).code().orElseThrow().value();
    }
}
