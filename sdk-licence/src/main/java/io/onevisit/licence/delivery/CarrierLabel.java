package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import java.util.Arrays;

/**
 * A carrier's own label (承运商面单), to be printed as it is.
 *
 * @param format by its first octets; more has not been looked at
 * @param octets at most 4 MiB
 */
public record CarrierLabel(Format format, Bytes octets) {
    /** How many octets a label may have. */
    public static final int MAX_OCTETS = 4 * 1024 * 1024;

    public CarrierLabel {
        Require.present(format, "format");
        Require.that(Require.present(octets, "octets").length() <= MAX_OCTETS, "label", "must have at most 4 MiB");
    }

    /** What a label may be. */
    public enum Format {
        /** ISO 32000. */
        PDF("255044462d"),
        /** ISO/IEC 15948. */
        PNG("89504e470d0a1a0a");

        private final String start;

        Format(String start) {
            this.start = start;
        }

        private boolean starts(byte[] octets) {
            int length = start.length() / 2;
            return octets.length > length
                    && Bytes.of(Arrays.copyOf(octets, length)).toHex().equals(start);
        }
    }

    /**
     * The label that {@code octets} are.
     *
     * @throws MalformedMessageException unless they are PDF or PNG
     */
    public static CarrierLabel of(Bytes octets) {
        byte[] array = Require.present(octets, "octets").toArray();
        return Arrays.stream(Format.values())
                .filter(format -> format.starts(array))
                .findFirst()
                .map(format -> new CarrierLabel(format, octets))
                .orElseThrow(() -> new MalformedMessageException("label", "is neither PDF nor PNG"));
    }
}
