package io.onevisit.licence.delivery.label;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.OneBitPng;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.delivery.DeliveryOrder;
import io.onevisit.licence.delivery.Party;
import io.onevisit.licence.delivery.PostalAddress;
import io.onevisit.licence.delivery.Waybill;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;

/**
 * The label of a parcel (快递电子运单), 100 by 150 mm, black on white: the waybill number as Code 128 and as text, where to
 * and where from, what is in it. Of the citizen it shows what {@link LabelMask} leaves; the office is shown in full.
 * Immutable and thread-safe.
 *
 * <p>Drawn by Java2D with the caller's font, which must have every character; the Java platform starts its own {@code
 * Java2D Disposer} thread with the first picture. The PDF holds the very picture of the PNG, so no font goes into it.
 */
public final class WaybillLabel {
    private static final int WIDTH_MM = 100;
    private static final int HEIGHT_MM = 150;
    private static final int MARGIN_MM = 4;
    private static final int PAYMENT_MM = 62;
    private static final double LINE_SPACING = 1.4;

    /** What thermal printers and couriers' scanners manage. */
    private static final double MODULE_MM = 0.25;

    private final String carrier;
    private final Waybill waybill;
    private final DeliveryOrder order;

    /** How fine the printer prints. */
    public enum Resolution {
        /** 8 dots per mm. */
        DPI_203(203),
        /** 11.8 dots per mm. */
        DPI_300(300);

        private final int dotsPerInch;

        Resolution(int dotsPerInch) {
            this.dotsPerInch = dotsPerInch;
        }

        int dots(double millimetres) {
            return Math.toIntExact(Math.round(millimetres * dotsPerInch / 25.4));
        }
    }

    /**
     * A label.
     *
     * @param carrier as people know it, for example EMS
     * @param waybill of {@code order}
     */
    public WaybillLabel(String carrier, Waybill waybill, DeliveryOrder order) {
        this.carrier = Require.text(carrier, "carrier", 16);
        this.waybill = Require.present(waybill, "waybill");
        this.order = Require.present(order, "delivery order");
        Require.that(waybill.orderNumber().equals(order.orderNumber()), "waybill", "must be of the order");
    }

    /**
     * The label as PNG.
     *
     * @throws InvalidValueException when the font lacks a character, or the waybill number is too long for a barcode
     */
    public Bytes png(Font font, Resolution resolution) {
        BufferedImage image = draw(font, resolution);
        byte[] rows = rows(image);
        int length = rows.length / image.getHeight();
        byte[] lines = new byte[(length + 1) * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            System.arraycopy(rows, y * length, lines, y * (length + 1) + 1, length);
        }
        return Bytes.of(OneBitPng.write(image.getWidth(), image.getHeight(), resolution.dotsPerInch, lines));
    }

    /** The label as PDF; throws as {@link #png}. */
    public Bytes pdf(Font font, Resolution resolution) {
        BufferedImage image = draw(font, resolution);
        return LabelPdf.write(image.getWidth(), image.getHeight(), resolution.dotsPerInch, rows(image));
    }

    /** Who pays and when, as couriers read it; the office sends, but for old documents, which it receives. */
    static String payment(DeliveryOrder order) {
        boolean toOffice = order.destination() == DeliveryOrder.Destination.OFFICE;
        return switch (order.payer()) {
            case DEPARTMENT -> toOffice ? "到付月结" : "寄付月结";
            case CITIZEN -> toOffice ? "寄付现结" : "到付";
        };
    }

