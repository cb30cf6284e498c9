package io.onevisit.examples.benchmarks;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.licence.Holder;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceIssuer;
import io.onevisit.licence.LicenceToken;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.Occasion;
import io.onevisit.licence.Operation;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.licence.qr.PaperLicenceWriter;
import io.onevisit.licence.status.StatusCache;
import io.onevisit.licence.status.StatusCheck;
import io.onevisit.licence.status.StatusListToken;
import io.onevisit.licence.status.StatusLists;
import io.onevisit.licence.status.StatusSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;

/** An issuer of real-estate certificates of seven fields, and verifiers that trust it. Time stands still. */
final class IssuingOffice {
    static final String CODE = "113300000024823656";
    static final String KEY_ID = "bureau-1";
    static final String TYPE = "11100000MB03271699001";
    private static final Clock CLOCK = Clock.fixed(Instant.parse(ColdStart.LICENCE_TIME), ZoneOffset.UTC);
    private static final Occasion OCCASION = new Occasion(
            "https://school.example.cn",
            "n-0S6_WzA2Mj-20261121",
            new Purpose(
                    new CaseNumber("2026-1"), new MatterCode("000109005000"), "《条例》第三条", "window-3", Set.of("KZ_ZL")));

    private final SigningKey key;
    private final SigningKey holderKey;
    private final JdbcStateStore store;
    private final LicenceIssuer issuer;
    private final List<IssuedLicence> issued;
    private final TrustedIssuer trusted;
    private final String statusList;
    private final StatusCache statuses;
    private final LicenceVerifier verifier;
    private final String presentation;

    IssuingOffice(SignatureAlgorithm algorithm) {
        this(algorithm, 1);
    }

    /** An office that has issued so many licences, all on one status list. */
    IssuingOffice(SignatureAlgorithm algorithm, int licences) {
        this.key = SigningKey.generate(algorithm, KEY_ID);
        this.holderKey = SigningKey.generate(algorithm, "holder");
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        this.store = new JdbcStateStore(database, CLOCK);
        store.createTables();
        StatusLists lists = new StatusLists(
                store, key, "https://status.example/zz", 65_536, Duration.ofHours(12), Duration.ofDays(7), CLOCK);
        this.issuer = new LicenceIssuer(key, CreditCode.parse(CODE), LicenceType.shipped(), store, lists, CLOCK);
        this.issued = IntStream.rangeClosed(1, licences).mapToObj(this::issue).toList();
        this.statusList = store.inTransaction(transaction -> lists.publish(transaction, 1));
        this.trusted = trusted(key.verificationKey());
        this.statuses = new StatusCache(uri -> Optional.of(statusList), CLOCK);
        this.verifier = verifier(trusted);
        this.presentation =
                LicenceToken.parse(token()).present(Set.of("/KZ_ZL")).bind(holderKey, OCCASION, CLOCK);
    }

    private IssuedLicence issue(int number) {
        return store.inTransaction(
                transaction -> issuer.issue(transaction, draft(number, holderKey), new CaseNumber("2026-" + number)));
    }

    private static TrustedIssuer trusted(VerificationKey key) {
        return new TrustedIssuer(CODE, Map.of(KEY_ID, key), Set.of(TYPE));
    }

    private LicenceVerifier verifier(TrustedIssuer issuer) {
        return new LicenceVerifier(new TrustedIssuers(List.of(issuer)), statuses, CLOCK, Limits.DEFAULT);
    }

    private static LicenceDraft draft(int number, SigningKey holderKey) {
        return new LicenceDraft(
                LicenceId.make(TYPE, CODE, "ZJ2026BDC%04d".formatted(number), 1),
                "浙(2026)杭州市不动产权第%07d号".formatted(number),
                "杭州市规划和自然资源局",
                LocalDate.of(2026, 11, 20),
                LocalDate.of(2026, 11, 21),
                LicenceDraft.UNLIMITED,
                List.of(Holder.of("张三", CitizenId.parse("11010519491231002X"))),
                Map.of(
                        "KZ_GYQK", "单独所有",
                        "KZ_ZL", "西湖区某路1号",
                        "KZ_BDCDYH", "330106001001GB00001F00010001",
                        "KZ_QLLX", "国有建设用地使用权/房屋所有权",
                        "KZ_QLXZ", "出让/商品房",
                        "KZ_YT", "住宅",
                        "KZ_MJ", "89.50"),
                Operation.NEW,
                null,
                holderKey.verificationKey());
    }

    VerificationKey verificationKey() {
        return key.verificationKey();
    }

    String token() {
        return issued.get(0).token();
    }

    List<String> tokens() {
        return issued.stream().map(IssuedLicence::token).toList();
    }

    /** The status list as it is published. */
    String statusList() {
        return statusList;
    }

    LicenceVerifier verifier() {
        return verifier;
    }

    /** One whose key of the issuer has the widest table. */
    LicenceVerifier verifierForHeavyUse() {
        return verifier(trusted(key.verificationKey().forHeavyUse()));
    }

    Licence verifyPresentation() {
        return verifier.verifyPresentation(presentation, OCCASION).orThrow();
    }

    /** The licence's status in a list that has been verified before. */
    StatusListToken status() {
        return status(statuses);
    }

    /** The same in a list that is verified for it. */
    StatusListToken statusInNewList() {
        return status(uri -> Optional.of(statusList));
    }

    private StatusListToken status(StatusSource source) {
        return new StatusCheck(
                        source,
                        Limits.DEFAULT.statusListAge(),
                        Limits.DEFAULT.clockSkew(),
                        Limits.DEFAULT.statusListOctets())
                .of(issued.get(0).statusReference(), CODE, trusted.keys(), CLOCK.instant())
                .orThrow();
    }

    /** What the QR code of the licence on paper says, three of its fields shown. */
    String paper() {
        Licence licence = verifier.verify(token()).orThrow();
        PaperLicence shown =
                PaperLicence.of(licence, List.of("KZ_ZL", "KZ_YT", "KZ_MJ"), PaperLicence.HolderCodes.MASKED);
        return new PaperLicenceWriter(key, CreditCode.parse(CODE), LicenceType.shipped()).write(shown);
    }

    PaperLicenceVerifier paperVerifier() {
        return new PaperLicenceVerifier(new TrustedIssuers(List.of(trusted)), statuses, CLOCK, Limits.DEFAULT);
    }

    /** The licence made anew: read from the register in memory; salts, digests and signature. */
    String sign() {
        return store.inTransaction(
                transaction -> issuer.signAlso(transaction, issued.get(0).id(), key));
    }

    /** The Issuer-signed JWT. */
    String jwt() {
        return token().substring(0, token().indexOf('~'));
    }

    byte[] signingInput() {
        return jwt().substring(0, jwt().lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    byte[] signature() {
        return Base64.getUrlDecoder().decode(jwt().substring(jwt().lastIndexOf('.') + 1));
    }
}
