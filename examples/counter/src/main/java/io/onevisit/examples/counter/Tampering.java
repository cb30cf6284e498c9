package io.onevisit.examples.counter;

import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** What a forger would do to a licence, well made each time: every copy still opens. */
final class Tampering {
    private static final String PAGE = "Content.xml";

    private Tampering() {}

    /** Another character in the middle of the signature of a token. */
    static byte[] token(byte[] token) {
        String text = new String(token, StandardCharsets.US_ASCII);
        int place = text.indexOf('~') - 40;
        char other = text.charAt(place) == 'A' ? 'B' : 'A';
        return (text.substring(0, place) + other + text.substring(place + 1)).getBytes(StandardCharsets.US_ASCII);
    }

    /** A later year on the page that people read. */
    static byte[] document(byte[] ofd) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(ofd));
                ZipOutputStream out = new ZipOutputStream(copy)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                store(out, entry.getName(), entry.getName().endsWith(PAGE) ? later(content) : content);
            }
        }
        return copy.toByteArray();
    }

    private static byte[] later(byte[] page) {
        return new String(page, StandardCharsets.UTF_8)
                .replaceAll("20([0-9]{2}-)", "21$1")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    /** A readable QR code with two characters of the text exchanged. */
    static byte[] paper(byte[] picture) {
        String text = QrCode.read(picture);
        int place = text.length() - 30;
        while (text.charAt(place) == text.charAt(place + 3)) {
            place--;
        }
        String changed = text.substring(0, place)
                + text.charAt(place + 3)
                + text.substring(place + 1, place + 3)
                + text.charAt(place)
                + text.substring(place + 4);
        return QrCode.of(changed, ErrorCorrection.M).png(6, 300);
    }
}
