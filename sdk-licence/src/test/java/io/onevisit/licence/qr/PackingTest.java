package io.onevisit.licence.qr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.MalformedMessageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class PackingTest {
    @Test
    void packs_what_becomes_shorter() {
        byte[] plain = "1.2.156.3005.2.11100000MB03271699001.113300000".getBytes(UTF_8);

        byte[] packed = Packing.pack(plain);

        assertThat(packed).hasSizeLessThan(plain.length).startsWith(0x78);
        assertThat(Packing.unpack(packed)).isEqualTo(plain);
    }

    @Test
    void leaves_what_would_become_longer() {
        byte[] noise = new byte[200];
        new Random(1950).nextBytes(noise);
        noise[0] = (byte) 0xd2;

        assertThat(Packing.pack(noise)).isEqualTo(noise);
        assertThat(Packing.unpack(noise)).isEqualTo(noise);
    }

    @Test
    void unpacks_zlib_without_the_dictionary_too() throws IOException {
        assertThat(Packing.unpack(zlib("licence".getBytes(UTF_8)))).isEqualTo("licence".getBytes(UTF_8));
    }

    @Test
    void unpacks_up_to_the_limit_and_no_further() throws IOException {
        assertThat(Packing.unpack(zlib(new byte[Packing.MAX_OCTETS]))).hasSize(Packing.MAX_OCTETS);
        assertRefused(zlib(new byte[Packing.MAX_OCTETS + 1]));
        assertRefused(zlib(new byte[50_000_000]));
    }

    @Test
    void refuses_a_stream_cut_short() {
        byte[] packed = Packing.pack("1.2.156.3005.2.11100000MB03271699001".getBytes(UTF_8));
        for (int length = 1; length < packed.length; length++) {
            assertRefused(Arrays.copyOf(packed, length));
        }
    }

    @Test
    void refuses_octets_after_the_stream() throws IOException {
        byte[] packed = zlib("licence".getBytes(UTF_8));

        assertRefused(Arrays.copyOf(packed, packed.length + 1));
    }

    @Test
    void refuses_a_wrong_checksum() throws IOException {
        byte[] packed = zlib("licence".getBytes(UTF_8));
        packed[packed.length - 1] ^= 1;

        assertRefused(packed);
    }

    @Test
    void refuses_another_dictionary() {
        Deflater deflater = new Deflater();
        deflater.setDictionary("another dictionary".getBytes(UTF_8));
        deflater.setInput("another".getBytes(UTF_8));
        deflater.finish();
        byte[] packed = new byte[100];
        int length = deflater.deflate(packed);
        deflater.end();

        assertRefused(Arrays.copyOf(packed, length));
    }

    private static void assertRefused(byte[] packed) {
        assertThatThrownBy(() -> Packing.unpack(packed)).isInstanceOf(MalformedMessageException.class);
    }

    private static byte[] zlib(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out)) {
            deflating.write(plain);
        }
        return out.toByteArray();
    }
}
