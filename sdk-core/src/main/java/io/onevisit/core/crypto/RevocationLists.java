package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Revocation by lists that are at hand. */
record RevocationLists(List<RevocationList> lists) implements RevocationSource {
    private static final int MAX_LISTS = 256;

    static RevocationLists of(List<byte[]> crls) {
        Require.that(
                Require.present(crls, "revocation lists").size() <= MAX_LISTS,
                "revocation lists",
                "must be at most " + MAX_LISTS);
        return new RevocationLists(crls.stream().map(RevocationList::parse).toList());
    }

    @Override
    public RevocationStatus statusOf(Certificate certificate, Certificate issuer, Instant at) {
        List<RevocationList> own =
                lists.stream().filter(list -> list.isOf(certificate)).toList();
        return own.stream()
                .filter(list -> list.problemFor(certificate, issuer, at).isEmpty())
                .max(Comparator.comparing(RevocationList::thisUpdate))
                .map(list -> list.statusOf(certificate))
                .orElseGet(() -> new RevocationStatus.Unknown(own.stream()
                        .map(list -> list.problemFor(certificate, issuer, at))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse("no revocation list of the issuer is at hand")));
    }
}
