package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.core.record.AuditLog;
import io.onevisit.core.record.DataSet;
import io.onevisit.core.record.IdentityRecords;
import io.onevisit.core.record.RecordAnswer;
import io.onevisit.core.record.RecordRequest;
import io.onevisit.core.store.StateStore;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.licence.Annotator;
import io.onevisit.licence.Holder;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceChange;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceIssuer;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.LicenceToken;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.Occasion;
import io.onevisit.licence.Operation;
import io.onevisit.licence.TrustedAnnotator;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.approval.Decision;
import io.onevisit.licence.approval.Evidence;
import io.onevisit.licence.approval.Requirements;
import io.onevisit.licence.document.LicenceDocumentVerifier;
import io.onevisit.licence.document.LicenceDocumentWriter;
import io.onevisit.licence.form.AnyFormVerifier;
import io.onevisit.licence.form.LicenceContent;
import io.onevisit.licence.form.LicenceForm;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicence.HolderCodes;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.licence.qr.PaperLicenceWriter;
import io.onevisit.licence.qr.PaperSheet;
import io.onevisit.licence.share.AnnotatedCopy;
import io.onevisit.licence.share.HeldLicence;
import io.onevisit.licence.share.Licences;
import io.onevisit.licence.share.ShareAnswer;
import io.onevisit.licence.share.StrictSharing;
import io.onevisit.licence.status.FetchedStatusLists;
import io.onevisit.licence.status.StatusBundle;
import io.onevisit.licence.status.StatusCache;
import io.onevisit.licence.status.StatusListRequest;
import io.onevisit.licence.status.StatusLists;
import io.onevisit.licence.status.StatusSource;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.ofd.OfdSigner;
import io.onevisit.seal.ofd.OfdVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide to sdk-licence. */
class LicenceGuideTest {
    private static final Clock CLOCK = GuideSandbox.CLOCK;
    private static final CitizenId LI_MINGXUAN = CitizenId.parse("330106199003073514");
    private static final CaseNumber CASE = new CaseNumber("20261121-0001");

    @TempDir
    Path folder;

    private final Printed printed = new Printed();
    private final AtomicReference<String> publishedList = new AtomicReference<>();
    private final SigningKey holderKey = SigningKey.generate(SignatureAlgorithm.SM2, "holder");
    private GuideSandbox box;

    @BeforeEach
    void open() throws IOException {
        box = new GuideSandbox(folder);
    }

    @AfterEach
    void close() {
        box.close();
    }

    private StatusLists statusLists() {
        StateStore store = box.store;
        SigningKey key = box.key(Role.LICENCES_SM2);
        Clock clock = CLOCK;
        // snippet: status-lists
        StatusLists lists = new StatusLists(
                store,
                key,
                "https://office.example.gov.cn/status",
                65_536, // places in a list
                Duration.ofHours(12), // how long a verifier may keep a copy
                Duration.ofDays(5), // how long a signed list counts
                clock);
        // end of snippet
        return lists;
    }

    private LicenceIssuer issuer(StatusLists lists) {
        StateStore store = box.store;
        SigningKey key = box.key(Role.LICENCES_SM2);
        Clock clock = CLOCK;
        // snippet: issuer
        LicenceIssuer issuer = new LicenceIssuer(
                key, CreditCode.parse("11330106MB9D00113N"), LicenceType.shipped(), store, lists, clock);
        // end of snippet
        return issuer;
    }

