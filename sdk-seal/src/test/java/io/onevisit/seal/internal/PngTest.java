package io.onevisit.seal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {
    private static final Bytes PNG = Pictures.png(30, 20);
    private static final byte[] TRUE_COLOUR = {8, 2, 0, 0, 0};

    @Test
    void tells_the_size_in_pixels() {
        assertThat(Png.inspect(PNG.toArray())).isEqualTo(new Png(30, 20));
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "30, 0", "-1, 20", "4097, 20", "30, 4097", "60000, 60000", "2147483647, 2147483647"})
    void refuses_a_picture_that_claims_to_be_out_of_bounds(int width, int height) {
        refuses(Pictures.claiming(PNG, width, height).toArray(), "out of bounds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iCCP", "zTXt", "iTXt", "tEXt", "acTL", "eXIf", "aBcD"})
    void refuses_chunks_that_may_expand_move_or_hide(String type) {
        refuses(Pictures.withChunk(PNG, type, new byte[10]).toArray(), "not allowed");
    }

    @Test
    void allows_plain_side_information() {
        byte[] resolution = {0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1};

        assertThat(Png.inspect(Pictures.withChunk(PNG, "pHYs", resolution).toArray()))
                .isEqualTo(new Png(30, 20));
    }

    @Test
    void refuses_a_second_header() {
        refuses(Pictures.withChunk(PNG, "IHDR", new byte[13]).toArray(), "two headers");
    }

    @Test
    void refuses_octets_after_the_end() {
        refuses(Arrays.copyOf(PNG.toArray(), PNG.length() + 1), "after its end");
    }

    @Test
    void refuses_a_picture_cut_off_anywhere() {
        for (int length = 0; length < PNG.length(); length++) {
            byte[] cut = Arrays.copyOf(PNG.toArray(), length);
            assertThatThrownBy(() -> Png.inspect(cut)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void refuses_a_picture_with_any_bit_turned() {
        for (int at = 0; at < PNG.length(); at++) {
            byte[] turned = PNG.toArray();
            turned[at] ^= 0x10;
            assertThatThrownBy(() -> Png.inspect(turned)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void refuses_more_than_a_mebibyte() {
        byte[] large = Pictures.withChunk(PNG, "hIST", new byte[Png.MAX_OCTETS]).toArray();

        refuses(large, "more than 1 MiB");
    }

    // What stands in the header and in the pixels

    @ParameterizedTest
    @CsvSource({
        "99, 2, 0, 0, 0, no such depth",
        "8, 77, 0, 0, 0, no such colour type",
        "4, 2, 0, 0, 0, a depth that true colour cannot have",
        "16, 3, 0, 0, 0, a depth that a palette cannot have",
        "8, 2, 5, 0, 0, another compression",
        "8, 2, 0, 9, 0, another filter method",
        "8, 2, 0, 0, 8, another interlace method",
    })
    void refuses_a_header_that_no_picture_has(int depth, int colour, int compression, int filter, int interlace) {
        byte[] header = {(byte) depth, (byte) colour, (byte) compression, (byte) filter, (byte) interlace};

        refuses(drawn(header, new byte[3 * 7]), "has a form that is not allowed");
    }

    @Test
    void refuses_pixels_that_are_not_compressed() {
        refuses(picture(TRUE_COLOUR, "garbage, not zlib".getBytes(StandardCharsets.US_ASCII)), "pixels");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 22, 4096, 5_000_000})
    void refuses_more_or_fewer_pixels_than_the_header_says(int octets) {
        refuses(drawn(TRUE_COLOUR, new byte[octets]), "pixels");
    }

    @Test
    void takes_as_many_pixels_as_the_header_says() {
        assertThat(Png.inspect(drawn(TRUE_COLOUR, new byte[3 * 7]))).isEqualTo(new Png(2, 3));
    }

    /** Clause 8.2: of 2 by 3 grey pixels pass 1 has one, pass 5 one, pass 6 two rows of one, pass 7 one row of two. */
    @Test
    void takes_an_interlaced_picture_and_counts_its_passes() {
        byte[] interlaced = {8, 0, 0, 0, 1};

        assertThat(Png.inspect(drawn(interlaced, new byte[2 + 2 + 2 + 2 + 3]))).isEqualTo(new Png(2, 3));
        refuses(drawn(interlaced, new byte[3 * 3]), "pixels");
    }

    @Test
    void refuses_a_filter_that_does_not_exist() {
        byte[] rows = new byte[3 * 7];
        rows[7] = 5;

        refuses(drawn(TRUE_COLOUR, rows), "filter");
    }

    @Test
    void refuses_octets_after_the_pixels() {
        byte[] deflated = deflated(new byte[3 * 7]);

        refuses(picture(TRUE_COLOUR, Arrays.copyOf(deflated, deflated.length + 1)), "pixels");
    }

    @Test
    void refuses_a_palette_picture_without_a_palette() {
        refuses(drawn(new byte[] {8, 3, 0, 0, 0}, new byte[3 * 3]), "palette");
    }

    private static byte[] drawn(byte[] form, byte[] rows) {
        return picture(form, deflated(rows));
    }

    private static byte[] deflated(byte[] rows) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return deflated.toByteArray();
    }

    /** 2 pixels wide and 3 high. */
    private static byte[] picture(byte[] form, byte[] pixels) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(2).putInt(3).put(form);
        ByteBuffer out = ByteBuffer.allocate(pixels.length + 100).put(PNG.toArray(), 0, 8);
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", pixels);
        chunk(out, "IEND", new byte[0]);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void chunk(ByteBuffer out, String type, byte[] content) {
        CRC32 check = new CRC32();
        check.update(type.getBytes(StandardCharsets.US_ASCII));
        check.update(content);
        out.putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .putInt((int) check.getValue());
    }

    private static void refuses(byte[] picture, String why) {
        assertThatThrownBy(() -> Png.inspect(picture))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(why);
    }
}
