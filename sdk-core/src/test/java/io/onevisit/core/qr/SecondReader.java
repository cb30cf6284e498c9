package io.onevisit.core.qr;

import boofcv.abst.fiducial.QrCodeDetector;
import boofcv.factory.fiducial.FactoryFiducial;
import boofcv.struct.image.GrayU8;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** BoofCV, which shares no line with ZXing. */
final class SecondReader {
    private SecondReader() {}

    static List<String> read(byte[] png) throws IOException {
        return read(ImageIO.read(new ByteArrayInputStream(png)));
    }

    static List<String> read(BufferedImage picture) {
        GrayU8 grey = new GrayU8(picture.getWidth(), picture.getHeight());
        for (int y = 0; y < grey.height; y++) {
            for (int x = 0; x < grey.width; x++) {
                grey.set(x, y, picture.getRGB(x, y) >> 8 & 0xFF);
            }
        }
        QrCodeDetector<GrayU8> reader = FactoryFiducial.qrcode(null, GrayU8.class);
        reader.process(grey);
        return reader.getDetections().stream().map(code -> code.message).toList();
    }
}
