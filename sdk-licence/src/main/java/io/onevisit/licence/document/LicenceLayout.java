package io.onevisit.licence.document;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.licence.Holder;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceType.Field;
import io.onevisit.seal.ofd.OfdAttachment;
import io.onevisit.seal.ofd.OfdDraft;
import io.onevisit.seal.ofd.OfdPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a licence looks like on paper: all that the token discloses and nothing else, laid out by rule. The same licence
 * always gives the same document, so a verifier lays it out again and compares. Measures are millimetres. For one thread.
 */
final class LicenceLayout {
    static final String TOKEN = "licence.sd-jwt";
    static final String QR_PICTURE = "licence.png";

    /** The metadata with the licence's identifier. */
    static final String IDENTIFIER = "ZZBS";

    /** Goes up when anything below changes, so that documents laid out before are not taken for forged ones. */
    private static final String VERSION = "1";

    private static final String SONG = "宋体";
    private static final String HEI = "黑体";
    private static final double TITLE_SIZE = 8;
    private static final double TEXT_SIZE = 3.5;
    private static final double ROW = 7;
    private static final double PAGE_WIDTH = 210;
    private static final double LEFT = 20;
    private static final double VALUES = 55;
    private static final double VALUE_WIDTH = 135;
    private static final double TOP = 30;
    private static final double FIRST_ROW = 50;
    private static final double LAST_ROW = 225;

    /** Below the last row there is room for the QR code on the left and the seal on the right. */
    static final double FOOT = 240;

    static final double RIGHT = PAGE_WIDTH - LEFT;
    private static final double QR_SIZE = 42;
    private static final int QR_PIXELS_PER_MODULE = 6;
    private static final int QR_DOTS_PER_INCH = 300;

    private final List<OfdPage> pages = new ArrayList<>();
    private List<OfdPage.Item> items = new ArrayList<>();
    private double y = FIRST_ROW;

    private LicenceLayout() {}

    /**
     * The document of a licence.
     *
     * @param qrPicture the licence on paper as PNG, or null for none
     */
    static OfdDraft draft(Licence licence, LicenceType type, String token, @Nullable Bytes qrPicture) {
        OfdAttachment attached =
                new OfdAttachment(TOKEN, "application/dc+sd-jwt", Bytes.of(token.getBytes(StandardCharsets.US_ASCII)));
        return new OfdDraft(
                licence.name(),
                "OneVisit",
                licence.issued(),
                Map.of(IDENTIFIER, licence.id().toString(), "Layout", VERSION),
                new LicenceLayout().pages(licence, type, qrPicture),
                qrPicture == null
                        ? List.of(attached)
                        : List.of(attached, new OfdAttachment(QR_PICTURE, "image/png", qrPicture)));
    }

    /** The picture of the licence on paper. */
    static Bytes qrPicture(String text) {
        return Bytes.of(qrCode(text).png(QR_PIXELS_PER_MODULE, QR_DOTS_PER_INCH));
    }

    /** Whether a picture shows the QR code of {@code text} and nothing else. */
    static boolean isQrPicture(Bytes png, String text) {
        return qrCode(text).isDrawnIn(png.toArray(), QR_PIXELS_PER_MODULE, QR_DOTS_PER_INCH);
    }

    private static QrCode qrCode(String text) {
        return QrCode.of(text, ErrorCorrection.M);
    }

    private List<OfdPage> pages(Licence licence, LicenceType type, @Nullable Bytes qrPicture) {
        title(licence.name());
        row("证照标识", licence.id().toString());
        row("证照编号", licence.number());
        licence.holders().forEach(holder -> row("持证主体", of(holder)));
        type.fields().forEach(field -> row(field, licence));
        row("颁发机构", licence.issuerName());
        row("颁发日期", licence.issued().toString());
        row("有效期限", validity(licence));
        if (qrPicture != null) {
            items.add(new OfdPage.Picture(LEFT, FOOT, QR_SIZE, QR_SIZE, qrPicture));
        }
        turnPage();
        return pages;
    }

    private void title(String name) {
        double width = new OfdPage.Text(0, 0, HEI, TITLE_SIZE, name).width();
        items.add(new OfdPage.Text((PAGE_WIDTH - width) / 2, TOP, HEI, TITLE_SIZE, name));
        items.add(new OfdPage.Line(LEFT, TOP + 14, RIGHT, TOP + 14, 0.3));
    }

    private void row(Field field, Licence licence) {
        row(field.labelZh(), licence.fields().get(field.name()));
    }

    private void row(String label, @Nullable String value) {
        if (value == null) {
            return; // not disclosed
        }
        String lead = label;
        for (String line : lines(value)) {
            if (y > LAST_ROW) {
                turnPage();
            }
            if (!lead.isEmpty()) {
                items.add(new OfdPage.Text(LEFT, y, HEI, TEXT_SIZE, lead));
            }
            items.add(new OfdPage.Text(VALUES, y, SONG, TEXT_SIZE, line));
            lead = "";
            y += ROW;
        }
    }

    private void turnPage() {
        pages.add(OfdPage.a4(items));
        items = new ArrayList<>();
        y = FIRST_ROW;
    }

    /** Breaks a text wherever a line is full, as Chinese is; widths are those of {@link OfdPage.Text}. */
    private static List<String> lines(String text) {
        Require.that(!text.isBlank(), "text", "must not be blank");
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        double width = 0;
        for (int character : text.codePoints().toArray()) {
            double advance = character < 0x80 ? TEXT_SIZE / 2 : TEXT_SIZE;
            if (width + advance > VALUE_WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
                width = 0;
            }
            line.appendCodePoint(character);
            width += advance;
        }
        lines.add(line.toString());
        return lines.stream().filter(part -> !part.isBlank()).toList();
    }

    private static String of(Holder holder) {
        String codeType = holder.codeType() == null ? null : holder.codeType().nameZh();
        return Stream.of(holder.name(), codeType, holder.code())
                .map(part -> part == null ? "（未披露）" : part)
                .collect(Collectors.joining("  "));
    }

    private static String validity(Licence licence) {
        String from = "自 " + licence.validFrom() + " ";
        return licence.isUnlimited() ? from + "起长期有效" : from + "至 " + licence.validUntil();
    }
}
