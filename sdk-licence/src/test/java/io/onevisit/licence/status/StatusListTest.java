package io.onevisit.licence.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.jose.Base64Url;
import io.onevisit.core.internal.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 4 of the draft, with the vectors of its appendix. */
class StatusListTest {
    static final JsonNode VECTORS = vectors();
    private static final int LIMIT = 16 * 1024 * 1024;

    @Test
    void section_4_1_reads_the_small_vectors() {
        for (JsonNode vector : VECTORS.get("small")) {
            StatusList list = inflate(vector.get("list"));
            JsonNode values = vector.get("values");
            assertThat(list.size()).isEqualTo(values.size());
            for (int index = 0; index < values.size(); index++) {
                assertThat(list.get(index)).isEqualTo(values.get(index).intValue());
            }
        }
    }

    @Test
    void appendix_reads_and_makes_the_long_vectors() {
        for (JsonNode vector : VECTORS.get("long")) {
            StatusList read = inflate(vector.get("list"));
            int size = vector.get("size").intValue();
            int[] expected = new int[size];
            vector.get("set")
                    .properties()
                    .forEach(entry -> expected[Integer.parseInt(entry.getKey())] =
                            entry.getValue().intValue());

            assertThat(read.size()).isEqualTo(size);
            for (int index = 0; index < size; index++) {
                if (read.get(index) != expected[index]) {
                    assertThat(read.get(index)).as("index %d", index).isEqualTo(expected[index]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void keeps_every_status_through_deflate_and_inflate(int bits) {
        Random random = new Random(20);
        StatusList list = StatusList.of(bits, 64);
        int[] expected = new int[64];
        for (int i = 0; i < 200; i++) {
            int index = random.nextInt(64);
            expected[index] = random.nextInt(1 << bits);
            list = list.with(index, expected[index]);
        }

        StatusList again = StatusList.inflate(bits, list.deflate(), LIMIT);

        assertThat(Arrays.stream(expected).boxed().toList())
                .isEqualTo(java.util.stream.IntStream.range(0, 64)
                        .mapToObj(again::get)
                        .toList());
    }

    @Test
    void a_change_leaves_the_old_list_as_it_was() {
        StatusList old = StatusList.of(2, 4);
        StatusList changed = old.with(1, StatusList.SUSPENDED).with(1, StatusList.INVALID);

        assertThat(old.get(1)).isEqualTo(StatusList.VALID);
        assertThat(changed.get(1)).isEqualTo(StatusList.INVALID);
        assertThat(changed.get(0) + changed.get(2) + changed.get(3)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 8, 9, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refuses_an_index_out_of_the_list(int index) {
        StatusList list = StatusList.of(1, 8);

        refusedArgument(() -> list.get(index));
        refusedArgument(() -> list.with(index, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, 256})
    void refuses_a_status_that_does_not_fit(int status) {
        refusedArgument(() -> StatusList.of(2, 8).with(0, status));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 5, 16})
    void section_4_1_refuses_another_width(int bits) {
        refusedArgument(() -> StatusList.of(bits, 8));
        refused(bits, StatusList.of(1, 8).deflate());
    }

    @Test
    void refuses_octets_that_are_no_zlib() {
        byte[] zlib = StatusList.of(1, 1024).deflate();
        byte[] spoiltChecksum = zlib.clone();
        spoiltChecksum[zlib.length - 1] ^= 1;

        refused(1, new byte[0]);
        refused(1, new byte[] {1, 2, 3});
        refused(1, Arrays.copyOf(zlib, zlib.length - 1));
        refused(1, Arrays.copyOf(zlib, 2));
        refused(1, Arrays.copyOf(zlib, zlib.length + 1));
        refused(1, spoiltChecksum);
        refused(1, deflated(new byte[0]));
    }

    @Test
    void refuses_a_bomb_before_it_goes_off() {
        byte[] bomb = deflated(new byte[8 * 1024 * 1024]);

        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> StatusList.inflate(1, bomb, 1024))
                .withMessageContaining("at most 1024 octets");
        assertThat(bomb.length).isLessThan(16 * 1024);
    }

    @Test
    void takes_a_list_of_just_the_limit() {
        assertThat(StatusList.inflate(8, deflated(new byte[1024]), 1024).size()).isEqualTo(1024);
        refusedAt(1023, deflated(new byte[1024]));
    }

    private static void refusedAt(int limit, byte[] zlib) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> StatusList.inflate(8, zlib, limit));
    }

    private static void refused(int bits, byte[] zlib) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> StatusList.inflate(bits, zlib, LIMIT));
    }

    private static void refusedArgument(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call);
    }

    private static byte[] deflated(byte[] octets) {
        Deflater deflater = new Deflater();
        deflater.setInput(octets);
        deflater.finish();
        byte[] out = new byte[octets.length / 64 + 64];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static StatusList inflate(JsonNode list) {
        return StatusList.inflate(
                list.get("bits").intValue(), Base64Url.decode(list.get("lst").textValue(), "vector"), LIMIT);
    }

    private static JsonNode vectors() {
        try (InputStream file =
                StatusListTest.class.getResourceAsStream("/io/onevisit/licence/status-list-draft20.json")) {
            return StrictJson.read(Objects.requireNonNull(file).readAllBytes(), 1 << 20, "vectors");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
