package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.internal.Png;
import java.util.Locale;
import java.util.Optional;

/**
 * The picture of a seal (印章图像), {@code SES_ESPictureInfo} of GB/T 38540-2020, 6.1. A seal that is read may carry any
 * format; only PNG and OFD pass verification.
 *
 * @param format {@code png} or {@code ofd}, as the seal spells it
 * @param data the picture's octets
 * @param width in millimetres on paper, 1 to 500
 * @param height in millimetres on paper, 1 to 500
 */
public record SealPicture(String format, Bytes data, int width, int height) {
    private static final String PNG = "png";
    private static final String OFD = "ofd";
    private static final int MAX_MILLIMETRES = 500;

    public SealPicture {
        Require.text(format, "picture format", 16);
        Require.present(data, "picture");
        Require.that(width >= 1 && width <= MAX_MILLIMETRES, "picture width", "must be 1 to 500 mm");
        Require.that(height >= 1 && height <= MAX_MILLIMETRES, "picture height", "must be 1 to 500 mm");
    }

    /**
     * A PNG picture, shown {@code width} by {@code height} millimetres large.
     *
     * @throws InvalidValueException when it is no plain PNG of at most 1 MiB and 4096 pixels a side, or its sides are not
     *     in the proportion of {@code width} to {@code height}
     */
    public static SealPicture png(Bytes data, int width, int height) {
        SealPicture picture = new SealPicture(PNG, data, width, height);
        picture.problem().ifPresent(problem -> {
            throw new InvalidValueException("seal picture", problem);
        });
        return picture;
    }

    /** What keeps this picture from being shown safely and as large as it says. */
    Optional<String> problem() {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case PNG -> pngProblem();
            case OFD -> ofdProblem();
            default -> Optional.of("must be PNG or OFD, not another format");
        };
    }

    private Optional<String> pngProblem() {
        try {
            Png png = Png.inspect(data.toArray());
            return isProportional(png) ? Optional.empty() : Optional.of("must have the proportion it declares");
        } catch (MalformedMessageException e) {
            return Optional.of("must be a plain PNG of at most 1 MiB and 4096 pixels a side");
        }
    }

    private Optional<String> ofdProblem() {
        try {
            OfdPicture.inspect(data);
            return Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.of("must be a sound OFD document of at most 1 MiB without another inside");
        }
    }

    /** Within a tenth, since millimetres are whole numbers. */
    private boolean isProportional(Png png) {
        long declared = (long) png.width() * height;
        long found = (long) png.height() * width;
        return 10 * Math.abs(declared - found) <= Math.max(declared, found);
    }

    static SealPicture read(DerReader picture) {
        String format = picture.ia5String(16);
        byte[] data = picture.octetString();
        int width = picture.integer(MAX_MILLIMETRES);
        int height = picture.integer(MAX_MILLIMETRES);
        picture.end();
        try {
            return new SealPicture(format, Bytes.of(data), width, height);
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(Seal.FORMAT, "has a picture without format or size");
        }
    }

    Bytes encoded() {
        return Der.sequence(Der.ia5String(format), Der.octetString(data), Der.integer(width), Der.integer(height));
    }
}
