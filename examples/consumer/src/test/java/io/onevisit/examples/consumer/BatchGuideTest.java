package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Batch;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Verdict;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.StateStore;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.licence.Holder;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceIssuer;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.Operation;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.status.StatusCache;
import io.onevisit.licence.status.StatusLists;
import io.onevisit.seal.ofd.OfdVerifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guides on many at once. */
class BatchGuideTest {
    @TempDir
    Path folder;

    private final Printed printed = new Printed();
    private final ExecutorService workers = Executors.newFixedThreadPool(1);
    private GuideSandbox box;

    @BeforeEach
    void open() throws IOException {
        box = new GuideSandbox(folder);
    }

    @AfterEach
    void close() {
        box.close();
        workers.shutdownNow();
    }

    @Test
    void licences_one_to_a_line() throws Exception {
        StateStore store = box.store;
        StatusLists lists = new StatusLists(
                store,
                box.key(Role.LICENCES_SM2),
                "https://office.example.gov.cn/status",
                1024,
                Duration.ofHours(12),
                Duration.ofDays(5),
                GuideSandbox.CLOCK);
        LicenceIssuer issuer = new LicenceIssuer(
                box.key(Role.LICENCES_SM2),
                CreditCode.parse("11330106MB9D00113N"),
                LicenceType.shipped(),
                store,
                lists,
                GuideSandbox.CLOCK);
        String token = store.inTransaction(
                        transaction -> issuer.issue(transaction, draft(), new CaseNumber("20261121-0001")))
                .token();
        String list = store.inTransaction(transaction -> lists.publish(transaction, 1));
        Path trusted = box.sandbox.trustFolder().resolve("issuers").resolve(Organisation.DEPARTMENT.code() + ".json");
        LicenceVerifier verifier = new LicenceVerifier(
                new TrustedIssuers(List.of(TrustedIssuer.read(Files.readAllBytes(trusted)))),
                new StatusCache(uri -> Optional.of(list), GuideSandbox.CLOCK),
                GuideSandbox.CLOCK,
                Limits.DEFAULT);
        Path file = Files.write(folder.resolve("tokens"), List.of(token, token.substring(1), token));
        PrintStream out = printed.out;
        // snippet: batch-licences
        Batch batch = new Batch(workers, 64); // your executor; at most 64 licences in memory
        try (BufferedReader tokens = Files.newBufferedReader(file)) {
            batch.verifyAll(tokens.lines().iterator(), verifier::verify, (index, report) -> {
                if (report.verdict() != Verdict.PASSED) {
                    out.println("line " + (index + 1) + ": " + report);
                }
            });
        }
        // end of snippet

        assertThat(printed.toString().lines()).containsExactly("line 2: FAILED [FAILED LICENCE_FORMAT]");
    }

    private static LicenceDraft draft() {
        return new LicenceDraft(
                LicenceId.make("11100000000013186G001", "11330106MB9D00113N", "202611210001", 1),
                "浙居2026第0001号",
                "示例市政务服务局",
                LocalDate.of(2026, 11, 21),
                LocalDate.of(2026, 11, 21),
                LocalDate.of(2027, 11, 20),
                List.of(Holder.of("李明轩", CitizenId.parse("330106199003073514"))),
                Map.of(
                        "KZ_XB", "男",
                        "KZ_MZ", "汉族",
                        "KZ_CSRQ", "1990-03-07",
                        "KZ_CZHKSZD", "浙江省杭州市西湖区文三路90号4幢302室",
                        "KZ_JZDZZ", "浙江省杭州市西湖区古墩路201号1单元501室",
                        "KZ_JZDXZQH", "330106",
                        "KZ_QFJG", "示例市政务服务局"),
                Operation.NEW,
                null,
                null);
    }

    @Test
    void documents_in_a_folder() throws Exception {
        Path one = Files.writeString(folder.resolve("one.ofd"), "no document");
        List<Path> files = List.of(one, folder.resolve("missing.ofd"));
        OfdVerifier verifier = new OfdVerifier(box.seals());
        PrintStream out = printed.out;
        // snippet: batch-documents
        new Batch(workers, 8)
                .verifyAll(
                        files.iterator(),
                        file -> verifier.verify(octets(file)), // in memory while it is verified
                        (index, report) -> out.println(files.get((int) index).getFileName() + ": " + report));
        // end of snippet

        assertThat(printed.toString().lines())
                .containsExactly(
                        "one.ofd: FAILED [FAILED OFD_CONTAINER]",
                        "missing.ofd: INDETERMINATE [INDETERMINATE BATCH_ITEM]");
    }

    private static byte[] octets(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
