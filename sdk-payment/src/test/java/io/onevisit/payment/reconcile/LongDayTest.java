package io.onevisit.payment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day in a JVM of its own, whose heap is what is to be enough. */
class LongDayTest {
    @TempDir
    Path folder;

    @Test
    void one_hundred_and_twenty_thousand_payments_in_a_heap_of_48_megabytes_leave_no_file() throws Exception {
        assertThat(run(120_000, "-Xmx48m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"))
                .startsWith("119976 24 true ");
    }

    @Test
    @Tag("slow")
    void a_million_payments_in_a_heap_of_256_megabytes() throws Exception {
        String told = run(1_000_000, "-Xmx256m");

        System.out.println("a million payments: matched, differences, balances, ms, heap: " + told);
        assertThat(told).startsWith("999800 200 true ");
    }

    private String run(int payments, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                LongDay.class.getName(),
                Integer.toString(payments),
                folder.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            String told = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor()).as(told).isZero();
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left).isEmpty();
            }
            return told;
        }
    }
}
