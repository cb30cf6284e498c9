package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.store.StateStore;
import io.onevisit.licence.IssuedLicences.Entry;
import io.onevisit.licence.status.StatusLists;
import io.onevisit.licence.status.StatusReference;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Issues electronic licences (证照签发) as SD-JWT VC and keeps their states. Everything is written on the caller's
 * connection: when a method throws, or the caller's transaction rolls back, nothing was issued or changed. Thread-safe.
 *
 * <p>Every method throws {@link StorageException} when the database does not carry it out: roll back and try again.
 */
public final class LicenceIssuer {
    private static final Set<String> HOLDER_MEMBERS =
            Set.of(LicenceClaims.HOLDER_NAME, LicenceClaims.HOLDER_CODE, LicenceClaims.HOLDER_CODE_TYPE);

    private final SigningKey key;
    private final String issuerCode;
    private final Map<String, LicenceType> types;
    private final IssuedLicences register;
    private final StatusLists statusLists;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * An issuer.
     *
     * @param key signs the licences; its algorithm is theirs
     * @param issuerCode the issuer's unified social credit code
     * @param types the types it is registered for; it issues no others
     * @param store remembers what was issued
     * @param statusLists where verifiers see the states
     * @param clock tells which day it is
     */
    public LicenceIssuer(
            SigningKey key,
            CreditCode issuerCode,
            Collection<LicenceType> types,
            StateStore store,
            StatusLists statusLists,
            Clock clock) {
        this.key = Require.present(key, "key");
        this.issuerCode = Require.present(issuerCode, "issuer code").value();
        this.types = Require.present(types, "licence types").stream()
                .collect(Collectors.toUnmodifiableMap(LicenceType::code, Function.identity()));
        this.register = new IssuedLicences(Require.present(store, "store"));
        this.statusLists = Require.present(statusLists, "status lists");
        this.clock = Require.present(clock, "clock");
    }

    /**
     * Issues a licence. The same draft for the same case gives the same licence, however often it is asked for. A
     * predecessor from this issuer lapses.
     *
     * @param caseNumber the case that brings it forth; a case brings forth one licence of a type
     * @throws InvalidValueException when the draft is not what its type asks for, the type or issuer is not this
     *     issuer's, the identifier is taken, the predecessor is out of force, or the case has brought forth another
     *     licence of the type
     */
    public IssuedLicence issue(Connection transaction, LicenceDraft draft, CaseNumber caseNumber) {
        LicenceType type = registeredType(Require.present(draft, "draft"));
        ObjectNode claims = LicenceClaims.of(draft, type);
        Bytes content = Bytes.of(Hash.SM3.digest(StrictJson.write(claims)));
        if (!register.enter(transaction, Require.present(caseNumber, "case number"), draft.id())) {
            return issuedBefore(transaction, caseNumber, type, content);
        }
        StatusReference reference = statusLists.allocate(transaction);
        String token = token(key, claims, type, reference);
        IssuedLicence licence = new IssuedLicence(draft.id(), token, LicenceStatus.VALID, reference);
        register.enter(transaction, new Entry(licence, content, 0));
        if (draft.predecessor() != null
                && find(transaction, draft.predecessor()).isPresent()) {
            change(transaction, draft.predecessor(), LicenceStatus.LAPSED);
        }
        return licence;
    }

    private LicenceType registeredType(LicenceDraft draft) {
        Require.that(draft.id().issuerCode().equals(issuerCode), "issuer code", "must be this issuer's");
        LicenceType type = types.get(draft.id().typeCode());
        if (type == null) {
            throw new InvalidValueException("licence type", "must be one this issuer is registered for");
        }
        Require.that(
                !draft.issued().isAfter(LocalDate.ofInstant(clock.instant(), LicenceClaims.CHINA)),
                "issue date",
                "must not be in the future");
        type.check(draft.fields());
        return type;
    }

    private IssuedLicence issuedBefore(Connection transaction, CaseNumber caseNumber, LicenceType type, Bytes content) {
        Entry entry = register.find(transaction, caseNumber, type.code())
                .orElseThrow(() -> new StorageException("reading the licence of a case", null));
        Require.that(entry.content().equals(content), "draft", "differs from the licence that the case brought forth");
        return entry.licence();
    }

