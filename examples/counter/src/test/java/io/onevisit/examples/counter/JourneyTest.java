package io.onevisit.examples.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** One visit, each step judged by what it left behind and by readers that share no code with the writers. */
class JourneyTest {
    private static final String DEPARTMENT = "11330106MB9D00113N";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path folder;

    private static OneVisit visit;

    @BeforeAll
    static void goTheWholeWay() throws Exception {
        visit = OneVisit.of("li-mingxuan", folder, OneVisit.h2(folder));
    }

    @Test
    void the_visit_ends_with_one_payment_one_licence_and_one_waybill() throws Exception {
        assertThat(visit.granted).isTrue();
        assertThat(visit.row.state()).isEqualTo("POSTED");
        assertThat(visit.row.payments()).isEqualTo(1);
        assertThat(visit.row.waybill()).matches("99[0-9]{11}");
        assertThat(visit.atThePlatform("order")).isEqualTo(1);
        assertThat(visit.atThePlatform("collection")).isEqualTo(1);
        assertThat(visit.atThePlatform("delivery")).isEqualTo(1);
    }

    @Test
    void step_1_fills_the_form_from_the_record() throws IOException {
        assertThat(visit.text("form.txt")).contains("李明轩", "1990-03-07", "浙江省杭州市西湖区文三路90号4幢302室");
    }

    @Test
    void every_use_of_what_is_shared_leaves_an_audit_line_before_and_after_without_the_number() throws IOException {
        assertThat(visit.text("audit.log").lines())
                .hasSize(6)
                .anyMatch(line -> line.contains("population") && line.contains("ASKED"))
                .anyMatch(line -> line.contains("population") && line.contains("FOUND"))
                .anyMatch(line -> line.contains("licences") && line.contains("ASKED"))
                .anyMatch(line -> line.contains("licences") && line.contains("FOUND"))
                .anyMatch(line -> line.contains("publish") && line.contains("ASKED"))
                .anyMatch(line -> line.contains("publish") && line.contains("DONE"))
                .noneMatch(line -> line.contains("330106199003073514") || line.contains("李明轩"));
    }

    @Test
    void step_2_shows_that_the_case_can_be_approved_at_once() {
        assertThat(visit.printed)
                .contains(
                        "licence 11100000MB03271699001: MET",
                        "record population: MET",
                        "age 16 to 150: MET",
                        "秒批: can be approved at once");
    }

    @Test
    void step_3_draws_a_code_that_another_reader_reads() throws Exception {
        String text = zxing(visit.file("payment.png"));

        assertThat(text)
                .matches("https://pay\\.onevisit\\.example/q/[0-9]{20}\\?a=2000&c=CNY&p=" + DEPARTMENT
                        + "&e=[0-9]+&k=payee&s=[0-9A-Za-z_-]{86}");
        Document svg = xml(visit.file("payment.svg"));
        assertThat(svg.getDocumentElement().getLocalName()).isEqualTo("svg");
        assertThat(visit.text("payment.txt")).contains("▀▀▀▀▀▀▀");
    }

    @Test
    void step_4_has_one_effect_of_three_notices() {
        assertThat(visit.printed).contains("effects on the case: 1");
        assertThat(visit.row.payments()).isEqualTo(1);
    }

    @Test
    void step_5_signs_a_token_that_jose4j_verifies() throws Exception {
        String jwt = visit.text("licence-es256.sd-jwt").split("~", 2)[0];
        JsonNode trust = JSON.readTree(visit.file("sandbox/trust/issuers/" + DEPARTMENT + ".json"));
        String key = "";
        for (JsonNode candidate : trust.path("keys")) {
            key = candidate.path("crv").asText().equals("P-256") ? candidate.toString() : key;
        }
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(jwt);
        signature.setKey(JsonWebKey.Factory.newJwk(key).getKey());

        assertThat(signature.verifySignature()).isTrue();
        assertThat(signature.getHeader("typ")).isEqualTo("dc+sd-jwt");
        assertThat(signature.getPayload()).contains("ZZBS").doesNotContain("330106199003073514", "李明轩");
    }

