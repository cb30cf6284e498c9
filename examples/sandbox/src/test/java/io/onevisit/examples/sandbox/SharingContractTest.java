package io.onevisit.examples.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Check;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.CiphertextOrder;
import io.onevisit.core.crypto.DecryptionKey;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.platform.AccessProfile;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.ShandongProfile;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.record.AuditChain;
import io.onevisit.core.record.AuditHead;
import io.onevisit.core.record.FileAuditLog;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.licence.Holder;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceIssuer;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.Occasion;
import io.onevisit.licence.Operation;
import io.onevisit.licence.TrustedAnnotator;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.share.AnnotatedCopy;
import io.onevisit.licence.share.HeldLicence;
import io.onevisit.licence.share.Licences;
import io.onevisit.licence.share.ShandongSharing;
import io.onevisit.licence.share.ShareAnswer;
import io.onevisit.licence.share.SharingProfile;
import io.onevisit.licence.share.StrictSharing;
import io.onevisit.licence.status.StatusLists;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What {@link Licences} promises, over every wording that it knows; the strict one is held to the contract by the sandbox. */
class SharingContractTest {
    private static final CitizenId LI_MINGXUAN = CitizenId.parse("330106199003073514");
    private static final CitizenId WANG_XIULAN = CitizenId.parse("420103198508150245");
    private static final CitizenId MA_XIAOXUE = CitizenId.parse("64010420011230046X");
    private static final CitizenId HOLDER_OF_MANY = CitizenId.parse("34052419800101001X");
    private static final CitizenId ZHAO = CitizenId.parse("510107197811221176");
    private static final String REAL_ESTATE = "11100000MB03271699001";
    private static final String RESIDENCE_PERMIT = "11100000000013186G001";
    private static final String NOT_ENTITLED = "11100000000013186G099";
    private static final LicenceId LIS =
            LicenceId.make(REAL_ESTATE, Organisation.REAL_ESTATE_REGISTRY.code(), "HZ2020001", 1);
    private static final LicenceId WANGS =
            LicenceId.make(REAL_ESTATE, Organisation.REAL_ESTATE_REGISTRY.code(), "HZ2020002", 1);
    private static final LicenceId NOBODYS =
            LicenceId.make(REAL_ESTATE, Organisation.REAL_ESTATE_REGISTRY.code(), "HZ2020009", 1);
    private static final Map<String, String> LIS_DATA =
            Map.of("ZZBH", "浙(2020)示例市不动产权第0001号", "CZZT", "李明轩", "CZZTDM", LI_MINGXUAN.value(), "KZ_MJ", "89.50");
    private static final String NONCE = "n-0S6_WzA2Mj-20261121";
    private static final MatterCode MATTER = new MatterCode("000109005000");
    private static final Purpose PURPOSE =
            new Purpose(new CaseNumber("2026-1"), MATTER, "《居住证暂行条例》第九条", "window-3", Set.of("KZ_ZL"));
    private static final Purpose OTHER_PURPOSE =
            new Purpose(new CaseNumber("2026-2"), MATTER, "《居住证暂行条例》第九条", "window-3", Set.of("KZ_ZL"));
    private static final Occasion AT_SCHOOL = new Occasion("https://school.example", NONCE, PURPOSE);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration SLOWNESS = Duration.ofMillis(600);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, String> PUBLISHED = new ConcurrentHashMap<>();

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static FileAuditLog audit;
    private static final Map<Wording, HttpPlatform> PLATFORMS = new EnumMap<>(Wording.class);

    enum Wording {
        STRICT {
            @Override
            AccessProfile access() {
                return new StrictProfile(
                        sandbox.keyring().key(Role.DEPARTMENT),
                        sandbox.keyring().verificationKeys(Role.PLATFORM));
            }

            @Override
            SharingProfile sharing() {
                return new StrictSharing();
            }
        },
        SHANDONG {
            @Override
            AccessProfile access() {
                ShandongAccount account = sandbox.shandong();
                return new ShandongProfile(
                        account.accessId(),
                        () -> octets(account.accessToken()),
                        DecryptionKey.ofSm2(HexFormat.of().parseHex(account.secret()), CiphertextOrder.C1_C3_C2));
            }

            @Override
            SharingProfile sharing() {
                return new ShandongSharing("示例市一窗系统", "vc", Map.of(MATTER, "居住证申领"));
            }
        };

