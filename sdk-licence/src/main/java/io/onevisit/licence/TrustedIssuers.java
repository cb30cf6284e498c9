package io.onevisit.licence;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whose licences are believed (可信颁发机构名录). Immutable and thread-safe; made anew when the list changes. */
public final class TrustedIssuers {
    private final Map<String, TrustedIssuer> byCode;

    /** These issuers and no others; each code once. */
    public TrustedIssuers(Collection<TrustedIssuer> issuers) {
        Require.present(issuers, "issuers");
        this.byCode = issuers.stream()
                .collect(Collectors.toUnmodifiableMap(TrustedIssuer::code, Function.identity(), (first, second) -> {
                    throw new InvalidValueException("issuers", "must have different codes");
                }));
    }

    /** The issuer with this credit code. */
    public Optional<TrustedIssuer> find(String code) {
        return Optional.ofNullable(byCode.get(Require.present(code, "issuer code")));
    }
}
