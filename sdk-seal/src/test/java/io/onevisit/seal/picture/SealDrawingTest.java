package io.onevisit.seal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.onevisit.core.InvalidValueException;
import io.onevisit.seal.SealPicture;
import io.onevisit.seal.internal.Png;
import java.awt.Font;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seals drawn with blocks for characters, measured. */
class SealDrawingTest {
    private static final String THIRTY = "示例省示例市高新技术产业开发区行政审批服务局大厅第三分中心";
    private static final Font FONT = BlockFont.of(THIRTY + "上左合同专用章0123456789ABCDEFGHIJ𬴂\u3000");
    private static final SealDrawing DRAWING = new SealDrawing(FONT, SealDrawing.RED, 300);
    private static final double PIXEL = 25.4 / 300;

    private static String name(int characters) {
        return (THIRTY + THIRTY).substring(0, characters);
    }

    private static Print official(int characters, String line, String number) {
        return Print.of(DRAWING.official(name(characters), line, number, 42));
    }

    // The file

    @ParameterizedTest
    @CsvSource({"42, 300, 496", "40, 300, 472", "45, 600, 1063", "50, 96, 189", "20, 72, 57"})
    void is_as_many_pixels_as_its_millimetres_are(int diameter, int dotsPerInch, int pixels) {
        SealPicture picture = new SealDrawing(FONT, SealDrawing.RED, dotsPerInch).official(name(8), diameter);

        assertThat(Png.inspect(picture.data().toArray())).isEqualTo(new Png(pixels, pixels));
        assertThat(picture.width()).isEqualTo(diameter);
        assertThat(picture.height()).isEqualTo(diameter);
        assertThat(density(picture)).isEqualTo(Math.round(dotsPerInch / 0.0254));
    }

    private static long density(SealPicture picture) {
        byte[] png = picture.data().toArray();
        int at = new String(png, StandardCharsets.ISO_8859_1).indexOf("pHYs") + 4;
        ByteBuffer chunk = ByteBuffer.wrap(png, at, 9);
        int across = chunk.getInt();
        assertThat(chunk.getInt()).isEqualTo(across);
        assertThat(chunk.get()).as("per metre").isEqualTo((byte) 1);
        return across;
    }

    @Test
    void has_the_same_octets_each_time() {
        assertThat(DRAWING.official(name(14), "合同专用章", "3301", 42))
                .isEqualTo(DRAWING.official(name(14), "合同专用章", "3301", 42))
                .isNotEqualTo(DRAWING.official(name(13), "合同专用章", "3301", 42));
    }

    @Test
    void has_one_colour_and_is_transparent_where_there_is_no_ink() {
        Print print = Print.of(new SealDrawing(FONT, 0x123456, 300).official(name(8), 42));

        int[] pixels = print.image().getRGB(0, 0, 496, 496, null, 0, 496);
        assertThat(IntStream.of(pixels).map(pixel -> pixel & 0xffffff).distinct())
                .containsExactly(0x123456);
        assertThat(print.image().getRGB(0, 0) >>> 24).as("corner").isZero();
        assertThat(print.image().getRGB(248, 135) >>> 24)
                .as("between star and name")
                .isZero();
        assertThat(IntStream.of(pixels).map(pixel -> pixel >>> 24).filter(alpha -> alpha > 0 && alpha < 255))
                .as("smooth edges")
                .hasSizeGreaterThan(500);
    }

    // Ring and star

