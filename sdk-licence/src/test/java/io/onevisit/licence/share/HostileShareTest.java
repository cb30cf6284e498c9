package io.onevisit.licence.share;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.platform.Reply;
import io.onevisit.licence.Bureau;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.approval.Requirements;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers of stores and requirements with octets changed: an answer, or the house's exceptions, and nothing else. */
class HostileShareTest {
    private static final String OCTETS = "{}[]\",:0129aZ\\u-. \u0000\u5f20";
    private static final LicenceId ID = LicenceId.make(Bureau.TYPE, Bureau.CODE, "ZJ2026BDC0001", 1);
    private static final Map<String, String> DATA = Map.of("ZZBH", "1", "CZZT", "张三", "CZZTDM", "1");
    private static final List<SharingProfile> PROFILES = List.of(
            new StrictSharing(), new ShandongSharing("system", "vc", Map.of(Bureau.PURPOSE.matter(), "matter")));

    private final Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
    private final String token = bureau.issue().token();
    private final List<String> genuine = List.of(
            "{\"licences\":[\"" + token + "\"],\"next\":\"1\"}",
            "{\"result\":\"FOUND\",\"token\":\"" + token + "\"}",
            "{\"result\":\"FOUND\",\"identifier\":\"" + ID + "\",\"status\":\"01\",\"matches\":{\"ZZBH\":\"MATCH\"}}",
            "[{\"cert_identifier\":\"" + ID + "\"}]",
            "{\"cert_identifier\":\"" + ID + "\",\"vc\":\"" + token + "\"}",
            "{\"result\":\"0\",\"message\":\"ok\"}");
    private final String requirements = """
            {"matter":"123456789012","licences":[{"type":"11100000MB03271699001","fields":["KZ_ZL"],\
            "minimumRemaining":"P30D"}],"records":[{"dataSet":"population","fields":["birthDate"],"maximumAge":"P1D"}],\
            "ages":[{"birthDate":{"dataSet":"population","field":"birthDate"},"minimum":18,"completed":"on-the-day",\
            "on":"2026-12-01"}],"form":[{"name":"a","from":{"type":"11100000MB03271699001","field":"KZ_ZL"}}]}""";

    @Test
    void stores_and_requirements_take_any_octets() {
        bend(200);
    }

    @Test
    @Tag("fuzz")
    void stores_and_requirements_take_any_octets_over_many_texts() {
        bend(20_000);
    }

    private void bend(int times) {
        Random random = new Random(36906);
        for (int i = 0; i < times; i++) {
            ask(bent(genuine.get(i % genuine.size()), random));
            read(bent(requirements, random));
        }
    }

    private void ask(byte[] answer) {
        Desk desk = new Desk();
        Consumer<Licences> all = licences -> {
            walk(licences.heldBy(Bureau.ZHANG, Set.of(Bureau.TYPE), Bureau.PURPOSE));
            licences.find(ID, Bureau.PURPOSE);
            licences.compare(ID, DATA, Bureau.PURPOSE);
        };
        for (SharingProfile profile : PROFILES) {
            desk.always(new Reply(Bytes.of(answer), "r"));
            all.accept(new Licences(desk, profile, bureau.verifier(), new Journal(), PseudonymKey.of(new byte[32])));
        }
    }

    private static void walk(ShareAnswer<Iterable<HeldLicence>> answer) {
        if (answer instanceof ShareAnswer.Found<Iterable<HeldLicence>> found) {
            try {
                found.value().forEach(licence -> assertThat(licence.report()).isNotNull());
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageNotContaining("张三");
            }
        }
    }

    private static void read(byte[] json) {
        try {
            assertThat(Requirements.read(json).matter()).isNotNull();
        } catch (MalformedMessageException e) {
            assertThat(e).isNotNull();
        }
    }

    /** One to three octets put in, taken out or changed. */
    private static byte[] bent(String genuine, Random random) {
        StringBuilder text = new StringBuilder(genuine);
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            int place = random.nextInt(text.length());
            char other = OCTETS.charAt(random.nextInt(OCTETS.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.insert(place, other);
                case 1 -> text.deleteCharAt(place);
                default -> text.setCharAt(place, other);
            }
        }
        return text.toString().getBytes(UTF_8);
    }
}
