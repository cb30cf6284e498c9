package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Outcome;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.id.Division;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.id.Divisions;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.core.store.StateStore;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.carrier.CarrierSandbox;
import io.onevisit.licence.delivery.Carrier;
import io.onevisit.licence.delivery.Deliveries;
import io.onevisit.licence.delivery.Delivery;
import io.onevisit.licence.delivery.DeliveryCancelling;
import io.onevisit.licence.delivery.DeliveryFollowing;
import io.onevisit.licence.delivery.DeliveryListener;
import io.onevisit.licence.delivery.DeliveryOrder;
import io.onevisit.licence.delivery.DeliveryPosting;
import io.onevisit.licence.delivery.DeliveryState;
import io.onevisit.licence.delivery.ParsedAddress;
import io.onevisit.licence.delivery.Party;
import io.onevisit.licence.delivery.PlatformCarrier;
import io.onevisit.licence.delivery.PostalAddress;
import io.onevisit.licence.delivery.PushReply;
import io.onevisit.licence.delivery.carrier.EmsAccount;
import io.onevisit.licence.delivery.carrier.EmsCarrier;
import io.onevisit.licence.delivery.label.WaybillLabel;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/delivery.md. */
class DeliveryGuideTest {
    private static final Clock CLOCK = GuideSandbox.CLOCK;
    private static final String NUMBER = "20261121-0001";

    @TempDir
    Path folder;

    private final Printed printed = new Printed();
    private GuideSandbox box;
    private Outbox outbox;
    private Outbox following;
    private Deliveries deliveries;

    @BeforeEach
    void open() throws IOException {
        box = new GuideSandbox(folder);
        Platform platform = box.department;
        StateStore store = box.store;
        DataSource dataSource = box.database;
        Clock clock = CLOCK;
        var address = GuideSandbox.OFFICE;
        var out = printed.out;
        // snippet: deliveries
        Carrier carrier = new PlatformCarrier(platform, address); // your own address, for what it pushes
        DeliveryListener listener = (transaction, before, delivery) -> out.println(before + " to " + delivery.state()
                + ", waybill " + delivery.waybillNumber().orElse("-"));
        Outbox following = new Outbox( // asks when no push comes
                dataSource,
                List.of(new DeliveryFollowing(store, carrier, listener, clock)),
                DeliveryFollowing.settings(),
                clock);
        Outbox outbox = new Outbox(
                dataSource,
                List.of(
                        new DeliveryPosting(store, carrier, listener, clock, following),
                        new DeliveryCancelling(store, carrier, listener, clock)),
                OutboxSettings.defaults(),
                clock);
        outbox.createTables();
        Deliveries deliveries = new Deliveries(store, outbox, carrier, listener, clock);
        // end of snippet
        this.outbox = outbox;
        this.following = following;
        this.deliveries = deliveries;
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void a_result_is_posted_once_and_followed_to_the_door() {
        post();
        following.runDue();

        assertThat(printed.toString()).startsWith("ORDERED to CREATED, waybill 99");
        String waybill = deliveries.find(NUMBER).orElseThrow().waybillNumber().orElseThrow();
        RawMessage message = box.push(Role.PLATFORM, tracking(waybill));
        assertThat(tracked(message).status()).isEqualTo(200);
        assertThat(tracked(message).status()).isEqualTo(200);
        assertThat(tracked(box.push(Role.BANK, tracking(waybill))).status()).isEqualTo(400);
        assertThat(tracked(box.push(Role.PLATFORM, "{}")).status()).isEqualTo(400);
        // snippet: proof
        Delivery delivery = deliveries.find("20261121-0001").orElseThrow();
        delivery.history()
                .forEach(entry ->
                        printed.out.println(entry.at() + " " + entry.event().state()));
        delivery.proof()
                .ifPresent(proof -> printed.out.println(proof.caseNumber() + " handed over " + proof.deliveredAt()));
        // end of snippet
        assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(printed.toString()).contains("handed over 2026-11-21T01:30:00Z");
    }

    private DeliveryOrder post() {
        PostalAddress here = address("文三路90号");
        Party office = new Party("示例市政务服务局", "0571-00000000", here);
        Party applicant = new Party("李明轩", "13900000001", address("古墩路201号1单元501室"));
        StateStore store = box.store;
        // snippet: post
        DeliveryOrder order = new DeliveryOrder(
                "20261121-0001", // your own number: one parcel, however often it is told
                new CaseNumber("20261121-0001"),
                office,
                applicant,
                "居住证",
                DeliveryOrder.Payer.DEPARTMENT); // by the monthly account, free to the citizen
        store.inTransaction(transaction -> deliveries.post(transaction, order)); // beside your own row of the case
        outbox.runDue(); // or outbox.start() once, and it sends by itself
        // end of snippet
        return order;
    }

    // snippet: tracking
    PushReply tracked(RawMessage message) {
        return deliveries.receive(message); // verified, remembered, and answered as the carrier wants it
    }
    // end of snippet

    @Test
    void a_batch_with_old_documents_has_a_result_for_each_item() {
        DeliveryOrder order = post();
        StateStore store = box.store;
        // snippet: batch
        DeliveryOrder back = order.back("20261121-0001-B", "旧居住证"); // the courier takes the old one along
        List<Outcome<Delivery>> outcomes =
                store.inTransaction(transaction -> deliveries.postAll(transaction, List.of(order, back)));
        // end of snippet
        outbox.runDue();

        assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Done);
        assertThat(deliveries.find("20261121-0001-B").orElseThrow().state()).isEqualTo(DeliveryState.CREATED);
    }

