package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F16 and the wire form of CNNONTAX, octet by octet. */
class FiscalFrameTest {
    private static final int MAX = 4096;
    private static final byte[] XML = "<CFX/>".getBytes(US_ASCII);

    private static byte[] published(String name) throws IOException {
        try (InputStream file = FiscalFrameTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    private static FiscalFrame parse(byte[] octets) {
        return FiscalFrame.parse(Bytes.of(octets), MAX);
    }

    private static void refused(byte[] octets, String problem) {
        assertThatThrownBy(() -> parse(octets))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"frame-609.txt, 609", "frame-645.txt, 645", "frame-581.txt, 581"})
    void reads_the_published_frames(String name, int length) throws IOException {
        byte[] octets = published(name);
        FiscalFrame frame = parse(octets);

        assertThat(octets).hasSize(length);
        assertThat(frame.messageNumber()).isEqualTo("5001");
        assertThat(frame.octets()).isEqualTo(Bytes.of(octets));
    }

    @Test
    void writes_length_magic_version_number_xml_and_mac() {
        // SHA-256("fiscal-token-0001<CFX/>") by sha256sum of GNU coreutils
        String expected = "93      CNNONTAX1.08994<CFX/>" + SHA256SUM;

        FiscalFrame frame = FiscalFrame.seal("8994", Bytes.of(XML), Wire.ACCOUNT.token());

        assertThat(new String(frame.octets().toArray(), US_ASCII)).isEqualTo(expected);
    }

    private static final String SHA256SUM = "1478dbda5d7edd0c00975bd0abcfe46dcd1f6b0956c83c7777dd3ebf1a73fdd0";

    @ParameterizedTest
    @ValueSource(strings = {"lower", "upper"})
    void takes_a_mac_in_either_case(String letters) {
        String mac = letters.equals("lower") ? SHA256SUM : SHA256SUM.toUpperCase(java.util.Locale.ROOT);

        assertThat(parse(Wire.frame("5996", XML, mac)).isSealedBy(Wire.ACCOUNT.token()))
                .isTrue();
    }

    @Test
    void a_mac_of_another_token_or_other_octets_does_not_seal() {
        FiscalFrame frame = parse(Wire.frame("5996", XML));
        byte[] changed = Wire.frame("5996", XML);
        changed[24] ^= 1;

        assertThat(frame.isSealedBy(Bytes.of("fiscal-token-0002".getBytes(US_ASCII))))
                .isFalse();
        assertThat(parse(changed).isSealedBy(Wire.ACCOUNT.token())).isFalse();
    }

    @Test
    void reads_a_frame_that_comes_octet_by_octet() throws IOException {
        byte[] octets = Wire.frame("5996", XML);
        InputStream dripping = new FilterInputStream(new ByteArrayInputStream(octets)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, 1));
            }
        };

        assertThat(FiscalFrame.read(dripping, MAX)).contains(parse(octets));
    }

    @Test
    void reads_joined_frames_one_after_the_other() throws IOException {
        byte[] first = Wire.frame("5996", XML);
        byte[] second = Wire.frame("8994", XML);
        InputStream joined = new ByteArrayInputStream(
                Wire.join(first, second, "\n".getBytes(US_ASCII), first, "\r\n".getBytes(US_ASCII)));

        assertThat(FiscalFrame.read(joined, MAX)).contains(parse(first));
        assertThat(FiscalFrame.read(joined, MAX)).contains(parse(second));
        assertThat(FiscalFrame.read(joined, MAX)).contains(parse(first));
        assertThat(FiscalFrame.read(joined, MAX)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 22, 23, 29, 92})
    void refuses_a_frame_that_is_cut_off(int length) {
        refused(Arrays.copyOf(Wire.frame("5996", XML), length), "cut off");
    }

    @Test
    void refuses_no_octets_at_all() {
        refused(new byte[0], "missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0000093 ", " 93     ", "93.     ", "-93     ", "93\t     ", "9 3     ", "        ", "+93     "})
    void refuses_a_length_of_another_form(String length) {
        refused(withLength(length), "length");
    }

    private static byte[] withLength(String length) {
        byte[] octets = Wire.frame("5996", XML);
        System.arraycopy(length.getBytes(US_ASCII), 0, octets, 0, 8);
        return octets;
    }

    @Test
    void refuses_a_length_without_room_for_xml() {
        refused(withLength("87      "), "no room");
    }

    @Test
    void refuses_a_length_beyond_the_limit_before_reading_on() {
        refused(withLength("99999999"), "at most 4096");
        refused(withLength("4097    "), "at most 4096");
    }

    @Test
    void refuses_a_length_that_is_too_small() {
        refused(withLength("92      "), "LEN does not count octets");
    }

    @Test
    void refuses_a_length_that_counts_characters() {
        byte[] xml = "<CFX>缴款</CFX>".getBytes(Wire.GBK);
        byte[] octets = Wire.frame("5996", xml);
        System.arraycopy("98      ".getBytes(US_ASCII), 0, octets, 0, 8);

        refused(octets, "LEN does not count octets");
    }

    @Test
    void refuses_a_length_that_is_too_great() {
        refused(withLength("94      "), "cut off");
    }

    @Test
    void refuses_octets_after_the_end() {
        refused(Wire.join(Wire.frame("5996", XML), new byte[] {' '}), "after its end");
        refused(Wire.join(Wire.frame("5996", XML), Wire.frame("5996", XML)), "after its end");
    }

    @Test
    void refuses_another_magic() {
        byte[] octets = Wire.frame("5996", XML);
        octets[8] = 'c';

        refused(octets, "is not of CNNONTAX");
    }

    @Test
    void refuses_another_version() {
        byte[] octets = Wire.frame("5996", XML);
        octets[16] = '2';

        refused(octets, "another version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"599", "59 6", "599a", "-599"})
    void refuses_a_message_number_that_is_none(String number) {
        refused(Wire.frame((number + " ").substring(0, 4), XML), "no message number");
    }

    @Test
    void refuses_a_frame_without_mac() {
        byte[] whole = Wire.frame("5996", new byte[100]);
        byte[] bare = Arrays.copyOf(whole, whole.length - 64);
        System.arraycopy("123     ".getBytes(US_ASCII), 0, bare, 0, 8);

        refused(bare, "does not end in a MAC");
    }

    @Test
    void says_nothing_of_its_content() {
        FiscalFrame frame = parse(Wire.push(Wire.PUSH));

        assertThat(frame.toString()).doesNotContain("PayCode").matches("frame 5996 of [0-9]+ octets");
    }
}
