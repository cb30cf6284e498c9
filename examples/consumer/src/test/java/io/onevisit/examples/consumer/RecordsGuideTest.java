package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.record.AuditChain;
import io.onevisit.core.record.AuditHead;
import io.onevisit.core.record.Consent;
import io.onevisit.core.record.DataSet;
import io.onevisit.core.record.FieldMatch;
import io.onevisit.core.record.FileAuditLog;
import io.onevisit.core.record.IdentityRecords;
import io.onevisit.core.record.RecordAnswer;
import io.onevisit.core.record.RecordRequest;
import io.onevisit.examples.sandbox.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide to sdk-core about shared records. */
class RecordsGuideTest {
    private static final Clock CLOCK = GuideSandbox.CLOCK;
    private static final CitizenId LI_MINGXUAN = CitizenId.parse("330106199003073514");

    @TempDir
    Path folder;

    @Test
    void claims_are_verified_without_the_record_being_seen() throws IOException {
        assertThat(verified("李明轩")).isEqualTo("yes, and nothing was disclosed");
        assertThat(verified("李明")).isEqualTo("no: {name=MISMATCH}");
    }

    private String verified(String name) throws IOException {
        CitizenId id = LI_MINGXUAN;
        Purpose purpose = purpose("name", "sex");
        try (GuideSandbox box = new GuideSandbox(folder.resolve(name));
                FileAuditLog audit = new FileAuditLog(folder.resolve(name + ".log"))) {
            IdentityRecords records = new IdentityRecords(box.department, audit, PseudonymKey.of(new byte[32]));
            // snippet: records-verify
            RecordRequest request = new RecordRequest(id, DataSet.shipped("population"), purpose);
            RecordAnswer answer = records.verify(request, Map.of("name", name, "sex", "男"));
            if (answer instanceof RecordAnswer.NotMatched no) {
                Map<String, FieldMatch> which = no.fields(); // each MISMATCH or UNKNOWN
                return (no.mismatch() ? "no: " : "the source cannot tell: ") + which;
            }
            return answer instanceof RecordAnswer.Found ? "yes, and nothing was disclosed" : "ask again later";
            // end of snippet
        }
    }

    @Test
    void records_are_found_by_15_digits_as_by_18_places() throws IOException {
        try (GuideSandbox box = new GuideSandbox(folder);
                FileAuditLog audit = new FileAuditLog(folder.resolve("audit.log"))) {
            IdentityRecords records = new IdentityRecords(box.department, audit, PseudonymKey.of(new byte[32]));
            Purpose purpose = purpose("name");
            CitizenId old = CitizenId.parse("330106900307351");

            assertThat(records.fetch(new RecordRequest(old, DataSet.shipped("population"), purpose)))
                    .isInstanceOfSatisfying(
                            RecordAnswer.Found.class,
                            found -> assertThat(found.identity().values()).containsEntry("name", "李明轩"));
            assertThat(records.verify(
                            new RecordRequest(old, DataSet.shipped("population"), purpose), Map.of("name", "李明轩")))
                    .isInstanceOfSatisfying(
                            RecordAnswer.Found.class,
                            found -> assertThat(found.identity().source()).endsWith("(synthetic)"));
        }
    }

    @Test
    void several_data_sets_are_asked_side_by_side_with_consent() throws IOException {
        try (GuideSandbox box = new GuideSandbox(folder);
                FileAuditLog audit = new FileAuditLog(folder.resolve("audit.log"))) {
            IdentityRecords records = new IdentityRecords(box.department, audit, PseudonymKey.of(new byte[32]));

            assertThat(sideBySide(records))
                    .containsEntry("household", "1 records")
                    .containsEntry("real-estate", "2 records")
                    .containsEntry("credit", "none");

            box.sandbox.faults().arm(Fault.OUTAGE, 100);
            assertThat(sideBySide(records).values()).allMatch(answer -> answer.startsWith("ask again later"));
        }
    }

    private static Map<String, String> sideBySide(IdentityRecords records) {
        CitizenId id = LI_MINGXUAN;
        Instant now = CLOCK.instant();
        Map<String, String> found = new HashMap<>();
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            // snippet: records-side-by-side
            Purpose ownership = purpose("certificateNumber", "location");
            Purpose family = purpose("relationToHead");
            Purpose standing = purpose("kind", "status");
            // What the citizen signed: who, what for, until when, and where the proof is kept.
            List<RecordRequest> requests = List.of(
                    request(id, "real-estate", ownership, new Consent("F-7", id, ownership, now, now.plusSeconds(600))),
                    request(id, "household", family, new Consent("F-8", id, family, now, now.plusSeconds(600))),
                    request(id, "credit", standing, new Consent("F-9", id, standing, now, now.plusSeconds(600))));

            records.fetchAll(requests, executor, Duration.ofSeconds(10)).forEach((request, answer) -> {
                String dataSet = request.dataSet().name();
                if (answer instanceof RecordAnswer.Found yes) {
                    found.put(dataSet, yes.identity().rows().size() + " records"); // a person may own two flats
                } else if (answer instanceof RecordAnswer.NotFound) {
                    found.put(dataSet, "none");
                } else if (answer instanceof RecordAnswer.NotPermitted no) {
                    found.put(dataSet, no.refusal().reason());
                } else if (answer instanceof RecordAnswer.Unavailable no) {
                    found.put(dataSet, "ask again later: " + no.error().getMessage()); // the others stand
                }
            });
            // end of snippet
        } finally {
            executor.shutdown();
        }
        return found;
    }

    private static RecordRequest request(CitizenId id, String dataSet, Purpose purpose, Consent consent) {
        return new RecordRequest(id, DataSet.shipped(dataSet), purpose, consent);
    }

    @Test
    void an_audit_log_is_checked_by_somebody_else() throws IOException {
        Path file = folder.resolve("audit.log");
        AuditHead keptElsewhere = log(file);
        assertThat(audit(file, keptElsewhere)).isEqualTo("whole, 4 entries");

        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 3));
        assertThat(audit(file, keptElsewhere)).isEqualTo("[AUDIT_ANCHOR]");
        Files.writeString(
                file, String.join("\n", lines).replace("window-3", "window-4") + "\n", StandardCharsets.UTF_8);
        assertThat(audit(file, keptElsewhere)).contains("AUDIT_CHAIN");
    }

    private AuditHead log(Path file) throws IOException {
        try (GuideSandbox box = new GuideSandbox(folder.resolve("box"));
                FileAuditLog log = new FileAuditLog(file)) {
            IdentityRecords records = new IdentityRecords(box.department, log, PseudonymKey.of(new byte[32]));
            RecordRequest request = new RecordRequest(LI_MINGXUAN, DataSet.shipped("population"), purpose("name"));
            records.fetch(request);
            records.fetch(request);
            return log.head();
        }
    }

    private static String audit(Path file, AuditHead keptElsewhere) {
        // snippet: audit-check
        Report<AuditHead> report = AuditChain.check(file, keptElsewhere); // log.head(), kept where the log is not
        return report.subject()
                .map(head -> "whole, " + head.lines() + " entries")
                .orElse(report.problems().stream()
                                .map(check -> check.code())
                                .distinct()
                                .toList() + "");
        // end of snippet
    }

    private static Purpose purpose(String... fields) {
        return new Purpose(
                new CaseNumber("20261121-0001"),
                new MatterCode("000109005000"),
                "《居住证暂行条例》第九条",
                "window-3",
                Set.of(fields));
    }
}
