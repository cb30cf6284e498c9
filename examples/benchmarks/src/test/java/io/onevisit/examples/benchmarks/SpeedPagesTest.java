package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the pages tell of one run, and of every operation and goal there is. */
class SpeedPagesTest {
    private static final Path PROJECT = Path.of("..", "..");

    @Test
    void the_readme_quotes_the_page() throws IOException {
        List<List<String>> withGoal = rows("docs/speed.md")
                .filter(row -> row.size() == 11
                        && !row.get(9).equals("-")
                        && !row.get(9).equals("goal"))
                .map(row -> List.of(row.get(0), row.get(4), row.get(7), row.get(9)))
                .toList();

        assertThat(withGoal).hasSize((int) goals());
        assertThat(rows("README.md").skip(1)).isEqualTo(withGoal);
    }

    @Test
    void both_pages_show_the_same_numbers() throws IOException {
        assertThat(numbers("docs/zh/speed.md")).isEqualTo(numbers("docs/speed.md"));
    }

    @Test
    void every_operation_stands_on_both_pages() throws IOException {
        List<String> en = rows("docs/speed.md").map(row -> row.get(0)).toList();
        List<String> zh = rows("docs/zh/speed.md").map(row -> row.get(0)).toList();

        assertThat(en).containsAll(Operations.ALL.stream().map(Operation::en).toList());
        assertThat(zh).containsAll(Operations.ALL.stream().map(Operation::zh).toList());
    }

    @Test
    void the_goals_on_the_page_are_those_that_are_set() throws IOException {
        assertThat(rows("docs/speed.md")
                        .filter(row -> row.size() == 11)
                        .map(row -> row.get(9))
                        .filter(goal -> goal.matches("[0-9.]+"))
                        .map(Double::valueOf))
                .isEqualTo(Operations.ALL.stream()
                        .flatMap(operation -> operation.peers().stream())
                        .flatMap(peer -> Stream.ofNullable(peer.goal()))
                        .map(Goal::atLeast)
                        .toList());
    }

    private static long goals() {
        return Operations.ALL.stream()
                .flatMap(operation -> operation.peers().stream())
                .filter(peer -> peer.goal() != null)
                .count();
    }

    private static String numbers(String page) throws IOException {
        return rows(page)
                .filter(row -> row.get(1).matches("[0-9.,]+"))
                .map(row -> String.join(" ", row.subList(1, row.size())))
                .collect(Collectors.joining("\n"));
    }

    /** The cells of every line but the rule under the head; no more is asked before the first run has been written. */
    private static Stream<List<String>> rows(String page) throws IOException {
        String block = new Page(PROJECT.resolve(page)).block();
        assumeThat(block).isNotIn("not measured yet", "尚未测量");
        return block.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .map(line -> Arrays.asList(line.substring(2, line.length() - 2).split(" \\| ", -1)));
    }
}