    @Test
    void a_delivery_is_cancelled_if_the_carrier_agrees() {
        post();
        StateStore store = box.store;
        // snippet: cancel
        store.inTransaction(transaction -> deliveries.cancel(transaction, "20261121-0001", "申请人到窗口自取"));
        outbox.runDue();
        Delivery delivery = deliveries.find("20261121-0001").orElseThrow();
        printed.out.println(delivery.cancellation().state()); // CANCELLED, or CANCEL_REFUSED with a reason
        // end of snippet

        assertThat(printed.toString()).contains("CREATED to CANCELLED").endsWith("CANCELLED\n");
        assertThat(delivery.state()).isEqualTo(DeliveryState.CANCELLED);
    }

    @Test
    void a_label_shows_what_the_standard_leaves_of_a_citizen() {
        DeliveryOrder order = post();
        Font font = new Font(Font.DIALOG, Font.PLAIN, 12);
        assumeTrue(font.canDisplayUpTo("示例市政务服务局寄付月结送货上门") < 0, "no Chinese font is installed");
        Delivery delivery = deliveries.find(NUMBER).orElseThrow();
        // snippet: label
        WaybillLabel label = new WaybillLabel("EMS", delivery.waybill(), order);
        Bytes png = label.png(font, WaybillLabel.Resolution.DPI_203); // 100 x 150 mm, for a label printer
        Bytes pdf = label.pdf(font, WaybillLabel.Resolution.DPI_300);
        // end of snippet

        assertThat(png.length()).isPositive();
        assertThat(pdf.length()).isPositive();
    }

    @Test
    void an_address_is_checked_and_a_successor_suggested() {
        // snippet: address
        PostalAddress address = new PostalAddress(DivisionCode.parse("330103"), "浙江省", "杭州市", "下城区", "体育场路2号", null);
        LocalDate today = LocalDate.of(2026, 11, 21);
        Report<PostalAddress> report = address.check(Divisions.bundled(), today); // failed: abolished in 2021
        List<Division> instead = address.successors(Divisions.bundled(), today);
        // end of snippet

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(instead).extracting(Division::fullName).contains("浙江省杭州市拱墅区");
    }

    @Test
    void an_address_that_is_one_text_is_split_or_left_to_a_person() {
        // snippet: split
        String text = "浙江省杭州市西湖区文三路 1 号";
        ParsedAddress parsed = PostalAddress.parse(text, Divisions.bundled(), LocalDate.of(2026, 11, 21));
        List<Division> candidates = parsed instanceof ParsedAddress.Unclear unclear
                ? unclear.candidates() // for a person to choose from
                : List.of();
        PostalAddress address = parsed.orThrow(); // 330106, 浙江省, 杭州市, 西湖区, 文三路 1 号
        // end of snippet

        assertThat(candidates).isEmpty();
        assertThat(address.division()).isEqualTo(DivisionCode.parse("330106"));
        assertThat(address.oneLine()).isEqualTo(text);
    }

    @Test
    void a_carrier_is_reached_by_its_own_interface() throws IOException {
        Clock clock = CLOCK;
        // snippet: carrier
        EmsAccount account = new EmsAccount(
                "1100000000001", "your authorisation code", "c2FuZGJveC1lbXMta2V5IQ==", "1", Map.of(), Map.of());
        Carrier ems = new EmsCarrier(account, EmsCarrier.PRODUCTION, Timeouts.defaults(), clock);
        // end of snippet
        assertThat(ems.name()).isEqualTo("ems");
        try (CarrierSandbox sandbox = CarrierSandbox.start(clock)) {
            Carrier simulated =
                    new EmsCarrier(CarrierSandbox.emsAccount(), sandbox.emsAddress(), Timeouts.defaults(), clock);
            assertThat(simulated.create(post())).isInstanceOf(Outcome.Done.class);
        }
    }

    private static PostalAddress address(String detail) {
        return new PostalAddress(DivisionCode.parse("330106"), "浙江省", "杭州市", "西湖区", detail, null);
    }

    private static String tracking(String waybill) {
        return """
                {"type":"delivery.tracked","orderNumber":"20261121-0001","waybillNumber":"%s","eventId":"e1",
                 "state":"DELIVERED","at":"2026-11-21T01:30:00Z","place":"杭州市西湖区"}""".formatted(waybill);
    }
}
