package io.onevisit.core.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.MalformedMessageException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures with many codes, and with much that looks like one. */
class QrSheetTest {
    private static final int MODULE = 4;

    @Test
    void reads_sixteen_codes_of_one_picture() throws IOException {
        List<String> texts = IntStream.range(0, 16)
                .mapToObj(i -> "licence " + i + " of the sheet")
                .toList();
        BufferedImage sheet = white(900, 900);
        for (int i = 0; i < texts.size(); i++) {
            byte[] code = QrCode.of(texts.get(i), ErrorCorrection.M).png(MODULE, 200);
            sheet.getGraphics().drawImage(ImageIO.read(new ByteArrayInputStream(code)), i % 4 * 220, i / 4 * 220, null);
        }

        assertThat(QrCode.readAll(png(sheet))).containsExactlyInAnyOrderElementsOf(texts);
    }

    /** What takes a kilobyte to draw would take half a minute to try as codes. */
    @Test
    void refuses_a_picture_full_of_finder_patterns() throws IOException {
        assertThatThrownBy(() -> QrCode.readAll(png(finderPatterns(8))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("more than 60 finder patterns");
        assertThatThrownBy(() -> QrCode.read(png(finderPatterns(17))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("more than 256 finder patterns");
    }

    @Test
    void finder_patterns_without_a_code_are_no_code() throws IOException {
        assertThatThrownBy(() -> QrCode.readAll(png(finderPatterns(7))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("no readable code");
    }

    @Test
    void refuses_noise_and_an_empty_sheet() throws IOException {
        BufferedImage noise = white(1024, 1024);
        Random random = new Random(6);
        for (int i = 0; i < 1024 * 1024; i++) {
            noise.setRGB(i % 1024, i / 1024, random.nextBoolean() ? 0xFFFFFF : 0);
        }
        for (BufferedImage picture : List.of(noise, white(1024, 1024))) {
            assertThatThrownBy(() -> QrCode.readAll(png(picture))).isInstanceOf(MalformedMessageException.class);
            assertThatThrownBy(() -> QrCode.read(png(picture))).isInstanceOf(MalformedMessageException.class);
        }
    }

    private static BufferedImage finderPatterns(int perRow) {
        int step = 9 * MODULE;
        BufferedImage picture = white(perRow * step, perRow * step);
        Graphics2D pen = picture.createGraphics();
        for (int i = 0; i < perRow * perRow; i++) {
            int x = i % perRow * step + MODULE;
            int y = i / perRow * step + MODULE;
            for (int ring = 0; ring < 3; ring++) {
                pen.setColor(ring == 1 ? Color.WHITE : Color.BLACK);
                pen.fillRect(x + ring * MODULE, y + ring * MODULE, (7 - 2 * ring) * MODULE, (7 - 2 * ring) * MODULE);
            }
        }
        pen.dispose();
        return picture;
    }

    private static BufferedImage white(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return picture;
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}