    @Test
    void step_5_issues_one_licence_in_both_algorithms() throws Exception {
        JsonNode sm2 = payload("licence-sm2.sd-jwt");
        JsonNode es256 = payload("licence-es256.sd-jwt");

        assertThat(es256.path("ZZBS")).isEqualTo(sm2.path("ZZBS"));
        assertThat(es256.path("status")).isEqualTo(sm2.path("status"));
        assertThat(es256.path("_sd")).isNotEqualTo(sm2.path("_sd"));
        assertThat(sm2.path("ZZBS").asText()).isEqualTo(visit.row.licence());
    }

    @Test
    void step_5_seals_a_document_that_plain_zip_and_xml_read() throws Exception {
        Map<String, byte[]> files = unzip(visit.file("licence.ofd"));

        assertThat(files.keySet()).contains("OFD.xml").anyMatch(name -> name.endsWith("Seal.esl"));
        assertThat(files.values()).anyMatch(content -> text(content).equals(read("licence-sm2.sd-jwt")));
        String pages = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith("Content.xml"))
                .map(file -> xml(file.getValue()).getDocumentElement().getTextContent())
                .reduce("", String::concat);
        assertThat(pages).contains("居住证", "李明轩", visit.row.licence());
    }

    @Test
    void step_6_ties_the_waybill_to_the_case_and_follows_it_to_the_door() {
        assertThat(visit.printed).contains("waybill " + visit.row.waybill(), "COLLECTED", "DELIVERED");
    }

    @Test
    void step_7_accepts_what_is_genuine_and_names_the_check_that_refuses_a_forged_copy() throws IOException {
        Map<String, JsonNode> findings = new HashMap<>();
        for (String line : visit.text("findings.jsonl").lines().toList()) {
            JsonNode finding = JSON.readTree(line);
            findings.put(String.valueOf(Path.of(finding.path("file").asText()).getFileName()), finding);
        }

        for (String genuine :
                new String[] {"licence-sm2.sd-jwt", "licence-es256.sd-jwt", "licence.ofd", "licence-paper.png"}) {
            assertThat(findings.get(genuine).path("verdict").asText()).isEqualTo("PASSED");
        }
        assertThat(failed(findings.get("forged.sd-jwt"))).contains("LICENCE_SIGNATURE");
        assertThat(failed(findings.get("forged.ofd"))).contains("OFD_DIGESTS");
        assertThat(failed(findings.get("forged-paper.png"))).contains("PAPER_");
    }

    @Test
    void step_8_names_the_planted_difference_with_both_values() throws IOException {
        assertThat(visit.text("reconciliation.csv")).contains("LONG", "33010626300000000000", "88.80");
        assertThat(visit.text("reconciliation.txt")).contains("20.00", "108.80", "是 yes");
    }

    @Test
    void nothing_shown_on_the_way_tells_of_the_applicant() throws IOException {
        JsonNode person = JSON.readTree(Files.readAllBytes(Path.of("applications", "li-mingxuan.json")));

        assertThat(visit.printed)
                .doesNotContain(person.path("id").asText())
                .doesNotContain(person.at("/deliverTo/name").asText())
                .doesNotContain(person.at("/deliverTo/phone").asText())
                .doesNotContain(person.at("/deliverTo/address/detail").asText());
    }

    /** The signature makes another picture each time, and ZXing's search for the corners misses one in some hundreds. */
    private static String zxing(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        RGBLuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }

    private static Document xml(byte[] content) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(content));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, byte[]> unzip(byte[] file) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static JsonNode payload(String token) throws IOException {
        String jwt = visit.text(token).split("~", 2)[0];
        return JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]));
    }

    private static String failed(JsonNode finding) {
        StringBuilder codes = new StringBuilder(finding.path("verdict").asText());
        for (JsonNode check : finding.path("checks")) {
            if (check.path("verdict").asText().equals("FAILED")) {
                codes.append(' ').append(check.path("code").asText());
            }
        }
        return codes.toString();
    }

    private static String read(String name) {
        try {
            return visit.text(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
