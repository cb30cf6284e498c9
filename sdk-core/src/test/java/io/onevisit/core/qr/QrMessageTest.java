package io.onevisit.core.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the codewords, ISO/IEC 18004 clause 7.4, read without any other library. */
class QrMessageTest {
    /** EMVCo Merchant-Presented QR 4.12: byte mode, ECI 000026 before anything outside the common character set. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "浙江省杭州市西湖区 不动产登记费 ¥80.50",
                "𠮷野家",
                "é",
                "\u0080",
                "A中",
                "12345中",
                "カタカナ",
                "点茗",
                "\uFEFFtext",
                "naïve café £5"
            })
    void says_ECI_26_before_UTF_8(String text) {
        for (ErrorCorrection level : ErrorCorrection.values()) {
            assertThat(QrMessage.of(QrCode.of(text, level)).segments()).containsExactly("ECI 26", "BYTE " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://pay.onevisit.example/q/33", "a", "line\nline\t\u0000\u007F", "A-b", "{}~\\"})
    void needs_no_ECI_for_ASCII(String text) {
        assertThat(QrMessage.of(QrCode.of(text, ErrorCorrection.M)).segments()).containsExactly("BYTE " + text);
    }

    /** RFC 9285: base45 is what alphanumeric mode holds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BB8",
                "QED8WEX0",
                "HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 O5 N2FBBRW1*70HS8WY04AC*WIFN0AHCD8KD97TK0F90KECTHGWJC0FDC:5AIA%G7X+AQB9746HS80:54IBQF60R6$A80X6S1BTYACG6M+9XG8KIAWNA91AY%67092L4WJCT3EHS8XJC$+DXJCCWENF6OF63W5NW6WF6%JC QE/IAYJC5LEW34U3ET7DXC9 QE-ED8%E.JCBECB1A-:8$96646AL60A60S6Q$D.UDRYA 96NF6L/5QW6307KQEPD09WEQDD+Q6TW6FA7C466KCN9E%961A6DL6FA7D46JPCT3E5JDLA7$Q6E464W5TG6..DX%DZJC6/DTZ9 QE5$CB$DA/D JC1/D3Z8WED1ECW.CCWE.Y92OAGY8MY9L+9MPCG/D5 C5IA5N9$PC5$CUZCY$5Y$527BHB6*L8ARHDJL.Q7*2T7:SCNFZN70H6*AS6+T$D9UCAD97R8NIBO+/RJVE$9PAGPTBIZEP MO-Q0:R13IURRQ5MV93M9V3X2U:NDZSF",
                "ONEVISIT",
                "$%*+-./: "
            })
    void writes_base45_in_alphanumeric_mode(String text) {
        assertThat(QrMessage.of(QrCode.of(text, ErrorCorrection.M)).segments()).containsExactly("ALPHANUMERIC " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "007", "33010026000000000012"})
    void writes_digits_in_numeric_mode(String text) {
        assertThat(QrMessage.of(QrCode.of(text, ErrorCorrection.H)).segments()).containsExactly("NUMERIC " + text);
    }

    @ParameterizedTest
    @MethodSource("io.onevisit.core.qr.DataMaskTest#allVersionsAndLevels")
    void holds_the_text_exactly_in_every_version_and_level(int version, ErrorCorrection level) {
        String text = Texts.of(version, level, new Random(version));
        QrMessage message = QrMessage.of(QrCode.of(text, level));

        assertThat(message.version()).isEqualTo(version);
        assertThat(message.level()).isEqualTo(level);
        assertThat(message.segments()).containsExactly("BYTE " + text);
    }

    /** 3 octets each behind 12 more bits, up to the last that fits. */
    @ParameterizedTest
    @EnumSource
    void holds_Chinese_up_to_the_edge_of_a_version(ErrorCorrection level) {
        for (int length = 1; length <= 120; length++) {
            String text = "缴".repeat(length);
            assertThat(QrMessage.of(QrCode.of(text, level)).segments()).isEqualTo(List.of("ECI 26", "BYTE " + text));
        }
    }

    @Test
    void holds_random_Unicode() {
        Random random = new Random(26);
        for (int i = 0; i < 200; i++) {
            String text = random.ints(1 + random.nextInt(60), 1, 0x11_0000)
                    .filter(point -> point < 0xD800 || point > 0xDFFF)
                    .limit(40)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .append('中')
                    .toString();

            assertThat(QrMessage.of(QrCode.of(text, ErrorCorrection.M)).text()).isEqualTo(text);
        }
    }
}