    @ParameterizedTest
    @ValueSource(ints = {40, 42, 45, 50})
    void has_a_ring_at_its_edge(int diameter) {
        Print print = Print.of(DRAWING.official(name(8), diameter));
        double ring = diameter / 35.0;

        for (int degrees = 0; degrees < 360; degrees++) {
            assertThat(print.inkAt(diameter / 2.0 - PIXEL, degrees)).isTrue();
            assertThat(print.inkAt(diameter / 2.0 - ring + PIXEL, degrees)).isTrue();
            assertThat(print.inkAt(diameter / 2.0 - ring - PIXEL, degrees)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 42, 45, 50})
    void has_a_star_of_five_points_in_its_middle_one_of_them_upwards(int diameter) {
        Print print = Print.of(DRAWING.official(name(8), diameter));
        double outer = diameter / 6.0;
        double inner = outer * 0.381966;

        assertThat(print.ink(0, 0)).isTrue();
        for (int point = 0; point < 360; point += 72) {
            assertThat(print.inkAt(outer - 5 * PIXEL, point)).isTrue();
            assertThat(print.inkAt(outer + PIXEL, point)).isFalse();
            assertThat(print.inkAt(inner - 2 * PIXEL, point + 36)).isTrue();
            assertThat(print.inkAt(inner + 2 * PIXEL, point + 36)).isFalse();
        }
        assertThat(print.runsAlong(outer * 0.7)).hasSize(5);
    }

    // The name

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 13, 14, 20, 29, 30})
    void spaces_its_name_evenly_and_alike_on_both_sides(int characters) {
        List<Double> middles = nameRuns(official(characters, "", ""), 42);

        assertThat(middles).hasSize(characters);
        double step = 2 * middles.get(characters - 1) / (characters - 1);
        for (int i = 0; i < characters; i++) {
            assertThat(middles.get(i)).isCloseTo(-middles.get(characters - 1 - i), within(0.6));
            assertThat(middles.get(i) - middles.get(0)).isCloseTo(i * step, within(0.6));
        }
        assertThat(step * characters).isLessThan(300);
    }

    /** Along the outer edge of the name, where characters are farthest apart, and along their feet. */
    private static List<Double> nameRuns(Print print, int diameter) {
        double[] band = nameBand(print, diameter);
        List<Double> feet = print.runsAlong(band[0] + 4 * PIXEL);
        assertThat(print.runsAlong((band[0] + band[1]) / 2)).hasSameSizeAs(feet);
        return feet;
    }

    private static double[] nameBand(Print print, int diameter) {
        return print.radiiOfInk(diameter / 6.0 + 2 * PIXEL, diameter / 2.0 - diameter / 35.0 - 2 * PIXEL);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 14, 20, 30})
    void keeps_its_name_between_star_and_ring(int characters) {
        double[] band = nameBand(official(characters, "", ""), 42);

        double inside = 21 - 1.2;
        assertThat(band[1]).isBetween(inside - 1.2, inside - 0.5);
        assertThat(band[0]).isGreaterThan(7 + 2);
        assertThat(band[1] - band[0]).as("height of a character").isBetween(3.0, 7.5);
    }

    @Test
    void stands_its_characters_upright_along_the_radius() {
        Print print = Print.of(DRAWING.official("上上上上", 42));
        Print whole = Print.of(DRAWING.official("示上上上", 42));
        double[] full = nameBand(whole, 42);
        double middle = (full[0] + full[1]) / 2;
        List<Double> all = whole.runsAlong(full[1] - 6 * PIXEL);

        assertThat(all).hasSize(4);
        assertThat(whole.runsAlong(middle - 6 * PIXEL))
                .as("only the first has a lower half")
                .hasSize(1);
        assertThat(whole.runsAlong(middle - 6 * PIXEL).get(0)).isCloseTo(all.get(0), within(0.5));
        assertThat(nameBand(print, 42)[1]).isCloseTo(full[1], within(2 * PIXEL));
    }

    @Test
    void runs_from_left_to_right() {
        Print print = Print.of(DRAWING.official("左示", 42));
        double[] band = nameBand(print, 42);
        List<Double> middles = print.runsAlong((band[0] + band[1]) / 2);

        assertThat(middles.get(0)).as("only its left half has ink").isLessThan(-middles.get(1) - 1);
    }

    @Test
    void takes_characters_beyond_the_basic_plane() {
        assertThat(nameRuns(Print.of(DRAWING.official("𬴂示𬴂", 42)), 42)).hasSize(3);
    }

    // Line and number

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 22, 30})
    void leaves_a_line_free_of_the_name(int characters) {
        Print with = official(characters, "合同专用章", "");
        Print without = Print.of(DRAWING.official(name(characters), "", "", 42));
        List<Double> middles = with.runsAcross(42 * 0.27, -15, 15);

        assertThat(middles).hasSize(5);
        assertThat(middles.get(2)).isCloseTo(0, within(0.15));
        assertThat(middles.get(0)).isCloseTo(-middles.get(4), within(0.2));
        assertThat(with.runsAcross(42 * 0.20, -5, 5)).isEmpty();
        assertThat(without.runsAcross(42 * 0.27, -9, 9)).isEmpty();
    }

    @Test
    void sets_a_longer_line_narrower_within_the_ring() {
        List<Double> middles = official(30, "合同专用章合同专用章", "3301060012345").runsAcross(42 * 0.27, -15, 15);

        assertThat(middles).hasSize(10);
        assertThat(middles.get(9)).isLessThan(16);
    }

    @ParameterizedTest
    @CsvSource({"8, 13", "30, 13", "30, 18", "14, 1"})
    void sets_a_number_along_the_bottom_beside_the_name(int characters, int digits) {
        Print print = official(characters, "", "012345678901234567".substring(0, digits));
        double radius = 21 - 1.2 - 0.015 * 42 - 0.02 * 42;
        List<Double> all = print.runsAlong(radius, 0);
        List<Double> bottom = all.stream()
                .map(degrees -> degrees - 180)
                .filter(degrees -> Math.abs(degrees) < digits * 2.2)
                .toList();

        assertThat(all).hasSize(characters + digits);
        assertThat(bottom).hasSize(digits);
        assertThat(bottom.get(0)).isCloseTo(-bottom.get(digits - 1), within(0.6));
    }

    // Refused

    @Test
    void refuses_a_character_that_the_font_lacks() {
        assertThatThrownBy(() -> DRAWING.official("示例市缺字", 42))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("name")
                .hasMessageNotContaining("缺");
        assertThatThrownBy(() -> DRAWING.official(name(8), "缺", "", 42)).hasMessageContaining("line");
        assertThatThrownBy(() -> DRAWING.official(name(8), "", "Z", 42)).hasMessageContaining("number");
        assertThatThrownBy(() -> DRAWING.personal("示缺", SealDrawing.Cut.RELIEF, 20, 20))
                .hasMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"示\u3000例", "示 例", "示\n例", "示\u0000例", "示\ud800例", "示\u0301例", "示\u202e例"})
    void refuses_a_character_without_a_shape(String name) {
        assertThatThrownBy(() -> DRAWING.official(name, 42)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 40})
    void refuses_a_name_too_short_or_too_long(int characters) {
        assertThatThrownBy(() -> DRAWING.official(name(characters), 42))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("2 to 30");
    }

    @Test
    void refuses_a_line_or_number_too_long() {
        assertThatThrownBy(() -> DRAWING.official(name(8), name(11), "", 42)).hasMessageContaining("0 to 10");
        assertThatThrownBy(() -> DRAWING.official(name(8), "", "0".repeat(19), 42))
                .hasMessageContaining("0 to 18");
    }

    @Test
    void refuses_a_number_that_is_not_of_digits_and_capitals() {
        assertThatThrownBy(() -> DRAWING.official(name(8), "", "示", 42)).hasMessageContaining("digits or capitals");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 19, 101, Integer.MAX_VALUE})
    void refuses_a_diameter_that_no_seal_has(int diameter) {
        assertThatThrownBy(() -> DRAWING.official(name(8), diameter)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_more_pixels_than_a_seal_may_carry() {
        SealDrawing fine = new SealDrawing(FONT, SealDrawing.RED, 1200);

        assertThatThrownBy(() -> fine.official(name(8), 87)).hasMessageContaining("4096");
        assertThat(Png.inspect(fine.official(name(8), 20).data().toArray()).width())
                .isEqualTo(945);
    }

    @Test
    void refuses_a_font_colour_or_resolution_out_of_bounds() {
        assertThatThrownBy(() -> new SealDrawing(null, 0, 300)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new SealDrawing(FONT, -1, 300)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new SealDrawing(FONT, 0x1000000, 300)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new SealDrawing(FONT, 0, 71)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new SealDrawing(FONT, 0, 1201)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_null() {
        assertThatThrownBy(() -> DRAWING.official(null, 42)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> DRAWING.official(name(8), null, "", 42)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> DRAWING.official(name(8), "", null, 42)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> DRAWING.personal(null, SealDrawing.Cut.RELIEF, 20, 20))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> DRAWING.personal("示例", null, 20, 20)).isInstanceOf(InvalidValueException.class);
    }

    // Seals of persons

    private static Print personal(String name, SealDrawing.Cut cut, int width, int height) {
        return Print.of(DRAWING.personal(name, cut, width, height));
    }

    @ParameterizedTest
    @EnumSource(SealDrawing.Cut.class)
    void cuts_four_characters_in_relief_or_out_of_the_ground(SealDrawing.Cut cut) {
        Print print = personal("示例省市", cut, 20, 20);
        boolean relief = cut == SealDrawing.Cut.RELIEF;

        assertThat(print.ink(-9.8, -9.8)).as("edge").isTrue();
        assertThat(print.ink(0, 9.8)).as("edge").isTrue();
        assertThat(print.ink(0, 0)).as("between the characters").isEqualTo(!relief);
        assertThat(print.ink(-8.8, 0)).as("beside the characters").isEqualTo(!relief);
        for (int x : new int[] {-4, 4}) {
            for (int y : new int[] {-4, 4}) {
                assertThat(print.ink(x, y)).as("in a character").isEqualTo(relief);
            }
        }
    }

    @Test
    void sets_four_characters_in_columns_from_the_right() {
        assertThat(halves(personal("上示示示", SealDrawing.Cut.RELIEF, 20, 20))).containsExactly(false, true, true, true);
        assertThat(halves(personal("示上示示", SealDrawing.Cut.RELIEF, 20, 20))).containsExactly(true, false, true, true);
        assertThat(halves(personal("示示上示", SealDrawing.Cut.RELIEF, 20, 20))).containsExactly(true, true, false, true);
    }

    /** Whether the lower half of each cell has ink: right upper, right lower, left upper, left lower. */
    private static List<Boolean> halves(Print print) {
        return List.of(print.ink(4, -2), print.ink(4, 6), print.ink(-4, -2), print.ink(-4, 6));
    }

    @Test
    void gives_a_surname_the_right_column() {
        Print three = personal("上示例", SealDrawing.Cut.RELIEF, 20, 20);
        Print two = personal("上示", SealDrawing.Cut.RELIEF, 20, 20);

        assertThat(List.of(three.ink(4, -4), three.ink(4, 4), three.ink(-4, -4), three.ink(-4, 4)))
                .containsExactly(true, false, true, true);
        assertThat(three.ink(-4, 0))
                .as("between the characters of the given name")
                .isFalse();
        assertThat(List.of(two.ink(4, -4), two.ink(4, 4), two.ink(-4, -4), two.ink(-4, 4)))
                .containsExactly(true, false, true, true);
        assertThat(two.ink(-4, 0)).as("in the one character on the left").isTrue();
    }

    @Test
    void sets_a_high_seal_in_one_column_and_a_wide_one_in_a_row_from_the_left() {
        Print high = personal("示例上", SealDrawing.Cut.RELIEF, 10, 24);
        Print wide = personal("左示例", SealDrawing.Cut.RELIEF, 30, 12);

        assertThat(List.of(high.ink(0, -7), high.ink(0, 0), high.ink(0, 6), high.ink(0, 9)))
                .containsExactly(true, true, true, false);
        List<Double> row = wide.runsAcross(0, -14, 14);
        assertThat(row).hasSize(3);
        assertThat(row.get(1)).isCloseTo(0, within(0.1));
        assertThat(row.get(0)).as("its left half alone").isLessThan(-row.get(2));
    }

    @ParameterizedTest
    @CsvSource({"7, 20", "20, 7", "61, 20", "20, 61", "8, 33", "33, 8", "0, 0", "-20, 20"})
    void refuses_a_personal_seal_of_odd_size(int width, int height) {
        assertThatThrownBy(() -> DRAWING.personal("示例", SealDrawing.Cut.RELIEF, width, height))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "示", "示例省市高"})
    void refuses_a_personal_name_of_another_length(String name) {
        assertThatThrownBy(() -> DRAWING.personal(name, SealDrawing.Cut.INTAGLIO, 20, 20))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("2 to 4");
    }

    @Test
    void shows_its_resolution_only() {
        assertThat(DRAWING).hasToString("seal drawing at 300 dpi");
    }
}
