package io.onevisit.core.crypto;

import io.onevisit.core.internal.crypto.GoodSignatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the ways from a certificate to trust anchors. Issuers are found by name; where several have it (cross-signed or
 * renewed authorities), those whose key verifies the signature are followed. Length, number of ways and number of
 * signatures tried are bounded, since the intermediate certificates come from outside. For one thread, once.
 */
final class PathSearch {
    private static final int MAX_LENGTH = 10;
    private static final int MAX_PATHS = 16;
    private static final int MAX_STEPS = 256;

    private final Set<Certificate> anchors;
    private final List<Certificate> issuers;
    private final GoodSignatures good;
    private final Map<List<Certificate>, Boolean> tried = new HashMap<>();
    private final List<List<Certificate>> found = new ArrayList<>();
    private int steps;

    PathSearch(Set<Certificate> anchors, List<Certificate> intermediates, GoodSignatures good) {
        this.anchors = anchors;
        this.good = good;
        this.issuers = new ArrayList<>(anchors);
        issuers.addAll(intermediates);
    }

    /** The paths, each with {@code leaf} first and an anchor last. */
    List<List<Certificate>> pathsFrom(Certificate leaf) {
        extend(new ArrayList<>(List.of(leaf)));
        return found;
    }

    private void extend(List<Certificate> path) {
        Certificate last = path.get(path.size() - 1);
        if (anchors.contains(last)) {
            found.add(List.copyOf(path));
            return;
        }
        if (path.size() == MAX_LENGTH) {
            return;
        }
        for (Certificate issuer : issuersOf(last, path)) {
            if (found.size() == MAX_PATHS || ++steps > MAX_STEPS) {
                return;
            }
            path.add(issuer);
            extend(path);
            path.remove(path.size() - 1);
        }
    }

    /** Those that verify or, when none does, the first by name, so that a report can show the signature that fails. */
    private List<Certificate> issuersOf(Certificate certificate, List<Certificate> path) {
        List<Certificate> named = issuers.stream()
                .filter(certificate::isIssuedBy)
                .filter(issuer -> path.stream().noneMatch(earlier -> isSameAuthority(earlier, issuer)))
                .distinct()
                .toList();
        List<Certificate> verifying =
                named.stream().filter(issuer -> verifies(certificate, issuer)).toList();
        return verifying.isEmpty() ? named.stream().limit(1).toList() : verifying;
    }

    /** True when the issuer's key verifies the certificate's signature; each pair is tried once. */
    boolean verifies(Certificate certificate, Certificate issuer) {
        return tried.computeIfAbsent(
                List.of(certificate, issuer),
                pair -> tried.size() < MAX_STEPS && certificate.isSignedBy(issuer.key(), good));
    }

    private static boolean isSameAuthority(Certificate one, Certificate other) {
        return one.key().equals(other.key())
                && one.holder().getSubject().equals(other.holder().getSubject());
    }
}
