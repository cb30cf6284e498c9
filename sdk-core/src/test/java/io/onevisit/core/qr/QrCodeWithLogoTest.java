package io.onevisit.core.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.qrcode.decoder.Version;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.OneBitPng;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class QrCodeWithLogoTest {
    private static final String TEXT = "https://pay.onevisit.example/q/33";

    /** Black on the left, white on the right. */
    private static final byte[] HALF_BLACK = OneBitPng.write(8, 8, 72, halfBlack());

    private static final byte[] BLACK = OneBitPng.write(1, 1, 72, new byte[2]);

    private static byte[] halfBlack() {
        byte[] lines = new byte[16];
        for (int line = 0; line < 8; line++) {
            lines[2 * line + 1] = 0x0F;
        }
        return lines;
    }

    /** The largest logo, all black, over every version and level; one step larger is refused. */
    @ParameterizedTest
    @MethodSource("io.onevisit.core.qr.DataMaskTest#allVersionsAndLevels")
    void two_readers_read_through_the_largest_logo(int version, ErrorCorrection level) throws Exception {
        String text = Texts.of(version, level, new Random(version));
        QrCode code = QrCode.of(text, level);
        int largest = code.largestLogo();

        assertThatThrownBy(() -> code.withLogo(BLACK, Math.max(3, largest + 2)))
                .isInstanceOf(InvalidValueException.class);
        if (largest >= 3) {
            for (byte[] logo : List.of(BLACK, HALF_BLACK)) {
                byte[] png = code.withLogo(logo, largest).png(3, 300);
                assertThat(QrCode.read(png)).isEqualTo(text);
                assertThat(SecondReader.read(png)).containsExactly(text);
            }
        }
    }

    /** What is safe, counted anew: every module of the square turned is at most half of what each block corrects. */
    @ParameterizedTest
    @MethodSource("io.onevisit.core.qr.DataMaskTest#allVersionsAndLevels")
    void the_largest_logo_leaves_half_of_the_correction_in_every_block(int version, ErrorCorrection level) {
        String text = Texts.of(version, level, new Random(version));
        int largest = QrCode.of(text, level).largestLogo();

        if (largest > 0) {
            assertThat(QrMessage.share(version, level, largest)).isLessThanOrEqualTo(50);
        }
        boolean more = QrMessage.share(version, level, largest + 2) <= 50;
        assertThat(more).as("room for a larger one").isFalse();
    }

    @Test
    void codes_with_an_alignment_pattern_in_the_middle_bear_no_logo_or_a_tiny_one() {
        for (int version = 1; version <= 40; version++) {
            int[] centres = Version.getVersionForNumber(version).getAlignmentPatternCenters();
            boolean inTheMiddle = centres.length % 2 == 1;
            for (ErrorCorrection level : ErrorCorrection.values()) {
                int largest = QrCode.of(Texts.of(version, level, new Random(1)), level)
                        .largestLogo();
                assertThat(inTheMiddle && largest > 3).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3, L", "5, M", "7, M", "9, Q", "11, H", "15, H", "19, H"})
    void takes_the_smallest_version_that_bears_a_logo(int modules, ErrorCorrection level) {
        QrCode code = QrCode.forLogo(TEXT, level, modules);

        assertThat(code.largestLogo()).isGreaterThanOrEqualTo(modules);
        assertThat(QrMessage.of(code).text()).isEqualTo(TEXT);
        for (int smaller = QrCode.of(TEXT, level).version(); smaller < code.version(); smaller++) {
            assertThat(LogoRoom.largest(smaller, level)).isLessThan(modules);
        }
    }

    @Test
    void a_text_that_needs_no_larger_version_for_its_logo_gets_the_same_code() {
        QrCode plain = QrCode.of(TEXT, ErrorCorrection.H);

        assertThat(QrCode.forLogo(TEXT, ErrorCorrection.H, 3).svg()).isEqualTo(plain.svg());
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 27, 101, Integer.MAX_VALUE})
    void refuses_a_logo_that_no_version_bears(int modules) {
        assertThatThrownBy(() -> QrCode.forLogo(TEXT, ErrorCorrection.H, modules))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 0, 1, 2, 4, 6, Integer.MIN_VALUE})
    void refuses_a_logo_of_no_sense(int modules) {
        QrCode code = QrCode.forLogo(TEXT, ErrorCorrection.H, 7);

        assertThatThrownBy(() -> code.withLogo(BLACK, modules)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> QrCode.forLogo(TEXT, ErrorCorrection.H, modules))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_logo_that_is_no_picture() throws Exception {
        QrCode code = QrCode.forLogo(TEXT, ErrorCorrection.H, 5);
        ByteArrayOutputStream wide = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1025, 1, BufferedImage.TYPE_BYTE_BINARY), "png", wide);

        assertThatThrownBy(() -> code.withLogo("<svg/>".getBytes(StandardCharsets.US_ASCII), 5))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> code.withLogo(new byte[256 * 1024 + 1], 5)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> code.withLogo(wide.toByteArray(), 5)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void refuses_no_logo_at_all() {
        QrCode code = QrCode.forLogo(TEXT, ErrorCorrection.H, 5);

        assertThatThrownBy(() -> code.withLogo(null, 5)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void draws_the_logo_with_a_module_of_white_around_it_and_changes_nothing_else() throws Exception {
        QrCode code = QrCode.forLogo(TEXT, ErrorCorrection.H, 7);
        BufferedImage picture = ImageIO.read(
                new ByteArrayInputStream(code.withLogo(HALF_BLACK, 7).png(4, 300)));
        int first = (code.size() - 7) / 2;

        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int column = Math.floorDiv(x - 16, 4);
                int row = Math.floorDiv(y - 16, 4);
                boolean inSquare = column >= first && row >= first && column < first + 7 && row < first + 7;
                boolean inLogo = column > first && row > first && column < first + 6 && row < first + 6;
                boolean leftHalf = x - 16 < (first + 1) * 4 + 10;
                boolean black = inSquare ? inLogo && leftHalf : code.dark(column, row);
                assertThat((picture.getRGB(x, y) & 0xFFFFFF) == 0)
                        .as("%d, %d", x, y)
                        .isEqualTo(black);
            }
        }
    }

    @Test
    void fits_a_wide_logo_into_the_middle() throws Exception {
        byte[] wide = OneBitPng.write(8, 2, 72, new byte[4]);
        QrCode code = QrCode.forLogo(TEXT, ErrorCorrection.H, 7);
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(code.withLogo(wide, 7).png(8, 300)));
        int middle = picture.getWidth() / 2;

        assertThat(picture.getRGB(middle, middle) & 0xFFFFFF).isZero();
        assertThat(picture.getRGB(middle, middle - 4) & 0xFFFFFF).isZero();
        assertThat(picture.getRGB(middle, middle - 12) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(picture.getRGB(middle, middle + 12) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(picture.getRGB(middle - 19, middle) & 0xFFFFFF).isZero();
        assertThat(picture.getRGB(middle + 18, middle) & 0xFFFFFF).isZero();
    }

    @Test
    void the_SVG_holds_the_logo_octet_for_octet_over_the_same_code() throws Exception {
        QrCode code = QrCode.forLogo(TEXT, ErrorCorrection.Q, 5);
        String svg = code.withLogo(HALF_BLACK, 5).svg();
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        Element image = (Element) root.getElementsByTagName("image").item(0);
        int first = 4 + (code.size() - 5) / 2;

        assertThat(image.getAttribute("xlink:href")).startsWith("data:image/png;base64,");
        assertThat(Base64.getDecoder().decode(image.getAttribute("xlink:href").substring(22)))
                .isEqualTo(HALF_BLACK);
        assertThat(image.getAttribute("x"))
                .isEqualTo(Integer.toString(first + 1))
                .isEqualTo(image.getAttribute("y"));
        assertThat(image.getAttribute("width")).isEqualTo("3").isEqualTo(image.getAttribute("height"));
        Element white = (Element) root.getElementsByTagName("path").item(2);
        assertThat(white.getAttribute("d")).isEqualTo("M%d %dh5v5h-5z".formatted(first, first));
        assertThat(svg.replaceFirst("<path fill=\"#fff\" d=\"M" + first + " .*", "")
                        .replaceFirst(" xmlns:xlink=\\S+", "")
                        .strip())
                .isEqualTo(code.svg().replaceFirst("</svg>\\s*", ""));
    }

    @Test
    void shows_no_text_in_toString() {
        assertThat(QrCode.forLogo("330106199001011230", ErrorCorrection.H, 3).withLogo(BLACK, 3))
                .hasToString("QR code of version 2 with a logo");
    }
}
