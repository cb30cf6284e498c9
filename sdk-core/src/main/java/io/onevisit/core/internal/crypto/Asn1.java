package io.onevisit.core.internal.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.bouncycastle.asn1.ASN1GeneralizedTime;

/**
 * The way ASN.1 from outside comes in, ITU-T X.690. Its shape is walked first, without recursion, so that nothing too
 * long, too deep, cut short or followed by more ever reaches Bouncy Castle, whose reader recurses.
 */
public final class Asn1 {
    private static final int MAX_DEPTH = 64;
    private static final int INDEFINITE = -1;

    private final String format;
    private final byte[] octets;
    private final boolean distinguished;
    private final Deque<Frame> open = new ArrayDeque<>();
    private int position;

    /** A constructed value not yet ended; one of indefinite length ends by a mark, at the latest with its parent. */
    private record Frame(int end, boolean indefinite) {}

    private Asn1(String format, byte[] octets, boolean distinguished) {
        this.format = format;
        this.octets = octets;
        this.distinguished = distinguished;
    }

    /** Reads what {@link #requireDer} has let through. */
    @FunctionalInterface
    public interface Reader<T> {
        /** The value read. */
        T read() throws IOException;
    }

    /**
     * Refuses anything but one value in DER: definite and shortest lengths, nothing after the end.
     *
     * @throws MalformedMessageException about {@code format}
     */
    public static void requireDer(String format, byte[] octets, int maxLength) {
        requireShape(format, octets, maxLength, true);
    }

    /**
     * Refuses anything but one value in BER, lengths of any kind, nothing after the end.
     *
     * @throws MalformedMessageException about {@code format}
     */
    public static void requireBer(String format, byte[] octets, int maxLength) {
        requireShape(format, octets, maxLength, false);
    }

    /**
     * Runs a reader of Bouncy Castle over octets from outside. It reports what it cannot read by exceptions of many
     * kinds, unchecked ones among them, some only when a part is first looked at.
     *
     * @throws MalformedMessageException about {@code format} when the reader throws
     */
    public static <T> T read(String format, Reader<T> reader) {
        try {
            return reader.read();
        } catch (OneVisitException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedMessageException(format, "is not of its ASN.1 form");
        }
    }

    /**
     * The values that a constructed value in DER holds, each in its original octets, so that what was signed is hashed as
     * it came and never encoded anew.
     *
     * @param der has passed {@link #requireDer}
     */
    public static List<byte[]> elements(String format, byte[] der) {
        Asn1 outer = new Asn1(format, der, true);
        outer.header();
        List<byte[]> elements = new ArrayList<>();
        while (outer.position < der.length) {
            int start = outer.position;
            int length = outer.header();
            outer.position += length;
            elements.add(Arrays.copyOfRange(der, start, outer.position));
        }
        return elements;
    }

    /**
     * Where the content of the value that begins at {@code from} begins.
     *
     * @param der has passed {@link #requireDer}
     */
    public static int startOfContent(String format, byte[] der, int from) {
        Asn1 value = new Asn1(format, der, true);
        value.position = from;
        value.header();
        return value.position;
    }

    /**
     * Where the value that begins at {@code from} ends.
     *
     * @param der has passed {@link #requireDer}
     */
    public static int endOfValue(String format, byte[] der, int from) {
        Asn1 value = new Asn1(format, der, true);
        value.position = from;
        int length = value.header();
        return value.position + length;
    }

    /** The instant that {@code time} names. */
    public static Instant instant(ASN1GeneralizedTime time) {
        try {
            return time.getDate().toInstant();
        } catch (ParseException e) {
            throw new MalformedMessageException("time", "is not of its ASN.1 form");
        }
    }

    private static void requireShape(String format, byte[] octets, int maxLength, boolean distinguished) {
        if (octets.length > maxLength) {
            throw new MalformedMessageException(format, "must have at most " + maxLength + " octets");
        }
        new Asn1(format, octets, distinguished).walk();
    }

    private void walk() {
        do {
            value();
            while (!open.isEmpty() && !open.peek().indefinite() && open.peek().end() == position) {
                open.pop();
            }
        } while (!open.isEmpty());
        require(position == octets.length, "has octets after its end");
    }

    private void value() {
        int tag = next();
        if (tag == 0 && !open.isEmpty() && open.peek().indefinite()) {
            require(next() == 0, "ends wrongly");
            open.pop();
            return;
        }
        if ((tag & 0x1f) == 0x1f) {
            skipLongTag();
        }
        boolean constructed = (tag & 0x20) != 0;
        int length = length();
        boolean indefinite = length == INDEFINITE;
        require(!indefinite || (constructed && !distinguished), "has a length that is not definite");
        if (constructed) {
            require(open.size() < MAX_DEPTH, "is nested too deeply");
            open.push(new Frame(indefinite ? end() : position + length, indefinite));
        } else {
            position += length;
        }
    }

    /** Passes over tag and length. Returns the length. */
    private int header() {
        if ((next() & 0x1f) == 0x1f) {
            skipLongTag();
        }
        return length();
    }

    private void skipLongTag() {
        int more = 5;
        while ((next() & 0x80) != 0) {
            require(--more > 0, "has a tag that is too long");
        }
    }

    private int length() {
        int first = next();
        if (first < 0x80) {
            return within(first);
        }
        if (first == 0x80) {
            return INDEFINITE;
        }
        int count = first & 0x7f;
        require(count <= 4, "has a length that is too long");
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | next();
        }
        boolean shortest = length >= 0x80 && length >> (8 * (count - 1)) != 0;
        require(shortest || !distinguished, "has a length that is not the shortest");
        return within(length);
    }

    private int within(long length) {
        require(length <= end() - position, "is cut short");
        return (int) length;
    }

    private int end() {
        return open.isEmpty() ? octets.length : open.peek().end();
    }

    private int next() {
        require(position < end(), "is cut short");
        return octets[position++] & 0xff;
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(format, problem);
        }
    }
}
