package io.onevisit.core.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures as people take them, and as nobody should send them. */
class QrPhotoTest {
    private static final String TEXT = "https://pay.onevisit.example/q/33010026000000000012";
    private static final BufferedImage CODE = code();

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 17, 45, 90, 133, 180, 270, 359})
    void reads_a_code_turned_by_degrees(int degrees) throws Exception {
        BufferedImage photo = photo(Color.WHITE, AffineTransform.getRotateInstance(Math.toRadians(degrees), 300, 300));

        assertReads(photo);
    }

    @Test
    void reads_a_mirrored_code() throws Exception {
        assertReads(photo(Color.WHITE, new AffineTransform(-1, 0, 0, 1, 600, 0)));
        assertReads(photo(Color.WHITE, new AffineTransform(0, 1, 1, 0, 0, 0)));
    }

    @Test
    void reads_a_code_seen_askew() throws Exception {
        assertReads(photo(new Color(230, 225, 205), new AffineTransform(0.9, 0.15, -0.1, 1, 60, -20)));
    }

    @Test
    void reads_light_modules_on_dark() throws Exception {
        BufferedImage photo = photo(Color.WHITE, new AffineTransform());
        for (int y = 0; y < 600; y++) {
            for (int x = 0; x < 600; x++) {
                photo.setRGB(x, y, ~photo.getRGB(x, y));
            }
        }

        assertReads(photo);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7})
    void reads_a_blurred_code(int width) throws Exception {
        float[] weights = new float[width * width];
        Arrays.fill(weights, 1f / weights.length);
        ConvolveOp blur = new ConvolveOp(new Kernel(width, width, weights), ConvolveOp.EDGE_NO_OP, null);

        assertReads(blur.filter(photo(Color.WHITE, new AffineTransform()), null));
    }

    /** Of 255 steps between light and dark so many are left. */
    @ParameterizedTest
    @CsvSource({"120, 80", "100, 150", "60, 40", "40, 200", "32, 10"})
    void reads_a_code_of_low_contrast(int steps, int darkest) throws Exception {
        BufferedImage photo = photo(Color.WHITE, new AffineTransform());
        for (int y = 0; y < 600; y++) {
            for (int x = 0; x < 600; x++) {
                int grey = darkest + (photo.getRGB(x, y) & 0xFF) * steps / 255;
                photo.setRGB(x, y, grey * 0x010101);
            }
        }

        assertReads(photo);
    }

    /** As under a lamp: bright on one side, in the dark on the other. */
    @Test
    void reads_a_code_in_uneven_light() throws Exception {
        BufferedImage photo = photo(Color.WHITE, new AffineTransform());
        for (int y = 0; y < 600; y++) {
            for (int x = 0; x < 600; x++) {
                int grey = (30 + (photo.getRGB(x, y) & 0xFF)) * (150 + x) / 900;
                photo.setRGB(x, y, Math.min(255, grey) * 0x010101);
            }
        }

        assertReads(photo);
    }

    @ParameterizedTest
    @CsvSource({"0.9, false", "0.5, false", "0.2, false", "0.8, true"})
    void reads_JPEG_of_any_quality(float quality, boolean progressive) throws Exception {
        byte[] jpeg = jpeg(photo(Color.WHITE, new AffineTransform()), quality, progressive);

        assertThat(QrPhoto.read(jpeg)).isEqualTo(TEXT);
        assertThat(QrPhoto.readAll(jpeg)).containsExactly(TEXT);
        assertThat(SecondReader.read(ImageIO.read(new ByteArrayInputStream(jpeg))))
                .containsExactly(TEXT);
    }

    @Test
    void reads_PNG_as_QrCode_does() {
        byte[] png = QrCode.of(TEXT, ErrorCorrection.M).png(4, 300);

        assertThat(QrPhoto.read(png)).isEqualTo(TEXT);
        assertThat(QrPhoto.readAll(png)).containsExactly(TEXT);
    }

    /** 21 million pixels, more than are decoded one by one. */
    @Test
    void reads_a_large_photo_coarsely() throws Exception {
        BufferedImage photo = new BufferedImage(5120, 4096, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = photo.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 5120, 4096);
        pen.drawImage(CODE, 2000, 1000, 2000, 2000, null);
        pen.dispose();

        assertThat(QrPhoto.read(jpeg(photo, 0.8f, false))).isEqualTo(TEXT);
    }

    @Test
    void takes_what_is_transparent_for_white() {
        BufferedImage photo = new BufferedImage(600, 600, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < CODE.getHeight(); y++) {
            for (int x = 0; x < CODE.getWidth(); x++) {
                photo.setRGB(x + 50, y + 50, (CODE.getRGB(x, y) & 0xFF) == 0 ? 0xFF000000 : 0);
            }
        }

        assertThat(QrPhoto.read(photo)).isEqualTo(TEXT);
    }

    @Test
    void reads_several_codes_of_one_photo() throws Exception {
        BufferedImage sheet = new BufferedImage(900, 500, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 900, 500);
        for (String text : List.of("first of two", "second of two")) {
            byte[] png = QrCode.of(text, ErrorCorrection.M).png(8, 300);
            pen.drawImage(ImageIO.read(new ByteArrayInputStream(png)), text.startsWith("f") ? 30 : 450, 60, null);
        }
        pen.dispose();

        assertThat(QrPhoto.readAll(jpeg(sheet, 0.8f, false)))
                .isEqualTo(QrPhoto.readAll(sheet))
                .containsExactlyInAnyOrder("first of two", "second of two");
    }

    @Test
    void refuses_a_photo_cut_anywhere() throws Exception {
        byte[] jpeg = jpeg(photo(Color.WHITE, new AffineTransform()), 0.5f, false);
        for (int length = 0; length < jpeg.length; length += 1 + length / 50) {
            byte[] cut = Arrays.copyOf(jpeg, length);
            assertThatThrownBy(() -> QrPhoto.read(cut)).isInstanceOf(MalformedMessageException.class);
        }
    }

    /** What an octet does is for the decoder to say; no other exception may come out. */
    @Test
    void any_octet_changed_gives_the_text_or_a_refusal() throws Exception {
        byte[] jpeg = jpeg(photo(Color.WHITE, new AffineTransform()), 0.5f, false);
        int refused = 0;
        for (int at = 0; at < 700; at += 7) {
            byte[] changed = jpeg.clone();
            changed[at] ^= 0x55;
            try {
                assertThat(QrPhoto.read(changed)).isEqualTo(TEXT);
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    /** A header that asks for 4 gigapixels, and scans without end: refused before anything is decoded. */
    @Test
    void refuses_more_work_than_a_photo_is_worth() throws Exception {
        byte[] jpeg = jpeg(new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY), 0.5f, false);
        byte[] huge = jpeg.clone();
        Arrays.fill(huge, frame(huge) + 5, frame(huge) + 9, (byte) 0xFF);

        assertThatThrownBy(() -> QrPhoto.read(huge))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("pixels");
        byte[] progressive = jpeg(new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY), 0.5f, true);
        ByteArrayOutputStream scans = new ByteArrayOutputStream();
        scans.write(progressive, 0, progressive.length - 2);
        int scan = lastScan(progressive);
        for (int i = 0; i < 40; i++) {
            scans.write(progressive, scan, progressive.length - 2 - scan);
        }
        scans.write(progressive, progressive.length - 2, 2);
        assertThatThrownBy(() -> QrPhoto.read(scans.toByteArray()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("scans");
        assertThatThrownBy(() -> QrPhoto.read(new byte[24 * 1024 * 1024 + 1]))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("24 MiB");
    }

    @Test
    void refuses_what_is_neither_PNG_nor_JPEG() throws Exception {
        for (String format : List.of("gif", "bmp")) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageIO.write(CODE, format, file);
            assertThatThrownBy(() -> QrPhoto.read(file.toByteArray())).isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> QrPhoto.read(new byte[0])).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> QrPhoto.read(new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB)))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> QrPhoto.read(new BufferedImage(8192, 2049, BufferedImage.TYPE_BYTE_BINARY)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("pixels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FFD8", // nothing behind it
                "FFD8FFD9", // no frame
                "FFD8FFC0000B080010001001011100FFD9", // no scan
                "FFD8FFC3000B080010001001011100FFDA0008010100003F0000FFD9", // lossless
                "FFD8FFC0000B080000001001011100FFDA0008010100003F0000FFD9", // no height
                "FFD8FFC0000108", // a length of less than itself
                "FFD8FFC000", // half a length
                "FFD8FFC0000308FFD9", // a short frame
                "FFD8FFC0FFFF08FFD9", // a long frame
                "FFD812FFC0", // an octet between segments
                "FFD8FFC0000B080010001001011100FFC0000B080010001001011100FFDA0008010100003F0000FFD9", // two frames
                "FFD8FFC0000B080010001001011100FFDA0008010100003F0000FFD9" // no pixels
            })
    void refuses_a_JPEG_that_is_none(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> QrPhoto.read(octets)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void refuses_no_picture_at_all() {
        assertThatThrownBy(() -> QrPhoto.read((byte[]) null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> QrPhoto.readAll((byte[]) null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> QrPhoto.read((BufferedImage) null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> QrPhoto.readAll((BufferedImage) null)).isInstanceOf(InvalidValueException.class);
    }

    private static void assertReads(BufferedImage photo) throws IOException {
        assertThat(QrPhoto.read(photo)).isEqualTo(TEXT);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(photo, "png", png);
        assertThat(QrCode.read(png.toByteArray())).isEqualTo(TEXT);
    }

    private static int frame(byte[] jpeg) {
        for (int at = 0; ; at++) {
            if ((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == 0xC0) {
                return at;
            }
        }
    }

    private static int lastScan(byte[] jpeg) {
        for (int at = jpeg.length - 2; ; at--) {
            if ((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == 0xDA) {
                return at;
            }
        }
    }

    private static BufferedImage code() {
        try {
            byte[] png = QrCode.of(TEXT, ErrorCorrection.M).png(8, 300);
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static BufferedImage photo(Color paper, AffineTransform seen) {
        BufferedImage photo = new BufferedImage(600, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = photo.createGraphics();
        pen.setColor(paper);
        pen.fillRect(0, 0, 600, 600);
        pen.transform(seen);
        pen.drawImage(CODE, 130, 130, null);
        pen.dispose();
        return photo;
    }

    private static byte[] jpeg(BufferedImage picture, float quality, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
        how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return jpeg.toByteArray();
    }
}
