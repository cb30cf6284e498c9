package io.onevisit.seal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.Pictures;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {
    private static final Bytes PNG = Pictures.png(30, 20);

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

    private static void refuses(byte[] picture, String why) {
        assertThatThrownBy(() -> Png.inspect(picture))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(why);
    }
}
