package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The code in the README and the guides is code that was compiled and run: each Java block follows a comment that names a
 * region of a test in this package, from a line {@code // snippet: NAME} to a line {@code // end of snippet}.
 */
class SnippetsTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path SOURCES = Path.of("src", "test", "java", "io", "onevisit", "examples", "consumer");

    private static final Pattern REGION =
            Pattern.compile("^ *// snippet: (\\S+)\\n(.*?)\\n *// end of snippet$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile(
            "(?:^<!-- snippet: (\\S+) -->\\n)?^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern MARKER = Pattern.compile("^<!-- snippet: (\\S+) -->$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    @Test
    void every_java_block_is_the_region_it_names() throws IOException {
        Map<String, String> regions = regions();
        for (Path guide : guides()) {
            Matcher block = BLOCK.matcher(Files.readString(guide));
            while (block.find()) {
                assertThat(block.group(1))
                        .as("marker of %s in %s", block.group(2), guide)
                        .isNotNull();
                assertThat(regions).as(guide.toString()).containsKey(block.group(1));
                assertThat(block.group(2).strip())
                        .as("%s in %s", block.group(1), guide)
                        .isEqualTo(regions.get(block.group(1)));
            }
        }
    }

    @Test
    void every_marker_has_its_block_and_every_region_is_shown() throws IOException {
        Set<String> shown = new HashSet<>();
        for (Path guide : guides()) {
            List<String> markers = names(MARKER, guide);
            assertThat(names(BLOCK, guide)).as(guide.toString()).isEqualTo(markers);
            shown.addAll(markers);
        }

        assertThat(shown).isEqualTo(regions().keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"core.md", "seal.md", "licence.md", "delivery.md", "payment.md", "sandbox.md", "verifier.md"})
    void a_guide_shows_the_same_code_in_both_languages(String name) throws IOException {
        Path english = ROOT.resolve("docs").resolve(name);
        Path chinese = ROOT.resolve("docs").resolve("zh").resolve(name);

        assertThat(names(MARKER, chinese)).isEqualTo(names(MARKER, english));
    }

    @Test
    void the_readmes_first_code_fits_a_glance() throws IOException {
        assertThat(regions().get("verify").lines().count()).isLessThanOrEqualTo(15);
    }

    @Test
    void every_link_leads_to_a_file() throws IOException {
        for (Path guide : guides()) {
            Matcher link = LINK.matcher(Files.readString(guide));
            while (link.find()) {
                assertThat(guide.resolveSibling(link.group(1)))
                        .as("link in %s", guide)
                        .exists();
            }
        }
    }

    private static List<Path> guides() throws IOException {
        List<Path> guides = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        guides.addAll(files(ROOT.resolve("docs"), "*.md"));
        guides.addAll(files(ROOT.resolve("docs").resolve("zh"), "*.md"));
        return guides;
    }

    private static List<Path> files(Path folder, String pattern) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            files.forEach(all::add);
        }
        return all;
    }

    private static Map<String, String> regions() throws IOException {
        Map<String, String> regions = new HashMap<>();
        for (Path source : files(SOURCES, "*.java")) {
            Matcher region = REGION.matcher(Files.readString(source));
            while (region.find()) {
                String before = regions.put(
                        region.group(1), region.group(2).stripIndent().strip());
                assertThat(before)
                        .as("another region called " + region.group(1))
                        .isNull();
            }
        }
        return regions;
    }

    private static List<String> names(Pattern pattern, Path guide) throws IOException {
        return pattern.matcher(Files.readString(guide))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
