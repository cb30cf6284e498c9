package io.onevisit.seal.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.OneVisitException;
import io.onevisit.seal.FontFile;
import io.onevisit.seal.SealOffice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Embedded fonts: ISO/IEC 14496-22 as far as a page needs it, and GB/T 33190-2016, 11.1. */
class OfdFontTest {
    private static final OfdFont FONT = OfdFont.embedded("测试", new FontFile().bytes());

    @ParameterizedTest
    @CsvSource({"A, 0.7", "中, 1.0", "𠮷, 1.2"})
    void widths_come_from_the_font(String character, double width) {
        assertThat(FONT.advance(character.codePointAt(0))).isEqualTo(width);
    }

    @Test
    void a_line_is_as_high_as_the_font_reaches_and_stands_on_its_own_line() {
        OfdPage.Text text = new OfdPage.Text(10, 20, FONT, 10, "A中𠮷A");

        assertThat(text.width()).isCloseTo(36, within(1e-9));
        assertThat(text.box().height()).isCloseTo(11, within(1e-9));
        assertThat(FONT.ascent()).isEqualTo(0.9);
    }

    @ParameterizedTest
    @CsvSource({"A, true", "中, true", "𠮷, false", "B, false", "一, false", "龍, false"})
    void a_character_map_of_the_basic_plane_is_read(String character, boolean there) {
        OfdFont font = OfdFont.embedded("测试", new FontFile().withBasicPlane().bytes());

        assertThat(font.canShow(character)).isEqualTo(there);
        if (there) {
            assertThat(font.advance(character.codePointAt(0))).isEqualTo(FONT.advance(character.codePointAt(0)));
        }
    }

    @Test
    void further_glyphs_are_as_wide_as_the_last_that_has_a_width() {
        OfdFont font = OfdFont.embedded("测试", new FontFile().with("hhea", 34, 2).bytes());

        assertThat(font.advance('中')).isEqualTo(0.7);
    }

