package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.Members;
import io.onevisit.licence.status.StatusCheck;
import io.onevisit.licence.status.StatusListToken;
import io.onevisit.licence.status.StatusReference;
import io.onevisit.licence.status.StatusSource;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Verifies electronic licences (证照核验): RFC 9901 section 7, SD-JWT VC, Token Status List and the rules of GB/T 36903 and
 * 36904. Needs no network: keys and status lists are what it is given. Immutable and thread-safe when the status source
 * is.
 */
public final class LicenceVerifier {
    /** The {@code typ} of an SD-JWT VC. */
    static final String TYPE = "dc+sd-jwt";

    private static final List<String> NEVER_HIDDEN =
            List.of("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status");

    private final TrustedIssuers issuers;
    private final StatusSource statuses;
    private final Clock clock;
    private final Limits limits;
    private final Map<String, TrustedAnnotator> annotators;
    private final @Nullable PartyId holder;
    private final boolean boundOnly;

    /**
     * A verifier that believes no annotated copies.
     *
     * @param issuers whose licences are believed
     * @param statuses where status lists are found
     * @param clock the time to judge by
     * @param limits how much is taken in
     */
    public LicenceVerifier(TrustedIssuers issuers, StatusSource statuses, Clock clock, Limits limits) {
        this(issuers, statuses, clock, limits, Map.of(), null, false);
    }

    private LicenceVerifier(
            TrustedIssuers issuers,
            StatusSource statuses,
            Clock clock,
            Limits limits,
            Map<String, TrustedAnnotator> annotators,
            @Nullable PartyId holder,
            boolean boundOnly) {
        this.issuers = Require.present(issuers, "issuers");
        this.statuses = Require.present(statuses, "status source");
        this.clock = Require.present(clock, "clock");
        this.limits = Require.present(limits, "limits");
        this.annotators = annotators;
        this.holder = holder;
        this.boundOnly = boundOnly;
    }

    /** A verifier that also checks that {@code id} holds the licence. */
    public LicenceVerifier forHolder(PartyId id) {
        return new LicenceVerifier(
                issuers, statuses, clock, limits, annotators, Require.present(id, "holder"), boundOnly);
    }

    /**
     * A verifier that also believes annotated copies (加注件) made by these; each code once.
     *
     * @throws InvalidValueException when two have the same code
     */
    public LicenceVerifier believing(Collection<TrustedAnnotator> copyists) {
        Map<String, TrustedAnnotator> byCode = Require.present(copyists, "annotators").stream()
                .collect(Collectors.toUnmodifiableMap(TrustedAnnotator::code, Function.identity(), (first, second) -> {
                    throw new InvalidValueException("annotators", "must have different codes");
                }));
        return new LicenceVerifier(issuers, statuses, clock, limits, byCode, holder, boundOnly);
    }

    /**
     * A verifier whose {@link #verify} takes no licence that names its holder's key: such a licence must be shown on an
     * occasion. A licence that was taken out of a presentation or an annotated copy is then refused, unless its holder has
     * no key; for those, see to it that whoever hands it in is its holder.
     */
    public LicenceVerifier requiringBinding() {
        return new LicenceVerifier(issuers, statuses, clock, limits, annotators, holder, true);
    }

    /**
     * Verifies a licence that is not bound to a verifier. It says nothing of who hands it in: whoever was once shown the
     * licence, in a presentation or an annotated copy, can take it out and hand it on.
     */
    public Report<Licence> verify(String token) {
        return verify(LicenceRules.FORMAT, checks -> {
            SdJwt sdJwt = SdJwt.parse(token, limits);
            return run(checks, sdJwt).report(null, !boundOnly);
        });
    }

    /**
     * Verifies a licence that is shown on one occasion: bound to it by its holder, or in a copy annotated by one whose
     * copies are {@linkplain #believing believed}.
     *
     * @param occasion what the verifier asked for; it sees to it that each nonce is used once
     */
    public Report<Licence> verifyPresentation(String presentation, Occasion occasion) {
        Require.present(occasion, "occasion");
        return AnnotationJwt.isOne(Require.present(presentation, "presentation"))
                ? verifyCopy(presentation, occasion)
                : verify(LicenceRules.FORMAT, checks -> {
                    SdJwt sdJwt = SdJwt.parse(presentation, limits);
                    return run(checks, sdJwt).report(new KeyBinding(occasion), false);
                });
    }

    private Report<Licence> verifyCopy(String text, Occasion occasion) {
        return verify(AnnotationRules.FORMAT, checks -> {
            AnnotationJwt copy = AnnotationJwt.parse(text, limits);
            SdJwt licence = copy.licence(limits);
            copy.check(checks, occasion, annotators, clock.instant(), limits);
            return run(checks, licence).report(null, true);
        });
    }

    private static Report<Licence> verify(Rule format, Function<Checks, Report<Licence>> steps) {
        Checks checks = new Checks();
        try {
            return steps.apply(checks);
        } catch (MalformedMessageException e) {
            checks.that(format, false, null, e.getMessage());
            return checks.report(null);
        }
    }

    private Run run(Checks checks, SdJwt sdJwt) {
        SignedJwt jwt = SignedJwt.parse(sdJwt.issuerJwt(), limits.tokenOctets(), LicenceClaims.FORMAT);
        checks.that(LicenceRules.FORMAT, TYPE.equals(jwt.type()), TYPE, null);
        return new Run(checks, sdJwt, jwt, clock.instant());
    }

    /** One verification, its steps in the order of the clauses. */
    private final class Run {
        private final Checks checks;
        private final SdJwt sdJwt;
        private final SignedJwt jwt;
        private final Instant now;
        private final @Nullable TrustedIssuer issuer;

