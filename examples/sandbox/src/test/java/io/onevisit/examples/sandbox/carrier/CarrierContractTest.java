package io.onevisit.examples.sandbox.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.licence.delivery.Cancellation;
import io.onevisit.licence.delivery.Carrier;
import io.onevisit.licence.delivery.CarrierLabel;
import io.onevisit.licence.delivery.CarrierReason;
import io.onevisit.licence.delivery.Deliveries;
import io.onevisit.licence.delivery.DeliveryCancelling;
import io.onevisit.licence.delivery.DeliveryEvent;
import io.onevisit.licence.delivery.DeliveryListener;
import io.onevisit.licence.delivery.DeliveryOrder;
import io.onevisit.licence.delivery.DeliveryOrder.Destination;
import io.onevisit.licence.delivery.DeliveryOrder.Payer;
import io.onevisit.licence.delivery.DeliveryPosting;
import io.onevisit.licence.delivery.DeliveryState;
import io.onevisit.licence.delivery.Party;
import io.onevisit.licence.delivery.PostalAddress;
import io.onevisit.licence.delivery.PushReply;
import io.onevisit.licence.delivery.Tracking;
import io.onevisit.licence.delivery.Waybill;
import io.onevisit.licence.delivery.carrier.EmsCarrier;
import io.onevisit.licence.delivery.carrier.Kuaidi100Carrier;
import io.onevisit.licence.delivery.carrier.SfCarrier;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every carrier must do. A new one is an entry in {@link Kind}. */
class CarrierContractTest {
    private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(2));

    private CarrierSandbox sandbox;

    /** The carriers, with what differs: their codes of a scan, and the code that the sandbox refuses with. */
    @SuppressWarnings("ImmutableEnumChecker") // functions without a state, and lists that do not change
    enum Kind {
        EMS(
                (box, timeouts) -> new EmsCarrier(CarrierSandbox.emsAccount(), box.emsAddress(), timeouts, CLOCK),
                CarrierSandbox::ems,
                List.of("203", "305", "702", "704"),
                "B00042",
                CarrierReason.ADDRESS),
        SF(
                (box, timeouts) ->
                        new SfCarrier(CarrierSandbox.sfAccount(), box.sfAddress(), box.sfLabels(), timeouts, CLOCK),
                CarrierSandbox::sf,
                List.of("50", "31", "44", "80"),
                "1014",
                CarrierReason.ADDRESS),
        KUAIDI100(
                (box, timeouts) -> new Kuaidi100Carrier(
                        CarrierSandbox.kuaidi100Account(),
                        box.kuaidi100Orders(),
                        box.kuaidi100Queries(),
                        timeouts,
                        CLOCK),
                CarrierSandbox::kuaidi100,
                List.of("103", "1002", "501", "301"),
                "400",
                CarrierReason.CONTENT);

        private final BiFunction<CarrierSandbox, Timeouts, Carrier> carrier;
        private final Function<CarrierSandbox, Simulator> simulator;
        private final List<String> codes;
        private final String refusalCode;
        private final CarrierReason reason;

        Kind(
                BiFunction<CarrierSandbox, Timeouts, Carrier> carrier,
                Function<CarrierSandbox, Simulator> simulator,
                List<String> codes,
                String refusalCode,
                CarrierReason reason) {
            this.carrier = carrier;
            this.simulator = simulator;
            this.codes = codes;
            this.refusalCode = refusalCode;
            this.reason = reason;
        }
    }

    @BeforeEach
    void start() throws IOException {
        sandbox = CarrierSandbox.start(CLOCK);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void takes_an_order_and_understands_every_word_of_it(Kind kind) {
        Waybill waybill = done(carrier(kind).create(order()));

        assertThat(waybill.orderNumber()).isEqualTo("D-0001");
        assertThat(simulator(kind).parcels()).containsExactly("D-0001");
        assertThat(simulator(kind).order("D-0001"))
                .contains("张三丰", "13800138000", "杭州市西湖区政务服务中心", "0571-87654321", "居住证")
                .containsAnyOf("\"county\":\"西湖区\"", "浙江省杭州市西湖区");
        assertThat(simulator(kind).refusedSignatures()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_01_06_the_same_order_told_twice_is_one_parcel_with_one_waybill(Kind kind) {
        Waybill first = done(carrier(kind).create(order()));
        Outcome<Waybill> second = carrier(kind).create(order());
        Outcome<Waybill> known = second instanceof Outcome.Unknown<Waybill>
                ? carrier(kind).find(order()).orElseThrow()
                : second;

        assertThat(done(known)).isEqualTo(first);
        assertThat(simulator(kind).parcels()).hasSize(1);
    }

    static Stream<Arguments> lost() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(
                                CarrierFault.LOST_ANSWER,
                                CarrierFault.GATEWAY_PAGE,
                                CarrierFault.REDIRECT,
                                CarrierFault.HUGE_ANSWER,
                                CarrierFault.CUT_ANSWER,
                                CarrierFault.NUMBER_AS_ID,
                                CarrierFault.EMPTY_RESULT,
                                CarrierFault.NULL_RESULT)
                        .map(fault -> Arguments.of(kind, fault)));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void fault_01_18_21_when_the_answer_is_lost_or_broken_the_order_is_unknown_and_ends_as_one_parcel(
            Kind kind, CarrierFault fault) {
        simulator(kind).suffer(fault);
        Outcome<Waybill> outcome = carrier(kind).create(order());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.pending().key()).isEqualTo("D-0001"));

        simulator(kind).heal();
        Outcome<Waybill> known =
                carrier(kind).find(order()).orElseGet(() -> carrier(kind).create(order()));

        assertThat(done(known).orderNumber()).isEqualTo("D-0001");
        assertThat(simulator(kind).parcels()).containsExactly("D-0001");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"EMS", "SF"}) // Kuaidi100 does not name the order in its answer
    void fault_39_an_answer_about_another_order_is_not_believed(Kind kind) {
        simulator(kind).suffer(CarrierFault.OTHER_ORDER);

        assertThat(carrier(kind).create(order())).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_03_when_there_is_no_connection_nothing_was_sent(Kind kind) {
        Carrier carrier = carrier(kind);
        sandbox.close();

        assertThatThrownBy(() -> carrier.create(order())).isInstanceOf(PlatformUnreachableException.class);
        assertThatThrownBy(() -> carrier.track(new Waybill("D-0001", "1")))
                .isInstanceOf(PlatformUnreachableException.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_13_a_no_with_status_200_is_a_no_with_a_typed_reason_and_the_raw_code(Kind kind) {
        simulator(kind).suffer(CarrierFault.REFUSAL);

        assertThat(carrier(kind).create(order())).isInstanceOfSatisfying(Outcome.Refused.class, no -> {
            assertThat(no.refusal().code()).isEqualTo(kind.refusalCode);
            assertThat(carrier(kind).reason(no.refusal())).isEqualTo(kind.reason);
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_20_a_code_that_nobody_knows_is_kept_and_is_neither_success_nor_failure_of_an_order(Kind kind) {
        simulator(kind).suffer(CarrierFault.UNKNOWN_CODE);

        assertThat(carrier(kind).create(order()))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.pending().cause()).containsAnyOf("999", "777"));
        assertThatThrownBy(() -> carrier(kind).price(order(), 500))
                .isInstanceOfSatisfying(PlatformRefusedException.class, e -> {
                    assertThat(e.refusal().code()).containsAnyOf("999", "777");
                    assertThat(carrier(kind).reason(e.refusal())).isEqualTo(CarrierReason.UNKNOWN);
                });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_44_what_the_carrier_says_about_people_is_in_no_refusal(Kind kind) {
        simulator(kind).suffer(CarrierFault.REFUSAL);

        assertThat(carrier(kind).create(order()).toString()).doesNotContain("张三丰", "13800138000");
        assertThatThrownBy(() -> carrier(kind).price(order(), 500))
                .isInstanceOf(OneVisitException.class)
                .hasMessageNotContainingAny("张三丰", "13800138000", "sandbox-secret", "sandbox-checkword");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void an_order_is_cancelled_and_a_second_cancellation_ends_like_the_first(Kind kind) {
        Waybill waybill = done(carrier(kind).create(order()));

        assertThat(carrier(kind).cancel(waybill, "申请人自取")).isEqualTo(new Outcome.Done<>(waybill));
        assertThat(carrier(kind).cancel(waybill, "申请人自取")).isEqualTo(new Outcome.Done<>(waybill));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_57_a_parcel_that_was_collected_is_not_cancelled(Kind kind) {
        Waybill waybill = done(carrier(kind).create(order()));
        simulator(kind).scan("D-0001", kind.codes.get(0), "2026-11-21 11:00:00", "已收件");

        assertThat(carrier(kind).cancel(waybill, "申请人自取")).isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_01_a_lost_answer_to_a_cancellation_is_unknown(Kind kind) {
        Waybill waybill = done(carrier(kind).create(order()));
        simulator(kind).suffer(CarrierFault.LOST_ANSWER);

        assertThat(carrier(kind).cancel(waybill, "申请人自取")).isInstanceOf(Outcome.Unknown.class);
        simulator(kind).heal();
        assertThat(carrier(kind).cancel(waybill, "申请人自取")).isEqualTo(new Outcome.Done<>(waybill));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tracks_a_parcel_with_its_codes_as_states_and_its_times_as_beijing_time(Kind kind) {
        Waybill waybill = travelled(kind);

        Tracking tracking = carrier(kind).track(waybill);

        assertThat(tracking.waybillNumber()).isEqualTo(waybill.waybillNumber());
        assertThat(tracking.events())
                .extracting(DeliveryEvent::state)
                .containsExactlyInAnyOrder(
                        DeliveryState.COLLECTED,
                        DeliveryState.IN_TRANSIT,
                        DeliveryState.OUT_FOR_DELIVERY,
                        DeliveryState.DELIVERED);
        assertThat(tracking.events())
                .filteredOn(event -> event.state() == DeliveryState.DELIVERED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.at()).as("fault 56").isEqualTo(Instant.parse("2026-11-21T03:45:00Z"));
                    assertThat(event.word()).isEqualTo(kind.codes.get(3));
                });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_18_a_number_in_the_place_of_a_waybill_number_is_refused(Kind kind) {
        Waybill waybill = travelled(kind);
        simulator(kind).suffer(CarrierFault.NUMBER_AS_ID);

        assertThatThrownBy(() -> carrier(kind).track(waybill)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_20_a_scan_with_a_code_that_nobody_knows_never_means_delivered(Kind kind) {
        Waybill waybill = done(carrier(kind).create(order()));
        simulator(kind).scan("D-0001", "X-4711", "2026-11-21 11:00:00", "已签收，签收人：张三丰 13800138000");

        assertThat(carrier(kind).track(waybill).events()).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(DeliveryState.UNKNOWN);
            assertThat(event.word()).isEqualTo("X-4711");
            assertThat(event.toString()).doesNotContain("张三丰", "138");
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_56_a_time_that_is_none_is_refused(Kind kind) {
        for (String time : List.of("2026-02-30 11:00:00", "2026-11-21T03:00:00Z", "2026-11-21 25:00:00", "昨天")) {
            sandbox.close();
            restart();
            Waybill waybill = done(carrier(kind).create(order()));
            simulator(kind).scan("D-0001", kind.codes.get(0), time, "已收件");
            assertThatThrownBy(() -> carrier(kind).track(waybill))
                    .as(time)
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_push_tells_what_a_query_tells_and_is_answered_as_the_carrier_wants(Kind kind) {
        Waybill waybill = travelled(kind);
        RawMessage push = raw(simulator(kind).push("D-0001"));

        List<DeliveryEvent> pushed = carrier(kind).read(push).stream()
                .peek(tracking -> assertThat(tracking.waybillNumber()).isEqualTo(waybill.waybillNumber()))
                .flatMap(tracking -> tracking.events().stream())
                .toList();

        assertThat(pushed)
                .containsExactlyInAnyOrderElementsOf(
                        carrier(kind).track(waybill).events());
        PushReply taken = carrier(kind).reply(push, PushReply.Result.TAKEN);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(text(taken.body()))
                .containsAnyOf("\"code\":\"00000\"", "\"return_code\":\"0000\"", "\"returnCode\":\"200\"");
        assertThat(text(carrier(kind).reply(push, PushReply.Result.REFUSED).body()))
                .doesNotContain("\"00000\"", "\"0000\"", "\"200\"");
        assertThat(carrier(kind).reply(push, PushReply.Result.AGAIN).status()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_54_every_change_of_one_octet_of_a_push_is_refused(Kind kind) {
        travelled(kind);
        String push = simulator(kind).push("D-0001");
        Bytes genuine = carrierTold(kind, push).orElseThrow();
        for (int at = 0; at < push.length(); at += 7) {
            char other = push.charAt(at) == 'A' ? 'B' : 'A';
            String forged = push.substring(0, at) + other + push.substring(at + 1);
            assertThat(carrierTold(kind, forged))
                    .as("octet %s", at)
                    .satisfiesAnyOf(
                            told -> assertThat(told).isEmpty(),
                            // a change in what is not signed and not read, such as a serial number
                            told -> assertThat(told).contains(genuine));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_54_unsigned_forged_and_foreign_pushes_are_refused_alike(Kind kind) {
        travelled(kind);
        String push = simulator(kind).push("D-0001");
        List<String> forged = List.of(
                push.replaceAll("(sign|msgDigest|logitcsInterface)=[^&]*", "$1=x"),
                push.replaceAll("(sign|msgDigest|logitcsInterface)=[^&]*&?", ""),
                push.replace("partnerID=SANDBOX", "partnerID=SOMEBODY")
                        .replace("senderNo=1100000000001", "senderNo=1100000000002")
                        .replace("sign=", "sign=0"),
                push + "&" + push.substring(0, push.indexOf('&')),
                "",
                "{}",
                "%");
        for (String body : forged) {
            assertThat(carrierTold(kind, body)).as(body).isEmpty();
        }
        RawMessage bad = raw(forged.get(0));
        assertThat(carrier(kind).reply(bad, PushReply.Result.REFUSED).status()).isLessThan(500);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_the_carrier_offers_beside_is_typed_and_what_it_does_not_is_refused_by_reason(Kind kind) {
        assertThat(carrier(kind).price(order(), 500)).isIn(Money.yuan("12.50"), Money.yuan("18"), Money.yuan("9.80"));
        assertThatThrownBy(() -> carrier(kind).price(order(), 0)).isInstanceOf(OneVisitException.class);
        Outcome<Waybill> locker = carrier(kind).create(order(Destination.LOCKER, Payer.DEPARTMENT));
        assertThat(locker)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(carrier(kind).reason(no.refusal())).isEqualTo(CarrierReason.UNSUPPORTED));
        assertThat(simulator(kind).parcels()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void the_payer_is_told_in_the_carriers_words(Kind kind) {
        carrier(kind).create(order());
        assertThat(simulator(kind).order("D-0001"))
                .containsAnyOf("\"paymentMode\":\"1\"", "\"payMethod\":1", "\"payType\":\"MONTHLY\"");
        DeliveryOrder citizen = new DeliveryOrder(
                "D-0002",
                order().caseNumber(),
                order().sender(),
                order().recipient(),
                "居住证",
                Payer.CITIZEN,
                Destination.DOOR);
        carrier(kind).create(citizen);
        assertThat(simulator(kind).order("D-0002"))
                .containsAnyOf("\"paymentMode\":\"2\"", "\"payMethod\":2", "\"payType\":\"CONSIGNEE\"")
                .doesNotContain("monthlyCard");
        carrier(kind).create(citizen.back("D-0003", "旧证"));
        assertThat(simulator(kind).order("D-0003"))
                .containsAnyOf("\"paymentMode\":\"1\"", "\"payMethod\":1", "\"payType\":\"SHIPPER\"");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void over_the_outbox_a_lost_answer_an_early_push_and_a_cancellation_end_in_one_parcel(Kind kind) {
        Office office = new Office(carrier(kind));
        simulator(kind).suffer(CarrierFault.LOST_ANSWER);
        office.post(order());
        office.run();
        simulator(kind).heal();
        simulator(kind).scan("D-0001", kind.codes.get(0), "2026-11-21 11:59:00", "已收件");
        assertThat(office.deliveries
                        .receive(raw(simulator(kind).push("D-0001")))
                        .status())
                .isEqualTo(200);
        office.run();
        office.cancel("D-0001");
        office.run();

        assertThat(simulator(kind).parcels()).containsExactly("D-0001");
        assertThat(office.deliveries.find("D-0001").orElseThrow().state()).isEqualTo(DeliveryState.COLLECTED);
        assertThat(office.deliveries.find("D-0001").orElseThrow().cancellation().state())
                .isEqualTo(Cancellation.State.CANCEL_REFUSED);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_pushed_end_is_believed_at_once_where_the_push_proves_it_and_else_asked_about_once(Kind kind) {
        Office office = new Office(carrier(kind));
        office.post(order());
        office.run();
        simulator(kind).scan("D-0001", kind.codes.get(3), "2026-11-21 11:59:00", "已妥投");
        RawMessage push = raw(simulator(kind).push("D-0001"));
        int before = simulator(kind).requests();

        office.deliveries.receive(push);
        office.deliveries.receive(push);

        assertThat(office.deliveries.find("D-0001").orElseThrow().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(simulator(kind).requests() - before).isEqualTo(carrier(kind).pushesAreAuthentic() ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "EMS") // whose pushes can be put together from others
    void fault_54_a_pushed_end_that_a_query_does_not_tell_is_not_believed(Kind kind) {
        Office office = new Office(carrier(kind));
        office.post(order());
        office.run();
        simulator(kind).scan("D-0001", kind.codes.get(3), "2026-11-21 11:59:00", "已妥投");
        RawMessage push = raw(simulator(kind).push("D-0001"));
        simulator(kind).suffer(CarrierFault.EMPTY_RESULT);

        office.deliveries.receive(push);

        assertThat(office.deliveries.find("D-0001").orElseThrow().state()).isEqualTo(DeliveryState.CREATED);
        assertThat(office.deliveries.find("D-0001").orElseThrow().proof()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void accounts_show_no_secret(Kind kind) {
        assertThat(List.of(CarrierSandbox.emsAccount(), CarrierSandbox.sfAccount(), CarrierSandbox.kuaidi100Account())
                        .toString())
                .doesNotContain("sandbox-", "c2FuZ", "partner-key");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_02_right_after_another_request_a_lost_answer_has_still_cost_one_request(Kind kind) {
        Carrier carrier = carrier(kind);
        Waybill waybill = done(carrier.create(order("D-0002")));
        simulator(kind).suffer(CarrierFault.LOST_ANSWER);
        int before = simulator(kind).requests();

        assertThat(carrier.create(order())).isInstanceOf(Outcome.Unknown.class);
        assertThat(carrier.cancel(waybill, "申请人自取")).isInstanceOf(Outcome.Unknown.class);

        assertThat(simulator(kind).requests() - before).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_03_when_the_deadline_passes_after_sending_it_is_unknown(Kind kind) {
        Carrier hasty = kind.carrier.apply(sandbox, new Timeouts(Duration.ofMillis(500), Duration.ofMillis(500)));
        simulator(kind).suffer(CarrierFault.NO_ANSWER);

        assertThat(hasty.create(order())).isInstanceOf(Outcome.Unknown.class);
        assertThat(simulator(kind).parcels()).containsExactly("D-0001");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"EMS", "SF"}) // Kuaidi100 answers a query with JSON, not with JSON in a text
    void fault_21_a_query_that_is_answered_with_nothing_tells_nothing(Kind kind) {
        Waybill waybill = travelled(kind);
        for (CarrierFault fault : List.of(CarrierFault.EMPTY_RESULT, CarrierFault.NULL_RESULT)) {
            simulator(kind).heal();
            simulator(kind).suffer(fault);

            assertThat(tracked(kind, waybill)).as("%s", fault).isEmpty();
        }
    }

    private List<DeliveryEvent> tracked(Kind kind, Waybill waybill) {
        try {
            return carrier(kind).track(waybill).events();
        } catch (MalformedMessageException e) {
            return List.of();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fault_55_a_genuine_push_without_end_and_garbage_of_any_size_are_refused(Kind kind) {
        Office office = new Office(carrier(kind));
        office.post(order());
        office.run();
        for (int i = 0; i < 201; i++) {
            simulator(kind)
                    .scan("D-0001", kind.codes.get(1), "2026-11-21 11:%02d:%02d".formatted(i / 60, i % 60), "到站");
        }
        String endless = simulator(kind).push("D-0001");
        String deep = "param=" + "[".repeat(100_000);

        for (String push : List.of(endless, deep, "A".repeat(1024 * 1024), "&".repeat(1000))) {
            assertThat(text(office.deliveries.receive(raw(push)).body()))
                    .doesNotContain("\"00000\"", "\"0000\"", "\"200\"");
        }
        assertThat(office.deliveries.find("D-0001").orElseThrow().history()).hasSizeLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"EMS", "SF"})
    void fault_42_its_own_label_comes_from_its_own_host_alone(Kind kind) {
        Waybill waybill = done(carrier(kind).create(order()));

        assertThat(carrier(kind).label(waybill).format()).isEqualTo(CarrierLabel.Format.PDF);
        for (CarrierFault fault : List.of(
                CarrierFault.FOREIGN_LABEL,
                CarrierFault.WRONG_LABEL,
                CarrierFault.LABEL_REDIRECT,
                CarrierFault.HUGE_LABEL,
                CarrierFault.EMPTY_RESULT)) {
            simulator(kind).heal();
            simulator(kind).suffer(fault);
            if (kind == Kind.EMS && fault == CarrierFault.EMPTY_RESULT) {
                continue; // its result is the address itself
            }
            assertThatThrownBy(() -> carrier(kind).label(waybill))
                    .as("%s", fault)
                    .isInstanceOf(
                            fault == CarrierFault.FOREIGN_LABEL
                                    ? MalformedMessageException.class // before anything was asked
                                    : OneVisitException.class)
                    .hasMessageNotContainingAny("169.254", "AUTH_");
        }
    }

    private Waybill travelled(Kind kind) {
        Waybill waybill = done(carrier(kind).create(order()));
        List<String> times =
                List.of("2026-11-21 11:10:00", "2026-11-21 11:20:00", "2026-11-21 11:30:00", "2026-11-21 11:45:00");
        for (int i = 0; i < 4; i++) {
            simulator(kind).scan("D-0001", kind.codes.get(i), times.get(i), "【杭州】第 " + i + " 站");
        }
        return waybill;
    }

    /** What the carrier takes from a push, in comparable form; empty when it refuses it. */
    private Optional<Bytes> carrierTold(Kind kind, String push) {
        try {
            return Optional.of(Bytes.of(carrier(kind).read(raw(push)).toString().getBytes(UTF_8)));
        } catch (VerificationFailedException | MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private Carrier carrier(Kind kind) {
        return kind.carrier.apply(sandbox, TIMEOUTS);
    }

    private Simulator simulator(Kind kind) {
        return kind.simulator.apply(sandbox);
    }

    private void restart() {
        try {
            sandbox = CarrierSandbox.start(CLOCK);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static RawMessage raw(String body) {
        return new RawMessage("POST", "https://office.example.gov.cn/in", Map.of(), Bytes.of(body.getBytes(UTF_8)));
    }

    private static String text(Bytes octets) {
        return new String(octets.toArray(), UTF_8);
    }

    private static Waybill done(Outcome<Waybill> outcome) {
        return outcome.fold(
                waybill -> waybill,
                refusal -> {
                    throw new AssertionError("refused: " + refusal);
                },
                pending -> {
                    throw new AssertionError("unknown: " + pending);
                });
    }

    static DeliveryOrder order() {
        return order(Destination.DOOR, Payer.DEPARTMENT);
    }

    private static DeliveryOrder order(Destination destination, Payer payer) {
        return order("D-0001", destination, payer);
    }

    private static DeliveryOrder order(String orderNumber) {
        return order(orderNumber, Destination.DOOR, Payer.DEPARTMENT);
    }

    private static DeliveryOrder order(String orderNumber, Destination destination, Payer payer) {
        return new DeliveryOrder(
                orderNumber,
                new CaseNumber("330106-2026-000123"),
                party("杭州市西湖区政务服务中心", "0571-87654321", "文三路 1 号"),
                party("张三丰", "13800138000", "体育场路 2 号 3 单元 401 室"),
                "居住证",
                payer,
                destination);
    }

    private static Party party(String name, String phone, String detail) {
        return new Party(
                name, phone, new PostalAddress(DivisionCode.parse("330106"), "浙江省", "杭州市", "西湖区", detail, "310006"));
    }

    /** A department that posts over its outbox, an hour later each time. */
    private static final class Office {
        private final JdbcDataSource database = new JdbcDataSource();
        private final JdbcStateStore store = new JdbcStateStore(database, CLOCK);
        private final DeliveryListener listener = (tx, before, delivery) -> {};
        private final Carrier carrier;
        private final Deliveries deliveries;
        private int runs;

        Office(Carrier carrier) {
            database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            this.carrier = carrier;
            store.createTables();
            outbox().createTables();
            this.deliveries = new Deliveries(store, outbox(), carrier, listener, CLOCK);
        }

        private Outbox outbox() {
            return new Outbox(
                    database,
                    List.of(
                            new DeliveryPosting(store, carrier, listener, CLOCK, null),
                            new DeliveryCancelling(store, carrier, listener, CLOCK)),
                    OutboxSettings.defaults(),
                    Clock.offset(CLOCK, Duration.ofHours(runs)));
        }

        void post(DeliveryOrder order) {
            store.inTransaction(tx -> deliveries.post(tx, order));
        }

        void cancel(String orderNumber) {
            store.inTransaction(tx -> deliveries.cancel(tx, orderNumber, "申请人自取"));
        }

        void run() {
            outbox().runDue();
            runs++;
        }
    }
}
