package io.onevisit.licence.delivery;

import static io.onevisit.licence.delivery.Samples.NOON;
import static io.onevisit.licence.delivery.Samples.ORDER_NUMBER;
import static io.onevisit.licence.delivery.Samples.WAYBILL_NUMBER;
import static io.onevisit.licence.delivery.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.platform.RawMessage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a carrier whose pushes prove nothing: that a parcel is at its end is asked for before it is believed. */
class HintedEndTest {
    private static final RawMessage DELIVERED = push("e9", "DELIVERED", "2026-11-21T03:30:00Z");
    private static final DeliveryEvent SAME = event("e9", DeliveryState.DELIVERED);

    private final Office office = new Office();
    private final AtomicBoolean garbled = new AtomicBoolean();
    private final Carrier carrier = new CarrierLikeIt(office.carrier) {
        @Override
        public boolean pushesAreAuthentic() {
            return false;
        }

        @Override
        public Tracking track(Waybill waybill) {
            Tracking told = super.track(waybill);
            if (garbled.get()) {
                throw new MalformedMessageException("answer", "is none");
            }
            return told;
        }
    };
    private final Deliveries deliveries =
            new Deliveries(office.store, office.outbox, carrier, office.listener, office.clock);

    @BeforeEach
    void accept() {
        office.carrier.tellsOrderNumber(false);
        office.accepted();
    }

    @Test
    void an_end_that_the_carrier_confirms_is_believed_and_asked_for_once() {
        office.carrier.happens(SAME);

        assertThat(deliveries.receive(DELIVERED).status()).isEqualTo(200);
        assertThat(deliveries.receive(DELIVERED).status()).isEqualTo(200);

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(office.delivery().proof()).isPresent();
        assertThat(office.delivery().history()).hasSize(1);
        assertThat(office.carrier.asked()).containsExactly(WAYBILL_NUMBER);
        assertThat(office.progress).containsExactly("CREATED -> DELIVERED");
    }

    @Test
    void fault_54_an_end_that_the_carrier_does_not_confirm_is_kept_as_a_word_and_not_believed() {
        office.carrier.happens(event("e1", DeliveryState.IN_TRANSIT));

        assertThat(deliveries.receive(DELIVERED).status()).isEqualTo(200);
        assertThat(deliveries.receive(DELIVERED).status()).isEqualTo(200);

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.IN_TRANSIT);
        assertThat(office.delivery().proof()).isEmpty();
        assertThat(office.delivery().history())
                .filteredOn(entry -> entry.event().eventId().equals("e9"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.event().state()).isEqualTo(DeliveryState.UNKNOWN);
                    assertThat(entry.event().word()).isEqualTo("DELIVERED");
                });
        assertThat(office.carrier.asked()).hasSize(1);
    }

    @Test
    void an_end_that_is_confirmed_later_is_believed_then() {
        deliveries.receive(DELIVERED);
        office.carrier.happens(SAME);

        deliveries.refresh(ORDER_NUMBER);

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(office.delivery().history()).hasSize(1);
    }

    @Test
    void an_end_that_is_not_believed_is_no_news_that_keeps_anybody_from_asking() {
        deliveries.receive(DELIVERED);
        office.carrier.happens(SAME);

        office.clock.advance(Duration.ofMinutes(31));
        office.following.runDue();
        office.clock.advance(Duration.ofMinutes(31));
        office.following.runDue();

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void what_is_no_end_is_believed_without_asking() {
        deliveries.receive(push("e1", "OUT_FOR_DELIVERY", "2026-11-21T03:10:00Z"));

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.OUT_FOR_DELIVERY);
        assertThat(office.carrier.asked()).isEmpty();
    }

    @Test
    void while_the_carrier_cannot_be_asked_the_push_shall_come_again_and_nothing_is_kept_of_it() {
        office.carrier.happens(SAME);
        office.carrier.down(true);
        assertThat(deliveries.receive(DELIVERED).status()).isEqualTo(503);
        assertThat(office.delivery().history()).isEmpty();

        office.carrier.down(false);
        assertThat(deliveries.receive(DELIVERED).status()).isEqualTo(200);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void an_answer_that_is_none_confirms_nothing() {
        office.carrier.happens(SAME);
        garbled.set(true);

        assertThat(deliveries.receive(DELIVERED).status()).isEqualTo(200);

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
    }

    @Test
    void an_end_from_before_the_posting_and_one_of_an_unknown_number_are_not_asked_about() {
        deliveries.receive(push("e9", "DELIVERED", "2025-11-21T03:30:00Z"));
        deliveries.receive(push(Samples.pushBody(ORDER_NUMBER, "999", "e9", "DELIVERED", "2026-11-21T03:30:00Z")));

        assertThat(office.carrier.asked()).isEmpty();
        assertThat(office.delivery().history()).isEmpty();
    }

    @Test
    void fault_53_an_end_that_waited_for_its_order_is_not_believed_either() {
        office.carrier.gives("777");
        deliveries.receive(push(Samples.pushBody(ORDER_NUMBER, "777", "e9", "DELIVERED", "2026-11-21T03:30:00Z")));
        office.post(Samples.order("D-20261121-0002", "居住证"));
        office.outbox.runDue();

        Delivery delivery = office.delivery("D-20261121-0002");
        assertThat(delivery.history()).hasSize(1);
        assertThat(delivery.state()).isEqualTo(DeliveryState.CREATED);
    }

    private static DeliveryEvent event(String id, DeliveryState state) {
        return new DeliveryEvent(id, state, state.name(), NOON.minus(Duration.ofMinutes(30)), "杭州转运中心 李四 13900139000");
    }
}
