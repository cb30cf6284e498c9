package io.onevisit.examples.benchmarks;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * A text of 300 characters as QR code, version 13 at level M, four pixels a module. What most programs do is ZXing with its
 * {@code MatrixToImageWriter}, which writes by ImageIO.
 */
public class QrSpeed extends Steady {
    private static final int PIXELS_PER_MODULE = 4;
    private static final int QUIET_ZONE = 4;

    private final String text =
            "https://pay.onevisit.example/q/".concat("onevisit".repeat(40)).substring(0, 300);
    private final QrCode code = code();
    private final int side = (code.size() + 2 * QUIET_ZONE) * PIXELS_PER_MODULE;

    /** Text to PNG. */
    @Benchmark
    public byte[] png() {
        return code().png(PIXELS_PER_MODULE, 300);
    }

    /** Text to PNG as most programs do it. */
    @Benchmark
    public byte[] pngZxing() throws WriterException, IOException {
        Map<EncodeHintType, ?> level = Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);
        BitMatrix pixels = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, side, side, level);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        MatrixToImageWriter.writeToStream(pixels, "PNG", png);
        return png.toByteArray();
    }

    /** Text to modules. */
    @Benchmark
    public QrCode code() {
        return QrCode.of(text, ErrorCorrection.M);
    }

    /** Text to modules by ZXing, which tries eight masks. */
    @Benchmark
    public ByteMatrix codeZxing() throws WriterException {
        return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    }

    /** Text to modules by ZXing under a given mask: the part that is left of it in ours. */
    @Benchmark
    public ByteMatrix codeZxingOneMask() throws WriterException {
        Map<EncodeHintType, ?> mask = Map.of(EncodeHintType.QR_MASK_PATTERN, 0);
        return Encoder.encode(text, ErrorCorrectionLevel.M, mask).getMatrix();
    }

    /** Modules to PNG. */
    @Benchmark
    public byte[] pngOfCode() {
        return code.png(PIXELS_PER_MODULE, 300);
    }

    /** Modules to SVG. */
    @Benchmark
    public String svgOfCode() {
        return code.svg();
    }
}
