package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Check;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
import io.onevisit.core.StorageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.KeyUse;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TimeStamp;
import io.onevisit.core.crypto.TimeStampAuthority;
import io.onevisit.core.crypto.TimeStampToken;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.Criteria;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.record.AuditLog;
import io.onevisit.core.record.DataSet;
import io.onevisit.core.record.FileAuditLog;
import io.onevisit.core.record.IdentityRecords;
import io.onevisit.core.record.RecordAnswer;
import io.onevisit.core.record.RecordRequest;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.TimeStamper;
import io.onevisit.examples.authority.Usage;
import io.onevisit.examples.sandbox.Fault;
import io.onevisit.examples.sandbox.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide to sdk-core. */
class CoreGuideTest {
    private static final Clock CLOCK = GuideSandbox.CLOCK;
    private static final Instant FROM = GuideSandbox.NOW.minus(Duration.ofDays(10));
    private static final Instant UNTIL = GuideSandbox.NOW.plus(Duration.ofDays(10));

    @TempDir
    Path folder;

    private final Printed printed = new Printed();

    @Test
    void identifiers_are_read_explained_detected_and_masked() {
        var out = printed.out;
        // snippet: identifiers
        CitizenId id = CitizenId.parse("330106199003073514");
        out.println(id + ", born " + id.birthDate() + ", registered in " + id.divisionCode());

        Report<CitizenId> report = CitizenId.explain("330106199002303515", Criteria.strict(LocalDate.of(2026, 11, 21)));
        for (Check check : report.problems()) {
            out.println(check.code() + ": " + check.rule().en());
        }

        for (PartyId candidate : PartyId.detect("11330106MB9D00113N")) {
            out.println(candidate.type() + " " + candidate);
        }
        // end of snippet

        assertThat(printed.toString())
                .contains("33***************4, born 1990-03-07, registered in 330106")
                .contains("BIRTH_DATE", "CITIZEN_CHECK")
                .contains("credit-code ");
    }

    @Test
    void keys_come_from_files() throws IOException {
        CertificateAuthority authority = CertificateAuthority.root(KeyKind.SM2, "root", FROM, UNTIL);
        Credential credential =
                authority.issue(new CertificateRequest("department", FROM, UNTIL, Usage.DIGITAL_SIGNATURE));
        char[] password = "a password".toCharArray();
        Path file = Files.write(folder.resolve("key.p12"), credential.pkcs12(password));
        String pem = credential.pem(password);
        byte[] message = {1, 2, 3};
        // snippet: keys
        SigningKey key = SigningKey.fromPkcs12(Files.readAllBytes(file), password, "licences-2026");
        SigningKey same = SigningKey.fromPem(pem, password, "licences-2026");
        Arrays.fill(password, '\0');

        byte[] signature = key.sign(message); // 64 octets, r then s, with SM2 as with ES256
        Verdict verdict = same.verificationKey().verify(message, signature);
        // end of snippet

        assertThat(verdict).isEqualTo(Verdict.PASSED);
        assertThat(key.algorithm()).isEqualTo(SignatureAlgorithm.SM2);
    }

    @Test
    void a_path_leads_to_an_anchor_and_nothing_on_it_is_revoked() {
        CertificateAuthority root = CertificateAuthority.root(KeyKind.SM2, "root", FROM, UNTIL);
        CertificateAuthority issuing = root.subordinate("issuing");
        List<Certificate> chain =
                issuing
                        .issue(new CertificateRequest("department", FROM, UNTIL, Usage.DIGITAL_SIGNATURE))
                        .chain()
                        .stream()
                        .map(Certificate::parse)
                        .toList();
        byte[] rootCrl = root.crl(FROM, UNTIL, Map.of());

        assertThat(path(chain, List.of(rootCrl, issuing.crl(FROM, UNTIL, Map.of()))))
                .contains("good until");
        assertThat(path(
                        chain,
                        List.of(
                                rootCrl,
                                issuing.crl(FROM, UNTIL, Map.of(chain.get(0).serialNumber(), FROM)))))
                .contains("CERT_REVOCATION");
        assertThat(path(chain, List.of(rootCrl, issuing.crl(FROM, FROM.plusSeconds(60), Map.of()))))
                .contains("get newer revocation lists");
    }

