package io.onevisit.core.qr;

/**
 * A QR code with a picture in its middle (带标志的二维码), no larger than the code can bear. One module around the picture is
 * white. There is no form for terminals, whose blocks are too coarse for pictures. Immutable and thread-safe.
 */
public final class QrCodeWithLogo {
    private final QrCode code;
    private final Logo logo;
    private final int modules;

    QrCodeWithLogo(QrCode code, Logo logo, int modules) {
        this.code = code;
        this.logo = logo;
        this.modules = modules;
    }

    /** The code without its picture. */
    public QrCode code() {
        return code;
    }

    /**
     * A black and white PNG, as {@link QrCode#png} draws it; of the picture, what is darker than the middle grey is black.
     *
     * @param pixelsPerModule 1 to 64
     * @param dotsPerInch 36 to 2400
     */
    public byte[] png(int pixelsPerModule, int dotsPerInch) {
        QrCode.requireSize(pixelsPerModule, dotsPerInch);
        QrDrawing drawing = new QrDrawing(code.modules(), pixelsPerModule);
        int from = first() * pixelsPerModule;
        int side = modules * pixelsPerModule;
        drawing.whiten(from, from, side, side);
        int picture = side - 2 * pixelsPerModule;
        for (int y = 0; y < picture; y++) {
            for (int x = 0; x < picture; x++) {
                if (logo.black(x, y, picture)) {
                    drawing.blacken(from + pixelsPerModule + x, from + pixelsPerModule + y);
                }
            }
        }
        return drawing.png(dotsPerInch);
    }

    /** An SVG 1.1 document, as {@link QrCode#svg} draws it; the picture is in it octet for octet, in its own colours. */
    public String svg() {
        String picture = """
                <path fill="#fff" d="M%1$s %1$sh%2$sv%2$sh-%2$sz"/><image x="%3$s" y="%3$s" width="%4$s" height="%4$s" \
                xlink:href="%5$s"/>""".formatted(
                        Integer.toString(first()),
                        Integer.toString(modules),
                        Integer.toString(first() + 1),
                        Integer.toString(modules - 2),
                        logo.dataUrl());
        return QrSvg.write(code, picture);
    }

    /** The first column and row of the square, from the edge of the quiet zone. */
    private int first() {
        return ModuleGrid.QUIET_ZONE + (code.size() - modules) / 2;
    }

    @Override
    public String toString() {
        return code + " with a logo";
    }
}
