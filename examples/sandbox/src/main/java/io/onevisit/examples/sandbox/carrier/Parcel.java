package io.onevisit.examples.sandbox.carrier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One parcel at a carrier. */
final class Parcel {
    private final String orderNumber;
    private final String waybillNumber;
    private final ObjectNode order;
    private final List<Scan> scans = new ArrayList<>();
    private boolean collected;
    private boolean cancelled;

    Parcel(String orderNumber, String waybillNumber, ObjectNode order) {
        this.orderNumber = orderNumber;
        this.waybillNumber = waybillNumber;
        this.order = order;
    }

    /** A scan: the carrier's code, its time without a zone, its sentence. */
    record Scan(String code, String time, String text) {}

    String orderNumber() {
        return orderNumber;
    }

    String waybillNumber() {
        return waybillNumber;
    }

    ObjectNode order() {
        return order;
    }

    List<Scan> scans() {
        return scans;
    }

    void scan(Scan scan) {
        scans.add(scan);
        collected = true;
    }

    /** True unless it is on its way. */
    boolean cancel() {
        cancelled |= !collected;
        return cancelled;
    }

    boolean isCancelled() {
        return cancelled;
    }
}
