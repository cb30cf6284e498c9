package io.onevisit.examples.verifier;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Money;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.Sandbox;
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
import io.onevisit.licence.Operation;
import io.onevisit.licence.document.LicenceDocumentWriter;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicence.HolderCodes;
import io.onevisit.licence.qr.PaperLicenceWriter;
import io.onevisit.licence.status.StatusLists;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.qr.CodeAddress;
import io.onevisit.payment.qr.PaymentQr;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealSigner;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.ofd.OfdDraft;
import io.onevisit.seal.ofd.OfdPage;
import io.onevisit.seal.ofd.OfdSigner;
import io.onevisit.seal.ofd.OfdWriter;
import io.onevisit.seal.ofd.StampPlace;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.h2.jdbcx.JdbcDataSource;

/** One file of every kind in a folder, made with the keys and the seal of a sandbox, beside its trust and status folders. */
final class GenuineFiles {
    static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    static final String HOLDER = "330106199003073514";
    static final String SOMEBODY_ELSE = "420103198508150245";

    static final String TOKEN = "licence.sd-jwt";
    static final String REVOKED_TOKEN = "revoked.sd-jwt";
    static final String LICENCE_DOCUMENT = "licence.ofd";
    static final String SEALED_DOCUMENT = "letter.ofd";
    static final String FALSE_LICENCE = "false.ofd";
    static final String UNSEALED_DOCUMENT = "draft.ofd";
    static final String MASKED_PAPER = "paper.png";
    static final String FULL_PAPER = "paper.txt";
    static final String SHEET = "sheet.png";
    static final String SHEET_WITH_A_GAP = "gap.png";
    static final String MIXED_SHEETS = "mixed.png";
    static final String SEAL = "seal.esl";
    static final String SIGNED_DATA = "data.bin";
    static final String SEAL_SIGNATURE = "data.bin.ses";
    static final String PAYMENT_CODE = "payment.png";

    private static final String RESIDENCE_PERMIT = "11100000000013186G001";
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    final Path folder;
    final Path trust;
    final Path status;

    private GenuineFiles(Path folder, Sandbox sandbox) {
        this.folder = folder;
        this.trust = sandbox.trustFolder();
        this.status = sandbox.statusFolder();
    }

