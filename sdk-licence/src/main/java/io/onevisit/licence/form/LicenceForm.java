package io.onevisit.licence.form;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.qr.QrCode;
import io.onevisit.licence.document.LicenceDocumentVerifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** In what form a licence comes (证照形式). */
public enum LicenceForm {
    /** An SD-JWT VC that is bound to no verifier. */
    TOKEN("电子证照令牌", "licence token"),
    /** An SD-JWT VC that its holder bound to one occasion. */
    PRESENTATION("电子证照出示", "licence presentation"),
    /** A copy that a platform bound to one occasion (加注件). */
    ANNOTATED_COPY("加注件", "annotated copy"),
    /** A sealed OFD document with the licence inside. */
    DOCUMENT("版式证照文件", "licence document (OFD)"),
    /** The text of a QR code. */
    PAPER("纸质证照二维码", "licence on paper");

    /** What every licence on paper starts with. */
    static final String PAPER_PREFIX = "ZZ1:";

    private static final Pattern JWS = Pattern.compile("[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

    private final String nameZh;
    private final String nameEn;

    LicenceForm(String nameZh, String nameEn) {
        this.nameZh = nameZh;
        this.nameEn = nameEn;
    }

    /** The name in Chinese. */
    public String nameZh() {
        return nameZh;
    }

    /** The name in English. */
    public String nameEn() {
        return nameEn;
    }

    /**
     * What {@code octets} give themselves out as, told by their first octets; of a picture (PNG) of QR codes, what their
     * texts give themselves out as. Empty when as none of these, or as several. Nothing is verified.
     */
    public static Optional<LicenceForm> of(byte[] octets) {
        try {
            Set<LicenceForm> found = opened(octets).stream()
                    .flatMap(one -> ofOpened(one).stream())
                    .collect(Collectors.toSet());
            return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    static boolean isPicture(byte[] octets) {
        return startsWith(Require.present(octets, "octets"), 0x89, 'P', 'N', 'G');
    }

    /** The texts in a picture that give themselves out as licences, else the octets themselves. */
    static List<byte[]> opened(byte[] octets) {
        return isPicture(octets)
                ? QrCode.readAll(octets).stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .filter(text -> ofOpened(text).isPresent())
                        .toList()
                : List.of(octets);
    }

    static Optional<LicenceForm> ofOpened(byte[] octets) {
        if (startsWith(octets, 'P', 'K')) {
            return LicenceDocumentVerifier.looksLikeLicence(octets) ? Optional.of(DOCUMENT) : Optional.empty();
        }
        return ofText(text(octets));
    }

    private static Optional<LicenceForm> ofText(String text) {
        if (text.startsWith(PAPER_PREFIX)) {
            return Optional.of(PAPER);
        }
        if (!text.startsWith("ey")) {
            return Optional.empty();
        }
        if (text.indexOf('~') >= 0) {
            return Optional.of(text.endsWith("~") ? TOKEN : PRESENTATION);
        }
        return JWS.matcher(text).matches() ? Optional.of(ANNOTATED_COPY) : Optional.empty();
    }

    /** A file of text may end in a line feed; everything in it is judged. */
    static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1).strip();
    }

    private static boolean startsWith(byte[] octets, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= octets.length || (octets[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
