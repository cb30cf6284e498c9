package io.onevisit.seal;

/**
 * Something that seals in use do against the text of the standard (实际签章的偏差), and that a {@link SealProfile} may let
 * pass. Each one that is met is noted in the report.
 */
public enum Deviation {
    /** An extension writes its default {@code critical FALSE} out, which DER leaves out. */
    DEFAULT_WRITTEN_OUT,
    /** A signature value is r and s, 64 octets, in place of a SEQUENCE. */
    RAW_SIGNATURE_VALUE,
    /** The algorithm is 1.2.156.10197.501, without the arc of algorithms. */
    ALGORITHM_ALIAS,
    /** A digest was made over the signer's identity and the data (GB/T 32918.2 section 6.1) in place of the data. */
    DIGEST_WITH_IDENTITY,
    /** A time of signing of versions 1 to 3 is a text such as {@code 2026-11-20 16:00:00}, taken as China's time. */
    TIME_AS_TEXT,
    /** A critical extension that nobody knows. */
    UNKNOWN_CRITICAL_EXTENSION,
    /** The seal says it was made before its maker's certificate began. */
    MADE_BEFORE_CERTIFICATE,
    /** The seal says it was made outside its own validity, by a day at most, as clocks with another time zone do. */
    MADE_OUTSIDE_VALIDITY,
    /** The seal says it was made after it was used, by a day at most; versions 1 to 4 only. */
    MADE_AFTER_USE,
    /** A document names its digests SM3 or 1.2.156.10197.1.401.2 in place of 1.2.156.10197.1.401. */
    DIGEST_NAME,
    /** A path from the document's root is written without its leading slash. */
    PATH_WITHOUT_SLASH,
    /** A signature leaves files that no page shows or carries without its protection: what they say, it does not prove. */
    FILES_LEFT_OUT
}
