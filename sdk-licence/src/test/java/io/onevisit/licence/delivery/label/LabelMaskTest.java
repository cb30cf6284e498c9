package io.onevisit.licence.delivery.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GB/T 41833-2022: at least one character of the name, six digits of the phone, unit and room of the address. */
class LabelMaskTest {
    private static final List<String> STREETS =
            List.of("体育场路", "文三路", "中山北街", "三元里大道", "解放一路", "东四十条胡同", "村", "工业园区", "");
    private static final List<String> HOUSES = List.of("2 号", "118号", "１２号", "");
    private static final List<String> ESTATES = List.of("阳光小区", "西湖花园", "X座大厦", "");
    private static final List<String> BUILDINGS = List.of("3幢", "12号楼", "A座", "Ｂ栋", "7-", "五栋", "");
    private static final List<String> UNITS = List.of("甲单元", "2单元", "三单元", "①Q4U单元", "#5-", "东门", "癸单元", "");
    private static final List<String> ROOMS =
            List.of("401室", "１２０３", "三零一室", "二十三层", "四〇一", "4F-2", "Q室", "508号", "左户");

    @ParameterizedTest
    @CsvSource({"张三丰, 张**", "李, *", "欧阳娜娜, 欧***", "𠮷田, 𠮷*", "Anna-Maria, A*********"})
    void of_a_name_shows_the_first_character_and_of_one_character_nothing(String name, String masked) {
        assertThat(LabelMask.name(name)).isEqualTo(masked);
    }

    /** What stands beside the one character is a blank, an accent or says which variant is meant: no character. */
    @ParameterizedTest
    @ValueSource(strings = {"李 ", " 李", "李\u3000", "李.", "辻\uDB40\uDD00", "A\u0301", "李\u200B", "・李"})
    void of_a_name_of_one_character_and_something_beside_nothing_is_shown(String name) {
        assertThat(LabelMask.name(name)).matches("\\*+");
    }

    @ParameterizedTest
    @CsvSource({
        "13800138000, 138******00",
        "0571-87654321, 057*-******21",
        "+86-13800138000, +86-1********00",
        "87654321, 87******",
        "1234567, 1******",
        "123456, ******",
        "12345, *****",
        "13800138000转8001, 138********转**01",
        "１３８００１３８０００, １３８******００",
        "١٣٨٠٠١٣٨٠٠٠, ١٣٨******٠٠",
        "𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎, 𝟏𝟑𝟖******𝟎𝟎"
    })
    void of_a_phone_hides_six_digits_at_least(String phone, String masked) {
        assertThat(LabelMask.phone(phone)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "体育场路 2 号 3 单元 401 室, 体育场路 2 号****",
        "古墩路201号1单元501室, 古墩路201号****",
        "阳光小区12-3-401, 阳光小区****",
        "幸福家园2幢401号, 幸福家园****",
        "中山路3号楼2单元401室, 中山路****",
        "A座1203, ****",
        "某某村, 某****",
        "阳光小区三零一室, 阳光小区****",
        "阳光小区二十三层甲户, 阳光小区****",
        "阳光小区四〇一, 阳光小区****",
        "阳光小区戊单元, 阳光小区****",
        "阳光小区负一层, 阳光小区****",
        "阳光小区贰拾叁楼, 阳光小区****",
        "文三路三零一室, 文三路****"
    })
    void of_an_address_shows_street_and_house(String address, String masked) {
        assertThat(LabelMask.address(address)).isEqualTo(masked);
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_the_name_at_least_one_character_is_hidden_and_only_one_shown(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String name = random.ints(1 + random.nextInt(20), 0x4E00, 0x9FA5)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String masked = LabelMask.name(name);

            assertThat(masked).hasSameSizeAs(name);
            assertThat(masked.chars().filter(place -> place == '*').count())
                    .isGreaterThanOrEqualTo(Math.max(1, name.length() - 1));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_the_phone_at_least_six_digits_are_hidden(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            StringBuilder phone = new StringBuilder(random.nextBoolean() ? "+" : "");
            int digits = 1 + random.nextInt(18);
            for (int d = 0; d < digits; d++) {
                phone.append((char) ('0' + random.nextInt(10))).append(random.nextInt(5) == 0 ? "-" : "");
            }
            String masked = LabelMask.phone(phone.toString());

            assertThat(masked).hasSameSizeAs(phone);
            assertThat(masked.chars().filter(place -> place == '*').count())
                    .isGreaterThanOrEqualTo(Math.min(6, digits));
            assertThat(masked.chars().filter(Character::isDigit).count()).isLessThanOrEqualTo(5);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void however_an_address_is_written_unit_and_room_are_hidden(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String front = any(random, STREETS) + any(random, HOUSES) + any(random, ESTATES);
            String inside = any(random, BUILDINGS) + any(random, UNITS) + any(random, ROOMS);
            if (inside.equals("508号")) {
                continue; // a house in the street
            }
            String shown = LabelMask.address(front + inside).replace("*", "");

            assertThat(front + inside).startsWith(shown);
            assertThat(shown.length()).as(front + "|" + inside).isLessThanOrEqualTo(front.length());
        }
    }

    @Test
    void nothing_is_not_masked_but_refused() {
        assertThatThrownBy(() -> LabelMask.name(" ")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> LabelMask.phone("")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> LabelMask.address("")).isInstanceOf(InvalidValueException.class);
    }

    private static String any(Random random, List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
