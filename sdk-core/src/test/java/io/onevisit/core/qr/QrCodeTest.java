package io.onevisit.core.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.onevisit.core.InvalidValueException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class QrCodeTest {
    /** One run of dark modules, right after the one before. */
    private static final Pattern DARK_RUN = Pattern.compile("\\GM([0-9]++) ([0-9]++)h([0-9]++)v1h-\\3z");

    private static final String CHINESE = "浙江省杭州市西湖区 不动产登记费 ¥80.50 𠮷";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "33010026000000000012",
                "HTTPS://PAY.ONEVISIT.EXAMPLE/Q/33",
                "https://pay.onevisit.example/q/33010026000000000012?a=8050&c=CNY",
                CHINESE,
                "é",
                "line one\nline two\t\u0000end"
            })
    void reads_back_every_text_it_draws(String text) throws Exception {
        for (ErrorCorrection level : ErrorCorrection.values()) {
            QrCode code = QrCode.of(text, level);

            assertThat(QrCode.read(code.png(1, 36))).isEqualTo(text);
            assertThat(QrCode.read(code.png(4, 300))).isEqualTo(text);
            assertThat(zxing(modulesOfSvg(code.svg())).getText()).isEqualTo(text);
            assertThat(zxing(modulesOfTerminal(code.terminal())).getText()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void has_the_level_asked_for(ErrorCorrection level) throws Exception {
        Result read = zxing(modulesOfSvg(QrCode.of("HELLO", level).svg()));

        assertThat(read.getResultMetadata()).containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, level.name());
    }

    /** ISO/IEC 18004 table 7: the most that a version holds fits, and one more does not. */
    @ParameterizedTest
    @CsvSource({
        "1, L, 7, 41",
        "1, M, 7, 34",
        "1, H, A, 10",
        "1, L, a, 17",
        "1, M, a, 14",
        "1, Q, a, 11",
        "1, H, a, 7",
        "9, M, a, 180",
        "10, M, a, 213",
        "16, M, a, 450",
        "16, M, A, 656",
        "26, L, a, 1367",
        "27, L, 7, 3517",
        "40, L, 7, 7089",
        "40, L, A, 4296",
        "40, L, a, 2953",
        "40, H, a, 1273"
    })
    void takes_the_smallest_version(int version, ErrorCorrection level, String letter, int capacity) {
        QrCode full = QrCode.of(letter.repeat(capacity), level);

        assertThat(full.version()).isEqualTo(version);
        assertThat(full.size()).isEqualTo(17 + 4 * version);
        String oneMore = letter.repeat(capacity + 1);
        if (version < 40) {
            assertThat(QrCode.of(oneMore, level).version()).isEqualTo(version + 1);
        } else {
            assertThatThrownBy(() -> QrCode.of(oneMore, level)).isInstanceOf(InvalidValueException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"0123456789, 1", "AZ $%*+-./:, 2", "az?, 4"})
    void uses_the_densest_mode(String text, int modeIndicator) throws Exception {
        assertThat(firstBits(text, 4)).isEqualTo(modeIndicator);
    }

    /** ISO/IEC 18004 clause 7.4.2: mode 0111, designator 26 (UTF-8), then mode 0100. */
    @ParameterizedTest
    @ValueSource(strings = {CHINESE, "é", "\u0080"})
    void says_UTF_8_before_anything_outside_ASCII(String text) throws Exception {
        assertThat(firstBits(text, 16)).isEqualTo(0b0111_00011010_0100);
    }

    @Test
    void refuses_what_no_code_can_hold_without_loss() {
        assertThatThrownBy(() -> QrCode.of("", ErrorCorrection.M)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> QrCode.of("half a pair \uD842", ErrorCorrection.M))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining("half");
        assertThatThrownBy(() -> QrCode.of("中".repeat(985), ErrorCorrection.L))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> QrCode.of("a".repeat(100_000_000), ErrorCorrection.L))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 300", "65, 300", "-1, 300", "4, 0", "4, 35", "4, 2401"})
    void refuses_pictures_without_sense(int pixelsPerModule, int dotsPerInch) {
        QrCode code = QrCode.of("A", ErrorCorrection.M);

        assertThatThrownBy(() -> code.png(pixelsPerModule, dotsPerInch)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void writes_a_PNG_that_the_JDK_agrees_with() throws Exception {
        QrCode code = QrCode.of(CHINESE, ErrorCorrection.M);
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(code.png(3, 300))));
        IIOMetadataNode metadata = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
        IIOMetadataNode header =
                (IIOMetadataNode) metadata.getElementsByTagName("IHDR").item(0);
        IIOMetadataNode paper =
                (IIOMetadataNode) metadata.getElementsByTagName("pHYs").item(0);

        assertThat(reader.getWidth(0)).isEqualTo((code.size() + 8) * 3).isEqualTo(reader.getHeight(0));
        assertThat(header.getAttribute("bitDepth")).isEqualTo("1");
        assertThat(header.getAttribute("colorType")).isEqualTo("Grayscale");
        assertThat(paper.getAttribute("pixelsPerUnitXAxis")).isEqualTo("11811");
        assertThat(paper.getAttribute("unitSpecifier")).isEqualTo("meter");
        for (int y = 0; y < reader.getHeight(0); y++) {
            for (int x = 0; x < reader.getWidth(0); x++) {
                boolean black = (reader.read(0).getRGB(x, y) & 0xFFFFFF) == 0;
                assertThat(black).isEqualTo(code.dark(x / 3 - 4, y / 3 - 4));
            }
        }
    }

    @Test
    void knows_its_own_picture() {
        QrCode code = QrCode.of("HELLO", ErrorCorrection.M);
        byte[] png = code.png(3, 300);

        assertThat(code.isDrawnIn(png, 3, 300)).isTrue();
        assertThat(code.isDrawnIn(png, 4, 300)).isFalse();
        assertThat(code.isDrawnIn(png, 3, 301)).isFalse();
        assertThat(QrCode.of("HELL0", ErrorCorrection.M).isDrawnIn(png, 3, 300)).isFalse();
        for (int length = 0; length < png.length; length++) {
            assertThat(code.isDrawnIn(Arrays.copyOf(png, length), 3, 300)).isFalse();
        }
        for (int at = 0; at < png.length; at++) {
            byte[] changed = png.clone();
            changed[at] ^= 1;
            assertThat(code.isDrawnIn(changed, 3, 300)).as("octet " + at).isFalse();
        }
        assertThat(code.isDrawnIn(Arrays.copyOf(png, png.length + 1), 3, 300)).isFalse();
    }

    /** Another release of zlib packs the same pixels into other octets. */
    @Test
    void knows_its_own_picture_however_it_is_compressed() throws Exception {
        QrCode code = QrCode.of("HELLO", ErrorCorrection.M);
        byte[] png = code.png(3, 300);
        byte[] lines;
        try (InputStream packed = new InflaterInputStream(new ByteArrayInputStream(png, 62, png.length - 78))) {
            lines = packed.readAllBytes();
        }

        assertThat(code.isDrawnIn(repacked(png, lines), 3, 300)).isTrue();
        assertThat(repacked(png, lines)).isNotEqualTo(png);
        lines[200] ^= 1;
        assertThat(code.isDrawnIn(repacked(png, lines), 3, 300)).isFalse();
        lines[200] ^= 1;
        assertThat(code.isDrawnIn(repacked(png, Arrays.copyOf(lines, lines.length + 1)), 3, 300))
                .isFalse();
        assertThat(code.isDrawnIn(repacked(png, Arrays.copyOf(lines, lines.length - 1)), 3, 300))
                .isFalse();
    }

    private static byte[] repacked(byte[] png, byte[] lines) {
        Deflater deflater = new Deflater(Deflater.NO_COMPRESSION);
        deflater.setInput(lines);
        deflater.finish();
        byte[] data = new byte[lines.length + 100];
        int length = deflater.deflate(data, 4, data.length - 4);
        deflater.end();
        System.arraycopy("IDAT".getBytes(StandardCharsets.US_ASCII), 0, data, 0, 4);
        CRC32 crc = new CRC32();
        crc.update(data, 0, 4 + length);
        return ByteBuffer.allocate(54 + 12 + length + 12)
                .put(png, 0, 54)
                .putInt(length)
                .put(data, 0, 4 + length)
                .putInt((int) crc.getValue())
                .put(png, png.length - 12, 12)
                .array();
    }

    @Test
    void keeps_a_quiet_zone_of_four_modules() throws Exception {
        QrCode code = QrCode.of("A", ErrorCorrection.M);

        for (boolean[][] picture : List.of(modulesOfSvg(code.svg()), modulesOfTerminal(code.terminal()))) {
            for (int i = 0; i < 29; i++) {
                for (int edge : new int[] {0, 1, 2, 3, 25, 26, 27, 28}) {
                    assertThat(picture[edge][i]).isFalse();
                    assertThat(picture[i][edge]).isFalse();
                }
            }
            assertThat(picture[4][4]).isTrue();
        }
    }

    @Test
    void sets_its_own_colours_on_every_line_of_a_terminal() {
        List<String> lines =
                QrCode.of("A", ErrorCorrection.M).terminal().lines().toList();

        assertThat(lines)
                .hasSize(15)
                .allSatisfy(line ->
                        assertThat(line).startsWith("\u001B[38;5;16;48;5;231m").endsWith("\u001B[0m"));
    }

    @Test
    void draws_the_same_whatever_the_locale() {
        String expected = QrCode.of("A", ErrorCorrection.M).svg();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(QrCode.of("A", ErrorCorrection.M).svg()).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shows_no_text_in_toString() {
        assertThat(QrCode.of("330106199001011230", ErrorCorrection.M)).hasToString("QR code of version 1");
    }

    private static int firstBits(String text, int count) throws Exception {
        byte[] octets =
                zxing(modulesOfSvg(QrCode.of(text, ErrorCorrection.M).svg())).getRawBytes();
        int start = ((octets[0] & 0xFF) << 8) | (octets[1] & 0xFF);
        return start >> (16 - count);
    }

    private static boolean[][] modulesOfSvg(String svg) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        int side = Integer.parseInt(
                root.getAttribute("viewBox").substring("0 0 ".length()).replaceFirst(" .*", ""));
        String path = ((Element) root.getElementsByTagName("path").item(1)).getAttribute("d");
        boolean[][] modules = new boolean[side][side];
        Matcher run = DARK_RUN.matcher(path);
        int end = 0;
        while (run.find()) {
            int start = Integer.parseInt(run.group(1));
            Arrays.fill(modules[Integer.parseInt(run.group(2))], start, start + Integer.parseInt(run.group(3)), true);
            end = run.end();
        }
        assertThat(end).as("the end of what was read").isPositive().isEqualTo(path.length());
        return modules;
    }

    private static boolean[][] modulesOfTerminal(String text) {
        List<String> lines = text.replaceAll("\u001B\\[[0-9;]*m", "").lines().toList();
        int side = lines.get(0).length();
        boolean[][] modules = new boolean[2 * lines.size()][side];
        for (int row = 0; row < modules.length; row++) {
            assertThat(lines.get(row / 2)).hasSize(side).matches("[ ▀▄█]+");
            for (int column = 0; column < side; column++) {
                char block = lines.get(row / 2).charAt(column);
                modules[row][column] = block == '█' || block == (row % 2 == 0 ? '▀' : '▄');
            }
        }
        return modules;
    }

    private static Result zxing(boolean[][] modules) throws Exception {
        int scale = 3;
        int width = modules[0].length * scale;
        int height = modules.length * scale;
        byte[] luminance = new byte[width * height];
        for (int i = 0; i < luminance.length; i++) {
            luminance[i] = (byte) (modules[i / width / scale][i % width / scale] ? 0 : 255);
        }
        return new QRCodeReader()
                .decode(new BinaryBitmap(new GlobalHistogramBinarizer(
                        new PlanarYUVLuminanceSource(luminance, width, height, 0, 0, width, height, false))));
    }
}
