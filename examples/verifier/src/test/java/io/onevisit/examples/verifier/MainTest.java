package io.onevisit.examples.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int UNDECIDED = 2;
    private static final int UNREADABLE = 3;

    @TempDir
    static Path folder;

    private static GenuineFiles genuine;

    @TempDir
    Path own;

    @BeforeAll
    static void makeGenuineFiles() throws IOException {
        genuine = GenuineFiles.in(folder);
    }

    /** What one run left. */
    private record Run(int exitCode, String out, String err) {
        JsonNode finding() throws IOException {
            return JSON.readTree(out);
        }

        List<String> codes(String verdict) throws IOException {
            List<String> codes = new ArrayList<>();
            for (JsonNode check : finding().path("checks")) {
                if (check.path("verdict").asText().equals(verdict)
                        && !check.path("note").asBoolean()) {
                    codes.add(check.path("code").asText());
                }
            }
            return codes;
        }
    }

    private static Run run(List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                words,
                false,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Run run(String... words) {
        return run(List.of(words));
    }

    /** With trust, status lists and the moment at which the files were made. */
    private static Run verify(String... words) {
        List<String> all = new ArrayList<>(List.of(
                "--trust",
                genuine.trust.toString(),
                "--status",
                genuine.status.toString(),
                "--at",
                "" + GenuineFiles.NOW));
        all.addAll(List.of(words));
        return run(all);
    }

    private static String file(String name) {
        return genuine.path(name).toString();
    }

    @ParameterizedTest
    @CsvSource({
        GenuineFiles.TOKEN + ", LICENCE_TOKEN",
        GenuineFiles.LICENCE_DOCUMENT + ", LICENCE_DOCUMENT",
        GenuineFiles.SEALED_DOCUMENT + ", SEALED_DOCUMENT",
        GenuineFiles.MASKED_PAPER + ", PAPER_LICENCE",
        GenuineFiles.FULL_PAPER + ", PAPER_LICENCE",
        GenuineFiles.SHEET + ", PAPER_LICENCE",
        GenuineFiles.SEAL + ", SEAL",
        GenuineFiles.SEAL_SIGNATURE + ", SEAL_SIGNATURE",
        GenuineFiles.PAYMENT_CODE + ", PAYMENT_CODE"
    })
    void knows_what_a_genuine_file_is_and_passes_it(String name, String kind) throws IOException {
        Run run = verify("--json", file(name));

        assertThat(run.finding().path("kind").asText()).isEqualTo(kind);
        assertThat(run.finding().path("verdict").asText()).isEqualTo("PASSED");
        assertThat(run.exitCode()).isEqualTo(PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GenuineFiles.TOKEN,
                GenuineFiles.LICENCE_DOCUMENT,
                GenuineFiles.SEALED_DOCUMENT,
                GenuineFiles.MASKED_PAPER,
                GenuineFiles.SEAL,
                GenuineFiles.SEAL_SIGNATURE,
                GenuineFiles.PAYMENT_CODE
            })
    void passes_nothing_without_a_trust_folder(String name) throws IOException {
        Run run = run("--status", genuine.status.toString(), "--at", "" + GenuineFiles.NOW, "--json", file(name));

        assertThat(run.finding().path("verdict").asText()).isNotEqualTo("PASSED");
        assertThat(run.exitCode()).isIn(FAILED, UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {GenuineFiles.TOKEN, GenuineFiles.LICENCE_DOCUMENT, GenuineFiles.MASKED_PAPER})
    void leaves_a_licence_undecided_without_a_status_list(String name) throws IOException {
        Run run = run("--trust", genuine.trust.toString(), "--at", "" + GenuineFiles.NOW, "--json", file(name));

        assertThat(run.exitCode()).isEqualTo(UNDECIDED);
        assertThat(run.codes("FAILED")).isEmpty();
    }

    @Test
    void fails_a_licence_that_was_revoked() throws IOException {
        Run run = verify("--json", file(GenuineFiles.REVOKED_TOKEN));

        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.codes("FAILED")).containsExactly("LICENCE_STATUS");
    }

    @Test
    void fails_a_licence_before_its_validity() throws IOException {
        Run run = verify("--json", "--at", "2026-11-19T00:00:00Z", file(GenuineFiles.TOKEN));

        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.codes("FAILED")).contains("LICENCE_NOT_BEFORE", "LICENCE_ISSUED");
    }

    @Test
    void fails_a_licence_after_its_validity() throws IOException {
        Run run = verify("--json", "--at", "2027-11-21T00:00:00Z", file(GenuineFiles.TOKEN));

        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.codes("FAILED")).contains("LICENCE_EXPIRY");
    }

    @Test
    void leaves_a_licence_undecided_when_the_status_list_is_too_old() {
        assertThat(verify("--at", "2026-12-20T00:00:00Z", file(GenuineFiles.TOKEN))
                        .exitCode())
                .isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {GenuineFiles.TOKEN, GenuineFiles.LICENCE_DOCUMENT, GenuineFiles.SHEET})
    void states_the_age_of_trust_and_of_the_status_list(String name) throws IOException {
        Run text = verify("--at", "2026-11-21T05:00:00Z", file(name));
        Run json = verify("--at", "2026-11-21T05:00:00Z", "--json", file(name));

        assertThat(text.out()).contains("found: the trust entry is PT3H old", "found: the status list is PT3H old");
        assertThat(json.finding().path("checks").findValuesAsText("actual"))
                .contains("the trust entry is PT3H old", "the status list is PT3H old");
    }

    @Test
    void leaves_a_licence_undecided_when_trust_is_older_than_was_asked_for() throws IOException {
        Run young = verify("--at", "2026-11-22T02:00:00Z", "--trust-age", "1", file(GenuineFiles.TOKEN));
        Run old = verify("--at", "2026-11-22T02:00:01Z", "--trust-age", "1", "--json", file(GenuineFiles.TOKEN));

        assertThat(young.exitCode()).isEqualTo(PASSED);
        assertThat(old.exitCode()).isEqualTo(UNDECIDED);
        assertThat(old.codes("INDETERMINATE")).containsExactly("LICENCE_TRUST_AGE");
    }

    @Test
    void fails_a_payment_code_that_has_expired() throws IOException {
        Run run = verify("--json", "--at", "2026-11-21T05:00:00Z", file(GenuineFiles.PAYMENT_CODE));

        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.codes("FAILED")).containsExactly("PAYMENT_QR_EXPIRY");
    }

    @Test
    void fails_a_document_without_a_seal() throws IOException {
        Run run = verify("--json", file(GenuineFiles.UNSEALED_DOCUMENT));

        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.codes("FAILED")).contains("OFD_SIGNED");
    }

    @Test
    void fails_a_sealed_document_that_calls_itself_a_licence_and_holds_none() throws IOException {
        Run run = verify("--json", file(GenuineFiles.FALSE_LICENCE));

        assertThat(run.finding().path("kind").asText()).isEqualTo("LICENCE_DOCUMENT");
        assertThat(run.codes("FAILED")).containsExactly("DOCUMENT_TOKEN");
        assertThat(run.exitCode()).isEqualTo(FAILED);
    }

    @Test
    void passes_a_licence_of_the_holder_asked_about() {
        for (String name : List.of(GenuineFiles.TOKEN, GenuineFiles.LICENCE_DOCUMENT, GenuineFiles.FULL_PAPER)) {
            assertThat(verify("--holder", GenuineFiles.HOLDER, file(name)).exitCode())
                    .as(name)
                    .isEqualTo(PASSED);
        }
        assertThat(verify("--holder", "citizen-id:" + GenuineFiles.HOLDER, file(GenuineFiles.TOKEN))
                        .exitCode())
                .isEqualTo(PASSED);
    }

    @Test
    void fails_a_licence_of_somebody_else_also_on_paper() throws IOException {
        for (String name : List.of(
                GenuineFiles.TOKEN,
                GenuineFiles.LICENCE_DOCUMENT,
                GenuineFiles.FULL_PAPER,
                GenuineFiles.MASKED_PAPER)) {
            Run run = verify("--json", "--holder", GenuineFiles.SOMEBODY_ELSE, file(name));

            assertThat(run.exitCode()).as(name).isEqualTo(FAILED);
            assertThat(run.codes("FAILED")).as(name).singleElement().asString().endsWith("_HOLDER");
        }
    }

    @Test
    void leaves_undecided_whose_a_masked_paper_is() throws IOException {
        Run run = verify("--json", "--holder", GenuineFiles.HOLDER, file(GenuineFiles.MASKED_PAPER));

        assertThat(run.exitCode()).isEqualTo(UNDECIDED);
        assertThat(run.codes("INDETERMINATE")).containsExactly("FORM_HOLDER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GenuineFiles.SEALED_DOCUMENT,
                GenuineFiles.SEAL,
                GenuineFiles.SEAL_SIGNATURE,
                GenuineFiles.PAYMENT_CODE
            })
    void passes_nothing_that_has_no_holder_when_one_is_asked_about(String name) {
        assertThat(verify("--holder", GenuineFiles.HOLDER, file(name)).exitCode())
                .isEqualTo(UNDECIDED);
    }

    @Test
    void verifies_every_code_of_a_sheet_and_names_it() throws IOException {
        Run json = verify("--json", file(GenuineFiles.SHEET));
        Run text = verify(file(GenuineFiles.SHEET));

        assertThat(json.finding().path("checks").findValuesAsText("where"))
                .contains("code 1 of 2", "code 2 of 2")
                .doesNotContain("code 3 of the picture");
        assertThat(text.out()).contains("(code 1 of 2)", "(code 2 of 2)", "verdict: passed");
    }

    @Test
    void leaves_a_sheet_undecided_when_a_code_is_missing() throws IOException {
        Run json = verify("--json", file(GenuineFiles.SHEET_WITH_A_GAP));

        assertThat(json.exitCode()).isEqualTo(UNDECIDED);
        assertThat(json.codes("INDETERMINATE")).containsExactly("PAPER_SHEET_COMPLETE");
        assertThat(verify(file(GenuineFiles.SHEET_WITH_A_GAP)).out()).contains("missing [1] of 2");
    }

    @Test
    void fails_codes_of_two_sheets() throws IOException {
        Run run = verify("--json", file(GenuineFiles.MIXED_SHEETS));

        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.codes("FAILED")).containsExactly("PAPER_SHEET_ONE");
    }

    @Test
    void asks_of_every_code_of_a_sheet_whose_it_is() throws IOException {
        Run run = verify("--json", "--holder", GenuineFiles.SOMEBODY_ELSE, file(GenuineFiles.SHEET));

        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.codes("FAILED")).containsExactly("FORM_HOLDER", "FORM_HOLDER");
        assertThat(verify("--holder", GenuineFiles.HOLDER, file(GenuineFiles.SHEET))
                        .exitCode())
                .isEqualTo(UNDECIDED); // one code is masked
    }

    @Test
    void exits_with_the_gravest_ending_of_all_files() {
        String passed = file(GenuineFiles.TOKEN);
        String failed = file(GenuineFiles.REVOKED_TOKEN);
        String undecided = file(GenuineFiles.MASKED_PAPER);
        String unreadable = folder.resolve("none").toString();

        assertThat(verify(passed, file(GenuineFiles.SEAL)).exitCode()).isEqualTo(PASSED);
        assertThat(verify("--holder", GenuineFiles.HOLDER, undecided, passed).exitCode())
                .isEqualTo(UNDECIDED);
        assertThat(verify("--holder", GenuineFiles.HOLDER, failed, undecided, passed)
                        .exitCode())
                .isEqualTo(FAILED);
        assertThat(verify(passed, unreadable, failed).exitCode()).isEqualTo(UNREADABLE);
    }

    @Test
    void prints_one_json_object_a_line_for_each_file() throws IOException {
        Run run = verify(
                "--json",
                file(GenuineFiles.TOKEN),
                file(GenuineFiles.SEAL),
                folder.resolve("none").toString());

        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(3);
        JsonNode first = JSON.readTree(lines.get(0));
        assertThat(names(first)).containsExactly("file", "kind", "verdict", "checks");
        assertThat(first.path("file").asText()).isEqualTo(file(GenuineFiles.TOKEN));
        assertThat(first.path("checks"))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(names(check))
                        .containsExactly("code", "clause", "where", "verdict", "note", "expected", "actual"));
        JsonNode last = JSON.readTree(lines.get(2));
        assertThat(names(last)).containsExactly("file", "kind", "verdict", "problem");
        assertThat(last.path("verdict").asText()).isEqualTo("UNREADABLE");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void reports_in_chinese_and_in_english() {
        assertThat(verify("--lang", "zh", file(GenuineFiles.REVOKED_TOKEN)).out())
                .contains("电子证照令牌", "✓ LICENCE_SIGNATURE  颁发机构签名有效", "✗ LICENCE_STATUS", "应为: 0", "实为: 1", "结论: 不通过");
        assertThat(verify("--lang", "en", file(GenuineFiles.REVOKED_TOKEN)).out())
                .contains(
                        "licence token", "the issuer's signature holds", "expected: 0", "found: 1", "verdict: failed");
    }

    @Test
    void says_nothing_of_the_holder() {
        for (String name : List.of(GenuineFiles.TOKEN, GenuineFiles.LICENCE_DOCUMENT, GenuineFiles.FULL_PAPER)) {
            Run run = verify("--holder", GenuineFiles.SOMEBODY_ELSE, file(name));
            assertThat(run.out() + run.err())
                    .doesNotContain(GenuineFiles.HOLDER, GenuineFiles.SOMEBODY_ELSE, "李明轩", "古墩路");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--trust",
                "--status",
                "--at,yesterday,x",
                "--trust-age,0,x",
                "--trust-age,P1D,x",
                "--lang,fr,x",
                "--colour,x",
                "--holder,330106199003073515,x",
                "--holder,driver:330106199003073514,x",
                "--json"
            })
    void refuses_a_wrong_command_line_and_says_how_it_goes(String words) {
        Run run = run(words.isEmpty() ? List.of() : Arrays.asList(words.split(",")));

        assertThat(run.exitCode()).isEqualTo(UNREADABLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(Main.USAGE).doesNotContain("330106199003073514", "330106199003073515");
    }

    @Test
    void asks_which_type_a_holders_code_is_of_when_it_can_be_several() {
        Run run = verify("--holder", "H12345678", file(GenuineFiles.TOKEN));

        assertThat(run.exitCode()).isEqualTo(UNREADABLE);
        assertThat(run.err()).contains("travel-permit:CODE", "passport:CODE");
    }

    @Test
    void refuses_a_trust_folder_that_is_not_there() {
        Run run = run("--trust", folder.resolve("nowhere").toString(), file(GenuineFiles.TOKEN));

        assertThat(run.exitCode()).isEqualTo(UNREADABLE);
        assertThat(run.err()).contains("nowhere");
    }

    @ParameterizedTest
    @CsvSource({
        "anchors, root.pem",
        "intermediates, ca.pem",
        "makers, maker.pem",
        "crls, ca.crl",
        "issuers, 11330106MB9D00113N.json",
        "payees, 11330106MB9D00113N.json"
    })
    void refuses_a_broken_trust_folder_and_names_the_file(String part, String name) throws IOException {
        for (String content : List.of("", "{}", "nonsense", "[1,2", "-----BEGIN CERTIFICATE-----\nAAAA\n")) {
            Files.writeString(Files.createDirectories(own.resolve(part)).resolve(name), content);
            Run run = run("--trust", own.toString(), file(GenuineFiles.TOKEN));

            assertThat(run.exitCode()).isEqualTo(UNREADABLE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains(part).contains(name);
        }
    }

    @Test
    void refuses_two_entries_for_one_issuer() throws IOException {
        Path issuers = Files.createDirectories(own.resolve("issuers"));
        byte[] issuer = Files.readAllBytes(genuine.trust.resolve("issuers/11330106MB9D00113N.json"));
        Files.write(issuers.resolve("one.json"), issuer);
        Files.write(issuers.resolve("other.json"), issuer);

        assertThat(run("--trust", own.toString(), file(GenuineFiles.TOKEN)).exitCode())
                .isEqualTo(UNREADABLE);
    }

    @Test
    void takes_a_bundle_for_a_status_folder() throws IOException {
        Path bundle = Files.write(
                own.resolve("status.bundle"), StatusFolder.read(genuine.status).write());

        Run run = run(
                "--trust",
                genuine.trust.toString(),
                "--status",
                bundle.toString(),
                "--at",
                "" + GenuineFiles.NOW,
                file(GenuineFiles.TOKEN));

        assertThat(run.exitCode()).isEqualTo(PASSED);
    }

    @Test
    void refuses_a_broken_bundle_one_that_is_not_there_and_two_lists_for_one_address() throws IOException {
        Path broken = Files.writeString(own.resolve("broken.bundle"), "{}");
        Path twice = Files.createDirectory(own.resolve("twice"));
        Files.copy(genuine.status.resolve("department-1.jwt"), twice.resolve("a.jwt"));
        Files.copy(genuine.status.resolve("department-1.jwt"), twice.resolve("b.jwt"));

        for (Path path : List.of(broken, twice, own.resolve("none"))) {
            assertThat(run("--status", path.toString(), file(GenuineFiles.TOKEN))
                            .exitCode())
                    .isEqualTo(UNREADABLE);
        }
    }

    @Test
    void leaves_broken_status_lists_aside() throws IOException {
        Files.write(own.resolve("noise.jwt"), new byte[] {(byte) 0xff, (byte) 0xfe, '.', '.', 0});
        Files.writeString(own.resolve("empty.jwt"), "");
        Files.writeString(own.resolve("claims.jwt"), "e30.e30.e30");
        Files.copy(genuine.status.resolve("department-1.jwt"), own.resolve("zz.jwt"));

        Run run = run(
                "--trust",
                genuine.trust.toString(),
                "--status",
                own.toString(),
                "--at",
                "" + GenuineFiles.NOW,
                file(GenuineFiles.TOKEN));

        assertThat(run.exitCode()).isEqualTo(PASSED);
    }

    @Test
    void a_seal_signature_needs_its_data_beside_it() throws IOException {
        Path alone = Files.write(own.resolve("alone.ses"), genuine.octets(GenuineFiles.SEAL_SIGNATURE));
        Path unnamed = Files.write(own.resolve("signature"), genuine.octets(GenuineFiles.SEAL_SIGNATURE));

        assertThat(verify(alone.toString()).exitCode()).isEqualTo(UNREADABLE);
        assertThat(verify(unnamed.toString()).exitCode()).isEqualTo(UNREADABLE);
        assertThat(verify(alone.toString()).out()).contains("FILE for FILE.ses");
    }

    @Test
    void fails_a_seal_signature_over_other_data() throws IOException {
        Path signature = Files.write(own.resolve("other.ses"), genuine.octets(GenuineFiles.SEAL_SIGNATURE));
        Files.writeString(own.resolve("other"), "something else");
        Run run = verify("--json", signature.toString());

        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.codes("FAILED")).containsExactly("SEAL_DATA_HASH");
    }

    @Test
    void shows_no_control_characters_of_a_file() throws IOException {
        Path code = own.resolve("code.png");
        Files.write(code, QrCode.of("https://\u001b[2Jevil", ErrorCorrection.M).png(4, 300));

        assertThat(verify(code.toString()).out()).doesNotContain("\u001b");
    }

    @Test
    void refuses_an_empty_file_a_folder_and_one_over_64_mib() throws IOException {
        Path empty = Files.createFile(own.resolve("empty"));
        Path large = own.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(64L * 1024 * 1024 + 1);
        }

        assertThat(verify(empty.toString()).exitCode()).isEqualTo(UNREADABLE);
        assertThat(verify(own.toString()).exitCode()).isEqualTo(UNREADABLE);
        assertThat(verify(large.toString()).exitCode()).isEqualTo(UNREADABLE);
        assertThat(verify(large.toString()).out()).contains("over 67108864 octets");
    }

    @Test
    void passes_no_random_octets_whatever_they_begin_with() throws IOException {
        Random random = new Random(20261121);
        List<byte[]> starts = List.of(
                new byte[0],
                new byte[] {'P', 'K', 3, 4},
                new byte[] {0x30, (byte) 0x82, 1, 0},
                new byte[] {0x30},
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
                "ZZ1:".getBytes(StandardCharsets.US_ASCII),
                "https://".getBytes(StandardCharsets.US_ASCII),
                "eyJ~".getBytes(StandardCharsets.US_ASCII));
        for (byte[] start : starts) {
            for (int length : new int[] {0, 1, 40, 4000}) {
                byte[] octets = new byte[start.length + length];
                random.nextBytes(octets);
                System.arraycopy(start, 0, octets, 0, start.length);
                refuses(octets, "noise.bin");
            }
        }
    }

    @Test
    void passes_no_genuine_file_once_an_octet_of_what_it_says_has_changed() throws IOException {
        Random random = new Random(20261121);
        for (String name : List.of(
                GenuineFiles.TOKEN,
                GenuineFiles.LICENCE_DOCUMENT,
                GenuineFiles.SEALED_DOCUMENT,
                GenuineFiles.FULL_PAPER,
                GenuineFiles.SEAL,
                GenuineFiles.SEAL_SIGNATURE)) {
            byte[] octets = genuine.octets(name);
            int length = name.equals(GenuineFiles.FULL_PAPER) ? octets.length - 1 : octets.length; // not the line feed
            for (int round = 0; round < 40; round++) {
                byte[] changed = octets.clone();
                changed[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
                if (!holdsTheSameFiles(octets, changed)) {
                    refuses(changed, name);
                }
            }
        }
    }

    /** Only the times and attributes of a ZIP container may change unnoticed: they are no part of a document. */
    private static boolean holdsTheSameFiles(byte[] octets, byte[] changed) {
        return octets[0] == 'P' && unzipped(octets).equals(unzipped(changed));
    }

    private static Map<String, String> unzipped(byte[] octets) {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(octets))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), HexFormat.of().formatHex(zip.readAllBytes()));
            }
            return files;
        } catch (IOException | IllegalArgumentException e) {
            return Map.of("not readable as a ZIP container", "");
        }
    }

    @Test
    void passes_no_genuine_file_cut_short() throws IOException {
        Random random = new Random(20261121);
        for (String name : List.of(
                GenuineFiles.TOKEN,
                GenuineFiles.LICENCE_DOCUMENT,
                GenuineFiles.FULL_PAPER,
                GenuineFiles.SEAL,
                GenuineFiles.SEAL_SIGNATURE,
                GenuineFiles.PAYMENT_CODE)) {
            byte[] octets = genuine.octets(name);
            for (int round = 0; round < 10; round++) {
                refuses(Arrays.copyOf(octets, random.nextInt(octets.length - 1)), name);
            }
        }
    }

    private void refuses(byte[] octets, String name) throws IOException {
        Path hostile = Files.write(own.resolve(name), octets);
        Files.write(own.resolve(GenuineFiles.SIGNED_DATA), genuine.octets(GenuineFiles.SIGNED_DATA));
        Run run = verify("--json", hostile.toString());

        assertThat(run.exitCode()).isIn(FAILED, UNDECIDED, UNREADABLE);
        assertThat(run.finding().path("verdict").asText()).isIn("FAILED", "INDETERMINATE", "UNREADABLE");
        assertThat(run.err()).isEmpty();
    }
}
