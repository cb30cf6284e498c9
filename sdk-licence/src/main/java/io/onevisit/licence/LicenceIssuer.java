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
import java.util.HashMap;
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

    /** In base64 inside an annotated copy it stays below what verifiers take in. */
    private static final int MAX_TOKEN = 160 * 1024;

    private final SigningKey key;
    private final String issuerCode;
    private final Map<String, LicenceType> types;
    private final IssuedLicences register;
    private final StatusLists statusLists;
    private final Clock clock;
    private final HidingPolicy hiding;
    private final SecureRandom random = new SecureRandom();

    /**
     * An issuer that hides by {@link HidingPolicy#DEFAULT}.
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
        this.hiding = HidingPolicy.DEFAULT;
    }

    private LicenceIssuer(LicenceIssuer other, HidingPolicy hiding) {
        this.key = other.key;
        this.issuerCode = other.issuerCode;
        this.types = other.types;
        this.register = other.register;
        this.statusLists = other.statusLists;
        this.clock = other.clock;
        this.hiding = hiding;
    }

    /** The same issuer, hiding by another policy. */
    public LicenceIssuer hiding(HidingPolicy policy) {
        return new LicenceIssuer(this, Require.present(policy, "hiding policy"));
    }

    /**
     * Issues a licence. The same draft for the same case gives the same licence, however often it is asked for. A
     * predecessor from this issuer lapses. A licence from before this register goes on under a new serial number, as
     * version 1 that names it as predecessor ({@link Operation#OTHER}).
     *
     * @param caseNumber the case that brings it forth; a case brings forth one licence of a type
     * @throws InvalidValueException when the draft is not what its type asks for, the type or issuer is not this
     *     issuer's, the identifier is taken, the version before is not in the register, the licence would have more than 512 claims to disclose or
     *     160 KiB, the predecessor is not in force (for {@link Operation#UNDO_TRANSFER}: not
     *     transferred out), or the case has brought forth another licence of the type
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
        register.enter(transaction, new Entry(licence, content, 0, 0));
        replacePredecessor(transaction, draft);
        return licence;
    }

    /** A version after the first needs the one before in the register: it would else stay in force beside it, or come back by it. */
    private void replacePredecessor(Connection transaction, LicenceDraft draft) {
        LicenceId predecessor = draft.predecessor();
        if (predecessor == null) {
            return;
        }
        Optional<Entry> old = register.find(transaction, predecessor);
        Require.that(old.isPresent() || draft.id().version() == 1, "predecessor", "must be of a licence issued here");
        old.ifPresent(entry -> replace(transaction, entry, draft));
    }

    /** A successor must not bring a suspended or revoked licence back. */
    private void replace(Connection transaction, Entry old, LicenceDraft draft) {
        boolean undone = draft.operation() == Operation.UNDO_TRANSFER;
        LicenceStatus needed = undone ? LicenceStatus.TRANSFERRED_OUT : LicenceStatus.VALID;
        Require.that(old.licence().status() == needed, "predecessor", "must be " + needed.nameEn());
        if (!undone) {
            change(transaction, old, LicenceStatus.LAPSED, draft.operation(), "replaced by " + draft.id());
        }
    }

    /**
     * The draft of the next version of a licence, saying what it says: put in what is other, then {@link #issue} it.
     * Issued, the licence lapses.
     *
     * @param operation {@link Operation#RENEW}, {@link Operation#CHANGE} or {@link Operation#UNDO_TRANSFER}
     * @param issued the day of issue of the next version
     * @throws InvalidValueException for another operation, when there is no such licence, or after version 999
     */
    public LicenceDraft successor(Connection transaction, LicenceId id, Operation operation, LocalDate issued) {
        Require.that(
                Require.present(operation, "operation").makesNextVersion(),
                "operation",
                "must be one that makes the next version");
        Entry entry = entry(transaction, id);
        Licence licence = LicenceClaims.read(claims(entry.licence()));
        LicenceType type = registeredType(id);
        Map<String, String> fields = new HashMap<>(licence.fields());
        fields.keySet().removeAll(DerivedClaims.ofFields(type));
        return new LicenceDraft(
                id.nextVersion(),
                Require.present(licence.number(), "licence number"),
                licence.issuerName(),
                issued,
                licence.validFrom(),
                licence.validUntil(),
                licence.holders().stream()
                        .map(holder -> new Holder(holder.name(), holder.code(), holder.codeType()))
                        .toList(),
                fields,
                operation,
                id,
                licence.holderKey());
    }

    private LicenceType registeredType(LicenceDraft draft) {
        LicenceType type = registeredType(draft.id());
        Require.that(
                !draft.issued().isAfter(LocalDate.ofInstant(clock.instant(), LicenceClaims.CHINA)),
                "issue date",
                "must not be in the future");
        type.check(draft.fields());
        return type;
    }

    private LicenceType registeredType(LicenceId id) {
        Require.that(id.issuerCode().equals(issuerCode), "issuer code", "must be this issuer's");
        LicenceType type = types.get(id.typeCode());
        if (type == null) {
            throw new InvalidValueException("licence type", "must be one this issuer is registered for");
        }
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
     * A licence in the register once more, signed by another of the issuer's keys for verifiers that want its algorithm:
     * same identifier, same claims, same place in the status list, fresh salts. It is not stored.
     *
     * @throws InvalidValueException when there is no such licence
     */
    public String signAlso(Connection transaction, LicenceId id, SigningKey other) {
        IssuedLicence licence = entry(transaction, id).licence();
        return token(
                Require.present(other, "key"),
                claims(licence).payload(),
                registeredType(id),
                licence.statusReference());
    }

    private static DisclosedClaims claims(IssuedLicence licence) {
        SdJwt issued = SdJwt.parse(licence.token(), Limits.DEFAULT);
        ObjectNode signed = SignedJwt.parse(issued.issuerJwt(), Limits.DEFAULT.tokenOctets(), LicenceClaims.FORMAT)
                .claims();
        return DisclosedClaims.of(signed, issued.disclosures(), Limits.DEFAULT.depth());
    }

    /**
     * Changes the state of a licence: suspends it, gives it back, cancels or revokes it, transfers it out. Verifiers see
     * the state when the status list is next published; the reason stays in the register.
     *
     * @param reason why (ZZBGYY), at most 200 characters
     * @throws InvalidValueException when there is no such licence, or its state allows no way back
     */
    public IssuedLicence change(Connection transaction, LicenceId id, LicenceStatus status, String reason) {
        Entry entry = entry(transaction, id);
        Operation operation = Require.present(status, "status").operation();
        return change(transaction, entry, status, operation, reason);
    }

    private IssuedLicence change(
            Connection transaction, Entry entry, LicenceStatus status, Operation operation, String reason) {
        LicenceChange change = new LicenceChange(operation, status, clock.instant(), reason);
        LicenceStatus current = entry.licence().status();
        if (current == status) {
            return entry.licence();
        }
        Require.that(current.isReversible(), "status", "cannot change any more: the licence is out of force for good");
        Entry changed = register.change(transaction, entry, change);
        statusLists.set(transaction, entry.licence().statusReference(), status.listValue());
        return changed.licence();
    }

    private Entry entry(Connection transaction, LicenceId id) {
        return register.find(transaction, Require.present(id, "licence identifier"))
                .orElseThrow(() -> new InvalidValueException("licence identifier", "must be of a licence issued here"));
    }

    /**
     * What became of a licence since it was issued, oldest first.
     *
     * @throws InvalidValueException when there is no such licence
     */
    public List<LicenceChange> history(Connection transaction, LicenceId id) {
        return register.changes(transaction, entry(transaction, id));
    }

    /** The SD-JWT VC: holders, number and the hidden fields of the type behind digests, the rest in the open. */
    private String token(SigningKey signer, ObjectNode claims, LicenceType type, StatusReference reference) {
        DisclosureHash hash = DisclosureHash.of(signer.algorithm());
        Concealment concealment = new Concealment(hash, random, hiding.digestsInMultiplesOf());
        claims.set(LicenceClaims.HOLDERS, concealment.elements(hiddenHolders(claims, type, concealment)));
        claims.set(LicenceClaims.STATUS, LicenceClaims.of(reference));
        ObjectNode payload = concealment.members(claims, hiddenClaims(type), DerivedClaims.ofFields(type));
        payload.put(DisclosureHash.CLAIM, hash.claim());
        String jwt = SignedJwt.sign(signer, LicenceVerifier.TYPE, payload);
        return bounded(new SdJwt(jwt, concealment.disclosures(), null));
    }

    /** What a verifier takes in, alone and in an annotated copy, and the register stores. */
    private static String bounded(SdJwt licence) {
        int most = Limits.DEFAULT.disclosures();
        Require.that(
                licence.disclosures().size() <= most,
                "licence",
                "must have at most " + most + " claims to disclose: fewer holders, ages or fields");
        String token = licence.withoutKeyBinding();
        Require.that(
                token.length() <= MAX_TOKEN,
                "licence",
                "must have at most " + MAX_TOKEN + " octets: fewer holders, fields or decoys");
        return token;
    }

    private static List<ObjectNode> hiddenHolders(ObjectNode claims, LicenceType type, Concealment concealment) {
        Set<String> ages = DerivedClaims.ofHolder(type);
        List<ObjectNode> hidden = new ArrayList<>();
        for (var holder : (ArrayNode) claims.get(LicenceClaims.HOLDERS)) {
            hidden.add(concealment.members((ObjectNode) holder, HOLDER_MEMBERS, ages));
        }
        return hidden;
    }

    private Set<String> hiddenClaims(LicenceType type) {
        Set<String> names = new HashSet<>(Set.of(LicenceClaims.NUMBER));
        type.fields().stream().filter(hiding::hides).forEach(field -> names.add(field.name()));
        return names;
    }
}
