package io.onevisit.examples.sandbox;

import static io.onevisit.examples.sandbox.Department.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.payment.Arrival;
import io.onevisit.payment.BillNumber;
import io.onevisit.payment.ByHand;
import io.onevisit.payment.Payment;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.PaymentState;
import io.onevisit.payment.reconcile.BankDay;
import io.onevisit.payment.reconcile.BankStatement;
import io.onevisit.payment.reconcile.CollectionState;
import io.onevisit.payment.reconcile.Discrepancy;
import io.onevisit.payment.reconcile.DiscrepancyKind;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.Reconciler;
import io.onevisit.payment.reconcile.Reconciliation;
import io.onevisit.payment.reconcile.StatementFormat;
import io.onevisit.payment.reconcile.WorkFolder;
import io.onevisit.payment.reconcile.statement.AlipayBill;
import io.onevisit.payment.reconcile.statement.CamtStatement;
import io.onevisit.payment.reconcile.statement.FiscalBillFund;
import io.onevisit.payment.reconcile.statement.WechatBill;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault of a day's file, in the file of everybody who gives one out, and what reconciling it with the department's own
 * orders comes to. Every test has a day of its own.
 */
class StatementFaultsTest {
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-21T02:00:00Z"));
    private static final AtomicInteger STORES = new AtomicInteger();
    private static final Money TWENTY = Money.yuan("20.00");

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static Department department;
    private static int bills;