    private IssuedLicence issue() {
        StateStore store = box.store;
        StatusLists lists = statusLists();
        LicenceIssuer issuer = issuer(lists);
        Map<String, String> fields = Map.of(
                "KZ_XB", "男",
                "KZ_MZ", "汉族",
                "KZ_CSRQ", "1990-03-07",
                "KZ_CZHKSZD", "浙江省杭州市西湖区文三路90号4幢302室",
                "KZ_JZDZZ", "浙江省杭州市西湖区古墩路201号1单元501室",
                "KZ_JZDXZQH", "330106",
                "KZ_QFJG", "示例市政务服务局");
        // snippet: issue
        LicenceDraft draft = new LicenceDraft(
                LicenceId.make("11100000000013186G001", "11330106MB9D00113N", "202611210001", 1),
                "浙居2026第0001号",
                "示例市政务服务局",
                LocalDate.of(2026, 11, 21), // issued
                LocalDate.of(2026, 11, 21), // first day
                LocalDate.of(2027, 11, 20), // last day
                List.of(Holder.of("李明轩", CitizenId.parse("330106199003073514"))),
                fields,
                Operation.NEW,
                null, // the licence it replaces
                holderKey.verificationKey()); // or null: then nobody can bind a presentation
        CaseNumber caseNumber = new CaseNumber("20261121-0001");

        IssuedLicence issued = store.inTransaction(transaction -> issuer.issue(transaction, draft, caseNumber));
        String list = store.inTransaction(transaction -> lists.publish(transaction, 1));
        // end of snippet
        publishedList.set(list);
        return issued;
    }

    private TrustedIssuers trusted() throws IOException {
        Path file = box.sandbox.trustFolder().resolve("issuers").resolve(Organisation.DEPARTMENT.code() + ".json");
        return new TrustedIssuers(List.of(TrustedIssuer.read(Files.readAllBytes(file))));
    }

    private StatusSource statuses() {
        return uri -> Optional.of(publishedList.get());
    }

    private LicenceVerifier verifier() throws IOException {
        return new LicenceVerifier(trusted(), statuses(), CLOCK, Limits.DEFAULT);
    }

    private static Purpose purpose() {
        return new Purpose(CASE, new MatterCode("000109005000"), "《义务教育法》第十二条", "window-3", Set.of("KZ_JZDZZ"));
    }

