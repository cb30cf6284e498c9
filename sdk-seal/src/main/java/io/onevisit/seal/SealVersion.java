package io.onevisit.seal;

import io.onevisit.core.MalformedMessageException;
import java.util.stream.Stream;

/** The versions of the structures of seals and signatures (版本); a signature has the version of its seal. */
public enum SealVersion {
    /** GM/T 0031-2014. */
    V1(1, SealLayout.GM_T_0031_2014),
    /** GM/T 0031-2014; read and verified, never made. */
    V2(2, SealLayout.GM_T_0031_2014),
    /** GM/T 0031-2014; read and verified, never made. */
    V3(3, SealLayout.GM_T_0031_2014),
    /** GB/T 38540-2020. */
    V4(4, SealLayout.GB_T_38540_2020),
    /** GM/T 0031-2025: as version 4, with a time stamp on the seal, and judged by degrees. */
    V5(5, SealLayout.GB_T_38540_2020);

    private final int number;
    private final SealLayout layout;

    SealVersion(int number, SealLayout layout) {
        this.number = number;
        this.layout = layout;
    }

    /** As the structures write it. */
    public int number() {
        return number;
    }

    SealLayout layout() {
        return layout;
    }

    /** True when a seal may carry a time stamp. */
    boolean stampsSeals() {
        return this == V5;
    }

    /** True when a signature may carry a time stamp. */
    boolean stampsSignatures() {
        return layout == SealLayout.GB_T_38540_2020;
    }

    /** True when new seals are made in it. */
    boolean isMade() {
        return this != V2 && this != V3;
    }

    static SealVersion read(String format, DerReader fields) {
        int number = fields.integer(Integer.MAX_VALUE);
        return Stream.of(values())
                .filter(version -> version.number == number)
                .findFirst()
                .orElseThrow(() -> new MalformedMessageException(format, "is of an unknown version"));
    }
}
