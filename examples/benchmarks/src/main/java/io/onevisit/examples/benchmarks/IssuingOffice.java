package io.onevisit.examples.benchmarks;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
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
import io.onevisit.licence.status.StatusCache;
import io.onevisit.licence.status.StatusLists;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
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
import org.h2.jdbcx.JdbcDataSource;

/** An issuer with one real-estate certificate of seven fields, and a verifier that trusts it. Time stands still. */
final class IssuingOffice {
    private static final String CODE = "113300000024823656";
    private static final String TYPE = "11100000MB03271699001";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);
    private static final Occasion OCCASION = new Occasion(
            "https://school.example.cn",
            "n-0S6_WzA2Mj-20261121",
            new Purpose(
                    new CaseNumber("2026-1"), new MatterCode("000109005000"), "《条例》第三条", "window-3", Set.of("KZ_ZL")));

    private final SigningKey key;
    private final SigningKey holderKey;
    private final JdbcStateStore store;
    private final LicenceIssuer issuer;
    private final IssuedLicence issued;
    private final LicenceVerifier verifier;
    private final String presentation;

    IssuingOffice(SignatureAlgorithm algorithm) {
        this.key = SigningKey.generate(algorithm, "bureau-1");
        this.holderKey = SigningKey.generate(algorithm, "holder");
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        this.store = new JdbcStateStore(database, CLOCK);
        store.createTables();
        StatusLists lists = new StatusLists(
                store, key, "https://status.example/zz", 1024, Duration.ofHours(12), Duration.ofDays(7), CLOCK);
        this.issuer = new LicenceIssuer(key, CreditCode.parse(CODE), LicenceType.shipped(), store, lists, CLOCK);
        this.issued = store.inTransaction(
                transaction -> issuer.issue(transaction, draft(holderKey), new CaseNumber("2026-1")));
        String list = store.inTransaction(transaction -> lists.publish(transaction, 1));
        TrustedIssuer trusted = new TrustedIssuer(CODE, Map.of("bureau-1", key.verificationKey()), Set.of(TYPE));
        this.verifier = new LicenceVerifier(
                new TrustedIssuers(List.of(trusted)),
                new StatusCache(uri -> Optional.of(list), CLOCK),
                CLOCK,
                Limits.DEFAULT);
        this.presentation =
                LicenceToken.parse(issued.token()).present(Set.of("/KZ_ZL")).bind(holderKey, OCCASION, CLOCK);
    }

    private static LicenceDraft draft(SigningKey holderKey) {
        return new LicenceDraft(
                LicenceId.make(TYPE, CODE, "ZJ2026BDC0001", 1),
                "浙(2026)杭州市不动产权第0000001号",
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
        return issued.token();
    }

    LicenceVerifier verifier() {
        return verifier;
    }

    Report<Licence> verifyPresentation() {
        return verifier.verifyPresentation(presentation, OCCASION);
    }

    /** The licence made anew: read from the register in memory; salts, digests and signature. */
    String sign() {
        return store.inTransaction(transaction -> issuer.signAlso(transaction, issued.id(), key));
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

    /** Any P-256 key of the JDK. */
    static ECPrivateKey jdkSecret() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return (ECPrivateKey) pair.getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
