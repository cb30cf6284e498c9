package io.onevisit.examples.outlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.Sandbox;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.outlet.OutletCollection;
import io.onevisit.payment.outlet.OutletState;
import io.onevisit.payment.outlet.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two banks at one platform: what one has collected is nothing to the other. Refusals that the library never provokes. */
class BanksApartTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);
    private static final Money FEE = Money.yuan("20.00");

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Orders orders;
    private Branch first;
    private Branch second;
    private PaymentCode code;
    private OutletCollection collected;

    @BeforeEach
    void the_first_bank_has_collected() throws Exception {
        sandbox = Sandbox.start(folder.resolve("sandbox"), 0, CLOCK, Duration.ZERO);
        orders = new Orders(sandbox, CLOCK);
        first = new Branch(sandbox, Role.BANK, folder, CLOCK);
        second = new Branch(sandbox, Role.SECOND_BANK, folder, CLOCK);
        code = orders.order(FEE);
        collected = take(first, code);
    }

    @AfterEach
    void close() {
        second.close();
        first.close();
        orders.close();
        sandbox.close();
    }

    private OutletCollection take(Branch branch, PaymentCode paid) {
        return branch.teller.take(branch.teller.scan(orders.picture(paid, FEE)));
    }

    private static Bytes octets(String json) {
        return Bytes.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void f02_the_second_bank_is_told_to_give_the_money_back() {
        OutletCollection late = take(second, code);

        assertThat(collected.state()).isEqualTo(OutletState.CONFIRMED);
        assertThat(late.state()).isEqualTo(OutletState.REFUSED);
        assertThat(RefusalReason.of(late.refusal())).isEqualTo(RefusalReason.PAID_ALREADY);
    }

    @Test
    void a_bank_does_not_find_the_collection_of_another() {
        Call query = Call.read(
                "query",
                "/v1/outlet/collections/query",
                octets("{\"bankSerial\":\"%s\"}".formatted(collected.bankSerial())));

        assertThat(first.platform.read(query).body().toArray()).asString().contains(collected.bankSerial());
        assertThatThrownBy(() -> second.platform.read(query))
                .isInstanceOfSatisfying(
                        PlatformRefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo("not-found"));
    }

    @Test
    void a_bank_does_not_reverse_the_collection_of_another() {
        assertThat(reversed(second, "20.00")).isEqualTo(RefusalReason.NOT_COLLECTED.code());
        assertThat(reversed(first, "19.99")).isEqualTo(RefusalReason.AMOUNT_DIFFERS.code());
        assertThat(reversed(first, "20.00")).isEqualTo("done");
    }

    private String reversed(Branch branch, String yuan) {
        String body = """
                {"reversalSerial":"CZ0001","bankSerial":"%s","amount":{"amount":"%s","currency":"CNY"},
                 "reversedAt":"2026-11-21T02:00:00Z","outlet":"330106001","reason":"mistake"}""".formatted(collected.bankSerial(), yuan);
        return ending(
                branch.platform.write(Call.write("reverse", "/v1/outlet/reversals", octets(body), "CZ0001" + yuan)));
    }

    private static String ending(Outcome<Reply> outcome) {
        return outcome.fold(reply -> "done", refusal -> refusal.code(), pending -> "unknown");
    }

    @Test
    void after_a_fiscal_receipt_nothing_is_reversed() {
        sandbox.issueReceipt("ORDER-1", "33060126", "0000000001");

        assertThat(first.teller.reverse(collected, "mistake")).startsWith("[RECEIPT_ISSUED]");
        assertThat(first.bank.find(collected.bankSerial()).orElseThrow().state())
                .isEqualTo(OutletState.CONFIRMED);
    }

    @Test
    void after_a_refund_of_a_part_nothing_is_reversed() {
        String body = """
                {"refundNumber":"REFUND-1","orderNumber":"ORDER-1","paymentNumber":"%s","reason":"overcharged",
                 "amount":{"amount":"5.00","currency":"CNY"},"available":{"amount":"20.00","currency":"CNY"}}""".formatted(collected.receipt().paymentNumber());
        try (HttpPlatform department = new HttpPlatform(new PlatformSettings(
                sandbox.baseUri(),
                new StrictProfile(
                        sandbox.keyring().key(Role.DEPARTMENT),
                        sandbox.keyring().verificationKeys(Role.PLATFORM)),
                CLOCK))) {
            Call refund = Call.write("refund", "/v1/payments/refunds", octets(body), "REFUND-1");
            assertThat(ending(department.write(refund))).isEqualTo("done");
        }

        assertThat(first.teller.reverse(collected, "mistake")).startsWith("[REFUNDED]");
        assertThat(first.bank.find(collected.bankSerial()).orElseThrow().state())
                .isEqualTo(OutletState.CONFIRMED);
    }

    @Test
    void what_was_reversed_can_be_paid_anew_also_at_the_other_bank() {
        assertThat(first.teller.reverse(collected, "mistake")).startsWith("完成");

        assertThat(take(second, code).state()).isEqualTo(OutletState.CONFIRMED);
    }

    @Test
    void code_12005_a_bank_that_says_it_looked_up_must_have_done_so() {
        PaymentCode fresh = orders.order(FEE);

        assertThat(collectedAs(second, fresh, "LOOKED_UP", Role.SECOND_BANK)).isEqualTo(RefusalReason.NOT_SEEN.code());
        second.bank.lookUp(fresh);
        assertThat(collectedAs(second, fresh, "LOOKED_UP", Role.SECOND_BANK)).isEqualTo("done");
    }

    @Test
    void code_11006_a_bank_collects_in_its_own_name() {
        assertThat(collectedAs(second, orders.order(FEE), "SCANNED", Role.BANK))
                .isEqualTo(RefusalReason.BANK_NOT_ALLOWED.code());
    }

    private static String collectedAs(Branch branch, PaymentCode paid, String seen, Role bank) {
        String body = """
                {"bankSerial":"RAW0001","bank":"%s","paymentCode":"%s","amount":{"amount":"20.00","currency":"CNY"},
                 "seen":"%s","collectedAt":"2026-11-21T02:00:00Z","outlet":"330106001"}""".formatted(bank.organisation().code(), paid, seen);
        return ending(branch.platform.write(Call.write("collect", "/v1/outlet/collections", octets(body), "RAW0001")));
    }
}
