package io.onevisit.seal.internal;

/** The object identifiers under which seals, signatures and documents name SM2-with-SM3. */
public final class Sm2Algorithm {
    /** SM2-with-SM3, GM/T 0006. */
    public static final String WITH_SM3 = "1.2.156.10197.1.501";

    /** The same without the arc of algorithms, as some write it against the text. */
    public static final String ALIAS = "1.2.156.10197.501";

    private Sm2Algorithm() {}
}
