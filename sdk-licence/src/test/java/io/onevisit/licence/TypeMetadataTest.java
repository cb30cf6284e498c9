package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onevisit.core.crypto.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Type Metadata, SD-JWT VC section 4. */
class TypeMetadataTest {
    static List<LicenceType> types() {
        return LicenceType.shipped();
    }

    @ParameterizedTest
    @MethodSource("types")
    void section_4_2_names_the_type_as_the_licences_do(LicenceType type) {
        JsonNode metadata = metadata(type);

        assertThat(metadata.get("vct").textValue()).isEqualTo("urn:cn:zz:" + type.code());
        assertThat(metadata.get("display").findValuesAsText("locale")).containsExactly("zh-CN", "en");
        assertThat(metadata.get("display").findValuesAsText("name")).containsExactly(type.nameZh(), type.nameEn());
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_claim_has_a_path_of_its_own_labels_and_a_known_sd(LicenceType type) {
        Set<JsonNode> paths = new HashSet<>();
        for (JsonNode claim : metadata(type).get("claims")) {
            assertThat(paths.add(claim.get("path"))).isTrue();
            assertThat(claim.get("path")).isNotEmpty().allMatch(step -> step.isTextual() || step.isNull());
            assertThat(claim.get("display").findValuesAsText("label"))
                    .hasSize(2)
                    .doesNotContain("");
            assertThat(claim.get("mandatory").isBoolean()).isTrue();
            assertThat(claim.get("sd").textValue()).isIn("always", "allowed", "never");
        }
    }

    @Test
    void what_it_says_of_hiding_is_what_the_issuer_does() {
        Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        LicenceDraft draft = Bureau.residence(List.of(Holder.of("张三", Bureau.ZHANG)), "330106");
        Set<String> hidden =
                LicenceToken.parse(bureau.issue(draft, Bureau.CASE).token()).disclosable();

        for (JsonNode claim : metadata(LicenceType.shipped().get(2)).get("claims")) {
            String pointer = pointer(claim.get("path"));
            if (claim.get("sd").textValue().equals("never")) {
                assertThat(hidden).doesNotContain(pointer);
            } else {
                assertThat(hidden).contains(pointer);
            }
        }
    }

    @Test
    void what_is_not_hidden_at_all_is_not_said_to_be() {
        assertThat(paths(LicenceType.shipped().get(1)))
                .contains("/ZZBS", "/KZ_CZLB", "/holders/0/CZZTDM", "/holders/0/age_over_18")
                .doesNotContain("/iss", "/status", "/cnf", "/holders/0/age_over_60", "/KZ_JZDXZQH_CITY");
    }

    private static List<String> paths(LicenceType type) {
        List<String> paths = new ArrayList<>();
        metadata(type).get("claims").forEach(claim -> paths.add(pointer(claim.get("path"))));
        return paths;
    }

    private static String pointer(JsonNode path) {
        StringBuilder pointer = new StringBuilder();
        path.forEach(step -> pointer.append('/').append(step.isNull() ? "0" : step.textValue()));
        return pointer.toString();
    }

    private static JsonNode metadata(LicenceType type) {
        return Json.of(new String(type.metadata().toArray(), StandardCharsets.UTF_8));
    }
}