    @Test
    void the_holder_shows_some_of_it_to_one_verifier() throws IOException {
        IssuedLicence issued = issue();
        LicenceVerifier verifier = verifier();
        Purpose purpose = purpose();
        String nonce = "n-0S6_WzA2Mj-20261121";
        Clock clock = CLOCK;
        // snippet: present
        Occasion occasion = new Occasion("https://school.example.cn", nonce, purpose);
        LicenceToken token = LicenceToken.parse(issued.token());
        String shown = token.present(Set.of("/KZ_JZDZZ", "/holders/0/CZZT")).bind(holderKey, occasion, clock);
        // end of snippet
        // snippet: verify-presentation
        Report<Licence> report = verifier.verifyPresentation(shown, occasion);
        Licence licence = report.orThrow();
        String address = licence.fields().get("KZ_JZDZZ");
        // end of snippet

        assertThat(address).contains("古墩路");
        assertThat(licence.fields()).doesNotContainKey("KZ_CSRQ");
        assertThat(licence.holders().get(0).code()).isNull();
        assertThat(verifier.verifyPresentation(shown, new Occasion("https://other.example.cn", nonce, purpose))
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void a_holder_shows_to_be_over_18_and_to_live_here() throws IOException {
        IssuedLicence issued = issue();
        LicenceVerifier verifier = verifier();
        Clock clock = CLOCK;
        Occasion occasion = new Occasion("https://cinema.example.cn", "n-0S6_WzA2Mj-20261122", purpose());
        // snippet: derived
        String shown = LicenceToken.parse(issued.token())
                .present(Set.of("/holders/0/age_over_18", "/KZ_JZDXZQH_CITY"))
                .bind(holderKey, occasion, clock);

        Licence licence = verifier.verifyPresentation(shown, occasion).orThrow();
        boolean adult = licence.holders().get(0).isOver(18);
        boolean lives = "330100".equals(licence.fields().get("KZ_JZDXZQH_CITY"));
        // end of snippet

        assertThat(adult).isTrue();
        assertThat(lives).isTrue();
        assertThat(licence.holders().get(0).code()).isNull();
        assertThat(licence.fields()).doesNotContainKeys("KZ_CSRQ", "KZ_JZDZZ", "KZ_JZDXZQH");
    }

    @Test
    void the_platform_shows_it_for_a_holder_without_a_key() throws IOException {
        IssuedLicence issued = issue();
        LicenceVerifier verifier = verifier();
        SigningKey platformKey = SigningKey.generate(SignatureAlgorithm.SM2, "copies-1");
        Purpose purpose = purpose();
        String nonce = "n-0S6_WzA2Mj-20261123";
        Clock clock = CLOCK;
        // snippet: annotate
        Occasion occasion = new Occasion("https://school.example.cn", nonce, purpose);
        Annotator annotator =
                new Annotator(platformKey, CreditCode.parse("11330106MB9D00113N"), "示例政务服务平台", verifier, clock);
        LicenceToken shown = LicenceToken.parse(issued.token()).present(Set.of("/KZ_JZDZZ"));
        String copy = annotator.annotate(shown, occasion, "入学", clock.instant().plus(Duration.ofDays(3)));

        LicenceVerifier school = verifier.believing(
                List.of(new TrustedAnnotator("11330106MB9D00113N", Map.of("copies-1", platformKey.verificationKey()))));
        Report<Licence> report = school.verifyPresentation(copy, occasion);
        // end of snippet

        assertThat(report.orThrow().fields()).containsKey("KZ_JZDZZ").doesNotContainKey("KZ_CSRQ");
        assertThat(verifier.verifyPresentation(copy, occasion).toString()).contains("ANNOTATION_ANNOTATOR");
    }

    @Test
    void a_renewed_licence_replaces_the_old_one() {
        IssuedLicence issued = issue();
        StateStore store = box.store;
        LicenceIssuer issuer = issuer(statusLists());
        // snippet: renew
        CaseNumber renewal = new CaseNumber("20271101-0007");
        IssuedLicence renewed = store.inTransaction(transaction -> {
            LicenceDraft next = issuer.successor(transaction, issued.id(), Operation.RENEW, LocalDate.of(2026, 11, 21))
                    .validFrom(LocalDate.of(2026, 11, 21), LocalDate.of(2028, 11, 20));
            return issuer.issue(transaction, next, renewal);
        });
        List<LicenceChange> history = store.inTransaction(transaction -> issuer.history(transaction, issued.id()));
        // end of snippet

        assertThat(renewed.id()).isEqualTo(issued.id().nextVersion());
        assertThat(history).extracting(LicenceChange::status).containsExactly(LicenceStatus.LAPSED);
    }

    @Test
    void a_revoked_licence_fails_once_the_list_is_published() throws IOException {
        IssuedLicence issued = issue();
        StateStore store = box.store;
        StatusLists lists = statusLists();
        LicenceIssuer issuer = issuer(lists);
        assertThat(verifier().verify(issued.token()).verdict()).isEqualTo(Verdict.PASSED);
        // snippet: revoke
        store.inTransaction(transaction -> issuer.change(transaction, issued.id(), LicenceStatus.REVOKED, "吊销决定书第7号"));
        String list = store.inTransaction(transaction -> lists.publish(transaction, 1)); // put it at lists.uri(1)
        // end of snippet

        assertThat(verifier().verify(issued.token()).verdict()).isEqualTo(Verdict.PASSED);
        publishedList.set(list);
        assertThat(verifier().verify(issued.token())).hasToString("FAILED [FAILED LICENCE_STATUS]");
    }

    @Test
    void a_cache_stands_before_the_network() {
        Clock clock = CLOCK;
        // snippet: status-cache
        FetchedStatusLists fetched = new FetchedStatusLists(Set.of("office.example.gov.cn"), clock);
        StatusCache statuses = new StatusCache(fetched, clock); // one for all verifiers
        // end of snippet

        assertThat(statuses.statusList("https://elsewhere.example.cn/status/1")).isEmpty();
        fetched.close();
    }

    @Test
    void a_bundle_serves_a_counter_without_a_network() throws IOException {
        String token = issue().token();
        TrustedIssuers issuers = trusted();
        TrustedIssuer issuer = issuers.find(Organisation.DEPARTMENT.code()).orElseThrow();
        StatusSource source = statuses();
        Path file = folder.resolve("status.bundle");
        Clock clock = CLOCK;
        var out = printed.out;
        // snippet: status-bundle
        StatusListRequest wanted = new StatusListRequest(
                "https://office.example.gov.cn/status/1",
                issuer.code(),
                issuer.keys(),
                clock.instant(),
                Duration.ofMinutes(1), // clocks may differ
                16 * 1024 * 1024);
        Files.write(
                file, StatusBundle.collect(source, List.of(wanted)).orThrow().write());

        StatusBundle statuses = StatusBundle.read(Files.readAllBytes(file)); // at the counter
        statuses.issued().forEach((address, time) -> out.println(address + " of " + time));
        // end of snippet

        assertThat(printed.toString()).startsWith("https://office.example.gov.cn/status/1 of 2026-");
        assertThat(new LicenceVerifier(issuers, statuses, clock, Limits.DEFAULT)
                        .verify(token)
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_list_of_then_is_found_again() throws IOException {
        issue();
        StateStore store = box.store;
        StatusLists lists = statusLists();
        TrustedIssuers issuers = trusted();
        Instant time = CLOCK.instant();
        try (FetchedStatusLists fetched = new FetchedStatusLists(Set.of(), CLOCK)) {
            String token = history(store, lists, issuers, fetched, time).orElseThrow();
            assertThat(token).isEqualTo(publishedList.get());
        }
    }

    private Optional<String> history(
            StateStore store, StatusLists lists, TrustedIssuers issuers, FetchedStatusLists fetched, Instant time) {
        // snippet: status-history
        Optional<String> then = store.inTransaction(transaction -> lists.publishedAt(transaction, 1, time));

        LicenceVerifier verifier =
                new LicenceVerifier(issuers, fetched.at(time), Clock.fixed(time, ZoneOffset.UTC), Limits.DEFAULT);
        // end of snippet
        assertThat(verifier.verify("").verdict()).isEqualTo(Verdict.FAILED);
        return then;
    }

    @Test
    void a_decision_says_what_is_met_and_what_is_not() throws IOException {
        assertThat(decide(LI_MINGXUAN)).isEqualTo("approve at once\n");
        assertThat(decide(CitizenId.parse("420103198508150245"))).contains("LICENCE_STATUS");
        assertThat(decide(CitizenId.parse("510107197811221176"))).contains("缺少");
    }

    private String decide(CitizenId applicant) throws IOException {
        Printed own = new Printed();
        var out = own.out;
        Platform platform = box.department;
        Path file = box.sandbox
                .trustFolder()
                .resolve("issuers")
                .resolve(Organisation.REAL_ESTATE_REGISTRY.code() + ".json");
        publishedList.set(Files.readString(box.sandbox.statusFolder().resolve("registry-1.jwt")));
        LicenceVerifier verifier = new LicenceVerifier(
                new TrustedIssuers(List.of(TrustedIssuer.read(Files.readAllBytes(file)))),
                statuses(),
                CLOCK,
                Limits.DEFAULT);
        byte[] json = """
                {"matter": "000109005000",
                 "licences": [{"type": "11100000MB03271699001", "fields": ["KZ_ZL"], "minimumRemaining": "P30D"}],
                 "records": [{"dataSet": "population", "fields": ["name", "birthDate"], "maximumAge": "P1D"}],
                 "ages": [{"birthDate": {"dataSet": "population", "field": "birthDate"}, "minimum": 16,
                           "completed": "on-the-day-after"}],
                 "form": [{"name": "applicant", "from": {"dataSet": "population", "field": "name"}}]}
                """.getBytes(StandardCharsets.UTF_8);
        Purpose purpose = purpose();
        Map<String, String> form = new HashMap<>();
        AuditLog audit = entry -> {};
        PseudonymKey pseudonyms = PseudonymKey.of(new byte[32]);
        Clock clock = CLOCK;
        // snippet: share
        Licences licences = new Licences(platform, new StrictSharing(), verifier, audit, pseudonyms);
        // end of snippet
        IdentityRecords records = new IdentityRecords(platform, audit, pseudonyms);
        RecordRequest population = new RecordRequest(
                applicant,
                DataSet.shipped("population"),
                new Purpose(
                        CASE, new MatterCode("000109005000"), "《居住证暂行条例》第九条", "window-3", Set.of("name", "birthDate")));
        // snippet: decide
        Requirements requirements = Requirements.read(json);
        ShareAnswer<Iterable<HeldLicence>> held = licences.heldBy(applicant, requirements.licenceTypes(), purpose);
        RecordAnswer person = records.fetch(population);

        Evidence found = new Evidence(applicant, held, Map.of("population", person));
        Decision decision = requirements.decide(found, clock.instant());
        if (decision.canApproveAtOnce()) {
            out.println("approve at once");
            decision.form().forEach(filled -> form.put(filled.field().name(), filled.value()));
        } else {
            decision.reasonsZh().forEach(out::println); // a person decides
        }
        // end of snippet
        return own.toString();
    }

    @Test
    void a_licence_is_found_by_its_identifier_and_its_data_compared() throws IOException {
        publishedList.set(Files.readString(box.sandbox.statusFolder().resolve("registry-1.jwt")));
        Path file = box.sandbox
                .trustFolder()
                .resolve("issuers")
                .resolve(Organisation.REAL_ESTATE_REGISTRY.code() + ".json");
        LicenceVerifier verifier = new LicenceVerifier(
                new TrustedIssuers(List.of(TrustedIssuer.read(Files.readAllBytes(file)))),
                statuses(),
                CLOCK,
                Limits.DEFAULT);
        Licences licences =
                new Licences(box.department, new StrictSharing(), verifier, entry -> {}, PseudonymKey.of(new byte[32]));
        LicenceId id =
                LicenceId.make("11100000MB03271699001", Organisation.REAL_ESTATE_REGISTRY.code(), "HZ2020001", 1);
        Purpose purpose = purpose();
        String nonce = "n-0S6_WzA2Mj-20261121";
        Instant tomorrow = CLOCK.instant().plus(Duration.ofDays(1));
        // snippet: share-one
        ShareAnswer<HeldLicence> one = licences.find(id, purpose);
        ShareAnswer<LicenceStatus> same = licences.compare(id, Map.of("CZZT", "李明轩", "KZ_MJ", "89.50"), purpose);
        Occasion atSchool = new Occasion("https://school.example.cn", nonce, purpose);
        ShareAnswer<AnnotatedCopy> copy = licences.annotate(id, atSchool, tomorrow);
        // end of snippet

        assertThat(one).isInstanceOf(ShareAnswer.Found.class);
        assertThat(same).isEqualTo(new ShareAnswer.Found<>(LicenceStatus.VALID));
        assertThat(copy).isInstanceOf(ShareAnswer.Found.class);
        assertThat(licences.compare(id, Map.of("KZ_MJ", "98.50"), purpose)).isInstanceOf(ShareAnswer.NotMatched.class);
    }

    @Test
    void a_licence_goes_on_paper_and_into_a_document() throws IOException {
        String token = issue().token();
        LicenceVerifier verifier = verifier();
        SigningKey key = box.key(Role.LICENCES_SM2);
        TrustedIssuers issuers = trusted();
        StatusSource statuses = statuses();
        Clock clock = CLOCK;
        // snippet: paper
        Licence licence = verifier.verify(token).orThrow();
        PaperLicence paper = PaperLicence.of(licence, List.of("KZ_XB", "KZ_JZDZZ"), HolderCodes.MASKED);
        PaperLicenceWriter printer =
                new PaperLicenceWriter(key, CreditCode.parse("11330106MB9D00113N"), LicenceType.shipped());
        String text = printer.write(paper);
        byte[] png = QrCode.of(text, ErrorCorrection.M).png(6, 300); // 6 pixels a module, 300 dots an inch

        PaperLicenceVerifier papers = new PaperLicenceVerifier(issuers, statuses, clock, Limits.DEFAULT);
        Report<PaperLicence> scanned = papers.verify(QrCode.read(png));
        // end of snippet

        assertThat(scanned.orThrow()).isEqualTo(paper);
        assertThat(paper.holders().get(0).code()).isEqualTo("33***************4");
        sheet(printer, paper, PaperLicence.of(licence, List.of("KZ_XB"), HolderCodes.FULL), papers);
        assertThat(document(token, paper, printer, papers).orThrow()).isEqualTo(licence);
        assertThat(forms(token, text, documentVerifier(papers), papers))
                .containsExactly(LicenceForm.TOKEN, LicenceForm.PAPER);
    }

    private void sheet(
            PaperLicenceWriter printer, PaperLicence paper, PaperLicence other, PaperLicenceVerifier papers) {
        var out = printed.out;
        // snippet: paper-sheet
        List<String> texts = printer.writeSheet(List.of(paper, other)); // a QR code for each

        PaperSheet sheet = papers.verifySheet(texts); // or verifyPicture(scan), a PNG of the sheet
        sheet.codes().forEach(report -> out.println(report.verdict()));
        Report<List<PaperLicence>> whole = sheet.whole();
        // end of snippet

        assertThat(whole.orThrow()).containsExactly(paper, other);
    }

    private Report<Licence> document(
            String token, PaperLicence paper, PaperLicenceWriter printer, PaperLicenceVerifier papers)
            throws IOException {
        LicenceVerifier verifier = verifier();
        SigningKey sealKey = box.key(Role.SEAL_SIGNER);
        Seal seal = box.sandbox.seal();
        SealVerifier seals = box.seals();
        // snippet: document
        LicenceDocumentWriter writer =
                new LicenceDocumentWriter(verifier, LicenceType.shipped(), new OfdSigner(seals), seal, sealKey);
        Bytes ofd = writer.write(token, paper, printer); // or write(token), without a QR code

        LicenceDocumentVerifier documents = new LicenceDocumentVerifier(
                new OfdVerifier(seals),
                verifier,
                papers,
                LicenceType.shipped(),
                Map.of("11330106MB9D00113N", Set.of(seal.id()))); // whose seal is whose
        Report<Licence> report = documents.verify(ofd.toArray());
        // end of snippet
        return report;
    }

    private LicenceDocumentVerifier documentVerifier(PaperLicenceVerifier papers) throws IOException {
        return new LicenceDocumentVerifier(
                new OfdVerifier(box.seals()), verifier(), papers, LicenceType.shipped(), Map.of());
    }

    private List<LicenceForm> forms(
            String token, String text, LicenceDocumentVerifier documents, PaperLicenceVerifier papers)
            throws IOException {
        LicenceVerifier verifier = verifier();
        List<LicenceForm> forms = new ArrayList<>();
        for (String file : List.of(token, text)) {
            byte[] octets = file.getBytes(StandardCharsets.US_ASCII);
            // snippet: forms
            AnyFormVerifier anyForm = new AnyFormVerifier(verifier, documents, papers);
            Report<LicenceContent> report = anyForm.verify(octets); // token, OFD, QR text, QR picture
            // end of snippet
            forms.add(report.orThrow().form());
        }
        return forms;
    }
}
