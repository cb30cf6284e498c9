package io.onevisit.licence.qr;

import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A sheet of paper, 210 by 297 mm at 200 dots an inch, as a scanner gives it. */
public final class A4 {
    private static final int WIDTH = 1654;
    private static final int HEIGHT = 2339;
    private static final int COLUMNS = 2;

    private A4() {}

    /** Two codes in a row, with a frame and a line of writing to each. */
    public static byte[] of(List<String> texts, int pixelsPerModule) {
        return png(drawn(texts, pixelsPerModule));
    }

    /** The same with a blot over the first. */
    static byte[] withFirstCodeSpoilt(List<String> texts, int pixelsPerModule) {
        BufferedImage sheet = drawn(texts, pixelsPerModule);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.BLACK);
        pen.fillRect(200, 300, 260, 260);
        pen.dispose();
        return png(sheet);
    }

    private static BufferedImage drawn(List<String> texts, int pixelsPerModule) {
        BufferedImage sheet = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(Color.BLACK);
        for (int i = 0; i < texts.size(); i++) {
            int x = 130 + i % COLUMNS * 760;
            int y = 200 + i / COLUMNS * 680;
            pen.drawImage(picture(texts.get(i), pixelsPerModule), x, y, null);
            pen.drawRect(x - 20, y - 20, 700, 640);
            pen.drawString("No. " + (i + 1), x, y + 610);
        }
        pen.dispose();
        return sheet;
    }

    private static BufferedImage picture(String text, int pixelsPerModule) {
        try {
            return ImageIO.read(
                    new ByteArrayInputStream(QrCode.of(text, ErrorCorrection.M).png(pixelsPerModule, 200)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] png(BufferedImage sheet) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(sheet, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
