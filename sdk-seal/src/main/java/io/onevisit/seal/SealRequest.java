package io.onevisit.seal;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a new seal shall say (印章申请).
 *
 * @param version of the structure: 1, 4 or 5
 * @param id what tells it from every other seal, 1 to 128 printable ASCII characters without space
 * @param type the type of seal, 0 to 999; who runs the seals defines the numbers
 * @param name the name of the seal, at most 256 characters
 * @param picture what it looks like
 * @param validFrom the first moment of validity; whole seconds
 * @param validUntil the last moment of validity; whole seconds, in version 1 before 2050
 * @param signers who may sign with it; in version 1 shown by their certificates
 * @param extensions what the vendor adds of its own, at most 64
 */
public record SealRequest(
        SealVersion version,
        String id,
        int type,
        String name,
        SealPicture picture,
        Instant validFrom,
        Instant validUntil,
        SignerList signers,
        List<Extension> extensions) {
    static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,128}");

    /** The years that a time of version 1 can tell. */
    private static final Instant UTC_TIME_FROM = Instant.parse("1950-01-01T00:00:00Z");

    private static final Instant UTC_TIME_UNTIL = Instant.parse("2050-01-01T00:00:00Z");

    public SealRequest {
        Require.that(Require.present(version, "version").isMade(), "version", "must be 1, 4 or 5");
        Require.that(PRINTABLE.matcher(Require.present(id, "seal id")).matches(), "seal id", "must be printable ASCII");
        Require.that(type >= 0 && type <= SealInfo.MAX_TYPE, "seal type", "must be 0 to 999");
        Require.text(name, "seal name", SealInfo.MAX_NAME);
        Require.present(picture, "picture");
        Require.that(isWholeSecond(Require.present(validFrom, "valid from")), "valid from", "must be a whole second");
        Require.that(
                isWholeSecond(Require.present(validUntil, "valid until")), "valid until", "must be a whole second");
        Require.that(validFrom.isBefore(validUntil), "validity", "must end after it begins");
        Require.present(signers, "signers");
        extensions = List.copyOf(Require.present(extensions, "extensions"));
        Require.that(extensions.size() <= Extension.MAX_EXTENSIONS, "extensions", "must be at most 64");
        if (version.layout() == SealLayout.GM_T_0031_2014) {
            Require.that(
                    !validFrom.isBefore(UTC_TIME_FROM) && validUntil.isBefore(UTC_TIME_UNTIL),
                    "validity",
                    "must lie in the years 1950 to 2049 in version 1");
            Require.that(signers.showsCertificates(), "signers", "must be shown by certificates in version 1");
        }
    }

    /** A seal of version 4 without extensions. */
    public SealRequest(
            String id,
            int type,
            String name,
            SealPicture picture,
            Instant validFrom,
            Instant validUntil,
            SignerList signers) {
        this(SealVersion.V4, id, type, name, picture, validFrom, validUntil, signers, List.of());
    }

    /** The same in another version. */
    public SealRequest withVersion(SealVersion other) {
        return new SealRequest(other, id, type, name, picture, validFrom, validUntil, signers, extensions);
    }

    /** The same with these extensions. */
    public SealRequest withExtensions(List<Extension> others) {
        return new SealRequest(version, id, type, name, picture, validFrom, validUntil, signers, others);
    }

    private static boolean isWholeSecond(Instant instant) {
        return instant.equals(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
