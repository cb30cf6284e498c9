package io.onevisit.payment.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EMV QRCPS CPM. */
class ConsumerQrTest {
    private static final String ANNEX = "hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8=";
    private static final String HEAD = "85054350563031";
    private static final String ADF = "4F07A0000000555555";
    private static final String ONE = HEAD + "6109" + ADF;

    private static Report<ConsumerQr> read(String hex) {
        return ConsumerQr.read(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
    }

    @Test
    void reads_the_example_of_the_annex() {
        ConsumerQr code = ConsumerQr.read(ANNEX).orThrow();

        assertThat(code.applications()).hasSize(1);
        assertThat(code.applications().get(0))
                .containsExactly(
                        new BerTlv("4F", Bytes.ofHex("a0000000555555")),
                        new BerTlv("57", Bytes.ofHex("1234567890123458d191220112345f")));
        assertThat(code.common()).isEmpty();
        assertThat(code.text()).isEqualTo(ANNEX);
    }

    @Test
    void shows_no_card_number_and_no_track() {
        Report<ConsumerQr> report = ConsumerQr.read(ANNEX);

        assertThat(report + " " + report.orThrow() + " " + report.orThrow().applications() + report.checks())
                .contains("of 1 applications", "15 octets")
                .doesNotContain("1234567890123458")
                .doesNotContainIgnoringCase("1234567890123458d1912");
    }

    @Test
    void reads_two_applications_and_what_they_share() {
        ConsumerQr code = read(HEAD + "6109" + ADF + "610F" + ADF + "63049F360101" + "620A" + "5F2D027A68" + "6403"
                        + "820100")
                .orThrow();

        assertThat(code.applications()).hasSize(2);
        assertThat(code.common()).extracting(BerTlv::tag).containsExactly("5F2D", "64");
    }

    @Test
    void reads_512_octets_and_no_more() {
        String filling = "9F01820100" + "00".repeat(256) + "DF0181DF" + "00".repeat(223);
        assertThat(read(HEAD + "618201F5" + ADF + filling + "C1020000").verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(HexFormat.of().parseHex(HEAD + "618201F5" + ADF + filling + "C1020000"))
                .hasSize(512);

        assertFails(read(HEAD + "618201F6" + ADF + filling + "C103000000"), "CPM_BASE64");
        assertFails(ConsumerQr.read("A".repeat(10_000_000)), "CPM_BASE64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "hQVDUFYwMQ=",
                "hQVDUFYwMWEJTwegAAAAVVVV\n",
                "hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8",
                "hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF9="
            })
    void refuses_any_other_base64(String text) {
        assertFails(ConsumerQr.read(text), "CPM_BASE64");
    }

    @ParameterizedTest
    @CsvSource({
        "85054350563032 6109 4F07A0000000555555,CPM_FORMAT",
        "850443505630 6109 4F07A0000000555555,CPM_FORMAT",
        "6109 4F07A0000000555555,CPM_FORMAT",
        "6109 4F07A0000000555555 85054350563031,CPM_FORMAT",
        "85054350563031,CPM_ORDER",
        "85054350563031 6109 4F07A0000000555555 6205 5F2D027A68,CPM_ORDER",
        "85054350563031 6205 5F2D027A68 6109 4F07A0000000555555,CPM_ORDER",
        "85054350563031 6109 4F07A0000000555555 6109 4F07A0000000555555 6109 4F07A0000000555555,CPM_ORDER",
        "85054350563031 6109 4F07A0000000555555 C100,CPM_ORDER",
        "85054350563031 6105 5F2D027A68,CPM_ADF_NAME",
        "85054350563031 6112 4F07A0000000555555 4F07A0000000555555,CPM_ONCE",
        "85054350563031 610E 4F07A0000000555555 6403820100,CPM_TRANSPARENT",
        "85054350563031 6106 4F04A0000000,CPM_BOUNDS",
        "85054350563031 6116 4F07A0000000555555 5A0B0102030405060708090A0B,CPM_BOUNDS",
        "85054350563031 610D 4F07A0000000555555 9F250101,CPM_BOUNDS",
        "85054350563031 610A 4F07A0000000555555,CPM_TLV",
        "85054350563031 6108 4F07A0000000555555,CPM_TLV",
        "85054350563031 618109 4F07A0000000555555,CPM_TLV",
        "85054350563031 61820009 4F07A0000000555555,CPM_TLV",
        "85054350563031 6180 4F07A0000000555555 0000,CPM_TLV",
        "85054350563031 61830000094F07A0000000555555,CPM_TLV",
        "85054350563031 6109 4F07A0000000555555 00,CPM_TLV",
        "85054350563031 6109 4F07A0000000555555 61,CPM_TLV",
        "85054350563031 6109 4F07A0000000555555 5F,CPM_TLV",
        "85054350563031 6109 4F07A0000000555555 9F818100,CPM_TLV",
        "85054350563031 610D 4F07A0000000555555 9F800100,CPM_TLV",
    })
    void refuses_what_breaks_a_rule(String hex, String code) {
        Report<ConsumerQr> report = read(hex.replace(" ", ""));

        assertThat(report.subject()).isEmpty();
        assertThat(report.problems()).extracting(Check::code).contains(code);
    }

    @Test
    void reads_tags_of_one_to_three_octets() {
        assertThat(read(HEAD + "6111" + ADF + "9F0200" + "DF810100" + "C100").problems())
                .extracting(Check::code)
                .contains("CPM_TLV");
        assertThat(read(HEAD + "6112" + ADF + "9F0200" + "DF810100" + "C100")
                        .orThrow()
                        .applications()
                        .get(0))
                .extracting(BerTlv::tag)
                .containsExactly("4F", "9F02", "DF8101", "C1");
    }

    @Test
    void names_the_octet_where_reading_ended() {
        assertThat(read(ONE.replace("6109", "610B") + "5F2D").problems())
                .extracting(Check::where)
                .containsExactly("61 at octet 18");
    }

    @Test
    void a_tag_is_one_to_three_octets() {
        for (String tag : new String[] {"", "5", "5f2d", "DF81010203", "GG"}) {
            assertThatThrownBy(() -> new BerTlv(tag, Bytes.empty())).isInstanceOf(InvalidValueException.class);
        }
    }

    private static void assertFails(Report<ConsumerQr> report, String code) {
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.problems()).extracting(Check::code).containsExactly(code);
    }
}
