package io.onevisit.payment;

import static io.onevisit.payment.Department.bill;
import static io.onevisit.payment.Department.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.payment.PlatformInMemory.Fault;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentOrderingTest {
    private static final String SEND = "/v1/payments/orders";
    private static final String QUERY = "/v1/payments/orders/query";

    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;
    private final Bill bill = bill("BILL-1");

    @Test
    void an_order_says_what_the_contract_asks_for() {
        PaymentOrder order = done(department.payments.order(bill));

        assertThat(order.state()).isEqualTo(PaymentState.OPEN);
        assertThat(order.code()).contains(new PaymentCode("32068226300000000001"));
        assertThat(order.expires()).isEqualTo(Department.NOW.plus(Department.LIFETIME));
        assertThat(platform.lastCall().idempotencyKey()).isEqualTo("BILL-1");
        assertThat(platform.lastCall().body().toArray())
                .asString()
                .isEqualTo(
                        "{'orderNumber':'BILL-1','notifyUri':'https://department.example/payments',".replace('\'', '"')
                                + ("'expires':'2026-11-21T05:04:05Z','bill':{'billNumber':'BILL-1','type':'FEE','caseNumber':'2026-000123',"
                                                + "'payer':{'name':'Zhang San'},'payee':{'code':'91350100M000100Y43',"
                                                + "'name':'Housing Bureau','account':'6222020000000000'},'items':[{'code':'103042',"
                                                + "'name':'registration fee','unitPrice':{'amount':'80.50','currency':'CNY'},"
                                                + "'quantity':1}],'total':{'amount':'80.50','currency':'CNY'}}}")
                                        .replace('\'', '"'));
    }

    @Test
    void f01_the_same_bill_again_gives_the_same_order_without_a_call() {
        PaymentOrder first = done(department.payments.order(bill));

        assertThat(done(department.payments().order(bill("BILL-1")))).isEqualTo(first);
        assertThat(platform.paths()).containsExactly(SEND);
    }

    @Test
    void f01_another_bill_of_the_same_number_is_refused() {
        done(department.payments.order(bill));

        assertThatThrownBy(() -> department.payments.order(bill("BILL-1", "80.51")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("bill");
        assertThat(platform.orders()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_LOST", "ANSWER_LOST", "ANSWER_UNVERIFIABLE", "ANSWER_EMPTY"})
    void f40_after_a_lost_answer_the_platform_is_asked_first_and_never_gets_a_second_order(Fault fault) {
        platform.next(fault);

        assertThat(department.payments.order(bill)).isInstanceOf(Outcome.Unknown.class);
        assertThat(department.state(bill)).isEqualTo(PaymentState.SENDING);
        PaymentOrder order = done(department.payments().order(bill));

        assertThat(order.state()).isEqualTo(PaymentState.OPEN);
        assertThat(platform.orders()).isEqualTo(1);
        assertThat(platform.paths().subList(0, 2)).containsExactly(SEND, QUERY);
    }

    @Test
    void f40_without_a_connection_the_order_is_kept_and_sent_later() {
        platform.next(Fault.NO_CONNECTION);

        assertThatThrownBy(() -> department.payments.order(bill)).isInstanceOf(PlatformUnreachableException.class);
        assertThat(department.state(bill)).isEqualTo(PaymentState.SENDING);
        assertThat(platform.orders()).isZero();

        assertThat(done(department.payments.order(bill)).state()).isEqualTo(PaymentState.OPEN);
        assertThat(platform.paths()).containsExactly(SEND, QUERY, SEND);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void f40_while_the_query_is_not_answered_the_ending_stays_unknown(Fault fault) {
        platform.next(Fault.ANSWER_LOST, fault);
        department.payments.order(bill);

        assertThat(department.payments.order(bill)).isInstanceOf(Outcome.Unknown.class);
        assertThat(platform.paths()).containsExactly(SEND, QUERY);
        assertThat(department.state(bill)).isEqualTo(PaymentState.SENDING);
    }

    @Test
    void an_order_that_the_platform_refuses_stays_refused() {
        platform.next(Fault.REFUSED);

        Outcome<PaymentOrder> first = department.payments.order(bill);
        Outcome<PaymentOrder> again = department.payments.order(bill);

        assertThat(first).isInstanceOf(Outcome.Refused.class);
        assertThat(again).isInstanceOf(Outcome.Refused.class);
        assertThat(department.state(bill)).isEqualTo(PaymentState.REFUSED);
        assertThat(platform.paths()).containsExactly(SEND);
    }

    @Test
    void a_late_refusal_does_not_undo_what_another_node_has_heard_meanwhile() {
        platform.next(Fault.REFUSED);
        platform.during(() -> done(department.payments().order(bill)));

        assertThat(done(department.payments.order(bill)).state()).isEqualTo(PaymentState.OPEN);
        assertThat(department.state(bill)).isEqualTo(PaymentState.OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SENDING", "REFUSED", "PAID_AFTER_CLOSE", "MISMATCHED", "open", "WAITING"})
    void refuses_a_state_that_the_contract_does_not_have(String state) {
        Bill opened = department.opened("BILL-1");
        platform.close(opened, state);

        assertThatThrownBy(() -> department.payments.query(opened.number()))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(department.state(opened)).isEqualTo(PaymentState.OPEN);
    }

    @Test
    void an_answer_with_another_code_is_not_taken_in_and_comes_to_a_person_once() {
        Bill opened = department.opened("BILL-1");
        PaymentOrder before = department.payments.find(opened.number()).orElseThrow();
        platform.pay(opened, "P1");
        platform.order(opened).put("paymentCode", "99999999999999999999");

        assertThat(department.payments.query(opened.number())).isEqualTo(before);
        assertThat(department.payments.query(opened.number())).isEqualTo(before);
        assertThat(department.told(opened)).containsExactly("CONTRADICTED");

        platform.order(opened).put("paymentCode", "99999999999999999998");
        department.payments.query(opened.number());
        assertThat(department.told(opened)).containsExactly("CONTRADICTED", "CONTRADICTED");
        platform.order(opened).put("paymentCode", before.code().orElseThrow().value());
        assertThat(department.payments.query(opened.number()).state()).isEqualTo(PaymentState.PAID);
    }

    @Test
    void refuses_an_answer_about_another_order() {
        Bill opened = department.opened("BILL-1");
        platform.order(opened).put("orderNumber", "BILL-2");
        assertThatThrownBy(() -> department.payments.query(opened.number()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("another order");
        assertThat(department.payments.find(opened.number()).orElseThrow().code())
                .contains(new PaymentCode("32068226300000000001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderNumber", "paymentCode", "state"})
    void an_answer_with_a_member_missing_is_no_success(String member) {
        platform.next(Fault.ANSWER_LOST);
        department.payments.order(bill);
        platform.order(bill).remove(member);

        assertThat(department.payments.order(bill)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void a_paid_answer_without_a_payment_changes_nothing() {
        Bill opened = department.opened("BILL-1");
        platform.close(opened, "PAID");

        assertThatThrownBy(() -> department.payments.query(opened.number()))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(department.state(opened)).isEqualTo(PaymentState.OPEN);
        assertThat(department.told(opened)).isEmpty();
    }

    @Test
    void f05_without_any_notice_the_query_finds_the_payment_and_tells_business_once() {
        Bill opened = department.opened("BILL-1");
        platform.pay(opened, "P1");

        for (int i = 0; i < 3; i++) {
            assertThat(department.payments.query(opened.number()).state()).isEqualTo(PaymentState.PAID);
        }

        assertThat(department.told(opened)).containsExactly("PAID P1");
    }

    @Test
    void f11_a_query_with_another_amount_does_not_pay() {
        Bill opened = department.opened("BILL-1");
        platform.pay(opened, "P1");
        ((ObjectNode) platform.order(opened).get("payment")).set("amount", amount("0.01"));

        assertThat(department.payments.query(opened.number()).state()).isEqualTo(PaymentState.MISMATCHED);
        assertThat(department.told(opened)).containsExactly("AMOUNT_MISMATCH REFUND_OR_ACCEPT P1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLOSED", "EXPIRED"})
    void a_query_learns_that_an_order_has_ended(String state) {
        Bill opened = department.opened("BILL-1");
        platform.close(opened, state);

        assertThat(department.payments.query(opened.number()).state()).hasToString(state);
    }

    @Test
    void a_query_that_fails_says_how() {
        Bill opened = department.opened("BILL-1");
        platform.next(Fault.NO_CONNECTION, Fault.ANSWER_UNVERIFIABLE, Fault.REFUSED);

        assertThatThrownBy(() -> department.payments.query(opened.number()))
                .isInstanceOf(PlatformUnreachableException.class);
        assertThatThrownBy(() -> department.payments.query(opened.number()))
                .isInstanceOf(VerificationFailedException.class);
        assertThatThrownBy(() -> department.payments.query(opened.number()))
                .isInstanceOf(PlatformRefusedException.class);
        assertThat(department.state(opened)).isEqualTo(PaymentState.OPEN);
    }

    @Test
    void an_order_that_is_not_here_is_not_asked_for() {
        assertThatThrownBy(() -> department.payments.query(new BillNumber("BILL-9")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(platform.paths()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "P90DT1S", "PT0S", "-PT1H"})
    void refuses_a_lifetime_out_of_bounds(Duration lifetime) {
        assertThatThrownBy(() -> PaymentTerms.of(Department.ACCOUNT, PlatformInMemory.NOTIFY_URI, lifetime))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void an_order_of_the_largest_bill_is_kept() {
        Bill largest = new Bill(
                new BillNumber("B".repeat(64)),
                BillType.FEE,
                bill.caseNumber(),
                "张".repeat(100),
                new Payee(Department.PAYEE, "局".repeat(100), "6".repeat(34)),
                Collections.nCopies(
                        100,
                        new BillItem(
                                "1".repeat(32),
                                "费".repeat(100),
                                bill.items().get(0).unitPrice(),
                                1_000_000)),
                bill.total().times(100_000_000));

        assertThat(done(department.payments.order(largest)).bill()).isEqualTo(largest);
        assertThat(department.payments.find(largest.number()).orElseThrow().bill())
                .isEqualTo(largest);
    }

    private static ObjectNode amount(String yuan) {
        return StrictJson.object().put("amount", yuan).put("currency", "CNY");
    }

    @Test
    void two_outboxes_that_were_mixed_up_are_found_at_the_start() {
        Desk desk = department.desk;

        assertThatThrownBy(
                        () -> new Payments(platform, department.store, desk.following, desk.effects, Department.TERMS))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("PaymentFollowing");
        assertThatThrownBy(() -> new PaymentFollowing(platform, department.store, desk.following, Department.TERMS))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("PaymentEffects");
    }
}
