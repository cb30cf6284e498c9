package io.onevisit.licence.share;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.record.AuditLog;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.Occasion;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The shared store of licences on the platform (证照共享), services of GB/T 36906. What comes from the store is believed no
 * more than what comes from anywhere else: every licence is verified. Each thing that is sent is written to the audit log
 * before, and what came of it before anything is given back; when the log cannot be written, nothing is sent, or nothing
 * is given back.
 *
 * <p>Immutable and thread-safe when platform and log are.
 */
public final class Licences {
    private static final int MAX_TYPES = 50;
    private static final int MAX_CLAIMS = 64;
    private static final int MAX_TEXT = 1024;
    private static final String FORMAT = "licence";
    private static final String TYPE_URN = "urn:cn:zz:";

    private final Platform platform;
    private final SharingProfile profile;
    private final LicenceVerifier verifier;
    private final AuditLog audit;
    private final PseudonymKey pseudonyms;
    private final Clock clock;

    /**
     * The store behind {@code platform}.
     *
     * @param profile how the platform words these services
     * @param verifier judges each licence that comes out of it
     * @param pseudonyms the key under which people and licences appear in the log
     */
    public Licences(
            Platform platform,
            SharingProfile profile,
            LicenceVerifier verifier,
            AuditLog audit,
            PseudonymKey pseudonyms) {
        this.platform = Require.present(platform, "platform");
        this.profile = Require.present(profile, "profile");
        this.verifier = Require.present(verifier, "verifier");
        this.audit = Require.present(audit, "audit log");
        this.pseudonyms = Require.present(pseudonyms, "pseudonym key");
        this.clock = platform.clock();
    }

    /**
     * The licences held under a number, each verified: good, of a type asked for, and of this holder.
     *
     * <p>What is found is fetched page by page while it is gone through, each page audited before it is given out, and
     * again when it is gone through again. A page that does not come throws what {@link Platform#read} does, so that part
     * of the licences is not taken for all.
     *
     * @param types the codes of the types asked for, at most 50; empty for all, where the platform allows that
     * @throws io.onevisit.core.StorageException when the audit log could not be written
     */
    public ShareAnswer<Iterable<HeldLicence>> heldBy(PartyId holder, Set<String> types, Purpose purpose) {
        SortedSet<String> asked = new TreeSet<>(Require.present(types, "licence types"));
        Require.that(asked.size() <= MAX_TYPES, "licence types", "must be at most " + MAX_TYPES);
        LicenceUse use = use("held", Require.present(holder, "holder").type(), holder.pseudonym(pseudonyms), purpose);
        LicenceStore store = store(use);
        UnaryOperator<StorePage> following = page -> use.page(() -> store.held(holder, asked, purpose, page.next()));
        LicenceVerifier forHolder = verifier.forHolder(holder.upgrade());
        Predicate<Licence> isAsked =
                licence -> asked.isEmpty() || asked.contains(licence.id().typeCode());
        Function<StoredLicence, HeldLicence> judge =
                stored -> judged(forHolder, stored, LicencesRules.TYPE_ASKED, isAsked);
        return answer(
                use,
                store,
                () -> firstWithLicences(store.held(holder, asked, purpose, null), following)
                        .map(first -> new LicencePages(first, use::given, following, judge)));
    }

    private static Optional<StorePage> firstWithLicences(StorePage first, UnaryOperator<StorePage> following) {
        StorePage page = first;
        for (int pages = 1; page.licences().isEmpty() && page.next() != null; pages++) {
            LicencePages.requireEnd(pages);
            page = following.apply(page);
        }
        return page.licences().isEmpty() ? Optional.empty() : Optional.of(page);
    }

    /**
     * The licence with an identifier, verified; whoever its holder is.
     *
     * @throws io.onevisit.core.StorageException when the audit log could not be written
     */
    public ShareAnswer<HeldLicence> find(LicenceId id, Purpose purpose) {
        LicenceUse use = use("find", id, purpose);
        LicenceStore store = store(use);
        return answer(
                use,
                store,
                () -> store.find(id, purpose)
                        .map(stored -> judged(
                                verifier,
                                stored,
                                LicencesRules.IDENTIFIER_ASKED,
                                licence -> licence.id().equals(id))));
    }

    /**
     * Has the platform make a copy of a licence for one occasion (加注件). A copy is made anew each time, which changes nothing
     * else. What comes back is verified, as it will be by whoever it is shown to, and must be of this licence and end in
     * time.
     *
     * @param occasion on which it is good; its purpose is also that of this use
     * @param until when the copy shall end; in the future
     * @throws io.onevisit.core.StorageException when the audit log could not be written
     */
    public ShareAnswer<AnnotatedCopy> annotate(LicenceId id, Occasion occasion, Instant until) {
        Purpose purpose = Require.present(occasion, "occasion").purpose();
        Require.that(Require.present(until, "until").isAfter(clock.instant()), "until", "must be in the future");
        LicenceUse use = use("annotate", id, purpose);
        LicenceStore store = store(use);
        return answer(
                use,
                store,
                () -> store.annotate(id, occasion, until)
                        .map(token -> new AnnotatedCopy(token, until, copyJudged(token, id, occasion, until))));
    }

