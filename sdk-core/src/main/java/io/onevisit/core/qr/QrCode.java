package io.onevisit.core.qr;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.WriterException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A QR code (二维码), ISO/IEC 18004, with the quiet zone of 4 modules that clause 6.3.8 asks for in every picture of it.
 * Immutable and thread-safe. {@code toString} tells the version only, since the text may be personal.
 */
public final class QrCode {
    /** Modules left light on every side. */
    static final int QUIET_ZONE = 4;

    private static final int FINDER_PATTERNS = 3; // of one code, ISO/IEC 18004 clause 6.3.3
    private static final int MAX_FINDER_PATTERNS = 256;
    private static final int MAX_FINDER_PATTERNS_OF_ALL = 20 * FINDER_PATTERNS;
    private static final int MAX_CHARACTERS = 7089; // digits in version 40 at level L
    private static final int MAX_PIXELS_PER_MODULE = 64;
    private static final int MAX_DOTS_PER_INCH = 2400;
    private static final String FORMAT = "QR code";

    private static final Map<DecodeHintType, ?> UTF_8_TRYING_HARDER =
            Map.of(DecodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name(), DecodeHintType.TRY_HARDER, true);

    private static final Map<DecodeHintType, ?> UTF_8_ALONE =
            Map.of(DecodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name(), DecodeHintType.PURE_BARCODE, true);

    /** Black on white by number in the cube of 256 colours, which no terminal theme changes. */
    private static final String BLACK_ON_WHITE = "\u001B[38;5;16;48;5;231m";

    private static final String COLOURS_OFF = "\u001B[0m";

    private final int version;
    private final ByteMatrix modules;

    private QrCode(int version, ByteMatrix modules) {
        this.version = version;
        this.modules = modules;
    }

