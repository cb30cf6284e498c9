package io.onevisit.core.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.EncodeHintType;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import io.nayuki.qrcodegen.QrCode.Ecc;
import io.nayuki.qrcodegen.QrSegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The choice of the mask, ISO/IEC 18004 clause 7.8.3, against two other encoders and the table read module by module. */
class DataMaskTest {
    private static final List<ErrorCorrection> LEVELS = List.of(ErrorCorrection.values());
    private static final List<Ecc> NAYUKI_LEVELS = List.of(Ecc.LOW, Ecc.MEDIUM, Ecc.QUARTILE, Ecc.HIGH);

    static Stream<Arguments> allVersionsAndLevels() {
        List<Arguments> all = new ArrayList<>();
        for (int version = 1; version <= 40; version++) {
            for (ErrorCorrection level : ErrorCorrection.values()) {
                all.add(Arguments.of(version, level));
            }
        }
        return all.stream();
    }

    /** The levels in turn. */
    static Stream<Arguments> allVersions() {
        return IntStream.rangeClosed(1, 40).mapToObj(i -> Arguments.of(i, LEVELS.get(i % 4)));
    }

    @ParameterizedTest
    @MethodSource("allVersions")
    void takes_the_mask_of_the_lowest_penalty(int version, ErrorCorrection level) throws Exception {
        String text = Texts.of(version, level, new Random(18004 + version));
        ModuleGrid underMask0 = zxing(text, level, 0);

        assertSame(
                QrCode.of(text, level),
                DataMask.under(SlowPenalty.STANDARD.choice(underMask0, version), underMask0, version));
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("allVersionsAndLevels")
    void takes_the_mask_of_the_lowest_penalty_for_many_texts(int version, ErrorCorrection level) throws Exception {
        Random random = new Random();
        for (int i = 0; i < 5; i++) {
            String text = Texts.of(version, level, random);
            ModuleGrid underMask0 = zxing(text, level, 0);
            int choice = SlowPenalty.STANDARD.choice(underMask0, version);

            assertSame(QrCode.of(text, level), DataMask.under(choice, underMask0, version));
            assertZxingDiffersByRule3Alone(text, level, version, underMask0);
        }
    }

    /** Clause 7.8.3.1: the area to be evaluated is the symbol, and clause 6.3.8 puts the quiet zone around the symbol. */
    @ParameterizedTest
    @CsvSource({
        "#.###.#.#............, 0",
        "...#.###.#.#........., 0",
        "....#.###.#.#........, 40",
        "#.###.#....#........., 40",
        "............#.#.###.#, 0",
        ".........#.#.###.#..., 0",
        "........#.#.###.#...., 40",
        ".........#....#.###.#, 40"
    })
    void a_pattern_at_the_edge_has_no_light_of_the_quiet_zone_beside_it(String line, int penalty) {
        for (int at = 0; at < 21; at++) {
            ModuleGrid across = new ModuleGrid(21);
            ModuleGrid down = new ModuleGrid(21);
            for (int i = 0; i < 21; i++) {
                if (line.charAt(i) == '#') {
                    across.darken(i, at);
                    down.darken(at, i);
                }
            }
            assertThat(MaskPenalty.of(across) - SlowPenalty.WITHOUT_RULE_3.of(across))
                    .isEqualTo(penalty);
            assertThat(MaskPenalty.of(down) - SlowPenalty.WITHOUT_RULE_3.of(down))
                    .isEqualTo(penalty);
        }
    }

    /** Module for module what ZXing itself makes, unless its reading of rule 3 makes it take another mask. */
    @ParameterizedTest
    @MethodSource("allVersions")
    void agrees_with_ZXing_but_for_runs_that_are_too_long_in_rule_3(int version, ErrorCorrection level)
            throws Exception {
        String text = Texts.of(version, level, new Random(3L * version));

        assertZxingDiffersByRule3Alone(text, level, version, zxing(text, level, 0));
    }

    private static void assertZxingDiffersByRule3Alone(
            String text, ErrorCorrection level, int version, ModuleGrid underMask0) throws Exception {
        QRCode zxing = Encoder.encode(text, ErrorCorrectionLevel.valueOf(level.name()), Map.of());

        assertThat(zxing.getMaskPattern()).isEqualTo(SlowPenalty.ZXING.choice(underMask0, version));
        assertThat(modules(DataMask.under(zxing.getMaskPattern(), underMask0, version)))
                .isEqualTo(modules(zxing));
        if (zxing.getMaskPattern() == SlowPenalty.STANDARD.choice(underMask0, version)) {
            assertThat(modules(QrCode.of(text, level).modules())).isEqualTo(modules(zxing));
        }
    }

    /** Nayuki's encoder shares no line with ZXing's: codewords, placement, format and version information. */
    @ParameterizedTest
    @MethodSource("allVersions")
    void draws_every_mask_as_Nayuki_does(int version, ErrorCorrection level) throws Exception {
        assertDrawsEveryMaskAsNayuki(version, level);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("allVersionsAndLevels")
    void draws_every_mask_as_Nayuki_does_at_every_level(int version, ErrorCorrection level) throws Exception {
        assertDrawsEveryMaskAsNayuki(version, level);
    }

    private static void assertDrawsEveryMaskAsNayuki(int version, ErrorCorrection level) throws Exception {
        String text = Texts.of(version, level, new Random(5L * version));
        ModuleGrid underMask0 = zxing(text, level, 0);

        for (int mask = 0; mask < 8; mask++) {
            assertThat(modules(DataMask.under(mask, underMask0, version)))
                    .isEqualTo(modules(nayuki(text, level, version, mask)));
        }
    }

    @ParameterizedTest
    @MethodSource("allVersions")
    void agrees_with_Nayuki_but_for_patterns_counted_twice_enlarged_or_beside_the_quiet_zone_in_rule_3(
            int version, ErrorCorrection level) throws Exception {
        String text = Texts.of(version, level, new Random(7L * version));
        ModuleGrid underMask0 = zxing(text, level, 0);
        io.nayuki.qrcodegen.QrCode nayuki = nayuki(text, level, version, -1);

        assertThat(nayuki.mask).isEqualTo(SlowPenalty.NAYUKI.choice(underMask0, version));
        if (nayuki.mask == SlowPenalty.STANDARD.choice(underMask0, version)) {
            assertThat(modules(QrCode.of(text, level).modules())).isEqualTo(modules(nayuki));
        }
    }

    /** ECI 26 and the mode of the text are one segment after the other in both. */
    @Test
    void makes_the_same_code_of_Chinese_as_Nayuki() {
        String text = "浙江省杭州市西湖区 不动产登记费 ¥80.50 𠮷";
        QrCode code = QrCode.of(text, ErrorCorrection.Q);
        List<String> nayuki = Stream.iterate(0, mask -> mask < 8, mask -> mask + 1)
                .map(mask -> modules(io.nayuki.qrcodegen.QrCode.encodeSegments(
                        List.of(QrSegment.makeEci(26), QrSegment.makeBytes(text.getBytes(StandardCharsets.UTF_8))),
                        Ecc.QUARTILE,
                        1,
                        40,
                        mask,
                        false)))
                .toList();

        assertThat(nayuki).contains(modules(code.modules()));
    }

    @ParameterizedTest
    @CsvSource({"21, 50", "25, 20", "45, 80", "57, 50", "61, 50", "101, 35", "117, 97", "121, 3", "177, 50", "177, 65"})
    void scores_any_pattern_of_modules_as_the_table_does(int size, int percentDark) {
        Random random = new Random(size * 100L + percentDark);
        for (int i = 0; i < 20; i++) {
            ModuleGrid grid = new ModuleGrid(size);
            for (int module = 0; module < size * size; module++) {
                if (random.nextInt(100) < percentDark) {
                    grid.darken(module % size, module / size);
                }
            }

            assertThat(MaskPenalty.of(grid)).isEqualTo(SlowPenalty.STANDARD.of(grid));
        }
    }

    /** Clause 7.8.3.1, table 11: what rule 3 adds for modules in the middle of a light grid. */
    @ParameterizedTest
    @CsvSource({
        "....#.###.#...., once with light on both sides, 40",
        "#....#.###.#.#, light before, 40",
        "#.#.###.#....#, light behind, 40",
        "#...#.###.#...#, three light modules are too few, 0",
        "#....#.###.##, a last run of two is another ratio, 0",
        "##.###.#....#, a first run of two is another ratio, 0",
        "#....##..######..##....#, twice as large, 0"
    })
    void counts_in_rule_3(String line, String why, int penalty) {
        for (int at = 2; at < 60; at += 7) {
            ModuleGrid across = new ModuleGrid(97);
            ModuleGrid down = new ModuleGrid(97);
            for (int i = 0; i < line.length(); i++) {
                if (line.charAt(i) == '#') {
                    across.darken(at + i, at);
                    down.darken(at, at + i);
                }
            }
            for (ModuleGrid grid : List.of(across, down)) {
                assertThat(MaskPenalty.of(grid) - SlowPenalty.WITHOUT_RULE_3.of(grid))
                        .as(why)
                        .isEqualTo(penalty);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keeps_remainder_bits_and_function_patterns(ErrorCorrection level) throws Exception {
        for (int version : new int[] {2, 14, 21, 28}) {
            String text = Texts.of(version, level, new Random(version));

            assertThat(QrMessage.of(QrCode.of(text, level)).text()).isEqualTo(text);
        }
    }

    private static ModuleGrid zxing(String text, ErrorCorrection level, int mask) throws Exception {
        QRCode code = Encoder.encode(
                text, ErrorCorrectionLevel.valueOf(level.name()), Map.of(EncodeHintType.QR_MASK_PATTERN, mask));
        ModuleGrid grid = new ModuleGrid(code.getMatrix().getWidth());
        for (int row = 0; row < grid.size(); row++) {
            for (int column = 0; column < grid.size(); column++) {
                if (code.getMatrix().get(column, row) == 1) {
                    grid.darken(column, row);
                }
            }
        }
        return grid;
    }

    private static io.nayuki.qrcodegen.QrCode nayuki(String text, ErrorCorrection level, int version, int mask) {
        return io.nayuki.qrcodegen.QrCode.encodeSegments(
                List.of(QrSegment.makeBytes(text.getBytes(StandardCharsets.US_ASCII))),
                NAYUKI_LEVELS.get(LEVELS.indexOf(level)),
                version,
                version,
                mask,
                false);
    }

    private static void assertSame(QrCode code, ModuleGrid expected) {
        assertThat(modules(code.modules())).isEqualTo(modules(expected));
    }

    private static String modules(ModuleGrid grid) {
        return modules(grid.size(), (column, row) -> grid.dark(column, row));
    }

    private static String modules(QRCode code) {
        return modules(
                code.getMatrix().getWidth(), (column, row) -> code.getMatrix().get(column, row) == 1);
    }

    private static String modules(io.nayuki.qrcodegen.QrCode code) {
        return modules(code.size, code::getModule);
    }

    private static String modules(int size, Modules dark) {
        StringBuilder modules = new StringBuilder();
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                modules.append(dark.at(column, row) ? '#' : '.');
            }
            modules.append('\n');
        }
        return modules.toString();
    }

    private interface Modules {
        boolean at(int column, int row);
    }
}