        Run(Checks checks, SdJwt sdJwt, SignedJwt jwt, Instant now) {
            this.checks = checks;
            this.sdJwt = sdJwt;
            this.jwt = jwt;
            this.now = now;
            this.issuer = issuer();
        }

        private @Nullable TrustedIssuer issuer() {
            String iss = jwt.issuer();
            return iss.startsWith(LicenceClaims.ISSUER_URN)
                    ? issuers.find(iss.substring(LicenceClaims.ISSUER_URN.length()))
                            .orElse(null)
                    : null;
        }

        Report<Licence> report(@Nullable KeyBinding expected, boolean mayBeUnbound) {
            if (!checkSignature()) {
                checks.undecided(LicenceRules.DISCLOSURES, "not looked at: the signature does not hold");
                return checks.report(null);
            }
            DisclosedClaims claims = disclosed();
            Licence licence = claims == null ? null : read(claims);
            if (claims == null || licence == null) {
                return checks.report(null);
            }
            checkAgreement(licence, claims.payload());
            checkValidity(claims.payload());
            checkStatus(licence.status());
            checkTrustAge();
            checkHolder(licence);
            checkBinding(expected, mayBeUnbound || licence.holderKey() == null, licence, claims);
            return checks.report(licence);
        }

        private boolean checkSignature() {
            VerificationKey key = issuer == null ? null : issuer.keys().get(jwt.keyId());
            checks.that(LicenceRules.ISSUER_KNOWN, key != null);
            if (key == null) {
                checks.undecided(LicenceRules.SIGNATURE, "no trusted key to check it with");
                return false;
            }
            return checks.that(LicenceRules.SIGNATURE, jwt.verify(key) == Verdict.PASSED);
        }

        private @Nullable DisclosedClaims disclosed() {
            try {
                ObjectNode payload = jwt.claims();
                DisclosedClaims claims = DisclosedClaims.of(payload, sdJwt.disclosures(), limits.depth());
                checks.that(LicenceRules.DISCLOSURES, true);
                checks.that(LicenceRules.NEVER_HIDDEN, isOpen(payload, claims.payload()));
                return claims;
            } catch (MalformedMessageException e) {
                checks.that(LicenceRules.DISCLOSURES, false, null, e.getMessage());
                return null;
            }
        }

        private boolean isOpen(ObjectNode signed, ObjectNode processed) {
            return NEVER_HIDDEN.stream().allMatch(name -> Objects.equals(signed.get(name), processed.get(name)));
        }

        private @Nullable Licence read(DisclosedClaims claims) {
            try {
                Licence licence = LicenceClaims.read(claims);
                checks.that(LicenceRules.CLAIMS, true);
                return licence;
            } catch (MalformedMessageException e) {
                checks.that(LicenceRules.CLAIMS, false, null, e.getMessage());
                return null;
            }
        }

        private void checkAgreement(Licence licence, ObjectNode payload) {
            LicenceId id = licence.id();
            String vct = payload.path(LicenceClaims.TYPE).asText();
            String iss = payload.path(LicenceClaims.ISSUER).asText();
            checks.that(LicenceRules.TYPE_AGREES, vct.equals(LicenceClaims.TYPE_URN + id.typeCode()));
            checks.that(LicenceRules.ISSUER_AGREES, iss.equals(LicenceClaims.ISSUER_URN + id.issuerCode()));
            if (issuer != null) {
                checks.that(LicenceRules.ISSUER_ENTITLED, issuer.licenceTypes().contains(id.typeCode()));
            }
        }

        private void checkValidity(ObjectNode payload) {
            Members claims = new Members(payload, LicenceClaims.FORMAT);
            Instant latest = now.plus(limits.clockSkew());
            checks.that(
                    LicenceRules.ISSUED,
                    !claims.numericDate(LicenceClaims.ISSUED).isAfter(latest));
            checks.that(
                    LicenceRules.NOT_BEFORE,
                    !claims.numericDate(LicenceClaims.FROM).isAfter(latest));
            checks.that(LicenceRules.EXPIRY, now.isBefore(claims.numericDate(LicenceClaims.UNTIL)));
        }

        /** Only for a licence that has passed so far, draft-ietf-oauth-status-list-20 section 8.3. */
        private void checkStatus(StatusReference reference) {
            StatusCheck check =
                    new StatusCheck(statuses, limits.statusListAge(), limits.clockSkew(), limits.statusListOctets());
            Report<StatusListToken> status = issuer == null || !checks.passing()
                    ? StatusCheck.notMade()
                    : check.of(reference, issuer.code(), issuer.keys(), now);
            checks.addAll("", status.checks());
        }

        /** After the status: stale trust leaves undecided what has not failed already. */
        private void checkTrustAge() {
            if (issuer != null) {
                checks.addAll("", issuer.age(now, limits).checks());
            }
        }

        private void checkHolder(Licence licence) {
            if (holder == null) {
                return;
            }
            boolean isHeld = licence.holders().stream().anyMatch(shown -> shown.is(holder));
            if (!isHeld && licence.mayHaveUnseenHolders()) {
                checks.undecided(LicenceRules.HOLDER, "a holder or a holder's code is not disclosed");
            } else {
                checks.that(LicenceRules.HOLDER, isHeld);
            }
        }

        private void checkBinding(
                @Nullable KeyBinding expected, boolean mayBeUnbound, Licence licence, DisclosedClaims claims) {
            String bound = sdJwt.keyBindingJwt();
            boolean asExpected =
                    checks.that(LicenceRules.BOUND, expected == null ? bound == null && mayBeUnbound : bound != null);
            if (asExpected && expected != null && bound != null) {
                String hash = claims.hash().digest(sdJwt.withoutKeyBinding());
                expected.check(checks, bound, licence.holderKey(), hash, now, limits);
            }
        }
    }
}
