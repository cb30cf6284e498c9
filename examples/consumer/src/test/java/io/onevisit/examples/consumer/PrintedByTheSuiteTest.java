package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.PartyId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that the whole suite printed tells of a person or shows a private key. Runs after all other tests. */
class PrintedByTheSuiteTest {
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])");
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");

    @Test
    @EnabledIfSystemProperty(named = "suite.is.over", matches = "true", disabledReason = "only after all other tests")
    void holds_no_citizen_number_and_no_private_key() throws IOException {
        List<Path> reports = new ArrayList<>();
        for (Path modules : List.of(Path.of("..", ".."), Path.of(".."))) {
            reports.addAll(reportsIn(modules));
        }

        assertThat(reports).as("reports of the modules' tests").isNotEmpty();
        for (Path report : reports) {
            assertThat(secrets(printed(report))).as(report.toString()).isEmpty();
        }
    }

    /** The reports of all modules in {@code folder}; a module without tests has none. */
    private static List<Path> reportsIn(Path folder) throws IOException {
        List<Path> reports = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path module : modules) {
                Path own = module.resolve("target").resolve("surefire-reports");
                if (Files.isDirectory(own)) {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(own, "*.xml")) {
                        files.forEach(reports::add);
                    }
                }
            }
        }
        return reports;
    }

    /** What the tests of a report wrote to the console; not the names of tests, which may hold their arguments. */
    private static String printed(Path report) throws IOException {
        StringBuilder printed = new StringBuilder();
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && Set.of("system-out", "system-err").contains(xml.getLocalName())) {
                    printed.append(xml.getElementText()).append('\n');
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException(report + " is no report", e);
        }
        return printed.toString();
    }

    /** What was found, without showing it once more. */
    private static List<String> secrets(String printed) {
        List<String> secrets = new ArrayList<>();
        NUMBER.matcher(printed)
                .results()
                .filter(found -> PartyId.detect(found.group()).stream().anyMatch(CitizenId.class::isInstance))
                .forEach(found -> secrets.add("a citizen number at " + found.start()));
        PRIVATE_KEY.matcher(printed).results().forEach(found -> secrets.add("a private key at " + found.start()));
        return secrets;
    }

    @Test
    void would_find_what_was_printed_and_not_what_a_test_is_called(@TempDir Path folder) throws IOException {
        Path reports = Files.createDirectories(folder.resolve("module/target/surefire-reports"));
        Path report = Files.writeString(reports.resolve("TEST-a.xml"), """
                <testsuite><testcase name="refuses 330106199003073514">
                <system-out><![CDATA[id=64010420011230046x, not 330106199003073515, nor 1330106199003073514]]></system-out>
                <system-err><![CDATA[-----BEGIN EC PRIVATE KEY-----]]></system-err>
                </testcase></testsuite>""");

        assertThat(reportsIn(folder)).containsExactly(report);
        assertThat(secrets(printed(report))).hasSize(2);
    }
}
