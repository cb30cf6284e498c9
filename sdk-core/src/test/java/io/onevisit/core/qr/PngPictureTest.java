package io.onevisit.core.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.EncodeHintType;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.PngFile;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader against pictures that the JDK's own writer made, and against damage. */
class PngPictureTest {
    private static final String TEXT = "https://pay.onevisit.example/q/33010026000000000012";
    private static final byte[] PNG = QrCode.of(TEXT, ErrorCorrection.M).png(2, 300);

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void reads_every_colour_type(int type) throws Exception {
        assertThat(QrCode.read(repainted(new BufferedImage(400, 380, type)))).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void reads_palettes_of_every_depth(int bits) throws Exception {
        byte[] levels = new byte[1 << bits];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (255 * i / (levels.length - 1));
        }
        IndexColorModel palette = new IndexColorModel(bits, levels.length, levels, levels, levels);
        int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;

        assertThat(QrCode.read(repainted(new BufferedImage(400, 380, type, palette))))
                .isEqualTo(TEXT);
    }

    @Test
    void takes_what_is_transparent_for_white_paper() throws Exception {
        BufferedImage picture = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(PNG));
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                picture.setRGB(x + 50, y + 50, (drawn.getRGB(x, y) & 0xFFFFFF) == 0 ? 0xFF000000 : 0);
            }
        }

        assertThat(QrCode.read(written(picture))).isEqualTo(TEXT);
    }

    @Test
    void reads_a_code_turned_tinted_and_noisy() throws Exception {
        BufferedImage photo = new BufferedImage(600, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = photo.createGraphics();
        pen.setColor(new Color(230, 225, 205));
        pen.fillRect(0, 0, 600, 600);
        pen.rotate(Math.toRadians(17), 300, 300);
        pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.8f));
        pen.drawImage(ImageIO.read(new ByteArrayInputStream(PNG)), 150, 150, 300, 300, null);
        pen.dispose();
        Random noise = new Random(20261121);
        for (int i = 0; i < 4_000; i++) {
            photo.setRGB(noise.nextInt(600), noise.nextInt(600), noise.nextInt(0x808080));
        }

        assertThat(QrCode.read(written(photo))).isEqualTo(TEXT);
    }

    @Test
    void refuses_a_picture_cut_anywhere() {
        for (int length = 0; length < PNG.length; length++) {
            byte[] cut = Arrays.copyOf(PNG, length);
            assertThatThrownBy(() -> QrCode.read(cut)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void refuses_a_picture_with_any_octet_changed() {
        for (int i = 0; i < PNG.length; i++) {
            byte[] changed = PNG.clone();
            changed[i] ^= 0x10;
            assertThatThrownBy(() -> QrCode.read(changed)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00000000 00000001 0100000000, no width",
        "80000000 00000001 0100000000, negative width",
        "00010000 00010000 0100000000, too many pixels",
        "7fffffff 7fffffff 0806000000, overflowing pixels",
        "00000001 00000001 0100000001, interlaced",
        "00000001 00000001 0100010000, unknown compression",
        "00000001 00000001 0100000100, unknown filter method",
        "00000001 00000001 0300000000, no such depth",
        "00000001 00000001 0102000000, no such depth of true colour",
        "00000001 00000001 0803000000, no palette",
        "00000001 00000001 08000000, short header",
        "00000020 00000020 0100000000, no pixels"
    })
    void refuses_a_header(String header, String why) {
        byte[] octets = HexFormat.of().parseHex(header.replace(" ", ""));

        assertRefused(why, chunk("IHDR", octets), chunk("IDAT", new byte[0]), chunk("IEND", new byte[0]));
    }

    @Test
    void refuses_parts_out_of_place() {
        byte[] header = chunk("IHDR", HexFormat.of().parseHex("00000020000000200100000000"));
        byte[] end = chunk("IEND", new byte[0]);

        assertRefused("no header", end);
        assertRefused("two headers", header, header, end);
        assertRefused("unknown critical part", header, chunk("ABCD", new byte[1]), end);
        assertRefused("octets after the end", header, end, new byte[1]);
        assertRefused("palette of no colours", header, chunk("PLTE", new byte[0]), end);
        assertRefused("palette of thirds", header, chunk("PLTE", new byte[4]), end);
        assertRefused("pixels that do not inflate", header, chunk("IDAT", new byte[40]), end);
    }

    @Test
    void refuses_pictures_without_one_readable_text() throws Exception {
        BufferedImage blank = new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_GRAY);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(blank, "jpeg", jpeg);

        assertThatThrownBy(() -> QrCode.read(written(blank))).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> QrCode.read(jpeg.toByteArray())).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> QrCode.read(new byte[8 * 1024 * 1024 + 1]))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void refuses_no_picture_at_all() {
        assertThatThrownBy(() -> QrCode.read(null)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_octets_that_are_not_text() throws Exception {
        ByteMatrix modules = Encoder.encode(
                        "\u00C3(", ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_MASK_PATTERN, 1))
                .getMatrix();

        assertThatThrownBy(() -> QrCode.read(written(drawn(modules))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("character set");
    }

    private static BufferedImage drawn(ByteMatrix modules) {
        int side = (modules.getWidth() + 8) * 4;
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int column = x / 4 - 4;
                int row = y / 4 - 4;
                boolean inside = column >= 0 && row >= 0 && column < modules.getWidth() && row < modules.getWidth();
                picture.setRGB(x, y, inside && modules.get(column, row) == 1 ? 0 : 0xFFFFFF);
            }
        }
        return picture;
    }

    private static byte[] repainted(BufferedImage picture) throws Exception {
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        pen.drawImage(ImageIO.read(new ByteArrayInputStream(PNG)), 37, 23, null);
        pen.dispose();
        return written(picture);
    }

    private static byte[] written(BufferedImage picture) throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "png", png)).isTrue();
        return png.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] typeAndData = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(typeAndData)
                .putInt((int) crc.getValue())
                .array();
    }

    private static void assertRefused(String why, byte[]... chunks) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(PngFile.signature());
        Arrays.stream(chunks).forEach(png::writeBytes);

        assertThatThrownBy(() -> QrCode.read(png.toByteArray()))
                .as(why)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("PNG: ");
    }
}
