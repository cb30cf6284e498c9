package io.onevisit.examples.sandbox.carrier;

import static io.onevisit.examples.sandbox.carrier.CarrierContractTest.order;
import static io.onevisit.examples.sandbox.carrier.CarrierContractTest.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.licence.delivery.Carrier;
import io.onevisit.licence.delivery.CarrierLabel;
import io.onevisit.licence.delivery.CarrierReason;
import io.onevisit.licence.delivery.DeliveryOrder;
import io.onevisit.licence.delivery.PickupTimes;
import io.onevisit.licence.delivery.Waybill;
import io.onevisit.licence.delivery.carrier.EmsAccount;
import io.onevisit.licence.delivery.carrier.EmsCarrier;
import io.onevisit.licence.delivery.carrier.Kuaidi100Account;
import io.onevisit.licence.delivery.carrier.Kuaidi100Carrier;
import io.onevisit.licence.delivery.carrier.SfAccount;
import io.onevisit.licence.delivery.carrier.SfCarrier;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only one of the carriers does. */
class CarrierPeculiaritiesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T04:00:00Z"), ZoneOffset.UTC);
    private static final Timeouts TIMEOUTS = Timeouts.defaults();

    private static final URI CALLBACK = URI.create("https://office.example.gov.cn/kuaidi100");

    private CarrierSandbox sandbox;
    private EmsCarrier ems;
    private SfCarrier sf;
    private Kuaidi100Carrier kuaidi100;

    @BeforeEach
    void start() throws IOException {
        sandbox = CarrierSandbox.start(CLOCK);
        ems = new EmsCarrier(CarrierSandbox.emsAccount(), sandbox.emsAddress(), TIMEOUTS, CLOCK);
        sf = sf(CLOCK);
        kuaidi100 = new Kuaidi100Carrier(
                CarrierSandbox.kuaidi100Account(),
                sandbox.kuaidi100Orders(),
                sandbox.kuaidi100Queries(),
                TIMEOUTS,
                CLOCK);
    }

    private SfCarrier sf(Clock clock) {
        return new SfCarrier(CarrierSandbox.sfAccount(), sandbox.sfAddress(), TIMEOUTS, clock);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void sf_draws_a_label_only_by_a_template_that_it_knows() {
        Waybill waybill = sf.create(order()).fold(given -> given, refusal -> null, pending -> null);
        SfCarrier another = sfWith("fm_150_standard_ANOTHER");
        SfCarrier without = sfWith(null);

        assertThatThrownBy(() -> another.label(waybill))
                .isInstanceOfSatisfying(
                        PlatformRefusedException.class,
                        e -> assertThat(another.reason(e.refusal())).isEqualTo(CarrierReason.NOT_FOUND));
        assertThatThrownBy(() -> without.label(waybill))
                .isInstanceOfSatisfying(
                        PlatformRefusedException.class,
                        e -> assertThat(without.reason(e.refusal())).isEqualTo(CarrierReason.UNSUPPORTED));
    }

    private SfCarrier sfWith(@Nullable String template) {
        SfAccount account = new SfAccount(SfSimulator.PARTNER, SfSimulator.CHECKWORD, "7551234567", 1, template);
        return new SfCarrier(account, sandbox.sfAddress(), sandbox.sfLabels(), TIMEOUTS, CLOCK);
    }

    @Test
    void fault_42_the_labels_of_sf_are_refused_where_only_production_is_allowed() {
        Waybill waybill = sf.create(order()).fold(given -> given, refusal -> null, pending -> null);

        assertThatThrownBy(() -> sf.label(waybill)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void ems_tells_where_it_collects() {
        assertThat(ems.pickup(order().sender().address())).isEqualTo(new PickupTimes(true, null, null));
    }

    @Test
    void sf_tells_when_it_collects() {
        assertThat(sf.pickup(order().sender().address()))
                .isEqualTo(new PickupTimes(true, LocalTime.of(8, 0), LocalTime.of(22, 0)));
    }

    @Test
    void kuaidi100_tells_neither_and_says_so() {
        assertThatThrownBy(() -> kuaidi100.pickup(order().sender().address()))
                .isInstanceOfSatisfying(
                        PlatformRefusedException.class,
                        e -> assertThat(kuaidi100.reason(e.refusal())).isEqualTo(CarrierReason.UNSUPPORTED));
    }

    @ParameterizedTest
    @ValueSource(longs = {-11, 11, 60 * 24 * 365})
    void fault_54_an_old_push_of_sf_is_refused_and_so_is_one_from_the_future(long minutes) {
        sf.create(order());
        sandbox.sf().scan("D-0001", "50", "2026-11-21 11:00:00", "已收件");
        SfCarrier later = sf(Clock.offset(CLOCK, Duration.ofMinutes(minutes)));

        assertThatThrownBy(() -> later.read(raw(sandbox.sf().push("D-0001"))))
                .isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void fault_54_a_push_of_kuaidi100_about_another_carrier_of_ours_is_refused() {
        kuaidi100.create(order());
        sandbox.kuaidi100().scan("D-0001", "103", "2026-11-21 11:00:00", "已揽收");
        Kuaidi100Account other = new Kuaidi100Account(
                "sandboxKey", "sandbox-secret", "SANDBOXCUSTOMER", "sandbox-salt", "ems", "1", "2", CALLBACK);
        Kuaidi100Carrier another =
                new Kuaidi100Carrier(other, sandbox.kuaidi100Orders(), sandbox.kuaidi100Queries(), TIMEOUTS, CLOCK);
        RawMessage push = raw(sandbox.kuaidi100().push("D-0001"));

        assertThat(kuaidi100.read(push)).hasSize(1);
        assertThatThrownBy(() -> another.read(push)).isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void fault_01_the_code_by_which_kuaidi100_says_that_it_has_the_order_already_is_a_yes() {
        Outcome<Waybill> first = kuaidi100.create(order());

        assertThat(first).isInstanceOf(Outcome.Done.class);
        assertThat(kuaidi100.create(order())).isEqualTo(first);
        assertThat(sandbox.kuaidi100().parcels()).hasSize(1);
    }

    @Test
    void that_kuaidi100_has_no_scans_yet_is_no_refusal() {
        assertThat(kuaidi100.track(new Waybill("D-0001", "1100000000001")).events())
                .isEmpty();
    }

    @Test
    void an_order_number_that_kuaidi100_would_cut_off_is_refused() {
        DeliveryOrder order = order();
        String longest = "D-" + "1".repeat(30);
        assertThat(kuaidi100.create(numbered(order, longest))).isInstanceOf(Outcome.Done.class);

        assertThat(kuaidi100.create(numbered(order, longest + "1"))).isInstanceOf(Outcome.Refused.class);
        assertThat(sandbox.kuaidi100().parcels()).containsExactly(longest);
    }

    @Test
    void fault_13_an_order_that_sf_takes_and_does_not_serve_is_refused() {
        sandbox.sf().suffer(CarrierFault.HALF_YES);

        for (Outcome<Waybill> outcome :
                List.of(sf.create(order()), sf.find(order()).orElseThrow())) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            no -> assertThat(sf.reason(no.refusal())).isEqualTo(CarrierReason.OUT_OF_AREA));
        }
    }

    @Test
    void fault_13_a_cancellation_that_sf_takes_and_does_not_carry_out_is_refused() {
        Waybill waybill = sf.create(order()).fold(given -> given, refusal -> null, pending -> null);
        sandbox.sf().suffer(CarrierFault.HALF_YES);

        assertThat(sf.cancel(waybill, "申请人自取")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void fault_13_when_kuaidi100_says_both_yes_and_no_nobody_knows() {
        sandbox.kuaidi100().suffer(CarrierFault.HALF_YES);
        assertThat(kuaidi100.create(order())).isInstanceOf(Outcome.Unknown.class);
        assertThat(kuaidi100.cancel(new Waybill("D-0001", "1100000000001", "C-1100000000001"), "申请人自取"))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void a_price_that_ems_does_not_tell_is_not_zero() {
        sandbox.ems().suffer(CarrierFault.HALF_YES);

        assertThatThrownBy(() -> ems.price(order(), 500)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void what_may_be_left_out_may_also_be_empty_or_null() {
        for (Carrier carrier : List.of(ems, sf, kuaidi100)) {
            Simulator simulator = Map.of(ems, sandbox.ems(), sf, sandbox.sf(), kuaidi100, sandbox.kuaidi100())
                    .get(carrier);
            simulator.suffer(CarrierFault.EMPTY_MEMBERS);
            Waybill waybill = carrier.create(order()).fold(given -> given, refusal -> null, pending -> null);
            assertThat(waybill).as(carrier.name()).isNotNull();
            simulator.scan("D-0001", "50", "2026-11-21 11:00:00", "已收件");

            assertThat(carrier.track(waybill).events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.place()).isNull());
            assertThat(carrier.read(raw(simulator.push("D-0001"))))
                    .singleElement()
                    .satisfies(tracking -> assertThat(tracking.orderNumber()).isNull());
        }
    }

    private static DeliveryOrder numbered(DeliveryOrder order, String orderNumber) {
        return new DeliveryOrder(
                orderNumber,
                order.caseNumber(),
                order.sender(),
                order.recipient(),
                order.content(),
                order.payer(),
                order.destination());
    }

    @Test
    void a_wrong_key_is_found_out_by_every_carrier() {
        EmsAccount account = new EmsAccount(
                "1100000000001",
                "sandbox-authorization",
                "MDEyMzQ1Njc4OWFiY2RlZg==",
                "1",
                Map.of("B00090", CarrierReason.SIGNATURE),
                Map.of());
        SfCarrier wrong = new SfCarrier(
                new SfAccount("SANDBOX", "another", "7551234567", 1), sandbox.sfAddress(), TIMEOUTS, CLOCK);

        assertThat(new EmsCarrier(account, sandbox.emsAddress(), TIMEOUTS, CLOCK).create(order()))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(wrong.create(order()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(wrong.reason(no.refusal())).isEqualTo(CarrierReason.SIGNATURE));
        assertThat(sandbox.ems().parcels()).isEmpty();
        assertThat(sandbox.sf().parcels()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.ems.com.cn/amp",
                "https://user:password@api.ems.com.cn/amp",
                "https://api.ems.com.cn/amp?key=secret",
                "https://api.ems.com.cn/amp#x",
                "ftp://127.0.0.1/x",
                "file:///etc/passwd",
                "/amp"
            })
    void a_carrier_is_reached_by_https_alone_and_no_secret_is_in_its_address(String address) {
        EmsAccount account = CarrierSandbox.emsAccount();
        URI ems = sandbox.emsAddress();

        assertThatThrownBy(() -> new EmsCarrier(account, URI.create(address), TIMEOUTS, CLOCK))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new EmsCarrier(account, ems, URI.create(address), TIMEOUTS, CLOCK))
                .as("nor are its labels")
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void fault_42_labels_at_another_host_are_fetched_from_that_host_alone() {
        URI interfaces = URI.create(sandbox.emsAddress().toString().replace("127.0.0.1", "localhost"));
        EmsCarrier named =
                new EmsCarrier(CarrierSandbox.emsAccount(), interfaces, sandbox.emsAddress(), TIMEOUTS, CLOCK);
        Waybill waybill = named.create(order())
                .fold(
                        done -> done,
                        refusal -> {
                            throw new AssertionError(refusal.toString());
                        },
                        pending -> {
                            throw new AssertionError(pending.toString());
                        });

        assertThat(named.label(waybill).format()).isEqualTo(CarrierLabel.Format.PDF);
        assertThatThrownBy(
                        () -> new EmsCarrier(CarrierSandbox.emsAccount(), interfaces, TIMEOUTS, CLOCK).label(waybill))
                .as("at the host of the interface")
                .isInstanceOf(MalformedMessageException.class);
    }
}
