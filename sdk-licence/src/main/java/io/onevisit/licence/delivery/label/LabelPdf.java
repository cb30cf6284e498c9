package io.onevisit.licence.delivery.label;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Zlib;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/** Writes a PDF of one page, ISO 32000-1, that is filled by one picture of two colours: what a label printer needs. */
final class LabelPdf {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private LabelPdf() {}

    /**
     * The file.
     *
     * @param rows eight pixels to an octet, 1 is white
     */
    static Bytes write(int width, int height, int dotsPerInch, byte[] rows) {
        String page = points(width, dotsPerInch) + " " + points(height, dotsPerInch);
        byte[] picture = Zlib.deflate(rows, Deflater.DEFAULT_COMPRESSION);
        byte[] content = ("q " + points(width, dotsPerInch) + " 0 0 " + points(height, dotsPerInch)
                        + " 0 0 cm /Label Do Q")
                .getBytes(ISO_8859_1);
        LabelPdf pdf = new LabelPdf();
        pdf.text("%PDF-1.4\n");
        pdf.object("<< /Type /Catalog /Pages 2 0 R >>");
        pdf.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        pdf.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + page
                + "] /Resources << /XObject << /Label 5 0 R >> >> /Contents 4 0 R >>");
        pdf.stream("", content);
        pdf.stream(
                "/Type /XObject /Subtype /Image /Width " + width + " /Height " + height
                        + " /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode ",
                picture);
        return pdf.end();
    }

    /** Lengths in PDF are in 1/72 inch. */
    private static String points(int dots, int dotsPerInch) {
        return String.format(Locale.ROOT, "%.3f", dots * 72.0 / dotsPerInch);
    }

    private void object(String dictionary) {
        begin();
        text(dictionary + "\nendobj\n");
    }

    private void stream(String dictionary, byte[] octets) {
        begin();
        text("<< " + dictionary + "/Length " + octets.length + " >>\nstream\n");
        file.writeBytes(octets);
        text("\nendstream\nendobj\n");
    }

    private void begin() {
        offsets.add(file.size());
        text(offsets.size() + " 0 obj\n");
    }

    /** Clause 7.5.4: entries of 20 octets each. */
    private Bytes end() {
        int table = file.size();
        text("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        offsets.forEach(offset -> text(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
        text("trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n");
        return Bytes.of(file.toByteArray());
    }

    private void text(String text) {
        file.writeBytes(text.getBytes(ISO_8859_1));
    }
}
