package io.onevisit.core.crypto;

import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.Checks;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * Judges one candidate path by RFC 5280 section 6.1, from the trust anchor down to the certificate in question. The
 * anchor counts as an authority like the others: its validity, key usage, path length and name constraints bind too (as
 * in RFC 5937); only what it says about policies does not. For one thread, once.
 */
final class PathValidation {
    private final List<Certificate> path;
    private final BiPredicate<Certificate, Certificate> signature;
    private final KeyUse use;
    private final Instant at;
    private final String when;
    private final RevocationSource revocation;

    private final Checks checks = new Checks();
    private final NameLimits names = new NameLimits();
    private final PolicyTree policies;
    private int maxPathLength = Integer.MAX_VALUE;
    private boolean genuine = true;

    /**
     * For a {@code path} with the certificate in question first and the anchor last; {@code signature} verifies a
     * certificate with its issuer.
     */
    PathValidation(
            List<Certificate> path,
            BiPredicate<Certificate, Certificate> signature,
            KeyUse use,
            Instant at,
            RevocationSource revocation) {
        this.path = List.copyOf(path);
        this.signature = signature;
        this.use = use;
        this.at = at;
        this.when = at.toString();
        this.revocation = revocation;
        this.policies = new PolicyTree(path.size() - 1);
    }

    Report<List<Certificate>> judge() {
        checks.that(PathRules.PATH, true);
        for (int i = path.size() - 1; i >= 0; i--) {
            judge(i);
        }
        return checks.report(path);
    }

    /** The checks that can be made on a certificate that leads to no anchor. */
    static Checks withoutPath(Certificate certificate, KeyUse use, Instant at) {
        Checks alone = new Checks();
        checkValidity(alone, certificate, at, at.toString());
        checkExtensions(alone, certificate);
        checkKeyUse(alone, certificate, use);
        return alone;
    }

    private void judge(int index) {
        Certificate certificate = path.get(index);
        boolean isAnchor = index == path.size() - 1;
        boolean isLast = index == 0;
        Checks own = new Checks();
        if (!isAnchor) {
            checkIssued(own, certificate, path.get(index + 1), isLast);
        }
        checkValidity(own, certificate, at, when);
        if (isLast) {
            wrapUp(own, certificate, isAnchor);
        } else {
            prepareNext(own, certificate, isAnchor);
        }
        checkExtensions(own, certificate);
        checks.addAll(whereIs(index), own.report(certificate).checks());
    }

    private String whereIs(int index) {
        if (index == 0) {
            return "certificate";
        }
        return index == path.size() - 1 ? "trust anchor" : "issuer " + index;
    }

    /** Section 6.1.3, except for validity, which an anchor has too, and names, which {@link PathSearch} goes by. */
    private void checkIssued(Checks own, Certificate certificate, Certificate issuer, boolean isLast) {
        genuine &= own.that(PathRules.SIGNATURE, signature.test(certificate, issuer));
        checkRevocation(own, certificate, issuer);
        boolean exempt = certificate.isSelfIssued() && !isLast;
        own.that(PathRules.NAME_CONSTRAINTS, exempt || names.allow(certificate));
        own.that(
                PathRules.POLICIES,
                policies.process(certificate.extensions().policies(), certificate.isSelfIssued(), isLast));
    }

    private static void checkValidity(Checks own, Certificate certificate, Instant at, String when) {
        own.that(PathRules.VALIDITY, certificate.isValidAt(at), certificate.period(), when);
    }

    /** Not asked for a certificate that anyone may have made up: what it says leads a source to the network. */
    private void checkRevocation(Checks own, Certificate certificate, Certificate issuer) {
        if (revocation == RevocationSource.none()) {
            own.note(PathRules.REVOCATION, Verdict.INDETERMINATE, "not asked for");
        } else if (genuine) {
            checkStatus(own, revocation.statusOf(certificate, issuer, at));
        } else {
            own.undecided(PathRules.REVOCATION, "not asked, since no authority has issued the certificate");
        }
    }

    private void checkStatus(Checks own, RevocationStatus status) {
        if (status instanceof RevocationStatus.Revoked revoked) {
            boolean later = revoked.since().isAfter(at);
            own.that(PathRules.REVOCATION, later, null, "revoked from " + revoked.since() + ", " + revoked.reason());
        } else if (status instanceof RevocationStatus.Good good) {
            own.that(PathRules.REVOCATION, true, null, "good as of " + good.asOf());
        } else if (status instanceof RevocationStatus.Unknown unknown) {
            own.undecided(PathRules.REVOCATION, unknown.why());
        }
    }

    /** Section 6.1.4. */
    private void prepareNext(Checks own, Certificate authority, boolean isAnchor) {
        CertificateExtensions extensions = authority.extensions();
        if (!isAnchor) {
            own.that(PathRules.POLICIES, policies.prepareNext(extensions.policies(), authority.isSelfIssued()));
        }
        extensions.nameConstraints().ifPresent(names::add);
        genuine &= own.that(PathRules.AUTHORITY, extensions.authority());
        if (!isAnchor && !authority.isSelfIssued()) {
            genuine &= own.that(PathRules.PATH_LENGTH, maxPathLength > 0);
            maxPathLength = Math.max(0, maxPathLength - 1);
        }
        maxPathLength = Math.min(maxPathLength, extensions.pathLength().orElse(maxPathLength));
        genuine &= own.that(PathRules.ISSUER_KEY_USAGE, extensions.allows(KeyUsage.keyCertSign));
    }

    /** Section 6.1.5, and what the caller wants the key for. */
    private void wrapUp(Checks own, Certificate certificate, boolean isAnchor) {
        if (!isAnchor) {
            own.that(
                    PathRules.POLICIES, policies.wrapUp(certificate.extensions().policies()));
        }
        checkKeyUse(own, certificate, use);
    }

    private static void checkExtensions(Checks own, Certificate certificate) {
        List<String> unknown = certificate.extensions().notUnderstood();
        own.that(PathRules.EXTENSIONS, unknown.isEmpty(), null, unknown.isEmpty() ? null : String.join(" ", unknown));
    }

    private static void checkKeyUse(Checks own, Certificate certificate, KeyUse use) {
        own.that(PathRules.KEY_USE, use.isAllowedBy(certificate.extensions()), use.name(), null);
    }
}
