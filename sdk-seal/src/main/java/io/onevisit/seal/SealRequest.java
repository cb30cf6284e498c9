package io.onevisit.seal;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * What a new seal shall say (印章申请).
 *
 * @param id what tells it from every other seal, 1 to 128 printable ASCII characters without space
 * @param type the type of seal, 0 to 999; who runs the seals defines the numbers
 * @param name the name of the seal, at most 256 characters
 * @param picture what it looks like
 * @param validFrom the first moment of validity; whole seconds
 * @param validUntil the last moment of validity; whole seconds
 * @param signers who may sign with it
 */
public record SealRequest(
        String id,
        int type,
        String name,
        SealPicture picture,
        Instant validFrom,
        Instant validUntil,
        SignerList signers) {
    static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,128}");

    public SealRequest {
        Require.that(PRINTABLE.matcher(Require.present(id, "seal id")).matches(), "seal id", "must be printable ASCII");
        Require.that(type >= 0 && type <= SealInfo.MAX_TYPE, "seal type", "must be 0 to 999");
        Require.text(name, "seal name", SealInfo.MAX_NAME);
        Require.present(picture, "picture");
        Require.that(isWholeSecond(Require.present(validFrom, "valid from")), "valid from", "must be a whole second");
        Require.that(
                isWholeSecond(Require.present(validUntil, "valid until")), "valid until", "must be a whole second");
        Require.that(validFrom.isBefore(validUntil), "validity", "must end after it begins");
        Require.present(signers, "signers");
    }

    private static boolean isWholeSecond(Instant instant) {
        return instant.equals(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