    @Test
    void refuses_text_with_a_character_that_the_font_lacks() {
        assertThatThrownBy(() -> new OfdPage.Text(10, 20, FONT, 10, "AB"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("must have a glyph");
        assertThatCode(() -> new OfdPage.Text(10, 20, "宋体", 10, "AB")).doesNotThrowAnyException();
    }

    @Test
    void a_glyph_number_beyond_the_font_is_none() {
        OfdFont font = OfdFont.embedded(
                "测试", new FontFile().with("maxp", 4, 2).with("hhea", 34, 2).bytes());

        assertThat(font.canShow("A")).isTrue();
        assertThat(font.canShow("中")).isFalse();
    }

    @Test
    void the_font_travels_once_and_whole() {
        OfdPage page = OfdPage.a4(List.of(
                new OfdPage.Text(10, 20, FONT, 10, "A中"),
                new OfdPage.Text(10, 40, OfdFont.embedded("测试", new FontFile().bytes()), 10, "𠮷"),
                new OfdPage.Text(10, 60, "宋体", 10, "宋")));
        OfdDraft licence = Drafts.licence();
        Bytes ofd = OfdWriter.write(
                new OfdDraft("字体", licence.creator(), licence.created(), Map.of(), List.of(page), List.of()));
        Map<String, Bytes> files = Drafts.unzip(ofd);

        assertThat(files.get("Doc_0/Res/Font_0.ttf")).isEqualTo(new FontFile().bytes());
        assertThat(files).doesNotContainKey("Doc_0/Res/Font_1.ttf");
        assertThat(new String(files.get("Doc_0/PublicRes.xml").toArray(), StandardCharsets.UTF_8))
                .contains("FontName=\"测试\" FamilyName=\"测试\"><ofd:FontFile>Font_0.ttf</ofd:FontFile></ofd:Font>")
                .contains("FontName=\"宋体\" FamilyName=\"宋体\"></ofd:Font>");
        assertThat(new String(files.get("Doc_0/Pages/Page_0/Content.xml").toArray(), StandardCharsets.UTF_8))
                .contains("Boundary=\"10 20 17 11\"", "X=\"0\" Y=\"9\" DeltaX=\"7\">A中");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 12, 6, 0x100})
    void takes_a_font_that_may_be_embedded(int fsType) {
        assertThatCode(() ->
                        OfdFont.embedded("测试", new FontFile().permitting(fsType).bytes()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 0x102, 0x200, 0x204})
    void refuses_a_font_that_forbids_to_be_embedded(int fsType) {
        refuses(new FontFile().permitting(fsType).bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "hhea", "hmtx", "maxp", "OS/2", "cmap", "glyf", "loca"})
    void refuses_a_font_without_a_table_or_with_one_cut_off(String tag) {
        refuses(new FontFile().without(tag).bytes());
        if (!tag.equals("glyf") && !tag.equals("loca")) {
            refuses(new FontFile().cut(tag, 3).bytes());
        }
    }

    @Test
    void refuses_a_collection_and_postscript_without_outlines_of_its_kind() {
        refuses(new FontFile().version(0x74746366).bytes());
        refuses(new FontFile().version(0x4f54544f).bytes());
        OfdFont font = OfdFont.embedded(
                "测试",
                new FontFile()
                        .version(0x4f54544f)
                        .table("CFF ", ByteBuffer.allocate(4))
                        .bytes());
        assertThat(font.extension()).isEqualTo(".otf");
    }

    @ParameterizedTest
    @CsvSource({
        "head, 12, 0", // magic number
        "head, 18, 15", // units per em
        "head, 18, 16385",
        "hhea, 4, 0", // ascender
        "hhea, 4, 4001",
        "hhea, 6, 1", // descender above the line
        "hhea, 6, -4001",
        "hhea, 34, 0", // widths
        "hhea, 34, 5",
        "maxp, 4, 3",
        "cmap, 2, 9", // more maps than there is room for
        "cmap, 6, 5", // no Unicode
        "cmap, 10, 60", // a map outside
        "cmap, 24, 1", // groups beyond the end, high half
        "cmap, 26, 4",
    })
    void refuses_a_font_that_contradicts_itself(String tag, int position, int value) {
        refuses(new FontFile().with(tag, position, value).bytes());
    }

    @Test
    void refuses_tables_that_overlap_lie_outside_or_come_twice() {
        byte[] font = new FontFile().bytes().toArray();
        ByteBuffer directory = ByteBuffer.wrap(font);
        int first = directory.getInt(12 + 8);
        refuses(patched(font, 12 + 16 + 8, first));
        // The last two tables, name and post, are not read.
        refuses(patched(font, 12 + 9 * 16 + 8, directory.getInt(12 + 8 * 16 + 8)));
        refuses(patched(font, 12 + 8, 0));
        refuses(patched(font, 12 + 8, font.length - 3));
        refuses(patched(font, 12 + 12, -1));
        refuses(patched(font, 12 + 12, Integer.MAX_VALUE));
        refuses(patched(font, 12 + 16, directory.getInt(12)));
        refuses(Bytes.of(Arrays.copyOf(font, 100)));
        refuses(Bytes.of(new byte[11]));
        refuses(SealOffice.utf8("no font at all, but long enough to look into"));
    }

    @Test
    void refuses_more_than_32_mebibytes() {
        refuses(Bytes.of(Arrays.copyOf(new FontFile().bytes().toArray(), 32 * 1024 * 1024 + 1)));
    }

    @Test
    void whatever_is_changed_in_a_font_either_it_is_refused_or_it_can_be_asked() {
        Random random = new Random(20261120);
        byte[] font = new FontFile().withBasicPlane().bytes().toArray();
        byte[] other = new FontFile().bytes().toArray();
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = (i % 2 == 0 ? font : other).clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                OfdFont read = OfdFont.embedded("测试", Bytes.of(changed));
                "AB中一𠮷".codePoints().forEach(read::advance);
            } catch (OneVisitException e) {
                assertThat(e).isInstanceOf(InvalidValueException.class);
            }
        }
    }

    private static Bytes patched(byte[] font, int position, int value) {
        return Bytes.of(ByteBuffer.wrap(font.clone()).putInt(position, value).array());
    }

    private static void refuses(Bytes font) {
        assertThatThrownBy(() -> OfdFont.embedded("测试", font))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("font file");
    }
}
