package io.onevisit.core.qr;

import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.PngFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The brightness of a PNG, ISO/IEC 15948, on white paper: every colour type and bit depth, no interlace. The JDK's own
 * reader would start a thread that stays. For one thread.
 */
final class PngPicture {
    private static final int MAX_OCTETS = 8 * 1024 * 1024;
    private static final int MAX_PIXELS = 16 * 1024 * 1024;
    private static final int HEADER_LENGTH = 13;

    private final ByteBuffer png;
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private int width;
    private int height;
    private int bitDepth;
    private ColourType colourType = ColourType.GREY;
    private int @Nullable [] palette;

    private PngPicture(byte[] octets) {
        this.png = ByteBuffer.wrap(octets);
    }

    static LuminanceSource parse(byte[] octets) {
        if (octets.length > MAX_OCTETS) {
            throw malformed("must have at most 8 MiB");
        }
        try {
            return new PngPicture(octets).read();
        } catch (BufferUnderflowException e) {
            throw malformed("is cut short");
        } catch (IOException e) {
            throw malformed("its pixels do not unpack");
        }
    }

    private LuminanceSource read() throws IOException {
        byte[] signature = PngFile.signature();
        if (!Arrays.equals(take(signature.length), signature)) {
            throw malformed("does not start as one");
        }
        boolean ended = false;
        for (boolean first = true; !ended; first = false) {
            ended = readChunk(first);
        }
        if (png.hasRemaining()) {
            throw malformed("goes on after its end");
        }
        if (colourType == ColourType.PALETTE && palette == null) {
            throw malformed("has no palette");
        }
        return new PlanarYUVLuminanceSource(pixels(), width, height, 0, 0, width, height, false);
    }

    /** Clause 5.3. Returns true for the last chunk. */
    private boolean readChunk(boolean first) {
        int length = png.getInt();
        if (length < 0 || length > png.remaining()) {
            throw malformed("is cut short");
        }
        byte[] typeAndData = take(4 + length);
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        if ((int) crc.getValue() != png.getInt()) {
            throw malformed("has a wrong checksum");
        }
        String type = new String(typeAndData, 0, 4, StandardCharsets.ISO_8859_1);
        byte[] data = Arrays.copyOfRange(typeAndData, 4, typeAndData.length);
        if (first != type.equals("IHDR")) {
            throw malformed("must have one header, first");
        }
        return handleChunk(type, data);
    }

    private boolean handleChunk(String type, byte[] data) {
        switch (type) {
            case "IHDR" -> readHeader(data);
            case "PLTE" -> readPalette(data);
            case "tRNS" -> fadePalette(data);
            case "IDAT" -> compressed.writeBytes(data);
            case "IEND" -> {
                return true;
            }
            default -> {
                if (Character.isUpperCase(type.charAt(0))) {
                    throw malformed("has a critical part that is not known");
                }
            }
        }
        return false;
    }

    /** Clause 11.2.2. */
    private void readHeader(byte[] data) {
        if (data.length != HEADER_LENGTH) {
            throw malformed("has a header of the wrong length");
        }
        ByteBuffer header = ByteBuffer.wrap(data);
        width = header.getInt();
        height = header.getInt();
        if (width <= 0 || height <= 0 || (long) width * height > MAX_PIXELS) {
            throw malformed("must have between 1 and " + MAX_PIXELS + " pixels");
        }
        bitDepth = header.get();
        colourType = ColourType.of(header.get(), bitDepth);
        byte[] methods = new byte[3];
        header.get(methods);
        if (!Arrays.equals(methods, new byte[3])) {
            throw malformed("must be of compression 0, filter 0 and without interlace");
        }
    }

