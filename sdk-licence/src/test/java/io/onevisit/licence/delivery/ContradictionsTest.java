package io.onevisit.licence.delivery;

import static io.onevisit.licence.delivery.Samples.NOON;
import static io.onevisit.licence.delivery.Samples.ORDER_NUMBER;
import static io.onevisit.licence.delivery.Samples.WAYBILL_NUMBER;
import static io.onevisit.licence.delivery.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What does not go together: carriers that take back what they said, wishes that come too late, wiring that is wrong. */
class ContradictionsTest {
    private static final Waybill WAYBILL = new Waybill(ORDER_NUMBER, WAYBILL_NUMBER);
    private static final Refusal REFUSAL = new Refusal("OUT_OF_AREA", "does not deliver there", null);

    private Office office = new Office();
    private final Delivery ordered = Delivery.ordered(Samples.order(), NOON);

    @Test
    void fault_20_a_code_that_is_understood_later_is_the_same_event_and_counts_from_then_on() {
        DeliveryEvent before = new DeliveryEvent("e1", DeliveryState.UNKNOWN, "711", NOON, "门卫");
        DeliveryEvent after = new DeliveryEvent("e1", DeliveryState.DELIVERED, "711", NOON, "门卫");

        Delivery delivery =
                ordered.accepted(WAYBILL).told(List.of(before), NOON).told(List.of(after), NOON.plusSeconds(9));

        assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery.history()).containsExactly(new HistoryEntry(after, NOON));
        assertThat(delivery.told(List.of(before), NOON.plusSeconds(20)))
                .as("what is known is not forgotten")
                .isEqualTo(delivery);
    }

    @Test
    void one_event_id_with_two_meanings_is_still_refused() {
        Delivery delivery =
                ordered.told(List.of(new DeliveryEvent("e1", DeliveryState.UNKNOWN, "711", NOON, "a")), NOON);

        assertThatThrownBy(() -> delivery.told(
                        List.of(new DeliveryEvent("e1", DeliveryState.DELIVERED, "704", NOON, "a")), NOON))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> delivery.told(
                        List.of(new DeliveryEvent("e1", DeliveryState.DELIVERED, "711", NOON.plusSeconds(1), "a")),
                        NOON))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void fault_52_an_order_that_has_a_waybill_does_not_step_back_when_it_is_refused() {
        assertThat(ordered.accepted(WAYBILL).refused(REFUSAL).state()).isEqualTo(DeliveryState.CREATED);
        assertThat(ordered.refused(REFUSAL).state()).isEqualTo(DeliveryState.REFUSED);
    }

    @Test
    void fault_54_a_push_about_a_stranger_among_ours_does_not_keep_ours() {
        Tracking stranger = tracking("D-20261121-0009", "9999999999999");
        Tracking ours = tracking(ORDER_NUMBER, WAYBILL_NUMBER);
        for (List<Tracking> told : List.of(List.of(stranger, ours), List.of(ours, stranger))) {
            office = new Office();
            office.accepted();
            Carrier carrier = new CarrierLikeIt(office.carrier) {
                @Override
                public List<Tracking> read(RawMessage push) {
                    return told;
                }
            };
            Deliveries deliveries = new Deliveries(office.store, office.outbox, carrier, office.listener, office.clock);

            assertThat(deliveries
                            .receive(push("x", "COLLECTED", "2026-11-21T04:00:00Z"))
                            .status())
                    .isEqualTo(400);
            assertThat(office.delivery().state()).isEqualTo(DeliveryState.COLLECTED);
        }
    }

    private static Tracking tracking(String orderNumber, String waybillNumber) {
        DeliveryEvent event = new DeliveryEvent("e1", DeliveryState.COLLECTED, "50", NOON, null);
        return new Tracking(waybillNumber, orderNumber, List.of(event));
    }

    @Test
    void fault_57_an_order_cancelled_before_the_carrier_took_it_is_never_sent_again() {
        office.carrier.refuses(order -> true);
        office.post(Samples.order());
        office.outbox.runDue();
        office.cancel("申请人到窗口自取");
        office.outbox.runDue();
        assertThat(office.delivery().cancellation()).isEqualTo(Cancellation.DONE);

        office.carrier.refuses(order -> false);
        office.outbox.release(DeliveryPosting.kind(office.carrier), ORDER_NUMBER);
        office.outbox.runDue();

        assertThat(office.carrier.parcels()).isEmpty();
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CANCELLED);
    }

    @Test
    void fault_08_what_the_carrier_may_have_forgotten_is_not_placed_again_when_a_person_releases_it() {
        Carrier forgetful = new CarrierLikeIt(office.carrier) {
            @Override
            public Optional<Outcome<Waybill>> find(DeliveryOrder order) {
                return Optional.empty();
            }

            @Override
            public Duration remembers() {
                return Duration.ofDays(2);
            }
        };
        Outbox outbox =
                new Outbox(office.dataSource, office.handlers(forgetful), OutboxSettings.defaults(), office.clock);
        office.carrier.losesAnswer(true);
        office.post(Samples.order());
        outbox.runDue();
        office.clock.advance(Duration.ofHours(25));
        outbox.runDue();
        office.clock.advance(Duration.ofHours(23));
        office.carrier.losesAnswer(false);

        assertThat(outbox.release(DeliveryPosting.kind(forgetful), ORDER_NUMBER))
                .isTrue();
        outbox.runDue();

        assertThat(office.carrier.parcels()).hasSize(1);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.ORDERED);
    }

    @Test
    void fault_57_what_the_carrier_says_of_a_parcel_stands_against_its_yes_to_a_cancellation() {
        DeliveryEvent handedOver = new DeliveryEvent("e1", DeliveryState.DELIVERED, "80", NOON, null);
        Instant later = NOON.plusSeconds(60);
        Delivery accepted = ordered.accepted(WAYBILL);

        for (Delivery delivery : List.of(
                accepted.told(List.of(handedOver), NOON).cancelled(later),
                accepted.cancelled(later).told(List.of(handedOver), later))) {
            assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(delivery.proof()).isPresent();
            assertThat(delivery.cancellation()).isEqualTo(Cancellation.DONE);
        }
    }

    @Test
    void fault_57_an_order_that_was_accepted_while_it_was_being_cancelled_is_cancelled_at_the_carrier() {
        office.carrier.refuses(order -> true);
        office.post(Samples.order());
        office.outbox.runDue();
        DeliveryCancelling cancelling =
                new DeliveryCancelling(office.store, office.carrier, office.listener, office.clock);
        Bytes reason = Bytes.of("不寄了".getBytes(StandardCharsets.UTF_8));
        Outcome<?> tooEarly = cancelling.send(ORDER_NUMBER, reason);

        office.carrier.refuses(order -> false);
        office.outbox.release(DeliveryPosting.kind(office.carrier), ORDER_NUMBER);
        office.outbox.runDue();

        assertThatThrownBy(() -> office.store.inTransaction(tx -> {
                    cancelling.ended(tx, ORDER_NUMBER, reason, tooEarly);
                    return true;
                }))
                .isInstanceOf(PlatformUnreachableException.class);
        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
        cancelling.query(ORDER_NUMBER, reason);
        assertThat(office.carrier.cancellations()).hasSize(1);
    }

    @Test
    void a_cancellation_asked_again_after_the_outbox_forgot_it_is_the_same_one() {
        office.accepted();
        office.cancel("不寄了");
        office.outbox.runDue();
        office.outbox.deleteDone(NOON.plusSeconds(1), 100);
        office.clock.advance(Duration.ofDays(1));

        assertThat(office.cancel("不寄了")).isFalse();
        office.outbox.runDue();

        assertThat(office.carrier.cancellations()).hasSize(1);
        assertThat(office.delivery().history()).hasSize(1);
    }

    @Test
    void fault_57_after_its_number_was_used_again_an_order_hears_nothing_of_the_later_parcel() {
        office.accepted();
        office.clock.advance(Duration.ofDays(400));
        String second = "D-20271226-0001";
        office.post(Samples.order(second, "居住证"));
        office.outbox.runDue();
        DeliveryEvent handedOver =
                new DeliveryEvent("e2", DeliveryState.DELIVERED, "80", Instant.parse("2027-12-26T04:00:00Z"), null);
        office.carrier.happens(
                ORDER_NUMBER, handedOver); // asked by its number the carrier tells of the parcel it is now
        office.carrier.happens(second, handedOver);

        office.deliveries.refresh(ORDER_NUMBER);
        office.deliveries.refresh(second);

        assertThat(office.delivery().state()).isEqualTo(DeliveryState.CREATED);
        assertThat(office.delivery(second).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void a_batch_over_an_outbox_that_cannot_send_it_fails_and_is_no_conflict() {
        Outbox none = new Outbox(office.dataSource, List.of(), OutboxSettings.defaults(), office.clock);
        Deliveries deaf = new Deliveries(office.store, none, office.carrier, office.listener, office.clock);

        assertThatThrownBy(() -> office.store.inTransaction(tx -> deaf.postAll(tx, List.of(Samples.order()))))
                .isInstanceOf(InvalidValueException.class);

        assertThat(office.deliveries.find(ORDER_NUMBER)).isEmpty();
    }
}
