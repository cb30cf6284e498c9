package io.onevisit.seal.internal;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.PngFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A PNG picture as far as one can tell without drawing it (W3C PNG): every chunk is walked and its check value
 * recomputed, the header is one that exists, and the pixels inflate to exactly the rows it tells. Chunks that hold
 * compressed text or profiles, animation or anything unknown are refused, since they may expand without bound or show
 * different things in different readers.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Png(int width, int height) {
    /** The most octets a picture may have. */
    public static final int MAX_OCTETS = 1024 * 1024;

    static final String FORMAT = "PNG picture";

    private static final int MAX_PALETTE = 3 * 256;
    private static final byte[] MAGIC = PngFile.signature();
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
        PngHeader header = PngHeader.read(chunk(chunks, "IHDR"));
        walkToPixels(chunks, header);
        walkPixels(chunks, header);
        walkToEnd(chunks);
        return new Png(header.width(), header.height());
    }

    private static void walkToPixels(ByteBuffer chunks, PngHeader header) {
        boolean palette = false;
        for (String type = peekType(chunks); !type.equals("IDAT"); type = peekType(chunks)) {
            requireNotAgain(type);
            require(!type.equals("IEND"), "has no pixels");
            ByteBuffer content = chunk(chunks, type);
            if (type.equals("PLTE")) {
                require(!palette && header.allowsPalette() && isPalette(content.remaining()), "has a wrong palette");
                palette = true;
            }
        }
        require(palette || header.colour() != PngHeader.PALETTE, "has no palette");
    }

    private static boolean isPalette(int octets) {
        return octets > 0 && octets <= MAX_PALETTE && octets % 3 == 0;
    }

    /** Clause 5.6: the chunks of pixels follow each other. */
    private static void walkPixels(ByteBuffer chunks, PngHeader header) {
        try (PngPixels pixels = new PngPixels(header)) {
            while (peekType(chunks).equals("IDAT")) {
                pixels.take(chunk(chunks, "IDAT"));
            }
            pixels.end();
        }
    }

    private static void walkToEnd(ByteBuffer chunks) {
        String type;
        do {
            type = peekType(chunks);
            requireNotAgain(type);
            require(!type.equals("IDAT") && !type.equals("PLTE"), "has pixels or a palette in another place");
            chunk(chunks, type);
        } while (!type.equals("IEND"));
        require(!chunks.hasRemaining(), "has octets after its end");
    }

    private static void requireNotAgain(String type) {
        require(!type.equals("IHDR"), "has two headers");
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

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(FORMAT, problem);
        }
    }
}
