package io.onevisit.core.qr;

import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.PngFile;
import io.onevisit.core.internal.Require;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads QR codes from photos (照片), with the JDK's module {@code java.desktop}, which whoever uses this class must require;
 * nothing else here does. The JDK may start a daemon thread of its own when it first decodes a JPEG. All methods are
 * thread-safe.
 */
public final class QrPhoto {
    private static final int MAX_OCTETS = 24 * 1024 * 1024;
    private static final int MAX_PIXELS_IN_FILE = 128 * 1024 * 1024;
    private static final int MAX_PIXELS = 16 * 1024 * 1024;
    private static final int MAX_SCANS = 32;
    private static final String FORMAT = "JPEG";

    private QrPhoto() {}

    /**
     * Reads the one QR code in a picture file.
     *
     * @param file a PNG as for {@link QrCode#read}, or a JPEG (ISO/IEC 10918-1) as cameras write it: Huffman codes, at most
     *     24 MiB, 128 million pixels and 32 scans. Larger ones than 16 million pixels are read coarsely.
     * @throws MalformedMessageException as for {@link QrCode#read}
     */
    public static String read(byte[] file) {
        return QrReader.read(parse(Require.present(file, "picture")));
    }

    /**
     * Reads all QR codes in a picture file, as {@link QrCode#readAll}.
     *
     * @param file as for {@link #read(byte[])}
     * @throws MalformedMessageException as for {@link QrCode#readAll}
     */
    public static Set<String> readAll(byte[] file) {
        return QrReader.readAll(parse(Require.present(file, "picture")));
    }

    /**
     * Reads the one QR code in a picture.
     *
     * @param picture at most 16 million pixels; what is transparent is white
     * @throws MalformedMessageException as for {@link QrCode#read}
     */
    public static String read(BufferedImage picture) {
        return QrReader.read(brightness(Require.present(picture, "picture")));
    }

    /**
     * Reads all QR codes in a picture, as {@link QrCode#readAll}.
     *
     * @param picture as for {@link #read(BufferedImage)}
     * @throws MalformedMessageException as for {@link QrCode#readAll}
     */
    public static Set<String> readAll(BufferedImage picture) {
        return QrReader.readAll(brightness(Require.present(picture, "picture")));
    }

    private static LuminanceSource parse(byte[] file) {
        byte[] signature = PngFile.signature();
        return Arrays.equals(Arrays.copyOf(file, signature.length), signature)
                ? PngPicture.parse(file)
                : brightness(decode(file));
    }

    private static BufferedImage decode(byte[] jpeg) {
        JpegFrame frame = jpegFrame(jpeg);
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(FORMAT);
        if (!readers.hasNext()) {
            throw new IllegalStateException("this JDK has no reader of JPEG");
        }
        ImageReader reader = readers.next();
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(input, true, true);
            ImageReadParam every = reader.getDefaultReadParam();
            int step = step(frame);
            every.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, every);
        } catch (IIOException e) {
            throw new MalformedMessageException(FORMAT, "its pixels do not decode");
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MalformedMessageException(FORMAT, "is not one");
        } finally {
            reader.dispose();
        }
    }

    private static JpegFrame jpegFrame(byte[] jpeg) {
        if (jpeg.length > MAX_OCTETS) {
            throw new MalformedMessageException(FORMAT, "must have at most 24 MiB");
        }
        JpegFrame frame = JpegFrame.parse(jpeg);
        if ((long) frame.width() * frame.height() > MAX_PIXELS_IN_FILE) {
            throw new MalformedMessageException(FORMAT, "must have at most " + MAX_PIXELS_IN_FILE + " pixels");
        }
        if (frame.scans() > MAX_SCANS) {
            throw new MalformedMessageException(FORMAT, "must have at most " + MAX_SCANS + " scans");
        }
        return frame;
    }

    /** Every how manieth pixel is taken, across and down. */
    private static int step(JpegFrame frame) {
        int step = 1;
        while ((long) (frame.width() / step + 1) * (frame.height() / step + 1) > MAX_PIXELS) {
            step++;
        }
        return step;
    }

    private static LuminanceSource brightness(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        if ((long) width * height > MAX_PIXELS) {
            throw new MalformedMessageException("picture", "must have at most " + MAX_PIXELS + " pixels");
        }
        byte[] pixels = new byte[width * height];
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            picture.getRGB(0, y, width, 1, line, 0, width);
            for (int x = 0; x < width; x++) {
                int luminance = Luminance.of(line[x] >> 16 & 0xFF, line[x] >> 8 & 0xFF, line[x] & 0xFF);
                pixels[y * width + x] = (byte) Luminance.onWhite(luminance, line[x] >>> 24);
            }
        }
        return new PlanarYUVLuminanceSource(pixels, width, height, 0, 0, width, height, false);
    }
}