    private final List<PaymentOrder> orders = new ArrayList<>();
    private Reconciler reconciler;

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(folder.resolve("sandbox"), 0, CLOCK, Duration.ZERO);
        department = new Department(sandbox, sandbox.keyring().verificationKeys(Role.PLATFORM), CLOCK);
    }

    @AfterAll
    static void stop() {
        department.close();
        sandbox.close();
    }

    @BeforeEach
    void open() {
        nextDay();
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:reconciler" + STORES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        JdbcStateStore store = new JdbcStateStore(database, CLOCK);
        store.createTables();
        reconciler = new Reconciler(store, WorkFolder.of(folder));
    }

    /** Whatever a test has switched on must have happened, or it has proved nothing. */
    @AfterEach
    void heal() {
        assertThat(sandbox.faults().idle()).isEmpty();
        sandbox.faults().clear();
    }

    /** Ten in the morning of a day that no other has to do with. */
    private static void nextDay() {
        Instant morning = today().plusDays(2).atTime(10, 0).toInstant(ZoneOffset.ofHours(8));
        CLOCK.advance(Duration.between(CLOCK.instant(), morning));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(CLOCK.instant().plus(Duration.ofHours(8)), ZoneOffset.UTC);
    }

    private static StatementFormat format(StatementSource source) {
        return switch (source) {
            case BANK -> BankStatement.in(StandardCharsets.UTF_8);
            case ACCOUNT -> CamtStatement.camt053();
            case WECHAT -> new WechatBill();
            case ALIPAY -> new AlipayBill();
            case FISCAL -> FiscalBillFund.in(StandardCharsets.UTF_8);
        };
    }

    /** A bill of 20.00 yuan is paid so that {@code source} knows of it. */
    private PaymentOrder paid(StatementSource source) throws Exception {
        String bill = "DAY-%04d".formatted(++bills);
        String code = department.order(bill);
        if (source == StatementSource.BANK) {
            Bank.of(sandbox, CLOCK).collect(new PaymentCode(code), "YH" + code);
        } else {
            sandbox.payByWallet(code, source == StatementSource.ALIPAY ? "ALIPAY" : "WECHAT");
        }
        sandbox.settle();
        PaymentOrder order = department.find(bill);
        assertThat(order.state()).isEqualTo(PaymentState.PAID);
        orders.add(order);
        return order;
    }

    private List<Entry> book() {
        return orders.stream().flatMap(order -> entries(order).stream()).toList();
    }

    /** What a department has in its book, as the guide has it. */
    private static List<Entry> entries(PaymentOrder order) {
        PaymentCode code = order.code().orElseThrow();
        return order.arrivals().stream()
                .map(Arrival::payment)
                .map(payment -> Entry.collected(code, payment.amount(), payment.paidAt()))
                .toList();
    }

    private Reconciliation reconcile(StatementSource source, LocalDate day, List<Entry> book) {
        return reconcile(source, day, book, sandbox.statement(source, day));
    }

    private Reconciliation reconcile(StatementSource source, LocalDate day, List<Entry> book, byte[] file) {
        Reconciliation result =
                reconciler.run(source.name(), BankDay.of(day), book, format(source), new ByteArrayInputStream(file));
        assertThat(result.balances()).isTrue();
        return result;
    }

    private void arm(StatementFault fault) {
        sandbox.faults().arm(fault, 1);
    }

    private static String kinds(Reconciliation result) {
        return result.discrepancies().stream()
                .map(Discrepancy::kind)
                .map(DiscrepancyKind::name)
                .collect(Collectors.joining(" "));
    }

    private static Discrepancy only(Reconciliation result, DiscrepancyKind kind) {
        assertThat(result.discrepancies()).hasSize(1);
        assertThat(result.discrepancies().get(0).kind()).isEqualTo(kind);
        return result.discrepancies().get(0);
    }

    private static void assertAmounts(Discrepancy found, List<String> ours, List<String> bank) {
        assertThat(found.ours())
                .extracting(each -> each.amount().toPlainString())
                .isEqualTo(ours);
        assertThat(found.bank())
                .extracting(each -> each.amount().toPlainString())
                .isEqualTo(bank);
    }

    @ParameterizedTest
    @EnumSource
    void every_fault_has_a_test_of_its_number(StatementFault fault) {
        String id = fault.name().substring(0, 4).toLowerCase(Locale.ROOT);

        assertThat(Arrays.stream(StatementFaultsTest.class.getDeclaredMethods()))
                .anyMatch(method -> method.getName().startsWith(id));
    }

    @ParameterizedTest
    @EnumSource
    void a_day_without_a_fault_agrees(StatementSource source) throws Exception {
        paid(source);
        paid(source);

        Reconciliation result = reconcile(source, today(), book());

        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.matched()).isEqualTo(2);
        assertThat(result.bankTotal()).isEqualTo(Money.yuan("40.00"));
    }

    @ParameterizedTest
    @EnumSource
    void f30_money_that_only_the_file_has_is_long_and_nothing_is_booked_by_itself(StatementSource source)
            throws Exception {
        paid(source);
        arm(StatementFault.F30_LONG);

        Discrepancy found = only(reconcile(source, today(), book()), DiscrepancyKind.LONG);

        assertThat(found.key()).isEqualTo("99999926300000000030");
        assertThat(found.kind().fiscalCode()).contains("15003");
        assertAmounts(found, List.of(), List.of("20.00"));
    }

    @Test
    void f30_a_payment_of_which_no_notice_came_is_long_and_booked_after_asking() throws Exception {
        String code = department.order("LOST-1");
        sandbox.faults().arm(PaymentFault.F05_NOTIFY_LOST, 3);
        sandbox.payByWallet(code, "WECHAT");
        sandbox.settle();
        assertThat(department.find("LOST-1").arrivals()).isEmpty();

        Discrepancy found = only(reconcile(StatementSource.WECHAT, today(), book()), DiscrepancyKind.LONG);

        assertThat(found.key()).isEqualTo(code);
        orders.add(department.payments.query(new BillNumber("LOST-1")));
        assertThat(orders.get(0).state()).isEqualTo(PaymentState.PAID);
        assertThat(reconcile(StatementSource.ACCOUNT, today(), book()).discrepancies())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void f31_money_that_only_we_have_is_short_and_stays_booked(StatementSource source) throws Exception {
        PaymentOrder order = paid(source);
        paid(source);
        arm(StatementFault.F31_SHORT);

        Discrepancy found = only(reconcile(source, today(), book()), DiscrepancyKind.SHORT);

        assertThat(found.key()).isEqualTo(order.code().orElseThrow().value());
        assertThat(found.kind().fiscalCode()).contains("15002");
        assertAmounts(found, List.of("20.00"), List.of());
        assertThat(department.find(order.bill().number().value()).state()).isEqualTo(PaymentState.PAID);
    }

    @ParameterizedTest
    @EnumSource
    void f32_another_amount_is_named_with_both(StatementSource source) throws Exception {
        paid(source);
        arm(StatementFault.F32_AMOUNT);

        Discrepancy found = only(reconcile(source, today(), book()), DiscrepancyKind.AMOUNT);

        assertThat(found.kind().fiscalCode()).contains("15001");
        assertAmounts(found, List.of("20.00"), List.of("21.00"));
        assertThat(found.difference()).isEqualTo(Money.yuan("1.00"));
    }

    @Test
    void f32_what_the_bank_has_struck_out_is_another_state() throws Exception {
        paid(StatementSource.BANK);
        arm(StatementFault.F32_STATE);

        Discrepancy found = only(reconcile(StatementSource.BANK, today(), book()), DiscrepancyKind.STATE);

        assertThat(found.ours().get(0).state()).isEqualTo(CollectionState.COLLECTED);
        assertThat(found.bank().get(0).state()).isEqualTo(CollectionState.REVERSED);
        assertThat(found.difference()).isEqualTo(Money.yuan("0.00").minus(TWENTY));
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNT", "WECHAT", "ALIPAY"})
    void f32_money_that_only_the_file_gives_back_is_a_refund_that_differs(StatementSource source) throws Exception {
        paid(source);
        arm(StatementFault.F32_STATE);

        Discrepancy found = only(reconcile(source, today(), book()), DiscrepancyKind.REFUND);

        assertThat(found.bank().get(0).state()).isEqualTo(CollectionState.REFUNDED);
        assertThat(found.difference()).isEqualTo(Money.yuan("0.00").minus(TWENTY));
    }

    @ParameterizedTest
    @EnumSource
    void f33_what_was_paid_in_the_last_second_and_booked_the_next_day_is_no_difference(StatementSource source)
            throws Exception {
        LocalDate first = today();
        CLOCK.advance(Duration.between(CLOCK.instant(), first.atTime(23, 59, 59).toInstant(ZoneOffset.ofHours(8))));
        paid(source);
        arm(StatementFault.F33_CUTOFF);

        Reconciliation today = reconcile(source, first, book());
        Reconciliation tomorrow = reconcile(source, first.plusDays(1), book());

        assertThat(today.bankTotal()).isEqualTo(Money.yuan("0.00"));
        assertThat(today.discrepancies()).isEmpty();
        assertThat(tomorrow.bankTotal()).isEqualTo(TWENTY);
        assertThat(tomorrow.discrepancies()).isEmpty();
        assertThat(tomorrow.matched()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void f34_the_same_file_again_changes_nothing_and_another_one_is_refused(StatementSource source) throws Exception {
        paid(source);
        Reconciliation first = reconcile(source, today(), book());
        assertThat(reconcile(source, today(), List.of())).isEqualTo(first);
        arm(StatementFault.F34_CHANGED_FILE);

        assertThatThrownBy(() -> reconcile(source, today(), book()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("15010");

        assertThat(reconcile(source, today(), book())).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(names = {"F35_CUT_FILE", "F35_WRONG_COUNT", "F35_WRONG_SUM", "F35_OTHER_CHARSET"})
    void f35_a_bad_file_is_refused_whole_and_the_good_one_taken_after_it(StatementFault fault) throws Exception {
        for (StatementSource source : StatementSource.values()) {
            if (fault == StatementFault.F35_WRONG_SUM && source == StatementSource.FISCAL) {
                continue; // it has no sum
            }
            orders.clear();
            paid(source);
            arm(fault);

            assertThatThrownBy(() -> reconcile(source, today(), book()))
                    .as(source.name())
                    .isInstanceOf(MalformedMessageException.class);

            assertThat(sandbox.faults().idle()).as(source.name()).isEmpty();
            Reconciliation good = reconcile(source, today(), book());
            assertThat(good.matched()).as(source.name()).isPositive();
            nextDay();
        }
    }

    @ParameterizedTest
    @EnumSource
    void f36_one_credit_for_many_codes_agrees_with_their_sum(StatementSource source) throws Exception {
        paid(source);
        paid(source);
        arm(StatementFault.F36_ONE_CREDIT);

        Reconciliation result = reconcile(source, today(), inBatch());

        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.grouped()).isEqualTo(1);
    }

    private List<Entry> inBatch() {
        String batch = "P" + today().toString().replace("-", "") + "00001";
        return book().stream().map(entry -> entry.inBatch(batch)).toList();
    }

    @ParameterizedTest
    @EnumSource
    void f36_one_credit_that_is_not_the_sum_of_its_codes_shows_the_remainder(StatementSource source) throws Exception {
        paid(source);
        paid(source);
        arm(StatementFault.F36_ONE_CREDIT);
        arm(StatementFault.F32_AMOUNT);

        Discrepancy found = only(reconcile(source, today(), inBatch()), DiscrepancyKind.MANY);

        assertAmounts(found, List.of("20.00", "20.00"), List.of("41.00"));
        assertThat(found.difference()).isEqualTo(Money.yuan("1.00"));
    }

    @ParameterizedTest
    @EnumSource
    void f36_one_code_in_two_credits_agrees_with_their_sum_or_shows_the_remainder(StatementSource source)
            throws Exception {
        paid(source);
        arm(StatementFault.F36_TWO_CREDITS);
        assertThat(reconcile(source, today(), book()).discrepancies()).isEmpty();
        nextDay();
        orders.clear();
        paid(source);
        arm(StatementFault.F36_TWO_CREDITS);
        arm(StatementFault.F32_AMOUNT);

        Discrepancy found = only(reconcile(source, today(), book()), DiscrepancyKind.MANY);

        assertAmounts(found, List.of("20.00"), List.of("10.50", "10.50"));
    }

    @Test
    void f37_money_without_a_code_is_unclaimed_in_the_file_and_in_the_pool_until_it_is_claimed() throws Exception {
        String code = department.order("NO-CODE-1");
        sandbox.faults().arm(PaymentFault.F37_ARRIVAL_NO_CODE, 1);
        String number = sandbox.payByWallet(code, "WECHAT");
        sandbox.settle();

        Discrepancy found = only(reconcile(StatementSource.ACCOUNT, today(), book()), DiscrepancyKind.UNCLAIMED);

        assertThat(found.key()).isEqualTo(number);
        assertAmounts(found, List.of(), List.of("20.00"));
        assertThat(department.payments.unmatched(10))
                .extracting(each -> each.payment())
                .extracting(Payment::number)
                .containsExactly(number);
        assertThat(done(department.payments.claim(
                                new BillNumber("NO-CODE-1"), number, new ByHand("window-3", "by proof")))
                        .state())
                .isEqualTo(PaymentState.PAID);
    }

    @Test
    void a_refund_and_a_reversal_are_in_the_files_of_those_who_made_them() throws Exception {
        PaymentOrder refunded = paid(StatementSource.ALIPAY);
        Payment payment = refunded.arrivals().get(0).payment();
        CLOCK.advance(Duration.ofMinutes(2));
        done(department.refund(
                refunded.bill().number().value(), "R-" + refunded.bill().number(), payment.number(), "5.00", "20.00"));
        PaymentOrder reversed = paid(StatementSource.BANK);
        String serial = "YH" + reversed.code().orElseThrow().value();
        Bank.of(sandbox, CLOCK).reverse(serial);
        sandbox.settle();

        Discrepancy out = only(reconcile(StatementSource.ALIPAY, today(), entries(refunded)), DiscrepancyKind.REFUND);
        Discrepancy back = only(reconcile(StatementSource.BANK, today(), entries(reversed)), DiscrepancyKind.STATE);

        assertAmounts(out, List.of(), List.of("5.00"));
        assertThat(back.bank().get(0).state()).isEqualTo(CollectionState.REVERSED);
        assertThat(kinds(reconcile(StatementSource.FISCAL, today(), entries(refunded))))
                .isEmpty();
    }
}