    private static byte[] rows(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    private BufferedImage draw(Font font, Resolution resolution) {
        BufferedImage image = new BufferedImage(
                resolution.dots(WIDTH_MM), resolution.dots(HEIGHT_MM), BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setColor(Color.BLACK);
            new Sheet(graphics, Require.present(font, "font"), resolution).fill();
        } finally {
            graphics.dispose();
        }
        return image;
    }

    /** One label being drawn, from the top down; lengths in mm. */
    private final class Sheet {
        private final Graphics2D graphics;
        private final Font font;
        private final Resolution resolution;

        Sheet(Graphics2D graphics, Font font, Resolution resolution) {
            this.graphics = graphics;
            this.font = font;
            this.resolution = resolution;
            graphics.setStroke(new BasicStroke(resolution.dots(0.4)));
        }

        void fill() {
            line(carrier, MARGIN_MM, PAYMENT_MM - MARGIN_MM, 13, 8);
            line(payment(order), PAYMENT_MM, 13, 5);
            rule(18);
            new Barcode(waybill.waybillNumber())
                    .draw(
                            graphics,
                            resolution.dots(MODULE_MM),
                            resolution.dots(WIDTH_MM),
                            resolution.dots(22),
                            resolution.dots(18));
            line(waybill.waybillNumber(), MARGIN_MM, 47, 5);
            rule(51);
            boolean toOffice = order.destination() == DeliveryOrder.Destination.OFFICE;
            party("收", order.recipient(), !toOffice, 60, 92, 5);
            rule(95);
            party("寄", order.sender(), toOffice, 103, 127, 4);
            rule(130);
            line(order.content() + "  " + destination(), MARGIN_MM, 137, 4);
            line(order.orderNumber(), MARGIN_MM, 145, 4);
        }

        private String destination() {
            return switch (order.destination()) {
                case DOOR -> "送货上门";
                case LOCKER -> "智能快件箱";
                case COUNTER -> "自提点";
                case OFFICE -> "旧证回寄";
            };
        }

        private void party(String role, Party party, boolean masked, int top, int bottom, int size) {
            PostalAddress at = party.address();
            String detail = masked ? LabelMask.address(at.detail()) : at.detail();
            line(role, MARGIN_MM, top, size + 2);
            line(masked ? LabelMask.name(party.name()) : party.name(), 14, top, size);
            line(masked ? LabelMask.phone(party.phone()) : party.phone(), 14, top + size + 2, size);
            paragraph(at.names(" ") + " " + detail, 14, top + 2 * (size + 2), bottom, size);
        }

        private void rule(double at) {
            int y = resolution.dots(at);
            graphics.drawLine(resolution.dots(MARGIN_MM), y, resolution.dots(WIDTH_MM - MARGIN_MM), y);
        }

        private void line(String text, double left, double baseline, double size) {
            line(text, left, WIDTH_MM - MARGIN_MM, baseline, size);
        }

        /** As large as {@code size} unless it would not end at {@code right} then. */
        private void line(String text, double left, double right, double baseline, double size) {
            use(text, size);
            int room = resolution.dots(right - left);
            FontMetrics metrics = graphics.getFontMetrics();
            if (metrics.stringWidth(text) > room) {
                graphics.setFont(graphics.getFont().deriveFont((float)
                        ((double) graphics.getFont().getSize2D() * room / metrics.stringWidth(text))));
            }
            graphics.drawString(text, resolution.dots(left), resolution.dots(baseline));
        }

        /** Broken where a line is full, and smaller until it fits above {@code bottom}. */
        private void paragraph(String text, int left, int top, int bottom, double size) {
            use(text, size);
            List<String> lines = broken(text, resolution.dots(WIDTH_MM - MARGIN_MM - left));
            double step = size * LINE_SPACING;
            if (top + (lines.size() - 1) * step > bottom) {
                paragraph(text, left, top, bottom, size * 0.9);
                return;
            }
            for (int i = 0; i < lines.size(); i++) {
                graphics.drawString(lines.get(i), resolution.dots(left), resolution.dots(top + i * step));
            }
        }

        private List<String> broken(String text, int room) {
            FontMetrics metrics = graphics.getFontMetrics();
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            text.codePoints().forEach(place -> {
                String more = Character.toString(place);
                if (metrics.stringWidth(line + more) > room) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(more);
            });
            lines.add(line.toString());
            return lines;
        }

        private void use(String text, double size) {
            if (font.canDisplayUpTo(text) >= 0) {
                throw new InvalidValueException("font", "lacks a character of the label");
            }
            graphics.setFont(font.deriveFont((float) resolution.dots(size)));
        }
    }
}
