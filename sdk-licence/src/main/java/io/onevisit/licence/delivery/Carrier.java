package io.onevisit.licence.delivery;

import io.onevisit.core.Outcome;
import io.onevisit.core.platform.Inbound;
import java.util.Optional;

/** An express carrier (快递企业), or a broker of several. Implementations are thread-safe. */
public interface Carrier {
    /**
     * Places an order. The carrier must accept one order number once, however often it is told.
     *
     * @throws io.onevisit.core.PlatformUnreachableException when the order certainly never arrived
     */
    Outcome<Waybill> create(DeliveryOrder order);

    /**
     * What the carrier knows of an order.
     *
     * @return empty when it has never seen it
     * @throws io.onevisit.core.PlatformUnreachableException when no answer came
     * @throws io.onevisit.core.PlatformRefusedException when the carrier does not say
     * @throws io.onevisit.core.MalformedMessageException when the answer is not what the contract says
     */
    Optional<Tracking> query(String orderNumber);

    /**
     * Reads what the carrier pushed.
     *
     * @throws io.onevisit.core.MalformedMessageException when it is not a tracking message
     */
    Tracking read(Inbound push);
}
