package io.onevisit.seal.internal;

import io.onevisit.core.MalformedMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The outside of a PNG picture (W3C PNG, clause 5): every chunk is walked and its check value recomputed, but no pixel
 * is decoded. Chunks that hold compressed text or profiles, animation or anything unknown are refused, since they may
 * expand without bound or show different things in different readers.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Png(int width, int height) {
    /** The most octets a picture may have. */
    public static final int MAX_OCTETS = 1024 * 1024;

    private static final int MAX_PIXELS_A_SIDE = 4096;
    private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> CHUNKS = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "bKGD", "hIST", "pHYs", "tIME");

    /**
     * Walks a picture.
     *
     * @throws MalformedMessageException when it is no PNG of at most 1 MiB and 4096 pixels a side
     */
    public static Png inspect(byte[] picture) {
        require(picture.length <= MAX_OCTETS, "has more than 1 MiB");
        require(
                picture.length > MAGIC.length && Arrays.equals(Arrays.copyOf(picture, MAGIC.length), MAGIC),
                "has another signature");
        ByteBuffer chunks = ByteBuffer.wrap(picture).position(MAGIC.length);
        ByteBuffer header = chunk(chunks, "IHDR");
        require(header.remaining() == 13, "has a header of another length");
        Png png = new Png(header.getInt(), header.getInt());
        require(between1And(png.width, MAX_PIXELS_A_SIDE), "has a width out of bounds");
        require(between1And(png.height, MAX_PIXELS_A_SIDE), "has a height out of bounds");
        walkToEnd(chunks);
        return png;
    }

    private static void walkToEnd(ByteBuffer chunks) {
        boolean pixels = false;
        String type;
        do {
            type = peekType(chunks);
            require(!type.equals("IHDR"), "has two headers");
            pixels |= type.equals("IDAT");
            chunk(chunks, type);
        } while (!type.equals("IEND"));
        require(pixels, "has no pixels");
        require(!chunks.hasRemaining(), "has octets after its end");
    }

    private static ByteBuffer chunk(ByteBuffer chunks, String expected) {
        String type = peekType(chunks);
        require(type.equals(expected) && CHUNKS.contains(type), "has a chunk that is not allowed");
        int length = chunks.getInt();
        require(length >= 0 && length <= chunks.remaining() - 8, "is cut off");
        CRC32 check = new CRC32();
        check.update(chunks.slice(chunks.position(), 4 + length));
        ByteBuffer content = chunks.slice(chunks.position() + 4, length);
        chunks.position(chunks.position() + 4 + length);
        require(chunks.getInt() == (int) check.getValue(), "has a wrong check value");
        return content;
    }

    private static String peekType(ByteBuffer chunks) {
        require(chunks.remaining() >= 12, "is cut off");
        byte[] type = new byte[4];
        chunks.get(chunks.position() + 4, type);
        return new String(type, StandardCharsets.ISO_8859_1);
    }

    private static boolean between1And(int value, int max) {
        return value >= 1 && value <= max;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException("PNG picture", problem);
        }
    }
}
