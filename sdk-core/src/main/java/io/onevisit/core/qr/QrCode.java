package io.onevisit.core.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A QR code (二维码), ISO/IEC 18004, with the quiet zone of 4 modules that clause 6.3.8 asks for in every picture of it.
 * Immutable and thread-safe. {@code toString} tells the version only, since the text may be personal.
 */
public final class QrCode {
    private static final int MAX_VERSION = 40;
    private static final int MAX_CHARACTERS = 7089; // digits in version 40 at level L
    private static final int MAX_PIXELS_PER_MODULE = 64;
    private static final int MAX_DOTS_PER_INCH = 2400;
    /** Black on white by number in the cube of 256 colours, which no terminal theme changes. */
    private static final String BLACK_ON_WHITE = "\u001B[38;5;16;48;5;231m";

    private static final String COLOURS_OFF = "\u001B[0m";

    private final int version;
    private final ErrorCorrection level;
    private final ModuleGrid modules;

    private QrCode(int version, ErrorCorrection level, ModuleGrid modules) {
        this.version = version;
        this.level = level;
        this.modules = modules;
    }

    /**
     * The smallest code that holds {@code text} at this level: digits and the 45 alphanumeric characters in their own
     * modes, other ASCII in byte mode, anything else as UTF-8 behind ECI 000026. Its mask is the one of the lowest penalty.
     *
     * @throws InvalidValueException when the text is empty, is no Unicode text (a surrogate stands alone) or is too long
     *     for version 40
     */
    public static QrCode of(String text, ErrorCorrection level) {
        return encode(text, level, Map.of());
    }

