package io.onevisit.licence.delivery;

import static io.onevisit.licence.delivery.Samples.ORDER_NUMBER;
import static io.onevisit.licence.delivery.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A department with two carriers on one database: neither has a say in what was posted with the other. */
class SeveralCarriersTest {
    private final Office office = new Office();
    private final CarrierInMemory another = new CarrierInMemory();
    private final Carrier express = new CarrierLikeIt(another) {
        @Override
        public String name() {
            return "express";
        }
    };
    private final Outbox expressOutbox = new Outbox(
            office.dataSource,
            List.of(
                    new DeliveryPosting(office.store, express, office.listener, office.clock, null),
                    new DeliveryCancelling(office.store, express, office.listener, office.clock)),
            OutboxSettings.defaults(),
            office.clock);
    private final Deliveries expressDeliveries =
            new Deliveries(office.store, expressOutbox, express, office.listener, office.clock);

    @Test
    void fault_09_a_worker_of_another_carrier_leaves_an_order_alone() {
        office.post(Samples.order());

        expressOutbox.runDue();

        assertThat(another.parcels()).isEmpty();
        office.outbox.runDue();
        assertThat(office.carrier.parcels()).hasSize(1);
    }

    @Test
    void fault_01_a_lost_answer_is_not_asked_about_at_another_carrier() {
        office.carrier.losesAnswer(true);
        office.post(Samples.order());
        office.outbox.runDue();

        office.clock.advance(Duration.ofMinutes(1));
        expressOutbox.runDue();

        assertThat(another.asked()).isEmpty();
        assertThat(another.parcels()).isEmpty();
    }

    @Test
    void one_outbox_may_serve_several_carriers() {
        Outbox both = new Outbox(
                office.dataSource,
                List.of(
                        new DeliveryPosting(office.store, office.carrier, office.listener, office.clock, null),
                        new DeliveryPosting(office.store, express, office.listener, office.clock, null)),
                OutboxSettings.defaults(),
                office.clock);
        Deliveries byExpress = new Deliveries(office.store, both, express, office.listener, office.clock);
        office.post(Samples.order());
        office.store.inTransaction(tx -> byExpress.post(tx, Samples.order("D-20261121-0002", "居住证")));

        both.runDue();

        assertThat(office.carrier.parcels())
                .extracting(DeliveryOrder::orderNumber)
                .containsExactly(ORDER_NUMBER);
        assertThat(another.parcels()).extracting(DeliveryOrder::orderNumber).containsExactly("D-20261121-0002");
    }

    @Test
    void fault_54_what_another_carrier_says_about_an_order_does_not_count() {
        office.post(Samples.order());

        assertThat(expressDeliveries
                        .receive(push("e1", "DELIVERED", "2026-11-21T04:00:00Z"))
                        .status())
                .isEqualTo(400);

        assertThat(office.delivery().waybillNumber()).isEmpty();
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.ORDERED);
    }

    @Test
    void an_order_posted_with_one_carrier_is_neither_posted_nor_cancelled_with_another() {
        office.accepted();

        assertThatThrownBy(() -> office.store.inTransaction(tx -> expressDeliveries.post(tx, Samples.order())))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> office.store.inTransaction(tx -> expressDeliveries.cancel(tx, ORDER_NUMBER, "不寄了")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(expressDeliveries.find(ORDER_NUMBER)).isEmpty();
        assertThat(expressDeliveries.refresh(ORDER_NUMBER)).isFalse();
        expressOutbox.runDue();
        assertThat(another.parcels()).isEmpty();
        assertThat(another.cancellations()).isEmpty();
    }
}
