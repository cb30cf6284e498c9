package io.onevisit.examples.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.StrictProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing and giving back, as the contract has it. */
class PaymentServiceTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static HttpPlatform department;
    private static int orders;

    private final String order = "ORDER-%04d".formatted(++orders);

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(folder, 0, CLOCK, Duration.ZERO);
        department = new HttpPlatform(new PlatformSettings(
                sandbox.baseUri(),
                new StrictProfile(
                        sandbox.keyring().key(Role.DEPARTMENT),
                        sandbox.keyring().verificationKeys(Role.PLATFORM)),
                CLOCK));
    }

    @AfterAll
    static void stop() {
        department.close();
        sandbox.close();
    }

    private static Bytes octets(String json) {
        return Bytes.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** The answer, or the code of a refusal as its {@code code}. */
    private static ObjectNode write(String path, String key, String json) {
        return department
                .write(Call.write("payment", path, octets(json), key))
                .fold(
                        reply -> Json.read(reply.body().toArray()),
                        refusal -> Json.object().put("code", refusal.code()),
                        pending -> {
                            throw new AssertionError("unknown: " + pending);
                        });
    }

    private String open() {
        String money = "{'amount':'20.00','currency':'CNY'}";
        return write("/v1/payments/orders", order, """
                        {'orderNumber':'%s','expires':'2026-11-21T04:00:00Z','notifyUri':'http://127.0.0.1:9/none',
                         'bill':{'billNumber':'%s','type':'FEE','caseNumber':'20261121-0001','payer':{'name':'李明轩'},
                                 'payee':{'code':'11330106MB9D00113N','name':'示例市政务服务局','account':'1202020309900012345'},
                                 'items':[{'code':'1','name':'fee','unitPrice':%s,'quantity':1}],'total':%s}}""".formatted(order, order, money, money))
                .path("paymentCode")
                .asText();
    }

    private ObjectNode close() {
        return write("/v1/payments/orders/close", "close:" + order, "{'orderNumber':'" + order + "'}");
    }

    private ObjectNode refund(String number, String payment, String amount, String available, String more) {
        return write("/v1/payments/refunds", number + order, """
                {'refundNumber':'%s','orderNumber':'%s','paymentNumber':'%s','reason':'overcharged'%s,
                 'amount':{'amount':'%s','currency':'CNY'},'available':{'amount':'%s','currency':'CNY'}}""".formatted(
                        number + order, order, payment, more, amount, available));
    }

    private ObjectNode query(String path, String json) {
        try {
            return Json.read(department
                    .read(Call.read("payment", path, octets(json)))
                    .body()
                    .toArray());
        } catch (PlatformRefusedException e) {
            return Json.object().put("code", e.refusal().code());
        }
    }

    @Test
    void an_open_order_is_closed_and_closed_again() {
        open();

        assertThat(close().path("state").asText()).isEqualTo("CLOSED");
        assertThat(close().path("state").asText()).isEqualTo("CLOSED");
    }

    @Test
    void a_paid_order_is_not_closed() {
        sandbox.payByWallet(open(), "WECHAT");

        assertThat(close().path("code").asText()).isEqualTo("PAID");
    }

    @Test
    void money_for_a_closed_order_is_shown_and_leaves_it_closed() {
        String code = open();
        close();

        String payment = sandbox.payByWallet(code, "ALIPAY");

        ObjectNode found = query("/v1/payments/orders/query", "{'orderNumber':'" + order + "'}");
        assertThat(found.path("state").asText()).isEqualTo("CLOSED");
        assertThat(found.path("payment").path("paymentNumber").asText()).isEqualTo(payment);
    }

    @Test
    void a_refund_is_accepted_and_then_done() {
        String payment = sandbox.payByWallet(open(), "WECHAT");

        assertThat(refund("R-1-", payment, "5.00", "20.00", "").path("state").asText())
                .isEqualTo("ACCEPTED");
        assertThat(query("/v1/payments/refunds/query", "{'refundNumber':'R-1-" + order + "'}")
                        .path("state")
                        .asText())
                .isEqualTo("DONE");
        assertThat(query("/v1/payments/refunds/query", "{'refundNumber':'R-9-" + order + "'}")
                        .path("code")
                        .asText())
                .isEqualTo("not-found");
    }

    @Test
    void f20_f21_a_refund_over_what_is_left_or_of_another_amount_left_is_refused() {
        String payment = sandbox.payByWallet(open(), "WECHAT");
        refund("R-1-", payment, "5.00", "20.00", "");

        assertThat(refund("R-2-", payment, "5.00", "20.00", "").path("code").asText())
                .isEqualTo("PRECONDITION");
        assertThat(refund("R-3-", payment, "15.01", "15.00", "").path("code").asText())
                .isEqualTo("REFUND_OVER");
        assertThat(refund("R-4-", payment, "15.00", "15.00", "").path("state").asText())
                .isEqualTo("ACCEPTED");
    }

    @Test
    void f02_a_second_payment_is_given_back_by_its_own_number() {
        String code = open();
        String first = sandbox.payByWallet(code, "WECHAT");
        String second = sandbox.payByWallet(code, "ALIPAY");

        assertThat(second).isNotEqualTo(first);
        assertThat(refund("R-1-", second, "20.00", "20.00", "").path("state").asText())
                .isEqualTo("ACCEPTED");
    }

    @Test
    void f25_after_a_receipt_only_with_a_red_letter() {
        String payment = sandbox.payByWallet(open(), "WECHAT");
        sandbox.issueReceipt(order, "33060126", "0000000001");

        assertThat(refund("R-1-", payment, "5.00", "20.00", "").path("code").asText())
                .isEqualTo("RECEIPT_ISSUED");
        assertThat(refund("R-2-", payment, "5.00", "20.00", ",'redLetter':{'code':'33060126','number':'0000000002'}")
                        .path("state")
                        .asText())
                .isEqualTo("ACCEPTED");
    }
}