    static GenuineFiles in(Path folder) throws IOException {
        try (Sandbox sandbox = Sandbox.start(folder.resolve("sandbox"), 0, CLOCK, Duration.ZERO)) {
            GenuineFiles files = new GenuineFiles(folder, sandbox);
            files.writeLicences(sandbox);
            files.writeSeals(sandbox);
            files.writePaymentCode(sandbox);
            return files;
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    byte[] octets(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    private void writeLicences(Sandbox sandbox) throws IOException {
        SigningKey key = sandbox.keyring().key(Role.LICENCES_SM2);
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve("issued").toAbsolutePath());
        JdbcStateStore store = new JdbcStateStore(database, CLOCK);
        store.createTables();
        StatusLists lists = new StatusLists(
                store,
                key,
                "https://service.onevisit.example/s",
                1024,
                Duration.ofHours(12),
                Duration.ofDays(5),
                CLOCK);
        LicenceIssuer issuer = new LicenceIssuer(
                key, CreditCode.parse(Organisation.DEPARTMENT.code()), LicenceType.shipped(), store, lists, CLOCK);
        IssuedLicence issued =
                store.inTransaction(tx -> issuer.issue(tx, draft("G1"), new CaseNumber("20261121-0001")));
        IssuedLicence revoked = store.inTransaction(tx -> {
            IssuedLicence licence = issuer.issue(tx, draft("G2"), new CaseNumber("20261121-0002"));
            return issuer.change(tx, licence.id(), LicenceStatus.REVOKED, "revoked for the test");
        });
        String list = store.inTransaction(tx -> lists.publish(tx, 1));
        write(TOKEN, issued.token());
        write(REVOKED_TOKEN, revoked.token());
        Files.writeString(status.resolve("department-1.jwt"), list);
        writeForms(sandbox, issued.token());
    }

    private static LicenceDraft draft(String serial) {
        return new LicenceDraft(
                LicenceId.make(RESIDENCE_PERMIT, Organisation.DEPARTMENT.code(), serial, 1),
                "示居2026第1号",
                Organisation.DEPARTMENT.displayName(),
                LocalDate.of(2026, 11, 21),
                LocalDate.of(2026, 11, 21),
                LocalDate.of(2027, 11, 20),
                List.of(Holder.of("李明轩", CitizenId.parse(HOLDER))),
                Map.of(
                        "KZ_XB", "男",
                        "KZ_MZ", "汉族",
                        "KZ_CSRQ", "1990-03-07",
                        "KZ_CZHKSZD", "浙江省杭州市西湖区文三路90号4幢302室",
                        "KZ_JZDZZ", "浙江省杭州市西湖区古墩路201号1单元501室",
                        "KZ_QFJG", Organisation.DEPARTMENT.displayName()),
                Operation.NEW,
                null,
                null);
    }

    /** The licence on paper and as a document. */
    private void writeForms(Sandbox sandbox, String token) throws IOException {
        LicenceVerifier verifier = new LicenceVerifier(
                TrustFolder.read(trust).issuers(), StatusFolder.read(status), CLOCK, Limits.DEFAULT);
        Licence licence = verifier.verify(token).orThrow();
        PaperLicenceWriter papers = new PaperLicenceWriter(
                sandbox.keyring().key(Role.LICENCES_SM2),
                CreditCode.parse(Organisation.DEPARTMENT.code()),
                LicenceType.shipped());
        PaperLicence masked = PaperLicence.of(licence, List.of("KZ_XB"), HolderCodes.MASKED);
        write(MASKED_PAPER, QrCode.of(papers.write(masked), ErrorCorrection.M).png(6, 300));
        write(FULL_PAPER, papers.write(PaperLicence.of(licence, List.of("KZ_XB"), HolderCodes.FULL)) + "\n");
        writeSheets(papers, masked, PaperLicence.of(licence, List.of("KZ_MZ"), HolderCodes.FULL));
        LicenceDocumentWriter documents = new LicenceDocumentWriter(
                verifier,
                LicenceType.shipped(),
                new OfdSigner(seals()),
                sandbox.seal(),
                sandbox.keyring().key(Role.SEAL_SIGNER));
        write(LICENCE_DOCUMENT, documents.write(token, masked, papers).toArray());
    }

    /** A sheet of two, beside a code of something else; one of them alone; and one of each of two sheets. */
    private void writeSheets(PaperLicenceWriter papers, PaperLicence one, PaperLicence two) throws IOException {
        List<String> sheet = papers.writeSheet(List.of(one, two));
        List<String> another = papers.writeSheet(List.of(one, two));
        write(SHEET, scan(List.of(sheet.get(0), "https://example.cn/about", sheet.get(1))));
        write(SHEET_WITH_A_GAP, scan(List.of(sheet.get(1))));
        write(MIXED_SHEETS, scan(List.of(sheet.get(0), another.get(1))));
    }

    /** The codes one below the other on white paper. */
    private static byte[] scan(List<String> texts) throws IOException {
        BufferedImage paper = new BufferedImage(1000, 800 * texts.size(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = paper.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, paper.getWidth(), paper.getHeight());
        for (int i = 0; i < texts.size(); i++) {
            byte[] code = QrCode.of(texts.get(i), ErrorCorrection.M).png(6, 300);
            pen.drawImage(ImageIO.read(new ByteArrayInputStream(code)), 100, 100 + 800 * i, null);
        }
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(paper, "png", png);
        return png.toByteArray();
    }

    private void writeSeals(Sandbox sandbox) throws IOException {
        SigningKey signer = sandbox.keyring().key(Role.SEAL_SIGNER);
        write(UNSEALED_DOCUMENT, letter(Map.of()).toArray());
        write(SEALED_DOCUMENT, sealed(letter(Map.of()), sandbox.seal(), signer).toArray());
        write(
                FALSE_LICENCE,
                sealed(letter(Map.of("ZZBS", "1.2.156.3005.2")), sandbox.seal(), signer)
                        .toArray());
        write(SEAL, sandbox.seal().encoded().toArray());
        byte[] data = "what was signed".getBytes(StandardCharsets.US_ASCII);
        write(SIGNED_DATA, data);
        write(
                SEAL_SIGNATURE,
                new SealSigner(seals())
                        .sign(sandbox.seal(), signer, data, "data.bin")
                        .encoded()
                        .toArray());
    }

    private static Bytes letter(Map<String, String> metadata) {
        OfdPage page = OfdPage.a4(List.of(new OfdPage.Text(20, 30, "宋体", 5, "关于示例事项的答复")));
        return OfdWriter.write(
                new OfdDraft("答复", "OneVisit", LocalDate.of(2026, 11, 21), metadata, List.of(page), List.of()));
    }

    private Bytes sealed(Bytes letter, Seal seal, SigningKey signer) throws IOException {
        return new OfdSigner(seals()).sign(letter, seal, signer, List.of(new StampPlace.OnPage(1, 120, 200)));
    }

    private SealVerifier seals() throws IOException {
        return TrustFolder.read(trust).seals(CLOCK);
    }

    private void writePaymentCode(Sandbox sandbox) throws IOException {
        String text = new PaymentQr(
                        new PaymentCode("33010626300000000001"),
                        Money.yuan("20.00"),
                        CreditCode.parse(Organisation.DEPARTMENT.code()),
                        NOW.plus(Duration.ofHours(2)))
                .sign(sandbox.keyring().key(Role.PAYEE), new CodeAddress(Sandbox.CODE_ADDRESS));
        write(PAYMENT_CODE, QrCode.of(text, ErrorCorrection.M).png(6, 300));
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(path(name), content);
    }
}