    private Report<Licence> copyJudged(String token, LicenceId id, Occasion occasion, Instant until) {
        Checks checks = new Checks();
        Report<Licence> report = verifier.verifyPresentation(token, occasion);
        checks.addAll("", report.checks());
        report.subject()
                .ifPresent(licence ->
                        checks.that(LicencesRules.IDENTIFIER_ASKED, licence.id().equals(id)));
        checks.that(
                LicencesRules.COPY_ENDS,
                endOf(token).filter(end -> !end.isAfter(until)).isPresent());
        return checks.report(report.subject().orElse(null));
    }

    private static Optional<Instant> endOf(String copy) {
        try {
            SignedJwt jwt = SignedJwt.parse(copy, Limits.DEFAULT.tokenOctets(), FORMAT);
            return Optional.of(new Members(jwt.claims(), FORMAT).numericDate("exp"));
        } catch (MalformedMessageException e) {
            return Optional.empty(); // the report says what is wrong with it
        }
    }

    /**
     * Asks whether data are those of a licence as the platform holds it (验证证照数据): NotMatched says which are not.
     *
     * @param data what is said of it, by the names of GB/T 36903 ({@code ZZBH}, {@code CZZT}, {@code CZZTDM}) and of its
     *     type ({@code KZ_...}); 1 to 64, each at most 1024 characters
     * @return the state of the licence, when all matched
     * @throws io.onevisit.core.StorageException when the audit log could not be written
     */
    public ShareAnswer<LicenceStatus> compare(LicenceId id, Map<String, String> data, Purpose purpose) {
        SortedMap<String, String> claims = new TreeMap<>(Require.present(data, "data"));
        Require.that(!claims.isEmpty() && claims.size() <= MAX_CLAIMS, "data", "must be 1 to " + MAX_CLAIMS);
        claims.forEach((name, value) -> {
            Require.text(name, "name", 64);
            Require.text(value, "value", MAX_TEXT);
        });
        LicenceUse use = use("compare", id, purpose);
        LicenceStore store = store(use);
        return use.answer(store.notPermitted(), () -> store.compare(id, claims, purpose));
    }

    /**
     * Puts an issued licence into the store, where other departments find it.
     *
     * @param purpose why it is put there: the case that brought it forth
     * @return done with its identifier; unknown when no answer came or it made no sense: publish again, it has one effect
     * @throws io.onevisit.core.PlatformUnreachableException when it certainly never arrived
     * @throws io.onevisit.core.StorageException when the audit log could not be written
     */
    public Outcome<LicenceId> publish(IssuedLicence licence, Purpose purpose) {
        LicenceUse use = use("publish", Require.present(licence, "licence").id(), purpose);
        return use.outcome(() -> store(use).publish(licence));
    }

    private LicenceStore store(LicenceUse use) {
        return profile.on(use.over(platform));
    }

    private LicenceUse use(String action, LicenceId id, Purpose purpose) {
        String pseudonym = pseudonyms.pseudonym(
                FORMAT, Require.present(id, "licence identifier").toString());
        return use(action, FORMAT, pseudonym, purpose);
    }

    private LicenceUse use(String action, String type, String pseudonym, Purpose purpose) {
        return LicenceUse.of(audit, clock, action, type + ":" + pseudonym, Require.present(purpose, "purpose"));
    }

    private static <T> ShareAnswer<T> answer(
            LicenceUse use, LicenceStore store, Supplier<Optional<? extends T>> asking) {
        return use.answer(store.notPermitted(), () -> {
            Optional<? extends T> found = asking.get();
            return found.isPresent() ? new ShareAnswer.Found<>(found.get()) : new ShareAnswer.NotFound<>();
        });
    }

    private HeldLicence judged(
            LicenceVerifier verifier, StoredLicence stored, Rule asAsked, Predicate<Licence> isAsked) {
        Instant now = clock.instant();
        Checks checks = new Checks();
        String token = stored.token();
        if (token == null) {
            checks.undecided(LicencesRules.SIGNED, "the store gave no token");
            return new HeldLicence(stored.type(), checks.report(null), now);
        }
        Report<Licence> report = verifier.verify(token);
        checks.addAll("", report.checks());
        report.subject().ifPresent(licence -> checks.that(asAsked, isAsked.test(licence)));
        return new HeldLicence(statedType(token), checks.report(report.subject().orElse(null)), now);
    }

    private static String statedType(String token) {
        String jwt = token.substring(0, Math.max(0, token.indexOf('~')));
        try {
            ObjectNode claims =
                    SignedJwt.parse(jwt, Limits.DEFAULT.tokenOctets(), FORMAT).claims();
            String type = claims.path("vct").asText();
            return type.startsWith(TYPE_URN) ? type.substring(TYPE_URN.length()) : "";
        } catch (MalformedMessageException e) {
            return ""; // the report says what is wrong with it
        }
    }
}
