package io.onevisit.licence.qr;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.qr.Cbor.Entries;
import io.onevisit.licence.qr.Cbor.Int;
import io.onevisit.licence.qr.Cbor.Octets;
import io.onevisit.licence.status.StatusCheck;
import io.onevisit.licence.status.StatusListToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One verification under way, layer by layer from the text inwards. */
final class PaperVerification {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final TrustedIssuers issuers;
    private final StatusCheck status;
    private final Limits limits;
    private final Instant now;
    private final Checks checks = new Checks();

    PaperVerification(TrustedIssuers issuers, StatusCheck status, Limits limits, Instant now) {
        this.issuers = issuers;
        this.status = status;
        this.limits = limits;
        this.now = now;
    }

    PaperFinding of(String text) {
        Optional<Signed> signed = open(text);
        Optional<Entries> claims = signed.flatMap(message -> reading(PaperLicenceRules.CLAIMS, message::claims));
        Optional<LicenceId> id = claims.flatMap(
                map -> reading(PaperLicenceRules.IDENTIFIER, () -> LicenceId.parse(PaperClaims.identifier(map))));
        Optional<PaperLicence> licence =
                claims.flatMap(map -> reading(PaperLicenceRules.CONTENT, () -> PaperClaims.read(map)));
        Optional<SheetPlace> place = licence.isPresent() ? claims.flatMap(PaperClaims::place) : Optional.empty();
        Optional<TrustedIssuer> issuer = id.flatMap(this::issuer);
        boolean authentic = signed.isPresent() && issuer.isPresent() && signature(signed.get(), issuer.get());
        licence.ifPresent(this::validity);
        checkStatus(licence, authentic ? issuer : Optional.empty());
        issuer.ifPresent(body -> checks.addAll("", body.age(now, limits).checks()));
        return new PaperFinding(
                checks.report(licence.orElse(null)),
                issuer.filter(body -> authentic).map(TrustedIssuer::code),
                place.filter(known -> authentic));
    }

    private Optional<Signed> open(String text) {
        return reading(PaperLicenceRules.TEXT, () -> withoutPrefix(text))
                .flatMap(rest -> reading(PaperLicenceRules.BASE45, () -> Base45.decode(rest)))
                .flatMap(packed -> reading(PaperLicenceRules.PACKING, () -> Packing.unpack(packed)))
                .flatMap(octets -> reading(PaperLicenceRules.CBOR, () -> CborReader.read(octets)))
                .flatMap(item -> reading(PaperLicenceRules.COSE, () -> Signed.of(CoseSign1.of(item))));
    }

    private static String withoutPrefix(String text) {
        if (!text.startsWith(PaperLicenceWriter.PREFIX) || text.length() > PaperLicenceWriter.MAX_CHARACTERS) {
            throw new MalformedMessageException("licence on paper", "is another text or too long");
        }
        return text.substring(PaperLicenceWriter.PREFIX.length());
    }

    private Optional<TrustedIssuer> issuer(LicenceId id) {
        Optional<TrustedIssuer> issuer = issuers.find(id.issuerCode());
        checks.that(PaperLicenceRules.ISSUER, issuer.isPresent());
        issuer.ifPresent(
                body -> checks.that(PaperLicenceRules.TYPE, body.licenceTypes().contains(id.typeCode())));
        return issuer;
    }

    private boolean signature(Signed signed, TrustedIssuer issuer) {
        VerificationKey key = issuer.keys().get(signed.keyId());
        if (key == null) {
            return checks.that(PaperLicenceRules.KEY, false);
        }
        checks.that(PaperLicenceRules.KEY, true);
        boolean bound = checks.that(
                PaperLicenceRules.ALGORITHM,
                signed.algorithm() == key.algorithm().coseId());
        return checks.that(PaperLicenceRules.SIGNATURE, signed.message().verify(key) == Verdict.PASSED) && bound;
    }

    private void validity(PaperLicence licence) {
        LocalDate latest = day(now.plus(limits.clockSkew()));
        checks.that(PaperLicenceRules.ISSUED, !licence.issued().isAfter(latest));
        checks.that(PaperLicenceRules.VALID_FROM, !licence.validFrom().isAfter(latest));
        checks.that(PaperLicenceRules.VALID_UNTIL, !licence.validUntil().isBefore(day(now)));
    }

    private void checkStatus(Optional<PaperLicence> licence, Optional<TrustedIssuer> issuer) {
        Report<StatusListToken> report = licence.isEmpty() || issuer.isEmpty() || !checks.passing()
                ? StatusCheck.notMade()
                : status.of(
                        licence.get().status(),
                        issuer.get().code(),
                        issuer.get().keys(),
                        now);
        checks.addAll("", report.checks());
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(CHINA).toLocalDate();
    }

    private <T> Optional<T> reading(Rule rule, Supplier<T> reader) {
        try {
            T value = reader.get();
            checks.that(rule, true);
            return Optional.of(value);
        } catch (MalformedMessageException | InvalidValueException e) {
            checks.that(rule, false, null, e.getMessage());
            return Optional.empty();
        }
    }

    /** A message of one signer in the profile of the licence: algorithm and key id are protected, nothing else is said. */
    private record Signed(CoseSign1 message, long algorithm, String keyId) {
        static Signed of(CoseSign1 message) {
            Entries header = message.header();
            header.requireKeysWithin(Set.of(new Int(CoseSign1.ALGORITHM), new Int(CoseSign1.KEY_ID)));
            message.unprotected().requireKeysWithin(Set.of());
            byte[] keyId = header.get(CoseSign1.KEY_ID, Octets.class).value().toArray();
            return new Signed(
                    message,
                    header.get(CoseSign1.ALGORITHM, Int.class).value(),
                    new String(keyId, StandardCharsets.UTF_8));
        }

        Entries claims() {
            return CborReader.read(message.payload().toArray(), Entries.class);
        }
    }
}
