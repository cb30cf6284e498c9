package io.onevisit.payment.qr;

import java.util.ArrayList;
import java.util.List;

/** Writes the data objects of a merchant-presented code and keeps where each of them stands. For one thread. */
final class EmvWriter {
    private static final String CRC = "63";
    private static final String CRC_HEAD = "6304";

    private final StringBuilder text = new StringBuilder(256);
    private final List<PlacedObject> placed = new ArrayList<>(24);
    private int characters;

    void put(EmvObject object) {
        placed.add(new PlacedObject("", characters, object));
        characters += EmvText.append(text, object);
    }

    /** Puts the checksum over all before it at the end. */
    String seal() {
        String before = text.append(CRC_HEAD).toString();
        String crc = Crc16.of(before);
        placed.add(new PlacedObject("", characters, new EmvObject(CRC, crc)));
        return before.concat(crc);
    }

    List<PlacedObject> placed() {
        return placed;
    }
}