    /**
     * The smallest code that holds {@code text} at this level: digits and the 45 alphanumeric characters in their own
     * modes, other ASCII in byte mode, anything else as UTF-8 behind ECI 000026.
     *
     * @throws InvalidValueException when the text is empty, is no Unicode text (a surrogate stands alone) or is too long
     *     for version 40
     */
    public static QrCode of(String text, ErrorCorrection level) {
        Require.that(!Require.present(text, "text").isEmpty(), "text", "must not be empty");
        Require.that(text.length() <= MAX_CHARACTERS, "text", "must have at most " + MAX_CHARACTERS + " characters");
        Require.that(StandardCharsets.UTF_8.newEncoder().canEncode(text), "text", "must be Unicode");
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        try {
            QRCode code = Encoder.encode(
                    text,
                    ErrorCorrectionLevel.valueOf(Require.present(level, "level").name()),
                    ascii ? Map.of() : Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8));
            return new QrCode(code.getVersion().getVersionNumber(), code.getMatrix());
        } catch (WriterException e) {
            throw new InvalidValueException("text", "is too long for a QR code at level " + level);
        }
    }

    /**
     * Reads the one QR code in a picture: a scan, a screenshot or what {@link #png} wrote.
     *
     * @param png a PNG (ISO/IEC 15948) without interlace, at most 8 MiB and 16 million pixels
     * @return the text; octets that no ECI explains are taken as UTF-8
     * @throws MalformedMessageException when it is no such picture, has no readable code or more than 256 finder patterns,
     *     holds one part of a text that was spread over several codes, or octets that are not text in their character set
     */
    public static String read(byte[] png) {
        return read(PngPicture.parse(Require.present(png, "picture")));
    }

    private static String read(LuminanceSource picture) {
        Result result = decode(new HybridBinarizer(picture))
                .or(() -> decode(new GlobalHistogramBinarizer(picture)))
                .or(() -> decodePure(new GlobalHistogramBinarizer(picture)))
                .orElseThrow(() -> new MalformedMessageException(FORMAT, "no readable code in the picture"));
        if (result.getResultMetadata().containsKey(ResultMetadataType.STRUCTURED_APPEND_SEQUENCE)) {
            throw new MalformedMessageException(FORMAT, "is one part of a longer text");
        }
        return text(result);
    }

    /**
     * Reads all QR codes in a picture, a sheet of several for one. Codes that are too blurred are not among them, so what
     * is complete must be told by what the codes say.
     *
     * @param png as for {@link #read}
     * @return the texts, each once, in no order
     * @throws MalformedMessageException when it is no such picture, has no readable code or the finder patterns of more than
     *     20, or one holds no text
     */
    public static Set<String> readAll(byte[] png) {
        LuminanceSource picture = PngPicture.parse(Require.present(png, "picture"));
        Set<String> texts = new HashSet<>();
        for (Binarizer blackAndWhite : List.of(new HybridBinarizer(picture), new GlobalHistogramBinarizer(picture))) {
            decodeAll(blackAndWhite).forEach(result -> texts.add(text(result)));
        }
        if (texts.isEmpty()) {
            texts.add(read(picture)); // a small, clean picture, which the reader of many does not find
        }
        return Set.copyOf(texts);
    }

    private static List<Result> decodeAll(Binarizer blackAndWhite) {
        try {
            return hasCodes(blackAndWhite, MAX_FINDER_PATTERNS_OF_ALL)
                    ? List.of(new QRCodeMultiReader()
                            .decodeMultiple(new BinaryBitmap(blackAndWhite), UTF_8_TRYING_HARDER))
                    : List.of();
        } catch (NotFoundException e) {
            return List.of();
        }
    }

    /** Whether there are finder patterns enough for a code, and not so many that reading them would take for ever. */
    private static boolean hasCodes(Binarizer blackAndWhite, int mostPatterns) throws NotFoundException {
        int patterns = FinderPatterns.count(blackAndWhite.getBlackMatrix(), mostPatterns);
        if (patterns > mostPatterns) {
            throw new MalformedMessageException(
                    FORMAT, "more than " + mostPatterns + " finder patterns in the picture");
        }
        return patterns >= FINDER_PATTERNS;
    }

    private static String text(Result result) {
        if (result.getText().isEmpty() || result.getText().indexOf('\uFFFD') >= 0) {
            throw new MalformedMessageException(FORMAT, "holds no text, or not in the character set it names");
        }
        return result.getText();
    }

    private static Optional<Result> decode(Binarizer blackAndWhite) {
        try {
            return hasCodes(blackAndWhite, MAX_FINDER_PATTERNS)
                    ? Optional.of(new QRCodeReader().decode(new BinaryBitmap(blackAndWhite), UTF_8_TRYING_HARDER))
                    : Optional.empty();
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }

    /** Needs no finder patterns, and looks at one place only. */
    private static Optional<Result> decodePure(Binarizer blackAndWhite) {
        try {
            return Optional.of(new QRCodeReader().decode(new BinaryBitmap(blackAndWhite), UTF_8_ALONE));
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }

    /** The version, 1 to 40. */
    public int version() {
        return version;
    }

    /** Modules on each side without the quiet zone: 17 and four for each version. */
    public int size() {
        return modules.getWidth();
    }

    /** True for a dark module; false for a light one, and for every place outside the code. */
    public boolean dark(int column, int row) {
        return column >= 0 && row >= 0 && column < size() && row < size() && modules.get(column, row) == 1;
    }

    /**
     * The code as a black and white PNG (ISO/IEC 15948) that knows its size on paper.
     *
     * @param pixelsPerModule 1 to 64; a printed module should be at least 0.33 mm wide, which is 4 pixels at 300 dpi
     * @param dotsPerInch 36 to 2400
     */
    public byte[] png(int pixelsPerModule, int dotsPerInch) {
        requireSize(pixelsPerModule, dotsPerInch);
        return QrPng.write(this, pixelsPerModule, dotsPerInch);
    }

    /**
     * True when {@code png} shows this code and nothing beside it: it is what {@link #png} writes, octet for octet but for
     * the way in which its pixels are compressed.
     */
    public boolean isDrawnIn(byte[] png, int pixelsPerModule, int dotsPerInch) {
        requireSize(pixelsPerModule, dotsPerInch);
        return QrPng.isWrittenFrom(Require.present(png, "picture"), this, pixelsPerModule, dotsPerInch);
    }

    private static void requireSize(int pixelsPerModule, int dotsPerInch) {
        Require.that(
                pixelsPerModule >= 1 && pixelsPerModule <= MAX_PIXELS_PER_MODULE,
                "pixels per module",
                "must be 1 to " + MAX_PIXELS_PER_MODULE);
        Require.that(
                dotsPerInch >= 36 && dotsPerInch <= MAX_DOTS_PER_INCH,
                "dots per inch",
                "must be 36 to " + MAX_DOTS_PER_INCH);
    }

    /** The code as an SVG 1.1 document of one path, one unit for each module; its size is for the page to say. */
    public String svg() {
        int side = size() + 2 * QUIET_ZONE;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" version="1.1" viewBox="0 0 SIDE SIDE" \
                shape-rendering="crispEdges"><path fill="#fff" d="M0 0hSIDEvSIDEh-SIDEz"/><path d="DARK"/></svg>
                """.replace("SIDE", Integer.toString(side)).replace("DARK", darkRuns());
    }

    /** SVG path data: one rectangle for each run of dark modules in a row. */
    private String darkRuns() {
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < size(); row++) {
            for (int column = 0; column < size(); column++) {
                if (dark(column, row)) {
                    int start = column;
                    while (dark(column + 1, row)) {
                        column++;
                    }
                    int length = column - start + 1;
                    path.append('M').append(start + QUIET_ZONE).append(' ').append(row + QUIET_ZONE);
                    path.append('h')
                            .append(length)
                            .append("v1h-")
                            .append(length)
                            .append('z');
                }
            }
        }
        return path.toString();
    }

    /**
     * The code as lines of half blocks, two rows of modules to a line, black on white whatever the colours of the
     * terminal. The terminal must know 256 colours and UTF-8.
     */
    public String terminal() {
        StringBuilder text = new StringBuilder();
        for (int row = -QUIET_ZONE; row < size() + QUIET_ZONE; row += 2) {
            text.append(BLACK_ON_WHITE);
            for (int column = -QUIET_ZONE; column < size() + QUIET_ZONE; column++) {
                text.append(halfBlocks(dark(column, row), dark(column, row + 1)));
            }
            text.append(COLOURS_OFF).append('\n');
        }
        return text.toString();
    }

    private static char halfBlocks(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }

    @Override
    public String toString() {
        return "QR code of version " + version;
    }
}