    /** The licence of a type that a case brought forth. */
    public Optional<IssuedLicence> find(Connection transaction, CaseNumber caseNumber, String typeCode) {
        return register.find(transaction, Require.present(caseNumber, "case number"), typeCode)
                .map(Entry::licence);
    }

    /** The licence with this identifier. */
    public Optional<IssuedLicence> find(Connection transaction, LicenceId id) {
        return register.find(transaction, Require.present(id, "licence identifier"))
                .map(Entry::licence);
    }

    /**
     * The same licence once more, signed by another of the issuer's keys for verifiers that want its algorithm: same
     * identifier, same claims, same place in the status list, fresh salts. It is not stored.
     *
     * @throws InvalidValueException when the licence is not of this issuer
     */
    public String signAlso(IssuedLicence licence, SigningKey other) {
        LicenceType type = types.get(Require.present(licence, "licence").id().typeCode());
        if (type == null || !licence.id().issuerCode().equals(issuerCode)) {
            throw new InvalidValueException("licence", "must be one of this issuer's");
        }
        SdJwt issued = SdJwt.parse(licence.token(), Limits.DEFAULT);
        ObjectNode signed = SignedJwt.parse(issued.issuerJwt(), Limits.DEFAULT.tokenOctets(), LicenceClaims.FORMAT)
                .claims();
        ObjectNode claims = DisclosedClaims.of(signed, issued.disclosures(), Limits.DEFAULT.depth())
                .payload();
        return token(Require.present(other, "key"), claims, type, licence.statusReference());
    }

    /**
     * Changes the state of a licence; verifiers see it when the status list is next published.
     *
     * @throws InvalidValueException when there is no such licence, or its state allows no way back
     */
    public IssuedLicence change(Connection transaction, LicenceId id, LicenceStatus status) {
        Entry entry = register.find(transaction, Require.present(id, "licence identifier"))
                .orElseThrow(() -> new InvalidValueException("licence identifier", "must be of a licence issued here"));
        LicenceStatus current = entry.licence().status();
        if (current == Require.present(status, "status")) {
            return entry.licence();
        }
        Require.that(current.isReversible(), "status", "cannot change any more: the licence is out of force for good");
        Entry changed = entry.with(status);
        register.replace(transaction, changed);
        statusLists.set(transaction, entry.licence().statusReference(), status.listValue());
        return changed.licence();
    }

    /** The SD-JWT VC: holders, number and the hidden fields of the type behind digests, the rest in the open. */
    private String token(SigningKey signer, ObjectNode claims, LicenceType type, StatusReference reference) {
        DisclosureHash hash = DisclosureHash.of(signer.algorithm());
        Concealment concealment = new Concealment(hash, random);
        claims.set(LicenceClaims.HOLDERS, concealment.elements(hiddenHolders(claims, concealment)));
        claims.set(LicenceClaims.STATUS, LicenceClaims.of(reference));
        ObjectNode payload = concealment.members(claims, hiddenClaims(type));
        payload.put(DisclosureHash.CLAIM, hash.claim());
        String jwt = SignedJwt.sign(signer, LicenceVerifier.TYPE, payload);
        return new SdJwt(jwt, concealment.disclosures(), null).withoutKeyBinding();
    }

    private static List<ObjectNode> hiddenHolders(ObjectNode claims, Concealment concealment) {
        List<ObjectNode> hidden = new ArrayList<>();
        for (var holder : (ArrayNode) claims.get(LicenceClaims.HOLDERS)) {
            hidden.add(concealment.members((ObjectNode) holder, HOLDER_MEMBERS));
        }
        return hidden;
    }

    private static Set<String> hiddenClaims(LicenceType type) {
        Set<String> names = new HashSet<>(Set.of(LicenceClaims.NUMBER));
        type.fields().stream().filter(LicenceType.Field::hidden).forEach(field -> names.add(field.name()));
        return names;
    }
}
