package io.onevisit.core.qr;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.QRCodeReader;
import io.onevisit.core.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads codes out of a picture's brightness: dark on light, then light on dark. */
final class QrReader {
    private static final int FINDER_PATTERNS = 3; // of one code, ISO/IEC 18004 clause 6.3.3
    private static final int MAX_FINDER_PATTERNS = 256;
    private static final int MAX_FINDER_PATTERNS_OF_ALL = 20 * FINDER_PATTERNS;
    private static final String FORMAT = "QR code";

    private static final Map<DecodeHintType, ?> UTF_8_TRYING_HARDER =
            Map.of(DecodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name(), DecodeHintType.TRY_HARDER, true);

    private static final Map<DecodeHintType, ?> UTF_8_ALONE =
            Map.of(DecodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name(), DecodeHintType.PURE_BARCODE, true);

    private QrReader() {}

    /** The text of the one code in the picture. */
    static String read(LuminanceSource picture) {
        Result result = decode(picture)
                .or(() -> decode(picture.invert()))
                .orElseThrow(() -> new MalformedMessageException(FORMAT, "no readable code in the picture"));
        if (result.getResultMetadata().containsKey(ResultMetadataType.STRUCTURED_APPEND_SEQUENCE)) {
            throw new MalformedMessageException(FORMAT, "is one part of a longer text");
        }
        return text(result);
    }

    /** The texts of all codes in the picture. */
    static Set<String> readAll(LuminanceSource picture) {
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

    private static Optional<Result> decode(LuminanceSource picture) {
        return Stream.<Supplier<Optional<Result>>>of(
                        () -> decode(new HybridBinarizer(picture)),
                        () -> decode(new GlobalHistogramBinarizer(picture)),
                        () -> decodePure(new GlobalHistogramBinarizer(picture)))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
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
}
