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
import io.onevisit.core.platform.Platform;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.core.store.StateStore;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.licence.Decision;
import io.onevisit.licence.HeldLicence;
import io.onevisit.licence.Holder;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceIssuer;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.LicenceToken;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Licences;
import io.onevisit.licence.Limits;
import io.onevisit.licence.Operation;
import io.onevisit.licence.Requirements;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.document.LicenceDocumentVerifier;
import io.onevisit.licence.document.LicenceDocumentWriter;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicence.HolderCodes;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.licence.qr.PaperLicenceWriter;
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
import java.time.LocalDate;
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
        LicenceToken token = LicenceToken.parse(issued.token());
        String shown = token.present(Set.of("/KZ_JZDZZ", "/holders/0/CZZT"))
                .bind(holderKey, "https://school.example.cn", nonce, purpose, clock);
        // end of snippet
        // snippet: verify-presentation
        Report<Licence> report = verifier.verifyPresentation(shown, "https://school.example.cn", nonce, purpose);
        Licence licence = report.orThrow();
        String address = licence.fields().get("KZ_JZDZZ");
        // end of snippet

        assertThat(address).contains("古墩路");
        assertThat(licence.fields()).doesNotContainKey("KZ_CSRQ");
        assertThat(licence.holders().get(0).code()).isNull();
        assertThat(verifier.verifyPresentation(shown, "https://other.example.cn", nonce, purpose)
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void a_revoked_licence_fails_once_the_list_is_published() throws IOException {
        IssuedLicence issued = issue();
        StateStore store = box.store;
        StatusLists lists = statusLists();
        LicenceIssuer issuer = issuer(lists);
        assertThat(verifier().verify(issued.token()).verdict()).isEqualTo(Verdict.PASSED);
        // snippet: revoke
        store.inTransaction(transaction -> issuer.change(transaction, issued.id(), LicenceStatus.REVOKED));
        String list = store.inTransaction(transaction -> lists.publish(transaction, 1)); // put it at lists.uri(1)
        // end of snippet

        assertThat(verifier().verify(issued.token()).verdict()).isEqualTo(Verdict.PASSED);
        publishedList.set(list);
        assertThat(verifier().verify(issued.token())).hasToString("FAILED [FAILED LICENCE_STATUS]");
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
                 "licences": [{"type": "11100000MB03271699001", "fields": ["KZ_ZL"], "minimumRemaining": "P30D"}]}
                """.getBytes(StandardCharsets.UTF_8);
        Purpose purpose = purpose();
        // snippet: decide
        Requirements requirements = Requirements.read(json);
        Set<String> types = Set.of("11100000MB03271699001");

        List<HeldLicence> held = new Licences(platform, verifier).heldBy(applicant, types, purpose);
        Decision decision = requirements.decide(held, LocalDate.of(2026, 11, 21));
        if (decision.canApproveAtOnce()) {
            out.println("approve at once");
        } else {
            decision.reasonsZh().forEach(out::println); // a person decides
        }
        // end of snippet
        return own.toString();
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
        String text = new PaperLicenceWriter(key).write(paper);
        byte[] png = QrCode.of(text, ErrorCorrection.M).png(6, 300); // 6 pixels a module, 300 dots an inch

        PaperLicenceVerifier papers = new PaperLicenceVerifier(issuers, statuses, clock, Limits.DEFAULT);
        Report<PaperLicence> scanned = papers.verify(QrCode.read(png));
        // end of snippet

        assertThat(scanned.orThrow()).isEqualTo(paper);
        assertThat(paper.holders().get(0).code()).isEqualTo("33***************4");
        assertThat(document(token, paper, papers).orThrow()).isEqualTo(licence);
    }

    private Report<Licence> document(String token, PaperLicence paper, PaperLicenceVerifier papers) throws IOException {
        LicenceVerifier verifier = verifier();
        SigningKey key = box.key(Role.LICENCES_SM2);
        SigningKey sealKey = box.key(Role.SEAL_SIGNER);
        Seal seal = box.sandbox.seal();
        SealVerifier seals = box.seals();
        // snippet: document
        LicenceDocumentWriter writer =
                new LicenceDocumentWriter(verifier, LicenceType.shipped(), new OfdSigner(seals), seal, sealKey);
        Bytes ofd = writer.write(token, paper, new PaperLicenceWriter(key)); // or write(token), without a QR code

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
}
