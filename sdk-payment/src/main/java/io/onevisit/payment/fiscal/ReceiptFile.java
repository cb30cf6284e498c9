package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.util.Base64;

/** The file of a receipt that people look at: PDF (ISO 32000), in Base64, of 2 MiB at most. */
final class ReceiptFile {
    private static final String FORMAT = "receipt file";
    private static final int MAX_OCTETS = 2 * 1024 * 1024;
    private static final int TAIL = 1024;

    private ReceiptFile() {}

    static Bytes read(String base64) {
        Bytes file;
        try {
            file = Bytes.of(Base64.getDecoder().decode(base64.getBytes(US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(FORMAT, "is not in Base64");
        }
        if (file.length() > MAX_OCTETS) {
            throw new MalformedMessageException(FORMAT, "must have at most " + MAX_OCTETS + " octets");
        }
        String text = new String(file.toArray(), ISO_8859_1);
        int end = text.lastIndexOf("%%EOF");
        if (!text.startsWith("%PDF-") || end < 0 || end < text.length() - TAIL) {
            throw new MalformedMessageException(FORMAT, "is no PDF");
        }
        return file;
    }
}