    private static String path(List<Certificate> chain, List<byte[]> crls) {
        Printed printed = new Printed();
        var out = printed.out;
        Clock clock = CLOCK;
        List<Certificate> roots = chain.subList(chain.size() - 1, chain.size());
        Certificate certificate = chain.get(0);
        // snippet: path
        TrustAnchors anchors = TrustAnchors.of(roots);
        RevocationSource revocation = RevocationSource.ofCrls(crls);

        Report<List<Certificate>> path =
                anchors.validate(certificate, chain, KeyUse.DIGITAL_SIGNATURE, clock.instant(), revocation);
        switch (path.verdict()) {
            case PASSED -> out.println("good until " + certificate.notAfter());
            case FAILED -> path.problems().forEach(check -> out.println(check.where() + ": " + check.code()));
            case INDETERMINATE -> out.println("get newer revocation lists");
        }
        // end of snippet
        return printed.toString();
    }

    @Test
    void a_time_stamp_proves_when() {
        CertificateAuthority root = CertificateAuthority.root(KeyKind.SM2, "root", FROM, UNTIL);
        Credential credential = root.issue(new CertificateRequest("tsa", FROM, UNTIL, Usage.TIME_STAMPING));
        TimeStamper stamper = new TimeStamper(credential, KeyKind.SM2, CLOCK);
        TimeStampAuthority authority = request -> {
            try {
                return stamper.answer(request);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        TrustAnchors anchors = TrustAnchors.of(List.of(Certificate.parse(root.certificate())));
        RevocationSource revocation = RevocationSource.none();
        byte[] document = {1, 2, 3};
        // snippet: time-stamp
        TimeStampToken token = TimeStampToken.obtain(authority, SignatureAlgorithm.SM2, document);
        byte[] kept = token.encoded().toArray();

        Report<TimeStamp> report = TimeStampToken.parse(kept).verify(document, anchors, revocation);
        Instant existedAt = report.orThrow().time();
        // end of snippet

        assertThat(existedAt).isEqualTo(GuideSandbox.NOW);
    }

    @Test
    void a_look_up_has_four_answers() throws IOException {
        CitizenId liMingxuan = CitizenId.parse("330106199003073514");
        CitizenId nobody = CitizenId.parse("11010519491231002X");
        try (GuideSandbox box = new GuideSandbox(folder);
                FileAuditLog audit = new FileAuditLog(folder.resolve("audit.log"))) {
            assertThat(records(box.department, audit, liMingxuan, "name")).isEqualTo("李明轩");
            assertThat(records(box.department, audit, nobody, "name")).isEqualTo("no record under this number");
            assertThat(records(box.department, audit, liMingxuan, "phone")).isEqualTo("not permitted: not-permitted");
            box.sandbox.faults().arm(Fault.OUTAGE, 10);
            assertThat(records(box.department, audit, liMingxuan, "name")).startsWith("ask again later: ");
        }
        assertThat(Files.readAllLines(folder.resolve("audit.log"))).hasSize(8).noneMatch(line -> line.contains("1990"));
    }

    private static String records(Platform platform, AuditLog audit, CitizenId id, String field) {
        PseudonymKey pseudonyms = PseudonymKey.of(new byte[32]);
        DataSet population = new DataSet(
                "population",
                "人口基本信息",
                "population basics",
                "示例省公安厅",
                Set.of(CitizenId.TYPE),
                false,
                false,
                List.of(new DataSet.Field("name", "姓名", "name"), new DataSet.Field("phone", "电话", "phone")));
        // snippet: records
        Purpose purpose = new Purpose(
                new CaseNumber("20261121-0001"),
                new MatterCode("000109005000"),
                "《居住证暂行条例》第九条",
                "window-3",
                Set.of(field));
        IdentityRecords records = new IdentityRecords(platform, audit, pseudonyms);

        RecordAnswer answer = records.fetch(new RecordRequest(id, population, purpose));
        if (answer instanceof RecordAnswer.Found found) {
            return found.identity().values().get(field);
        }
        if (answer instanceof RecordAnswer.NotFound) {
            return "no record under this number";
        }
        if (answer instanceof RecordAnswer.NotPermitted no) {
            return "not permitted: " + no.refusal().code();
        }
        if (answer instanceof RecordAnswer.Unavailable no) {
            return "ask again later: " + no.error().getMessage();
        }
        return "the record is of somebody else"; // NotMatched, which records.verify(request, claims) gives too
        // end of snippet
    }

    @Test
    void a_write_has_three_endings() throws IOException {
        try (GuideSandbox box = new GuideSandbox(folder);
                HttpPlatform platform = platform(box)) {
            assertThat(write(platform, order("2026-0001", "20.00"), "2026-0001"))
                    .startsWith("done");
            assertThat(write(platform, order("2026-0001", "30.00"), "2026-0001"))
                    .startsWith("no: conflict");
            box.sandbox.faults().arm(Fault.LOST_RESPONSE, 1);
            assertThat(write(platform, order("2026-0002", "20.00"), "2026-0002"))
                    .startsWith("nobody knows")
                    .contains("2026-0002");
        }
    }

    private static Bytes order(String number, String amount) {
        String money = "{\"amount\":\"" + amount + "\",\"currency\":\"CNY\"}";
        return GuideSandbox.octets("""
                {"orderNumber":"%s","expires":"2099-01-01T00:00:00Z","notifyUri":"http://127.0.0.1:9/none",
                 "bill":{"billNumber":"%s","type":"FEE","caseNumber":"20261121-0001","payer":{"name":"李明轩"},
                         "payee":{"code":"11330106MB9D00113N","name":"示例市政务服务局","account":"1202020309900012345"},
                         "items":[{"code":"1","name":"fee","unitPrice":%s,"quantity":1}],"total":%s}}""".formatted(number, number, money, money));
    }

    private static HttpPlatform platform(GuideSandbox box) {
        URI baseUri = box.sandbox.baseUri();
        SigningKey key = box.key(Role.DEPARTMENT);
        VerificationKeys platformKeys = box.sandbox.keyring().verificationKeys(Role.PLATFORM);
        Clock clock = CLOCK;
        // snippet: platform
        PlatformSettings settings = new PlatformSettings(baseUri, new StrictProfile(key, platformKeys), clock);
        HttpPlatform platform = new HttpPlatform(settings); // one for the process; closed at its end
        // end of snippet
        return platform;
    }

    private static String write(Platform platform, Bytes body, String number) {
        // snippet: write
        Outcome<Reply> outcome = platform.write(Call.write("payment.order", "/v1/payments/orders", body, number));
        return outcome.fold(
                reply -> "done: " + reply.body().length() + " octets of JSON",
                refusal -> "no: " + refusal.code() + ", " + refusal.reason(),
                pending -> "nobody knows: query it under " + pending.key() + ", never send it under a new key");
        // end of snippet
    }

    @Test
    void a_message_from_the_platform_has_one_effect() throws IOException {
        List<Bytes> effects = new ArrayList<>();
        try (GuideSandbox box = new GuideSandbox(folder)) {
            RawMessage message = box.push(Role.PLATFORM, "{\"type\":\"anything\"}");
            Receiver receiver = new Receiver(box.department, GuideSandbox.OFFICE, box.store, effects);

            assertThat(receiver.receive(message)).isEqualTo(200);
            assertThat(receiver.receive(message)).isEqualTo(200);
            assertThat(receiver.receive(box.push(Role.BANK, "{\"type\":\"anything\"}")))
                    .isEqualTo(400);
        }
        assertThat(effects).hasSize(1);
    }

    private record Receiver(Platform platform, URI address, StateStore store, List<Bytes> effects) {
        // snippet: inbound
        int receive(RawMessage message) { // the octets and headers as they came, not what a framework made of them
            try {
                Report<Inbound> report =
                        platform.receive(address, message); // your own address, from your configuration
                report.subject().ifPresent(inbound -> store.inTransaction(transaction -> act(transaction, inbound)));
                return report.subject().isPresent() ? 200 : 400; // who sent it need not know why
            } catch (StorageException e) {
                return 503; // rolled back: it will come again
            }
        }

        private boolean act(Connection transaction, Inbound inbound) throws SQLException {
            boolean first = inbound.isFirst(store, transaction); // a replay changes nothing
            if (first) {
                enter(transaction, inbound.body());
            }
            return first;
        }
        // end of snippet

        private void enter(Connection transaction, Bytes body) throws SQLException {
            assertThat(transaction.getAutoCommit()).isFalse();
            effects.add(body);
        }
    }

    @Test
    void a_state_is_inserted_once_beside_the_callers_own_row() throws Exception {
        try (GuideSandbox box = new GuideSandbox(folder)) {
            execute(box.database, "CREATE TABLE office_case (number VARCHAR(64))");

            assertThat(open(box.database)).isTrue();
            assertThat(open(box.database)).isFalse();
            assertThat(cell(box.database, "SELECT COUNT(*) FROM office_case")).isEqualTo("1");
        }
    }

    private static boolean open(DataSource dataSource) {
        Clock clock = CLOCK;
        // snippet: store
        JdbcStateStore store = new JdbcStateStore(dataSource, clock);
        store.createTables(); // or run state-postgresql.sql from the jar yourself

        return store.inTransaction(transaction -> {
            StateKey key = new StateKey("case.opened", "20261121-0001");
            if (!store.insert(transaction, key, Bytes.empty(), null)) {
                return false; // opened before, or by another node
            }
            try (PreparedStatement row = transaction.prepareStatement("INSERT INTO office_case (number) VALUES (?)")) {
                row.setString(1, "20261121-0001");
                row.executeUpdate();
            }
            return true; // both are committed, or neither
        });
        // end of snippet
    }

    @Test
    void a_message_leaves_once_its_transaction_is_committed() throws Exception {
        try (GuideSandbox box = new GuideSandbox(folder)) {
            execute(box.database, "CREATE TABLE office_case (number VARCHAR(64), state VARCHAR(16))");
            execute(box.database, "INSERT INTO office_case VALUES ('2026-0001', 'OPEN')");
            Orders orders = new Orders(box.department);

            outbox(box, orders, order("2026-0001", "20.00"));

            assertThat(cell(box.database, "SELECT state FROM office_case")).isEqualTo("ORDERED");
            assertThat(orders.query("2026-0001", Bytes.empty())).isPresent();
            assertThat(orders.query("2026-0002", Bytes.empty())).isEmpty();
        }
    }

    private static void outbox(GuideSandbox box, Orders orders, Bytes payload) {
        DataSource dataSource = box.database;
        StateStore store = box.store;
        Clock clock = CLOCK;
        // snippet: outbox
        try (Outbox outbox = new Outbox(dataSource, List.of(orders), OutboxSettings.defaults(), clock)) {
            outbox.createTables();
            store.inTransaction(transaction -> outbox.enqueue(transaction, orders.kind(), "2026-0001", payload));

            outbox.runDue(); // from your scheduler; or start() once: it then works on threads of its own until close
        }
        // end of snippet
    }

    record Orders(Platform platform) implements OutboxHandler {
        @Override
        public String kind() {
            return "office.order";
        }

        // snippet: outbox-handler
        @Override
        public Outcome<?> send(String businessKey, Bytes payload) {
            return platform.write(Call.write("payment.order", "/v1/payments/orders", payload, businessKey));
        }

        /** What became of it: asked after an unknown ending, before it is ever sent again. */
        @Override
        public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
            Bytes question = Bytes.of(("{\"orderNumber\":\"" + businessKey + "\"}").getBytes(StandardCharsets.UTF_8));
            try {
                Call call = Call.read("payment.query", "/v1/payments/orders/query", question);
                return Optional.of(new Outcome.Done<>(platform.read(call)));
            } catch (PlatformRefusedException e) {
                if (e.refusal().code().equals("not-found")) {
                    return Optional.empty();
                }
                throw e;
            }
        }
        // end of snippet

        /** Your own rows about it, in the transaction in which the outbox takes note of the ending. */
        @Override
        public void ended(Connection transaction, String businessKey, Bytes payload, Outcome<?> outcome)
                throws SQLException {
            String sql = "UPDATE office_case SET state = ? WHERE number = ?";
            try (PreparedStatement update = transaction.prepareStatement(sql)) {
                update.setString(1, outcome instanceof Outcome.Done ? "ORDERED" : "REFUSED");
                update.setString(2, businessKey);
                update.executeUpdate();
            }
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String cell(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
