package io.onevisit.payment.qr;

import java.util.ArrayList;
import java.util.List;

/** Writes the data objects of a merchant-presented code and keeps where each of them stands. For one thread. */
final class EmvWriter {
    private static final String CRC = "63";
    private static final String CRC_HEAD = "6304";

    private final StringBuilder text = new StringBuilder(256);
    private final List<PlacedObject> placed = new ArrayList<>(16);
    private int characters;

    void put(EmvObject object) {
        placed.add(new PlacedObject(object.id(), characters, object));
        characters += EmvText.append(text, object);
    }

    /** Puts the checksum over all before it at the end. */
    String seal() {
        String crc = Crc16.of(text.append(CRC_HEAD).toString());
        placed.add(new PlacedObject(CRC, characters, new EmvObject(CRC, crc)));
        return text.append(crc).toString();
    }

    List<PlacedObject> placed() {
        return placed;
    }
}
