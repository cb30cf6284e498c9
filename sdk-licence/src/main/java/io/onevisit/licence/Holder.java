package io.onevisit.licence;

import io.onevisit.core.internal.Require;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a licence (持证主体), GB/T 36903. A draft has all three parts; a verified licence has those that were
 * disclosed. {@code toString} shows none.
 *
 * @param name the name (CZZT), at most 200 characters, or null when not disclosed
 * @param code the code (CZZTDM), at most 64 characters, or null when not disclosed; letters become capitals
 * @param codeType what sort of code (CZZTDMLXDM), or null when not disclosed
 */
public record Holder(
        @Nullable String name,
        @Nullable String code,
        @Nullable HolderCodeType codeType) {
    public Holder {
        if (name != null) {
            Require.text(name, "holder name", 200);
        }
        if (code != null) {
            code = Require.text(code, "holder code", 64).toUpperCase(Locale.ROOT);
        }
    }

    boolean isComplete() {
        return name != null && code != null && codeType != null;
    }

    @Override
    public String toString() {
        return "holder";
    }
}
