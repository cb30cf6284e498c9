package io.onevisit.core.qr;

import io.onevisit.core.MalformedMessageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What a JPEG file (ISO/IEC 10918-1) says of itself before anybody decodes it: its size and how often its pixels are gone
 * over, which together bound the work.
 */
record JpegFrame(int width, int height, int scans) {
    private static final int MARKER = 0xFF;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;

    /** Baseline, extended and progressive frames with Huffman codes, which are all that cameras write. */
    private static final int FIRST_FRAME = 0xC0;

    private static final int LAST_FRAME = 0xC2;

    /** Annex B.2. */
    static JpegFrame parse(byte[] octets) {
        ByteBuffer jpeg = ByteBuffer.wrap(octets);
        try {
            if (next(jpeg) != MARKER || next(jpeg) != START_OF_IMAGE) {
                throw malformed("does not start as one");
            }
            return segments(jpeg);
        } catch (BufferUnderflowException e) {
            throw malformed("is cut short");
        }
    }

    private static JpegFrame segments(ByteBuffer jpeg) {
        int width = 0;
        int height = 0;
        int scans = 0;
        for (int marker = marker(jpeg); marker != END_OF_IMAGE; marker = marker(jpeg)) {
            ByteBuffer segment = segment(jpeg);
            if (marker >= FIRST_FRAME && marker <= LAST_FRAME) {
                if (height > 0) {
                    throw malformed("has two frames");
                }
                segment.get(); // sample precision
                height = segment.getShort() & 0xFFFF;
                width = segment.getShort() & 0xFFFF;
            } else if (marker == START_OF_SCAN) {
                scans++;
                skipScan(jpeg);
            }
        }
        if (width == 0 || height == 0 || scans == 0) {
            throw malformed("has no pixels, or none that are coded by Huffman");
        }
        return new JpegFrame(width, height, scans);
    }

    private static int marker(ByteBuffer jpeg) {
        if (next(jpeg) != MARKER) {
            throw malformed("has octets between its segments");
        }
        int marker = next(jpeg);
        while (marker == MARKER) {
            marker = next(jpeg); // fill octets
        }
        return marker;
    }

    private static ByteBuffer segment(ByteBuffer jpeg) {
        int length = (jpeg.getShort() & 0xFFFF) - Short.BYTES;
        if (length < 0 || length > jpeg.remaining()) {
            throw malformed("is cut short");
        }
        ByteBuffer segment = jpeg.slice(jpeg.position(), length);
        jpeg.position(jpeg.position() + length);
        return segment;
    }

    /** To the next marker that is neither a stuffed octet nor a restart. */
    private static void skipScan(ByteBuffer jpeg) {
        while (true) {
            if (next(jpeg) == MARKER) {
                int code = next(jpeg);
                boolean stuffed = code == 0;
                boolean restart = code >= 0xD0 && code <= 0xD7;
                if (!stuffed && !restart) {
                    jpeg.position(jpeg.position() - 2);
                    return;
                }
            }
        }
    }

    private static int next(ByteBuffer jpeg) {
        return jpeg.get() & 0xFF;
    }

    private static MalformedMessageException malformed(String problem) {
        return new MalformedMessageException("JPEG", problem);
    }
}
