package io.onevisit.examples.sandbox.fiscal;

import io.onevisit.examples.sandbox.Faults;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The line from the platform to an office, and what the faults do to frames on it. Thread-safe. */
final class FaultyLine {
    private static final int PIECE = 7;

    private final Faults faults;

    FaultyLine(Faults faults) {
        this.faults = faults;
    }

    /** What goes out in place of {@code frame}. */
    byte[] octets(byte[] frame, String place) {
        if (faults.strikes(FiscalFault.F16_CUT_FRAME, place)) {
            return Arrays.copyOf(frame, frame.length / 2);
        }
        if (faults.strikes(FiscalFault.F16_JOINED_FRAMES, place)) {
            byte[] both = Arrays.copyOf(frame, 2 * frame.length);
            System.arraycopy(frame, 0, both, frame.length, frame.length);
            return both;
        }
        return frame;
    }

    void write(OutputStream out, byte[] octets, String place) throws IOException {
        boolean pieces = octets.length > 0 && faults.strikes(FiscalFault.F16_PARTIAL_FRAME, place);
        int piece = pieces ? PIECE : Math.max(1, octets.length);
        for (int from = 0; from < octets.length; from += piece) {
            out.write(octets, from, Math.min(piece, octets.length - from));
            out.flush();
        }
    }
}
