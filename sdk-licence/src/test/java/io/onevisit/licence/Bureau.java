package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.licence.qr.PaperLicenceWriter;
import io.onevisit.licence.status.StatusLists;
import io.onevisit.licence.status.StatusReference;
import io.onevisit.licence.status.StatusSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** A bureau that issues licences, with a database of its own, and verifiers that trust it. Time stands still. */
public final class Bureau {
    public static final String CODE = "11330000002482365" + "6";
    public static final String TYPE = "11100000MB03271699001";
    public static final String RESIDENCE = "11100000000013186G001";
    public static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final CaseNumber CASE = new CaseNumber("330100-2026-000001");
    static final String LISTS = "https://status.example.gov.cn/zz";
    public static final CitizenId ZHANG = CitizenId.parse("11010519491231002X");
    static final SigningKey HOLDER_KEY = SigningKey.generate(SignatureAlgorithm.SM2, "wallet");
    public static final Purpose PURPOSE = new Purpose(
            new CaseNumber("310000-2026-000777"),
            new MatterCode("123456789012"),
            "《条例》第三条",
            "counter-7",
            Set.of("name"));

    public final SigningKey key;
    final JdbcStateStore store;
    final StatusLists statusLists;
    final LicenceIssuer issuer;

    public Bureau(SignatureAlgorithm algorithm) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        key = SigningKey.generate(algorithm, "bureau-1");
        store = new JdbcStateStore(database, CLOCK);
        store.createTables();
        statusLists = new StatusLists(store, key, LISTS, 1024, Duration.ofHours(12), Duration.ofDays(7), CLOCK);
        issuer = new LicenceIssuer(key, CreditCode.parse(CODE), LicenceType.shipped(), store, statusLists, CLOCK);
    }

    public IssuedLicence issue(LicenceDraft draft, CaseNumber caseNumber) {
        return store.inTransaction(transaction -> issuer.issue(transaction, draft, caseNumber));
    }

    public IssuedLicence issue() {
        return issue(draft(), CASE);
    }

    public IssuedLicence change(LicenceId id, LicenceStatus status) {
        return store.inTransaction(transaction -> issuer.change(transaction, id, status, "被依法处理"));
    }

    String statusList(int number) {
        return store.inTransaction(transaction -> statusLists.publish(transaction, number));
    }

    public StatusSource published() {
        return uri -> uri.equals(statusLists.uri(1)) ? Optional.of(statusList(1)) : Optional.empty();
    }

    public TrustedIssuers trusted() {
        return trusted(Map.of("bureau-1", key.verificationKey()), Set.of(TYPE, RESIDENCE));
    }

    static TrustedIssuers trusted(Map<String, VerificationKey> keys, Set<String> types) {
        return new TrustedIssuers(List.of(new TrustedIssuer(CODE, keys, types)));
    }

    public LicenceVerifier verifier() {
        return verifier(CLOCK);
    }

    public LicenceVerifier verifier(Clock clock) {
        return new LicenceVerifier(trusted(), published(), clock, Limits.DEFAULT);
    }

    static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    /** The issued licence with its payload changed and signed anew by the bureau itself: what only a bad issuer makes. */
    String resigned(String token, Consumer<ObjectNode> change) {
        return resigned(token, LicenceVerifier.TYPE, change);
    }

    String resigned(String token, String type, Consumer<ObjectNode> change) {
        SdJwt sdJwt = SdJwt.parse(token, Limits.DEFAULT);
        ObjectNode payload =
                SignedJwt.parse(sdJwt.issuerJwt(), 1 << 20, "licence").claims();
        change.accept(payload);
        return new SdJwt(SignedJwt.sign(key, type, payload), sdJwt.disclosures(), null).withoutKeyBinding();
    }

    public static LicenceDraft draft() {
        return draft(LicenceId.make(TYPE, CODE, "ZJ2026BDC0001", 1), null);
    }

    public static LicenceDraft draft(LicenceId id, @Nullable LicenceId predecessor) {
        return draft(id, predecessor, fields -> fields, List.of(Holder.of("张三", ZHANG), Holder.of("李四", LI)));
    }

    static final CitizenId LI = CitizenId.parse("440524188001010014");

    static LicenceDraft draft(
            LicenceId id,
            @Nullable LicenceId predecessor,
            UnaryOperator<Map<String, String>> fields,
            List<Holder> holders) {
        return new LicenceDraft(
                id,
                "浙(2026)杭州市不动产权第0000001号",
                "杭州市规划和自然资源局",
                LocalDate.of(2026, 11, 20),
                LocalDate.of(2026, 11, 21),
                LicenceDraft.UNLIMITED,
                holders,
                fields.apply(Map.of(
                        "KZ_GYQK", "共同共有",
                        "KZ_ZL", "西湖区某路1号",
                        "KZ_BDCDYH", "330106001001GB00001F00010001",
                        "KZ_QLLX", "国有建设用地使用权/房屋所有权",
                        "KZ_QLXZ", "出让/商品房",
                        "KZ_YT", "住宅",
                        "KZ_MJ", "89.50")),
                predecessor == null ? Operation.NEW : Operation.CHANGE,
                predecessor,
                HOLDER_KEY.verificationKey());
    }

    /** A residence permit; the holder lives in 330106, or in a division of another level. */
    public static LicenceDraft residence(List<Holder> holders, @Nullable String division) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "KZ_XB", "男",
                "KZ_MZ", "汉族",
                "KZ_CSRQ", "1990-03-07",
                "KZ_CZHKSZD", "浙江省杭州市西湖区文三路90号4幢302室",
                "KZ_JZDZZ", "浙江省杭州市西湖区古墩路201号1单元501室",
                "KZ_QFJG", "示例市政务服务局"));
        if (division != null) {
            fields.put("KZ_JZDXZQH", division);
        }
        LicenceId id = LicenceId.make(RESIDENCE, CODE, "JZ20260001", 1);
        return draft(id, null).heldBy(holders).withFields(fields);
    }

    /** A made-up citizen who was born on this day; the sequence number is 999. */
    public static CitizenId bornOn(LocalDate day) {
        String body = "330106" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "999";
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (body.charAt(i) - '0') * (int) ((1L << (17 - i)) % 11);
        }
        return CitizenId.parse(body + "10X98765432".charAt(sum % 11));
    }

    public static LicenceDraft until(LocalDate from, LocalDate until) {
        LicenceDraft draft = draft();
        return new LicenceDraft(
                draft.id(),
                draft.number(),
                draft.issuerName(),
                draft.issued(),
                from,
                until,
                draft.holders(),
                draft.fields(),
                draft.operation(),
                null,
                null);
    }

    static StatusReference reference(int index) {
        return new StatusReference(LISTS + "/1", index);
    }

    /** Signs for paper as this bureau, with any key. */
    public static PaperLicenceWriter paperWriter(SigningKey key) {
        return new PaperLicenceWriter(key, CreditCode.parse(CODE), LicenceType.shipped());
    }
}
