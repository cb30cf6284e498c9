package io.onevisit.seal;

import io.onevisit.core.Bytes;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** PNG pictures, honest and not. */
public final class Pictures {
    /** How much blue or green each cell has more than the one before. */
    public static final int CELL_STEP = 6;

    private static final int AFTER_SIGNATURE = 8;
    private static final int AFTER_HEADER = AFTER_SIGNATURE + 12 + 13;

    private Pictures() {}

    /** A red ring, 40 mm wide. */
    public static SealPicture seal() {
        return SealPicture.png(png(80, 80), 40, 40);
    }

    /** A red ring of so many pixels. */
    public static Bytes png(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.drawOval(1, 1, width - 2, height - 2);
        graphics.dispose();
        return encoded(image);
    }

    private static Bytes encoded(BufferedImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(png.toByteArray());
    }

    /** A square of cells of {@code size} pixels; blue and green, in steps, tell the column and the row of each. */
    public static Bytes cells(int count, int size) {
        BufferedImage image = new BufferedImage(count * size, count * size, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.setRGB(x, y, new Color(255, y / size * CELL_STEP, x / size * CELL_STEP).getRGB());
            }
        }
        return encoded(image);
    }

    /** The same picture claiming another size, its check value mended. */
    public static Bytes claiming(Bytes png, int width, int height) {
        ByteBuffer octets = ByteBuffer.wrap(png.toArray());
        octets.putInt(AFTER_SIGNATURE + 8, width).putInt(AFTER_SIGNATURE + 12, height);
        octets.putInt(AFTER_HEADER - 4, crc(octets.slice(AFTER_SIGNATURE + 4, 17)));
        return Bytes.of(octets.array());
    }

    /** The same picture with one more chunk after its header. */
    public static Bytes withChunk(Bytes png, String type, byte[] content) {
        ByteBuffer octets = ByteBuffer.allocate(png.length() + 12 + content.length);
        byte[] before = png.toArray();
        octets.put(before, 0, AFTER_HEADER).putInt(content.length);
        octets.put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
        octets.putInt(crc(octets.slice(AFTER_HEADER + 4, 4 + content.length)));
        octets.put(before, AFTER_HEADER, before.length - AFTER_HEADER);
        return Bytes.of(octets.array());
    }

    private static int crc(ByteBuffer octets) {
        CRC32 crc = new CRC32();
        crc.update(octets);
        return (int) crc.getValue();
    }
}
