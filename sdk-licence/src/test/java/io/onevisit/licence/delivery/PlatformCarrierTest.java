package io.onevisit.licence.delivery;

import static io.onevisit.licence.delivery.Samples.NOON;
import static io.onevisit.licence.delivery.Samples.ORDER_NUMBER;
import static io.onevisit.licence.delivery.Samples.WAYBILL_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Report;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformCarrierTest {
    private static final String CREATED = """
            {"orderNumber":"D-20261121-0001","waybillNumber":"1234567890123","state":"CREATED"}""";
    private static final String TRACKED = """
            {"orderNumber":"D-20261121-0001","waybillNumber":"1234567890123","state":"IN_TRANSIT","later":1,"events":[\
            {"eventId":"e1","state":"COLLECTED","at":"2026-11-21T03:00:00Z","place":"杭州"},\
            {"eventId":"e2","state":"IN_TRANSIT","at":"2026-11-21T03:30:00Z"}]}""";

    private static final URI ADDRESS = URI.create("https://office.example.gov.cn/inbound");
    private static final Waybill WAYBILL = new Waybill(ORDER_NUMBER, WAYBILL_NUMBER);

    private final PlatformInMemory platform = new PlatformInMemory();
    private final PlatformCarrier carrier = new PlatformCarrier(platform, ADDRESS);

    @Test
    void places_an_order_in_the_words_of_the_contract() throws IOException {
        platform.answers(CREATED);

        assertThat(carrier.create(Samples.order()))
                .isEqualTo(new Outcome.Done<>(new Waybill(ORDER_NUMBER, WAYBILL_NUMBER)));

        Call call = platform.calls().get(0);
        assertThat(call.path()).isEqualTo("/v1/deliveries");
        assertThat(call.idempotencyKey()).isEqualTo(ORDER_NUMBER);
        ObjectMapper peer = new ObjectMapper();
        assertThat(peer.readTree(call.body().toArray())).isEqualTo(peer.readTree("""
                {"orderNumber":"D-20261121-0001","caseNumber":"330106-2026-000123",
                 "sender":{"name":"杭州市西湖区政务服务中心","phone":"0571-87654321","address":{"divisionCode":"330106",
                   "province":"浙江省","city":"杭州市","county":"西湖区","detail":"文三路 1 号"}},
                 "recipient":{"name":"张三丰","phone":"13800138000","address":{"divisionCode":"330106",
                   "province":"浙江省","city":"杭州市","county":"西湖区","detail":"体育场路 2 号 3 单元 401 室","postcode":"310006"}},
                 "content":"身份证件 1 份","payer":"DEPARTMENT","destination":"DOOR"}"""));
    }

    @Test
    void a_parcel_for_a_locker_is_ordered_as_such_and_comes_with_its_pick_up_code() {
        DeliveryOrder door = Samples.order();
        DeliveryOrder locker = new DeliveryOrder(
                door.orderNumber(),
                door.caseNumber(),
                door.sender(),
                door.recipient(),
                door.content(),
                door.payer(),
                DeliveryOrder.Destination.LOCKER);
        platform.answers(CREATED);
        carrier.create(locker);
        assertThat(new String(platform.calls().get(0).body().toArray(), StandardCharsets.UTF_8))
                .contains("\"destination\":\"LOCKER\"");
        assertThat(DeliveryJson.order(DeliveryJson.write(locker))).isEqualTo(locker);

        platform.answers(TRACKED.replace("\"place\":\"杭州\"", "\"place\":\"杭州\",\"pickupCode\":\"88-1-2345\""));

        assertThat(carrier.track(WAYBILL).events())
                .extracting(DeliveryEvent::pickupCode)
                .containsExactly(new PickupCode("88-1-2345"), null);
    }

    @Test
    void reads_back_the_order_it_wrote() {
        assertThat(DeliveryJson.order(DeliveryJson.write(Samples.order()))).isEqualTo(Samples.order());
    }

    @Test
    void a_refusal_of_the_order_is_passed_on() {
        Refusal refusal = new Refusal("conflict", "other content under this key", null);
        platform.ends(new Outcome.Refused<>(refusal));

        assertThat(carrier.create(Samples.order())).isEqualTo(new Outcome.Refused<>(refusal));
    }

    @Test
    void fault_01_a_lost_answer_is_unknown() {
        Pending pending = new Pending("delivery.create", ORDER_NUMBER, "no answer");
        platform.ends(new Outcome.Unknown<>(pending));

        assertThat(carrier.create(Samples.order())).isEqualTo(new Outcome.Unknown<>(pending));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"orderNumber\":\"D-20261121-0002\",\"waybillNumber\":\"1234567890123\",\"state\":\"CREATED\"}",
                "{\"orderNumber\":\"D-20261121-0001\",\"waybillNumber\":1234567890123,\"state\":\"CREATED\"}",
                "{\"orderNumber\":\"D-20261121-0001\",\"waybillNumber\":\"\",\"state\":\"CREATED\"}",
                "{\"orderNumber\":\"D-20261121-0001\",\"waybillNumber\":\"12/34\",\"state\":\"CREATED\"}",
                "{\"orderNumber\":\"D-20261121-0001\",\"waybillNumber\":\"1234567890123\"}"
            })
    void fault_15_and_39_an_answer_that_is_not_the_contracts_or_about_another_order_leaves_it_unknown(String answer) {
        platform.answers(answer);

        assertThat(carrier.create(Samples.order()))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.pending().key()).isEqualTo(ORDER_NUMBER));
    }

    @Test
    void fault_03_what_never_arrived_is_told_apart() {
        platform.unreachable();

        assertThatThrownBy(() -> carrier.create(Samples.order())).isInstanceOf(PlatformUnreachableException.class);
        assertThatThrownBy(() -> carrier.track(WAYBILL)).isInstanceOf(PlatformUnreachableException.class);
    }

    @Test
    void asks_for_an_order_and_reads_every_event() {
        platform.answers(TRACKED);

        Tracking tracking = carrier.track(WAYBILL);

        assertThat(tracking.waybillNumber()).isEqualTo(WAYBILL_NUMBER);
        assertThat(tracking.events())
                .containsExactly(
                        new DeliveryEvent(
                                "e1",
                                DeliveryState.COLLECTED,
                                "COLLECTED",
                                Instant.parse("2026-11-21T03:00:00Z"),
                                "杭州"),
                        new DeliveryEvent(
                                "e2",
                                DeliveryState.IN_TRANSIT,
                                "IN_TRANSIT",
                                Instant.parse("2026-11-21T03:30:00Z"),
                                null));
        assertThat(platform.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/v1/deliveries/query");
            assertThat(call.idempotencyKey()).isNull();
            assertThat(new String(call.body().toArray(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"orderNumber\":\"D-20261121-0001\"}");
        });
    }

    @Test
    void an_order_the_platform_has_never_seen_is_absent_and_nothing_else_is() {
        platform.refuses("not-found");
        assertThat(carrier.find(Samples.order())).isEmpty();
        assertThatThrownBy(() -> carrier.track(WAYBILL)).isInstanceOf(PlatformRefusedException.class);

        platform.refuses("not-permitted");
        assertThatThrownBy(() -> carrier.find(Samples.order())).isInstanceOf(PlatformRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"events\":{}",
                "\"events\":[1]",
                "\"events\":[{}]",
                "\"events\":null",
                "\"none\":[]",
                "\"events\":[{\"eventId\":\"e1\",\"state\":\"COLLECTED\",\"at\":\"yesterday\"}]"
            })
    void an_answer_to_a_query_that_is_not_the_contracts_is_refused(String events) {
        platform.answers(
                "{\"orderNumber\":\"D-20261121-0001\",\"waybillNumber\":\"1\",\"state\":\"CREATED\"," + events + "}");

        assertThatThrownBy(() -> carrier.track(WAYBILL)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void fault_39_an_answer_about_another_order_is_refused() {
        platform.answers(TRACKED);

        assertThatThrownBy(() -> carrier.track(new Waybill("D-20261121-0002", WAYBILL_NUMBER)))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void cancels_in_the_words_of_the_contract_and_the_carrier_decides() {
        platform.answers(CREATED);
        assertThat(carrier.cancel(WAYBILL, "申请人自取")).isEqualTo(new Outcome.Done<>(WAYBILL));
        assertThat(platform.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/v1/deliveries/cancel");
            assertThat(call.idempotencyKey()).isEqualTo(ORDER_NUMBER);
            assertThat(new String(call.body().toArray(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"orderNumber\":\"D-20261121-0001\",\"reason\":\"申请人自取\"}");
        });

        platform.refuses("CANCEL_REFUSED");
        assertThat(carrier.cancel(WAYBILL, "申请人自取"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(carrier.reason(no.refusal())).isEqualTo(CarrierReason.TOO_LATE));
        platform.answers("{}");
        assertThat(carrier.cancel(WAYBILL, "申请人自取")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void what_the_platform_does_not_offer_is_refused_by_a_typed_reason() {
        assertThatThrownBy(() -> carrier.price(Samples.order(), 100))
                .isInstanceOfSatisfying(
                        PlatformRefusedException.class,
                        e -> assertThat(carrier.reason(e.refusal())).isEqualTo(CarrierReason.UNSUPPORTED));
        assertThatThrownBy(() -> carrier.pickup(Samples.order().sender().address()))
                .isInstanceOf(PlatformRefusedException.class);
        assertThatThrownBy(() -> carrier.label(WAYBILL)).isInstanceOf(PlatformRefusedException.class);
        assertThat(carrier.reason(new Refusal("anything-else", "no", null))).isEqualTo(CarrierReason.UNKNOWN);
    }

    /** The platform's side, without a wire: answers what it was told to and keeps what it was asked. */
    private static final class PlatformInMemory implements Platform {
        private final List<Call> calls = new ArrayList<>();
        private Outcome<Reply> next = new Outcome.Refused<>(new Refusal("none", "nothing prepared", null));
        private boolean unreachable;

        void answers(String json) {
            next = new Outcome.Done<>(new Reply(Bytes.of(json.getBytes(StandardCharsets.UTF_8)), "req-1"));
        }

        void ends(Outcome<Reply> outcome) {
            next = outcome;
        }

        void refuses(String code) {
            next = new Outcome.Refused<>(new Refusal(code, "no", null));
        }

        void unreachable() {
            unreachable = true;
        }

        List<Call> calls() {
            return calls;
        }

        @Override
        public Reply read(Call call) {
            return write(call)
                    .fold(
                            reply -> reply,
                            refusal -> {
                                throw new PlatformRefusedException(call.service(), refusal);
                            },
                            pending -> {
                                throw new PlatformUnreachableException(call.service(), pending.cause(), null);
                            });
        }

        @Override
        public Outcome<Reply> write(Call call) {
            calls.add(call);
            if (unreachable) {
                throw new PlatformUnreachableException(call.service(), "connection refused", null);
            }
            return next;
        }

        @Override
        public Report<Inbound> receive(URI address, RawMessage message) {
            throw new UnsupportedOperationException("pushes come in by the tests themselves");
        }

        @Override
        public Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }
    }
}
