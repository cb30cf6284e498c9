package io.onevisit.examples.sandbox.fiscal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Which faults are on, and what they do to octets on the line. Thread-safe. */
final class Faults {
    private static final int PIECE = 7;

    private final Set<FiscalFault> on = EnumSet.noneOf(FiscalFault.class);

    synchronized void suffer(FiscalFault fault) {
        on.add(fault);
    }

    synchronized void heal() {
        on.clear();
    }

    synchronized boolean has(FiscalFault fault) {
        return on.contains(fault);
    }

    /** What goes out in place of {@code frame}. */
    byte[] octets(byte[] frame) {
        if (has(FiscalFault.CUT_FRAME)) {
            return Arrays.copyOf(frame, frame.length / 2);
        }
        if (has(FiscalFault.JOINED_FRAMES)) {
            byte[] both = Arrays.copyOf(frame, 2 * frame.length);
            System.arraycopy(frame, 0, both, frame.length, frame.length);
            return both;
        }
        return frame;
    }

    void write(OutputStream out, byte[] octets) throws IOException {
        int piece = has(FiscalFault.PARTIAL_FRAME) ? PIECE : octets.length;
        for (int from = 0; from < octets.length; from += piece) {
            out.write(octets, from, Math.min(piece, octets.length - from));
            out.flush();
        }
    }
}