    private void readPalette(byte[] data) {
        if (data.length == 0 || data.length % 3 != 0 || data.length > 3 * 256) {
            throw malformed("has a palette of the wrong length");
        }
        int[] entries = new int[data.length / 3];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Luminance.of(data[3 * i] & 0xFF, data[3 * i + 1] & 0xFF, data[3 * i + 2] & 0xFF);
        }
        palette = entries;
    }

    private void fadePalette(byte[] alpha) {
        int[] entries = palette;
        if (colourType != ColourType.PALETTE || entries == null) {
            return; // one transparent colour among grey or true colours: it is drawn as it is
        }
        for (int i = 0; i < Math.min(entries.length, alpha.length); i++) {
            entries[i] = Luminance.onWhite(entries[i], alpha[i] & 0xFF);
        }
    }

    private byte[] pixels() throws IOException {
        int bitsPerPixel = colourType.channels * bitDepth;
        byte[] line = new byte[(int) (((long) width * bitsPerPixel + 7) / 8)];
        byte[] above = new byte[line.length];
        byte[] pixels = new byte[width * height];
        try (InputStream lines = new InflaterInputStream(new ByteArrayInputStream(compressed.toByteArray()))) {
            for (int y = 0; y < height; y++) {
                int filter = lines.read();
                if (lines.readNBytes(line, 0, line.length) != line.length) {
                    throw malformed("has too few pixels");
                }
                unfilter(filter, line, above, Math.max(1, bitsPerPixel / 8));
                for (int x = 0; x < width; x++) {
                    pixels[y * width + x] = (byte) luminanceAt(line, x);
                }
                System.arraycopy(line, 0, above, 0, line.length);
            }
            if (lines.read() >= 0) {
                throw malformed("has too many pixels");
            }
        }
        return pixels;
    }

    /** Clause 9.2. */
    private static void unfilter(int filter, byte[] line, byte[] above, int octetsPerPixel) {
        for (int i = 0; i < line.length; i++) {
            int left = i < octetsPerPixel ? 0 : line[i - octetsPerPixel] & 0xFF;
            int up = above[i] & 0xFF;
            int upLeft = i < octetsPerPixel ? 0 : above[i - octetsPerPixel] & 0xFF;
            line[i] += (byte)
                    switch (filter) {
                        case 0 -> 0;
                        case 1 -> left;
                        case 2 -> up;
                        case 3 -> (left + up) / 2;
                        case 4 -> paeth(left, up, upLeft);
                        default -> throw malformed("has a filter that is not known");
                    };
        }
    }

    private static int paeth(int left, int up, int upLeft) {
        int estimate = left + up - upLeft;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toUpLeft = Math.abs(estimate - upLeft);
        if (toLeft <= toUp && toLeft <= toUpLeft) {
            return left;
        }
        return toUp <= toUpLeft ? up : upLeft;
    }

    private int luminanceAt(byte[] line, int x) {
        int at = x * colourType.channels;
        return switch (colourType) {
            case GREY -> eightBits(line, at);
            case TRUE_COLOUR -> Luminance.of(eightBits(line, at), eightBits(line, at + 1), eightBits(line, at + 2));
            case PALETTE -> paletteAt(sample(line, at));
            case GREY_ALPHA -> Luminance.onWhite(eightBits(line, at), eightBits(line, at + 1));
            case TRUE_COLOUR_ALPHA ->
                Luminance.onWhite(
                        Luminance.of(eightBits(line, at), eightBits(line, at + 1), eightBits(line, at + 2)),
                        eightBits(line, at + 3));
        };
    }

    private int paletteAt(int index) {
        if (palette == null || index >= palette.length) {
            throw malformed("uses a colour outside its palette");
        }
        return palette[index];
    }

    private int eightBits(byte[] line, int index) {
        return bitDepth >= 8 ? sample(line, index) : sample(line, index) * 255 / ((1 << bitDepth) - 1);
    }

    /** The sample as it stands, of 16 bits the upper eight. */
    private int sample(byte[] line, int index) {
        if (bitDepth >= 8) {
            return line[index * (bitDepth / 8)] & 0xFF;
        }
        int bit = index * bitDepth;
        return (line[bit / 8] >> (8 - bitDepth - bit % 8)) & ((1 << bitDepth) - 1);
    }

    private byte[] take(int length) {
        byte[] octets = new byte[length];
        png.get(octets);
        return octets;
    }

    private static MalformedMessageException malformed(String problem) {
        return new MalformedMessageException("PNG", problem);
    }

    /** Clause 11.2.2, table 12. */
    private enum ColourType {
        GREY(0, 1, 1 | 2 | 4 | 8 | 16),
        TRUE_COLOUR(2, 3, 8 | 16),
        PALETTE(3, 1, 1 | 2 | 4 | 8),
        GREY_ALPHA(4, 2, 8 | 16),
        TRUE_COLOUR_ALPHA(6, 4, 8 | 16);

        private final int number;
        private final int channels;
        private final int bitDepths;

        ColourType(int number, int channels, int bitDepths) {
            this.number = number;
            this.channels = channels;
            this.bitDepths = bitDepths;
        }

        static ColourType of(int number, int bitDepth) {
            return Arrays.stream(values())
                    .filter(type -> type.number == number)
                    .filter(type -> Integer.bitCount(bitDepth) == 1 && (type.bitDepths & bitDepth) != 0)
                    .findAny()
                    .orElseThrow(() -> malformed("has a colour type or bit depth that is not known"));
        }
    }
}