        abstract AccessProfile access();

        abstract SharingProfile sharing();

        Licences licences() {
            return licences(access(), PATIENCE);
        }

        Licences licences(AccessProfile access, Duration patience) {
            return new Licences(
                    platform(this, access, patience), sharing(), verifier(), audit, PseudonymKey.of(new byte[32]));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(folder, 0, CLOCK, SLOWNESS);
        audit = new FileAuditLog(folder.resolve("audit.log"));
    }

    @AfterAll
    static void stop() {
        PLATFORMS.values().forEach(HttpPlatform::close);
        audit.close();
        sandbox.close();
    }

    @BeforeEach
    void faultless() {
        sandbox.faults().clear();
    }

    @ParameterizedTest
    @EnumSource
    void finds_the_verified_licences_of_a_holder(Wording wording) {
        List<HeldLicence> held = held(wording, LI_MINGXUAN, REAL_ESTATE, RESIDENCE_PERMIT);

        assertThat(held).hasSize(1);
        assertThat(held.get(0).report()).hasToString("PASSED []");
        assertThat(held.get(0).report().orThrow().id()).isEqualTo(LIS);
    }

    @ParameterizedTest
    @EnumSource
    void a_suspended_and_an_expired_licence_do_not_pass(Wording wording) {
        assertThat(held(wording, WANG_XIULAN, REAL_ESTATE).get(0).report())
                .hasToString("FAILED [FAILED LICENCE_STATUS]");
        assertThat(codes(held(wording, MA_XIAOXUE, REAL_ESTATE).get(0).report()))
                .contains("LICENCE_EXPIRY");
    }

    @ParameterizedTest
    @EnumSource
    void somebody_without_licences_has_none(Wording wording) {
        assertThat(wording.licences().heldBy(ZHAO, Set.of(REAL_ESTATE, RESIDENCE_PERMIT), PURPOSE))
                .isEqualTo(new ShareAnswer.NotFound<>());
    }

    @ParameterizedTest
    @EnumSource
    void a_type_that_the_department_is_not_entitled_to_is_not_permitted(Wording wording) {
        assertThat(wording.licences().heldBy(LI_MINGXUAN, Set.of(NOT_ENTITLED), PURPOSE))
                .isInstanceOf(ShareAnswer.NotPermitted.class);
    }

    @ParameterizedTest
    @EnumSource
    void finds_a_licence_by_its_identifier_or_says_that_there_is_none(Wording wording) {
        ShareAnswer<HeldLicence> found = wording.licences().find(LIS, PURPOSE);

        assertThat(value(found).report().orThrow().fields()).containsEntry("KZ_MJ", "89.50");
        assertThat(wording.licences().find(NOBODYS, PURPOSE)).isEqualTo(new ShareAnswer.NotFound<>());
    }

