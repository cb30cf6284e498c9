package io.onevisit.core.crypto;

import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.GoodSignatures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The certificates one trusts of one's own decision (信任锚), most often the roots of authorities. Immutable and
 * thread-safe. Keep one for as long as you trust: it remembers, in less than 1 MiB, the last 4096 certificates whose
 * signatures by their issuers it has found good, so that this is not computed again; validity, revocation and everything
 * else is asked anew each time.
 */
public final class TrustAnchors {
    private static final int MAX_INTERMEDIATES = 64;
    private static final int REMEMBERED = 4096;

    private final Set<Certificate> certificates;
    private final GoodSignatures good = new GoodSignatures(REMEMBERED);

    private TrustAnchors(Set<Certificate> certificates) {
        this.certificates = certificates;
    }

    /** Trust in these certificates, and for authorities among them in what they issue. */
    public static TrustAnchors of(Collection<Certificate> certificates) {
        Require.present(certificates, "certificates").forEach(each -> Require.present(each, "certificate"));
        return new TrustAnchors(new LinkedHashSet<>(certificates));
    }

    /** Trust in nobody: nothing passes, everything is undecided. */
    public static TrustAnchors none() {
        return of(List.of());
    }

    /** True when nobody is trusted. */
    public boolean isEmpty() {
        return certificates.isEmpty();
    }

    /** The certificates trusted. */
    public List<Certificate> certificates() {
        return List.copyOf(certificates);
    }

    /**
     * Validates {@code leaf} by RFC 5280 section 6.1. Of several ways to an anchor one that passes is enough. A leaf that
     * is itself an anchor is trusted without a signature; an anchor that is no authority issues nothing. Certificate
     * policies bind where an authority asks for them; keys and signatures are SM2 with SM3 or P-256 with SHA-256.
     *
     * @param intermediates certificates to build the path with, in any order, at most 64; not trusted
     * @param use what the leaf's key is to be used for
     * @param at the moment of use, at which validity and revocation are judged
     * @param revocation asked about every certificate but the anchor, as far as each was issued by an authority of the
     *     path: one that was not may name any address
     * @return the path when it has passed, the leaf first and the anchor last; INDETERMINATE when there are no anchors;
     *     where no path passes, the checks of the one with the fewest problems
     */
    public Report<List<Certificate>> validate(
            Certificate leaf, List<Certificate> intermediates, KeyUse use, Instant at, RevocationSource revocation) {
        Require.present(leaf, "certificate");
        Require.present(use, "use");
        Require.present(at, "instant");
        Require.present(revocation, "revocation source");
        Require.that(
                Require.present(intermediates, "intermediates").size() <= MAX_INTERMEDIATES,
                "intermediates",
                "must be at most " + MAX_INTERMEDIATES);
        intermediates.forEach(each -> Require.present(each, "intermediate"));
        List<Report<List<Certificate>>> failed = new ArrayList<>();
        PathSearch search = new PathSearch(certificates, intermediates, good);
        for (List<Certificate> path : search.pathsFrom(leaf)) {
            Report<List<Certificate>> report = new PathValidation(path, search::verifies, use, at, revocation).judge();
            if (report.subject().isPresent()) {
                return report;
            }
            failed.add(report);
        }
        return failed.stream()
                .min(Comparator.comparingInt(report -> report.problems().size()))
                .orElseGet(() -> withoutPath(leaf, use, at));
    }

    private Report<List<Certificate>> withoutPath(Certificate leaf, KeyUse use, Instant at) {
        Checks checks = new Checks();
        if (certificates.isEmpty()) {
            checks.undecided(PathRules.PATH, "no trust anchors are given");
        } else {
            checks.that(PathRules.PATH, false);
        }
        checks.addAll(
                "certificate",
                PathValidation.withoutPath(leaf, use, at).report(leaf).checks());
        return checks.report(List.of(leaf));
    }
}
