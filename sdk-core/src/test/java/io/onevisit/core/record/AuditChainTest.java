package io.onevisit.core.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
import io.onevisit.core.StorageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditChainTest {
    private static final Purpose PURPOSE = new Purpose(
            new CaseNumber("2026-000123"),
            new MatterCode("000131001000"),
            "\u653f\u52a1\u6570\u636e\u5171\u4eab\u6761\u4f8b",
            "window-3",
            Set.of("name"));

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void fiveLines() {
        file = directory.resolve("audit.log");
        append(5);
    }

    @Test
    void a_log_left_alone_is_whole() throws IOException {
        AuditHead head = append(0);

        assertThat(head.lines()).isEqualTo(5);
        assertThat(AuditChain.check(file, head).orThrow()).isEqualTo(head);
        assertThat(AuditChain.check(file, AuditHead.START).orThrow()).isEqualTo(head);
        assertThat(Files.readAllLines(file)).hasSize(5).allMatch(line -> line.matches("[0-9a-f]{64} \\{.*}"));
    }

    @Test
    void a_log_goes_on_after_it_was_closed() {
        AuditHead five = append(0);
        AuditHead eight = append(3);

        assertThat(eight.lines()).isEqualTo(8);
        assertThat(AuditChain.check(file, five).orThrow()).isEqualTo(eight);
    }

    @Test
    void a_new_file_goes_on_from_the_head_of_the_old() {
        AuditHead five = append(0);
        Path next = directory.resolve("next.log");
        AuditHead six;
        try (FileAuditLog log = new FileAuditLog(next, five)) {
            log.append(entry(5));
            six = log.head();
        }
        try (FileAuditLog log = new FileAuditLog(next, five)) {
            assertThat(log.head()).isEqualTo(six);
        }

        assertThat(six.lines()).isEqualTo(6);
        assertThat(AuditChain.check(next, five, six).orThrow()).isEqualTo(six);
        assertThat(problems(AuditChain.check(next, AuditHead.START))).containsExactly("AUDIT_CHAIN line 1");
        assertThatThrownBy(() -> new FileAuditLog(next)).isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void fault_49_a_changed_line_is_found() throws IOException {
        rewrite(lines -> lines.set(2, lines.get(2).replace("window-3", "window-4")));

        assertThat(problems(AuditChain.check(file, AuditHead.START))).containsExactly("AUDIT_CHAIN line 3");
    }

    @Test
    void fault_49_a_changed_hash_is_found() throws IOException {
        rewrite(lines -> lines.set(4, "0".repeat(64) + lines.get(4).substring(64)));

        assertThat(problems(AuditChain.check(file, AuditHead.START))).containsExactly("AUDIT_CHAIN line 5");
    }

    @Test
    void fault_49_a_line_taken_out_put_in_or_moved_is_found() throws IOException {
        List<String> lines = Files.readAllLines(file);

        rewrite(all -> all.remove(1));
        assertThat(problems(AuditChain.check(file, AuditHead.START))).contains("AUDIT_CHAIN line 2");
        Files.write(file, lines);
        rewrite(all -> all.add(1, all.get(1)));
        assertThat(problems(AuditChain.check(file, AuditHead.START))).contains("AUDIT_CHAIN line 3");
        Files.write(file, lines);
        rewrite(all -> Collections.swap(all, 1, 2));
        assertThat(problems(AuditChain.check(file, AuditHead.START)))
                .contains("AUDIT_CHAIN line 2", "AUDIT_CHAIN line 3");
    }

    @Test
    void fault_49_lines_cut_off_the_end_are_found_by_the_head_kept_elsewhere() throws IOException {
        AuditHead head = append(0);
        rewrite(lines -> lines.subList(3, 5).clear());

        assertThat(AuditChain.check(file, AuditHead.START).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(AuditChain.check(file, head).problems())
                .extracting(Check::code)
                .containsExactly("AUDIT_ANCHOR");
    }

    @Test
    void fault_49_a_log_made_anew_is_found_by_the_head_kept_elsewhere() throws IOException {
        AuditHead head = append(0);
        Files.delete(file);
        try (FileAuditLog another = new FileAuditLog(file)) {
            for (int i = 0; i < 6; i++) {
                another.append(entry(100 + i));
            }
        }

        assertThat(AuditChain.check(file, head).verdict()).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "garbage\n", "{}\n"})
    void a_line_of_another_form_is_found(String line) throws IOException {
        Files.writeString(file, line + Files.readString(file));

        assertThat(problems(AuditChain.check(file, AuditHead.START))).contains("AUDIT_FORM line 1");
    }

    @Test
    void a_file_of_anything_else_is_bounded() throws IOException {
        Files.write(file, new byte[10_000_000]);

        assertThat(AuditChain.check(file, AuditHead.START).problems()).hasSize(100);
    }

    /** The octets of 政务数据共享 hold an 85, which is the end of a line in ISO 8859-1. */
    @Test
    void a_line_cut_short_by_a_crash_is_taken_off_wherever_it_was_cut() throws IOException {
        AuditHead head = append(0);
        byte[] whole = Files.readAllBytes(file);
        byte[] longer = Arrays.copyOf(whole, whole.length * 2);
        int line = whole.length / 5;
        System.arraycopy(whole, whole.length - line, longer, whole.length, line);
        for (int length = 1; length < line; length++) {
            Files.write(file, Arrays.copyOf(longer, whole.length + length));

            assertThat(append(0)).isEqualTo(head);
            assertThat(file).hasBinaryContent(whole);
        }
    }

    @Test
    void a_file_that_is_no_log_is_left_alone() throws IOException {
        Files.writeString(file, "somebody's letter");

        assertThatThrownBy(() -> new FileAuditLog(file)).isInstanceOf(StorageException.class);
        assertThat(file).hasContent("somebody's letter");
    }

    @Test
    void a_broken_chain_is_not_continued() throws IOException {
        rewrite(lines -> lines.remove(0));

        assertThatThrownBy(() -> new FileAuditLog(file)).isInstanceOf(VerificationFailedException.class);
        rewrite(List::clear);
        assertThat(append(1).lines()).isEqualTo(1);
    }

    @Test
    void one_has_the_file_open_at_a_time() {
        try (FileAuditLog first = new FileAuditLog(file)) {
            assertThatThrownBy(() -> new FileAuditLog(file)).isInstanceOf(StorageException.class);
            first.append(entry(6));
            AuditChain.check(file, first.head()).orThrow();
            assertThatThrownBy(() -> new FileAuditLog(file)).isInstanceOf(StorageException.class);
        }
    }

    /** POSIX lets go of every lock of a process on a file that the process closes. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_log_that_another_process_wrote_to_after_the_lock_was_lost_is_not_continued() throws Exception {
        try (FileAuditLog first = new FileAuditLog(file)) {
            assertThat(anotherProcessAppends()).isFalse();
            FileChannel.open(directory.resolve("audit.log.lock"), StandardOpenOption.WRITE)
                    .close();
            assertThat(anotherProcessAppends()).isTrue();

            assertThatThrownBy(() -> first.append(entry(6))).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> first.append(entry(6))).isInstanceOf(StorageException.class);
        }

        assertThat(AuditChain.check(file, AuditHead.START).orThrow().lines()).isEqualTo(6);
    }

    private boolean anotherProcessAppends() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AnotherProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        boolean appended = process.waitFor() == 0;
        assertThat(appended || output.contains("open already")).as(output).isTrue();
        return appended;
    }

    /** Appends an entry to the log it is told. */
    static final class AnotherProcess {
        private AnotherProcess() {}

        public static void main(String[] file) {
            try (FileAuditLog log = new FileAuditLog(Path.of(file[0]))) {
                log.append(entry(99));
            }
        }
    }

    @Test
    void what_is_wrong_with_a_file_is_no_talk_of_a_database() throws IOException {
        try (FileAuditLog first = new FileAuditLog(file)) {
            assertThatThrownBy(() -> new FileAuditLog(file))
                    .hasMessageStartingWith("opening the audit log, which is open already: ")
                    .hasMessageNotContaining("database");
            first.append(entry(6));
        }
        Files.writeString(file, "somebody's letter");
        assertThatThrownBy(() -> new FileAuditLog(file))
                .hasMessageStartingWith("opening the audit log: ")
                .hasMessageNotContaining("database")
                .hasRootCauseMessage("this is no audit log");
    }

    @Test
    void fault_49_a_log_that_cannot_be_written_says_so() {
        FileAuditLog closed = new FileAuditLog(file);
        closed.close();

        assertThatThrownBy(() -> closed.append(entry(6))).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> closed.append(entry(6))).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> new FileAuditLog(directory.resolve("nowhere/audit.log")))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> new FileAuditLog(directory)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> AuditChain.check(directory.resolve("none"), AuditHead.START))
                .isInstanceOf(StorageException.class);
    }

    @Test
    void many_threads_make_one_chain() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (FileAuditLog log = new FileAuditLog(file)) {
            List<Future<?>> appended = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int number = i;
                appended.add(threads.submit(() -> log.append(entry(number))));
            }
            for (Future<?> each : appended) {
                each.get();
            }
            assertThat(AuditChain.check(file, log.head()).orThrow().lines()).isEqualTo(45);
        } finally {
            threads.shutdown();
        }
    }

    /** The hash as {@code openssl dgst -sm3} gives it for 32 zeros, the number 1 in 8 octets, and the line. */
    @Test
    void the_head_is_sm3_over_the_head_before_the_number_and_the_line() {
        assertThat(AuditHead.START.next("{}".getBytes(UTF_8)))
                .hasToString("1:88d3f8b7aaed19b48a3836ff9d0e38e96c951a2f1a5e0f334499c168d3e8e1f7");
    }

    @Test
    void a_head_is_written_and_read() {
        AuditHead head = append(0);

        assertThat(AuditHead.parse(head.toString())).isEqualTo(head);
        for (String none :
                List.of("", "1", "1:", "-1:" + "0".repeat(64), "1:" + "0".repeat(63), "1:" + "G".repeat(64))) {
            assertThatThrownBy(() -> AuditHead.parse(none)).isInstanceOf(InvalidValueException.class);
        }
        assertThatThrownBy(() -> new AuditHead(-1, Bytes.empty())).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new AuditHead(1, Bytes.empty())).isInstanceOf(InvalidValueException.class);
    }

    private AuditHead append(int lines) {
        try (FileAuditLog log = new FileAuditLog(file)) {
            for (int i = 0; i < lines; i++) {
                log.append(entry(i));
            }
            return log.head();
        }
    }

    private static AuditEntry entry(int number) {
        return new AuditEntry(
                Instant.parse("2026-11-21T03:04:05Z"),
                "lookup-" + number,
                "fetch",
                "population-basic",
                "citizen-id:" + "0".repeat(64),
                PURPOSE,
                "ASKED",
                0);
    }

    private void rewrite(Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        change.accept(lines);
        Files.write(file, lines);
    }

    private static List<String> problems(Report<?> report) {
        return report.problems().stream()
                .map(check -> check.code() + " " + check.actual())
                .toList();
    }
}
