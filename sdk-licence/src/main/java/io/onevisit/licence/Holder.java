package io.onevisit.licence;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Require;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a licence (持证主体), GB/T 36903. A draft has all three parts; a verified licence has those that were
 * disclosed. {@code toString} shows none.
 *
 * @param name the name (CZZT), at most 200 characters, or null when not disclosed
 * @param code the code (CZZTDM), at most 64 characters, or null when not disclosed; letters become capitals
 * @param codeType what sort of code (CZZTDMLXDM), or null when not disclosed
 * @param agesReached the ages in whole years (周岁) that were disclosed as reached; empty in a draft, where they follow from
 *     the code
 */
public record Holder(
        @Nullable String name,
        @Nullable String code,
        @Nullable HolderCodeType codeType,
        Set<Integer> agesReached) {
    public Holder {
        agesReached = Set.copyOf(Require.present(agesReached, "ages reached"));
        if (name != null) {
            Require.text(name, "holder name", 200);
        }
        if (code != null) {
            code = Require.text(code, "holder code", 64).toUpperCase(Locale.ROOT);
        }
    }

    /** A holder of whom no age is disclosed. */
    public Holder(@Nullable String name, @Nullable String code, @Nullable HolderCodeType codeType) {
        this(name, code, codeType, Set.of());
    }

    /** A citizen (公民身份号码, 111). */
    public static Holder of(String name, CitizenId id) {
        return new Holder(name, id.value(), HolderCodeType.CITIZEN_ID);
    }

    /** An organisation (统一社会信用代码, 001). */
    public static Holder of(String name, CreditCode id) {
        return new Holder(name, id.value(), HolderCodeType.CREDIT_CODE);
    }

    /**
     * True when all three parts are there, and a citizen number or credit code is a valid one; the other codes have no
     * check that could be made.
     */
    boolean isComplete() {
        return name != null && code != null && codeType != null && isValid(code, codeType);
    }

    private static boolean isValid(String code, HolderCodeType codeType) {
        try {
            if (codeType == HolderCodeType.CITIZEN_ID) {
                CitizenId.parse(code);
            }
            if (codeType == HolderCodeType.CREDIT_CODE) {
                CreditCode.parse(code);
            }
            return true;
        } catch (InvalidValueException e) {
            return false;
        }
    }

    /**
     * True when some age that was disclosed as reached is {@code age} or more; false also when none was disclosed, so it
     * never says that a holder is younger.
     */
    public boolean isOver(int age) {
        return agesReached.stream().anyMatch(reached -> reached >= age);
    }

    /** True when the code is disclosed and is {@code id}, and the code type, when disclosed, is one for it. */
    public boolean is(PartyId id) {
        return id.value().equals(code) && (codeType == null || codeType.admits(id));
    }

    @Override
    public String toString() {
        return "holder";
    }
}