    @ParameterizedTest
    @EnumSource
    void compares_the_data_of_a_licence(Wording wording) {
        Map<String, String> wrong = new HashMap<>(LIS_DATA);
        wrong.put("KZ_MJ", "98.50");

        assertThat(wording.licences().compare(LIS, LIS_DATA, PURPOSE))
                .isEqualTo(new ShareAnswer.Found<>(LicenceStatus.VALID));
        assertThat(wording.licences().compare(LIS, wrong, PURPOSE))
                .isInstanceOfSatisfying(
                        ShareAnswer.NotMatched.class,
                        no -> assertThat(no.mismatch()).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void the_state_of_a_licence_comes_with_the_comparison(Wording wording) {
        Map<String, String> data = Map.of("ZZBH", "浙(2020)示例市不动产权第0002号", "CZZT", "王秀兰", "CZZTDM", WANG_XIULAN.value());

        assertThat(wording.licences().compare(WANGS, data, PURPOSE))
                .isEqualTo(new ShareAnswer.Found<>(LicenceStatus.SUSPENDED));
    }

    @ParameterizedTest
    @EnumSource
    void data_of_no_licence_are_not_found(Wording wording) {
        Map<String, String> data = Map.of("ZZBH", "9", "CZZT", "赵", "CZZTDM", ZHAO.value());

        assertThat(wording.licences().compare(NOBODYS, data, PURPOSE)).isEqualTo(new ShareAnswer.NotFound<>());
    }

    @ParameterizedTest
    @EnumSource
    void fault_OUTAGE_is_got_over_once_and_is_unavailable_when_it_lasts(Wording wording) {
        sandbox.faults().arm(Fault.OUTAGE, 1);
        assertThat(held(wording, LI_MINGXUAN, REAL_ESTATE)).hasSize(1);

        sandbox.faults().arm(Fault.OUTAGE, 100);
        assertUnavailable(
                wording.licences().heldBy(LI_MINGXUAN, Set.of(REAL_ESTATE), PURPOSE),
                PlatformUnreachableException.class);
    }

    @ParameterizedTest
    @EnumSource
    void fault_LOST_RESPONSE_is_got_over(Wording wording) {
        sandbox.faults().arm(Fault.LOST_RESPONSE, 1);

        assertThat(held(wording, LI_MINGXUAN, REAL_ESTATE)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void fault_SLOW_is_unavailable(Wording wording) {
        sandbox.faults().arm(Fault.SLOW, 100);

        assertUnavailable(
                wording.licences(wording.access(), SLOWNESS.dividedBy(2)).find(LIS, PURPOSE),
                PlatformUnreachableException.class);
    }

    @ParameterizedTest
    @EnumSource
    void fault_TAMPER_is_seen(Wording wording) {
        sandbox.faults().arm(Fault.TAMPER, 100);

        assertUnavailable(
                wording.licences().find(LIS, PURPOSE),
                wording == Wording.STRICT ? VerificationFailedException.class : MalformedMessageException.class);
    }

    @ParameterizedTest
    @EnumSource
    void what_was_asked_is_in_the_log_and_nobody_s_data(Wording wording) throws IOException {
        held(wording, LI_MINGXUAN, REAL_ESTATE);
        wording.licences().compare(LIS, LIS_DATA, PURPOSE);

        String log = Files.readString(folder.resolve("audit.log"));
        assertThat(log)
                .contains("\"action\":\"held\"", "\"action\":\"compare\"", "\"dataSet\":\"licences\"")
                .doesNotContain("李明轩", LI_MINGXUAN.value(), "89.50", LIS.serial());
        assertThat(AuditChain.check(folder.resolve("audit.log"), AuditHead.START))
                .hasToString("PASSED []");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "STRICT")
    void a_dialect_has_no_publishing_and_no_signed_copies(Wording wording) {
        assertUnavailable(annotated(wording, LIS, Duration.ofDays(1)), PlatformRefusedException.class);
        assertThat(wording.licences().publish(issue(1), PURPOSE)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_wrong_token_or_another_key_is_no_answer() {
        ShandongAccount account = sandbox.shandong();
        DecryptionKey key = DecryptionKey.ofSm2(HexFormat.of().parseHex(account.secret()), CiphertextOrder.C1_C3_C2);
        DecryptionKey other = DecryptionKey.ofSm2(HexFormat.of().parseHex(account.secret()), CiphertextOrder.C1_C2_C3);

        assertUnavailable(
                Wording.SHANDONG
                        .licences(new ShandongProfile(account.accessId(), () -> octets("wrong"), key), PATIENCE)
                        .find(LIS, PURPOSE),
                PlatformRefusedException.class);
        assertUnavailable(
                Wording.SHANDONG
                        .licences(
                                new ShandongProfile(account.accessId(), () -> octets(account.accessToken()), other),
                                PATIENCE)
                        .find(LIS, PURPOSE),
                MalformedMessageException.class);
    }

    @Test
    void without_the_issuer_s_signature_nothing_is_decided() {
        Licences licences = new Licences(
                platform(Wording.SHANDONG, Wording.SHANDONG.access(), PATIENCE),
                new ShandongSharing("示例市一窗系统", "no-such-field", Map.of(MATTER, "居住证申领")),
                verifier(),
                audit,
                PseudonymKey.of(new byte[32]));

        assertThat(value(licences.find(LIS, PURPOSE)).report())
                .hasToString("INDETERMINATE [INDETERMINATE LICENCES_SIGNED]");
        HeldLicence held = value(licences.heldBy(LI_MINGXUAN, Set.of(REAL_ESTATE), PURPOSE))
                .iterator()
                .next();
        assertThat(held.statedType()).isEqualTo(REAL_ESTATE);
        assertThat(held.report().subject()).isEmpty();
    }

    @Test
    void publishes_licences_and_finds_more_of_them_than_a_page_has() {
        Licences licences = Wording.STRICT.licences();
        int many = LicenceService.PAGE + 3;
        for (int i = 1; i <= many; i++) {
            IssuedLicence issued = issue(i);
            assertThat(licences.publish(issued, PURPOSE)).isEqualTo(new Outcome.Done<>(issued.id()));
            assertThat(licences.publish(issued, PURPOSE)).isEqualTo(new Outcome.Done<>(issued.id()));
        }

        List<HeldLicence> held = held(Wording.STRICT, HOLDER_OF_MANY, RESIDENCE_PERMIT);

        assertThat(held).hasSize(many);
        assertThat(held).allSatisfy(licence -> assertThat(licence.report()).hasToString("PASSED []"));
        assertThat(held.stream().map(licence -> licence.report().orThrow().id()).distinct())
                .hasSize(many);
        assertThat(sandbox.answered()).contains("/v1/licences/held", "/v1/licences/publish");
    }

    @Test
    void does_not_publish_what_does_not_verify() {
        IssuedLicence issued = issue(1);
        IssuedLicence broken = new IssuedLicence(
                issued.id(), issued.token().replace("~", "x~"), issued.status(), issued.statusReference());
        IssuedLicence renamed = new IssuedLicence(NOBODYS, issued.token(), issued.status(), issued.statusReference());

        assertThat(refusal(Wording.STRICT.licences().publish(broken, PURPOSE))).isEqualTo("licence-not-verified");
        assertThat(refusal(Wording.STRICT.licences().publish(renamed, PURPOSE))).isEqualTo("identifier-differs");
    }

    @Test
    void the_platform_makes_a_copy_that_verifies_on_its_occasion_and_no_other() {
        String copy = value(annotated(Wording.STRICT, LIS, Duration.ofDays(1))).token();
        LicenceVerifier school = verifier()
                .believing(List.of(new TrustedAnnotator(
                        Organisation.PLATFORM.code(),
                        Map.of(
                                Role.PLATFORM.keyId(),
                                sandbox.keyring().key(Role.PLATFORM).verificationKey()))));

        Report<Licence> report = school.verifyPresentation(copy, AT_SCHOOL);
        assertThat(report).hasToString("PASSED []");
        assertThat(report.orThrow().id()).isEqualTo(LIS);
        assertThat(codes(school.verifyPresentation(copy, new Occasion("https://bank.example", NONCE, PURPOSE))))
                .containsExactly("ANNOTATION_AUDIENCE", "LICENCE_STATUS");
        assertThat(codes(school.verifyPresentation(copy, new Occasion("https://school.example", NONCE + "0", PURPOSE))))
                .containsExactly("ANNOTATION_NONCE", "LICENCE_STATUS");
        assertThat(codes(school.verifyPresentation(copy, new Occasion("https://school.example", NONCE, OTHER_PURPOSE))))
                .containsExactly("ANNOTATION_PURPOSE", "LICENCE_STATUS");
        assertThat(codes(verifier().verifyPresentation(copy, AT_SCHOOL))).contains("ANNOTATION_ANNOTATOR");
        assertThat(sandbox.answered()).contains("/v1/licences/annotate");
    }

    @Test
    void the_platform_makes_no_copy_of_nothing_nor_of_what_is_out_of_force_nor_for_ever() {
        assertThat(annotated(Wording.STRICT, NOBODYS, Duration.ofDays(1))).isEqualTo(new ShareAnswer.NotFound<>());
        assertUnavailable(annotated(Wording.STRICT, WANGS, Duration.ofDays(1)), PlatformRefusedException.class);
        assertUnavailable(annotated(Wording.STRICT, LIS, Duration.ofDays(91)), PlatformRefusedException.class);
    }

    private static ShareAnswer<AnnotatedCopy> annotated(Wording wording, LicenceId id, Duration life) {
        return wording.licences().annotate(id, AT_SCHOOL, CLOCK.instant().plus(life));
    }

    /** The department's residence permits, each of a case of its own, with a status list that the platform knows. */
    private static IssuedLicence issue(int number) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve("office"));
        JdbcStateStore store = new JdbcStateStore(database, CLOCK);
        store.createTables();
        StatusLists lists = new StatusLists(
                store,
                sandbox.keyring().key(Role.LICENCES_SM2),
                "https://office.onevisit.example/status",
                1024,
                Duration.ofHours(12),
                Duration.ofDays(5),
                CLOCK);
        LicenceIssuer issuer = new LicenceIssuer(
                sandbox.keyring().key(Role.LICENCES_SM2),
                CreditCode.parse(Organisation.DEPARTMENT.code()),
                LicenceType.shipped(),
                store,
                lists,
                CLOCK);
        LocalDate day = LocalDate.of(2026, 11, 20);
        IssuedLicence issued = store.inTransaction(transaction -> issuer.issue(
                transaction,
                new LicenceDraft(
                        LicenceId.make(RESIDENCE_PERMIT, Organisation.DEPARTMENT.code(), "20261120" + number, 1),
                        "浙居2026第" + number + "号",
                        Organisation.DEPARTMENT.displayName(),
                        day,
                        day,
                        LocalDate.of(2099, 11, 19),
                        List.of(Holder.of("赵一", HOLDER_OF_MANY)),
                        Map.of(
                                "KZ_XB", "男",
                                "KZ_MZ", "汉族",
                                "KZ_CSRQ", "1980-01-01",
                                "KZ_CZHKSZD", "安徽省马鞍山市",
                                "KZ_JZDZZ", "浙江省杭州市西湖区古墩路201号",
                                "KZ_QFJG", "示例市政务服务局"),
                        Operation.NEW,
                        null,
                        null),
                new CaseNumber("residence-" + number)));
        publish(lists.uri(1), store.inTransaction(transaction -> lists.publish(transaction, 1)));
        return issued;
    }

    private static void publish(String uri, String list) {
        PUBLISHED.put(uri, list);
        String body = "{\"uri\":\"" + uri + "\",\"token\":\"" + list + "\"}";
        platform(Wording.STRICT, Wording.STRICT.access(), PATIENCE)
                .write(Call.write("status.publish", "/v1/status/publish", octets(body), "list-" + list.hashCode()));
    }

    private static LicenceVerifier verifier() {
        return new LicenceVerifier(issuers(), SharingContractTest::statusList, CLOCK, Limits.DEFAULT);
    }

    private static Optional<String> statusList(String uri) {
        return Optional.ofNullable(PUBLISHED.computeIfAbsent(uri, any -> {
            try {
                return Files.readString(sandbox.statusFolder().resolve("registry-1.jwt"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private static TrustedIssuers issuers() {
        try {
            return new TrustedIssuers(new TrustFolder(sandbox.trustFolder(), CLOCK).issuers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpPlatform platform(Wording wording, AccessProfile access, Duration patience) {
        HttpPlatform platform = new HttpPlatform(
                new PlatformSettings(sandbox.baseUri(), access, CLOCK).withTimeouts(new Timeouts(patience, patience)));
        HttpPlatform before = PLATFORMS.put(wording, platform);
        if (before != null) {
            before.close();
        }
        return platform;
    }

    private static Bytes octets(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<HeldLicence> held(Wording wording, CitizenId holder, String... types) {
        List<HeldLicence> held = new ArrayList<>();
        value(wording.licences().heldBy(holder, Set.of(types), PURPOSE)).forEach(held::add);
        return held;
    }

    private static <T> T value(ShareAnswer<T> answer) {
        assertThat(answer).isInstanceOf(ShareAnswer.Found.class);
        return ((ShareAnswer.Found<T>) answer).value();
    }

    private static void assertUnavailable(ShareAnswer<?> answer, Class<? extends OneVisitException> error) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        ShareAnswer.Unavailable.class,
                        no -> assertThat(no.error()).isInstanceOf(error));
    }

    private static String refusal(Outcome<?> outcome) {
        return outcome.fold(value -> "done", no -> no.code(), pending -> "unknown");
    }

    private static List<String> codes(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }
}
