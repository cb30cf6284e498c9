package io.onevisit.examples.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.payment.reconcile.BankStatement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutletDayTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void the_screen_says_what_to_do_at_every_step() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        OutletDay.run(folder, new PrintStream(printed, true, StandardCharsets.UTF_8), CLOCK);

        String screen = printed.toString(StandardCharsets.UTF_8);
        assertThat(screen)
                .containsSubsequence(
                        "示例市政务服务局 CNY 20.00",
                        "[11001] 缴款码不存在",
                        "CONFIRMED: 已确认",
                        "REFUSED: 未收款",
                        "[12001] 该缴款码已缴款",
                        "TAKEN: 已收款，尚未确认",
                        "CONFIRMED: 已确认",
                        "TO_RETURN: 上送后被拒绝",
                        "[12001] 该缴款码已缴款",
                        "RETURNED: 款项已退还",
                        "完成。 Done.",
                        "REVERSED: 已冲正",
                        "[REVERSED] 该笔代收已冲正");
        List<String> lines = screen.substring(screen.indexOf("日终对账单"))
                .lines()
                .skip(1)
                .map(String::strip)
                .toList();
        byte[] statement = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(BankStatement.read(statement, StandardCharsets.UTF_8)).hasSize(3);
        assertThat(lines).hasSize(4).first().isEqualTo("3|40.00");
    }
}
