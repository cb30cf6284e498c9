package io.onevisit.core.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashTest {
    @ParameterizedTest
    @CsvSource({
        "SM3, abc, 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        "SM3, abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd,"
                + " debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
        "SHA_256, abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    })
    void digests_the_examples_of_gb_t_32905_and_fips_180_4(Hash hash, String text, String digest) {
        byte[] message = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(HexFormat.of().formatHex(hash.digest(message))).isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource({"SM3", "SHA_256"})
    void parts_digest_as_one(Hash hash) {
        byte[] whole = "one two".getBytes(StandardCharsets.US_ASCII);
        Hash.Running running = hash.start();
        running.update(whole, 0, 3);
        running.update(whole, 3, 4);

        assertThat(running.finish()).isEqualTo(hash.digest(whole));
        assertThat(hash.digest("one".getBytes(StandardCharsets.US_ASCII), " two".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(hash.digest(whole));
    }
}