    /**
     * The smallest code that holds {@code text} and bears a logo of so many modules, {@link #withLogo}. Versions 7 to 13,
     * 21 to 27 and 35 to 40 bear hardly any, since they have an alignment pattern in the middle. The most is 23.
     *
     * @throws InvalidValueException as for {@link #of}, or when no version bears that logo
     */
    public static QrCode forLogo(String text, ErrorCorrection level, int modules) {
        requireLogo(modules);
        QrCode smallest = of(text, level);
        return IntStream.rangeClosed(smallest.version, MAX_VERSION)
                .filter(version -> LogoRoom.largest(version, level) >= modules)
                .mapToObj(version -> encode(text, level, Map.of(EncodeHintType.QR_VERSION, version)))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("logo", "is too large for every version of this level"));
    }

    private static QrCode encode(String text, ErrorCorrection level, Map<EncodeHintType, ?> version) {
        Require.that(!Require.present(text, "text").isEmpty(), "text", "must not be empty");
        Require.that(text.length() <= MAX_CHARACTERS, "text", "must have at most " + MAX_CHARACTERS + " characters");
        Require.that(StandardCharsets.UTF_8.newEncoder().canEncode(text), "text", "must be Unicode");
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        hints.putAll(version);
        hints.put(EncodeHintType.QR_MASK_PATTERN, 0);
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            hints.put(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8);
        }
        try {
            String name = Require.present(level, "level").name();
            QRCode code = Encoder.encode(text, ErrorCorrectionLevel.valueOf(name), hints);
            int number = code.getVersion().getVersionNumber();
            return new QrCode(number, level, DataMask.best(grid(code.getMatrix()), number));
        } catch (WriterException e) {
            throw new InvalidValueException("text", "is too long for a QR code at level " + level);
        }
    }

    private static ModuleGrid grid(ByteMatrix matrix) {
        ModuleGrid grid = new ModuleGrid(matrix.getWidth());
        byte[][] rows = matrix.getArray();
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows.length; column++) {
                if (rows[row][column] == 1) {
                    grid.darken(column, row);
                }
            }
        }
        return grid;
    }

    /**
     * Reads the one QR code in a picture: a scan, a screenshot or what {@link #png} wrote; dark on light or light on dark,
     * turned or mirrored. Photos are for {@link QrPhoto}.
     *
     * @param png a PNG (ISO/IEC 15948) without interlace, at most 8 MiB and 16 million pixels
     * @return the text; octets that no ECI explains are taken as UTF-8
     * @throws MalformedMessageException when it is no such picture, has no readable code or more than 256 finder patterns,
     *     holds one part of a text that was spread over several codes, or octets that are not text in their character set
     */
    public static String read(byte[] png) {
        return QrReader.read(PngPicture.parse(Require.present(png, "picture")));
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
        return QrReader.readAll(PngPicture.parse(Require.present(png, "picture")));
    }

    ModuleGrid modules() {
        return modules;
    }

    /** The version, 1 to 40. */
    public int version() {
        return version;
    }

    /** Modules on each side without the quiet zone: 17 and four for each version. */
    public int size() {
        return modules.size();
    }

    /** True for a dark module; false for a light one, and for every place outside the code. */
    public boolean dark(int column, int row) {
        return modules.dark(column, row);
    }

    /**
     * The code as a black and white PNG (ISO/IEC 15948) that knows its size on paper.
     *
     * @param pixelsPerModule 1 to 64; a printed module should be at least 0.33 mm wide, which is 4 pixels at 300 dpi
     * @param dotsPerInch 36 to 2400
     */
    public byte[] png(int pixelsPerModule, int dotsPerInch) {
        requireSize(pixelsPerModule, dotsPerInch);
        return new QrDrawing(modules, pixelsPerModule).png(dotsPerInch);
    }

    /**
     * True when {@code png} shows this code and nothing beside it: it is what {@link #png} writes, octet for octet but for
     * the way in which its pixels are compressed.
     */
    public boolean isDrawnIn(byte[] png, int pixelsPerModule, int dotsPerInch) {
        requireSize(pixelsPerModule, dotsPerInch);
        return new QrDrawing(modules, pixelsPerModule).isWrittenTo(Require.present(png, "picture"), dotsPerInch);
    }

    private static void requireLogo(int modules) {
        Require.that(modules >= 3 && modules % 2 == 1, "logo", "must be an odd number of modules, 3 or more");
    }

    static void requireSize(int pixelsPerModule, int dotsPerInch) {
        Require.that(
                pixelsPerModule >= 1 && pixelsPerModule <= MAX_PIXELS_PER_MODULE,
                "pixels per module",
                "must be 1 to " + MAX_PIXELS_PER_MODULE);
        Require.that(
                dotsPerInch >= 36 && dotsPerInch <= MAX_DOTS_PER_INCH,
                "dots per inch",
                "must be 36 to " + MAX_DOTS_PER_INCH);
    }

    /**
     * The code with a picture over a square in its middle. Every codeword that is touched counts as lost; half of what each
     * block of codewords can lose is kept for dirt and light.
     *
     * @param png a PNG as for {@link #read}, at most 256 KiB and 1024 pixels on each side; it is fitted into the square with
     *     a module of white around it
     * @param modules the side of the square, an odd number from 3 to {@link #largestLogo}
     * @throws InvalidValueException when the square is larger than this code bears
     * @throws MalformedMessageException when it is no such picture
     */
    public QrCodeWithLogo withLogo(byte[] png, int modules) {
        requireLogo(modules);
        Require.that(modules <= largestLogo(), "logo", "covers more than this code can bear");
        return new QrCodeWithLogo(this, Logo.parse(Require.present(png, "logo")), modules);
    }

    /** The side of the largest square that {@link #withLogo} takes, in modules; less than 3 where there is none. */
    public int largestLogo() {
        return LogoRoom.largest(version, level);
    }

    /** The code as an SVG 1.1 document of one path, one unit for each module; its size is for the page to say. */
    public String svg() {
        return QrSvg.write(this, "");
    }

    /**
     * The code as lines of half blocks, two rows of modules to a line, black on white whatever the colours of the
     * terminal. The terminal must know 256 colours and UTF-8.
     */
    public String terminal() {
        StringBuilder text = new StringBuilder();
        for (int row = -ModuleGrid.QUIET_ZONE; row < size() + ModuleGrid.QUIET_ZONE; row += 2) {
            text.append(BLACK_ON_WHITE);
            for (int column = -ModuleGrid.QUIET_ZONE; column < size() + ModuleGrid.QUIET_ZONE; column++) {
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
