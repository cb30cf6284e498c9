package io.onevisit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;

/** A memory of good seals, which takes no octets for others. */
class GoodSealsTest {
    private static final SealOffice OFFICE = new SealOffice();
    private static final Seal SEAL = OFFICE.seal();
    private static final int VALUE = 40;
    private static final int FIT_TOGETHER = GoodSeals.MAX_OCTETS_TOGETHER / GoodSeals.MAX_OCTETS;
    private static final int[] PICTURE = {0, 3, 1};

    private final GoodSeals seals = new GoodSeals();
    private final AtomicInteger computed = new AtomicInteger();

    private boolean isGood(Seal seal, boolean holds) {
        return seals.isGood(seal, () -> {
            computed.incrementAndGet();
            return holds;
        });
    }

    private Seal read(byte[] seal) {
        return seals.read(Seal.fields(seal, OFFICE.verifier().policy().certificates()::parse));
    }

    private static byte[] octets() {
        return SEAL.encoded().toArray();
    }

    /** The seal with other octets in the place of its signature value's last ones. */
    private static Seal bent(int number) {
        byte[] octets = octets();
        for (int i = 0; i < Integer.BYTES; i++) {
            octets[octets.length - VALUE + i] ^= (byte) (number >>> (8 * i));
        }
        return Seal.readWithoutVerification(octets);
    }

    @Test
    void a_good_seal_is_computed_and_read_once() {
        assertThat(isGood(SEAL, true)).isTrue();
        assertThat(isGood(Seal.readWithoutVerification(octets()), false)).isTrue();

        assertThat(computed).hasValue(1);
        assertThat(read(octets())).isSameAs(SEAL);
    }

    @Test
    void a_bad_seal_is_computed_and_read_each_time() {
        assertThat(isGood(SEAL, false)).isFalse();
        assertThat(isGood(SEAL, false)).isFalse();

        assertThat(computed).hasValue(2);
        assertThat(read(octets())).isNotSameAs(SEAL).isEqualTo(SEAL);
    }

    @Test
    void a_seal_that_was_only_read_is_not_good() {
        Seal read = read(octets());

        assertThat(isGood(read, false)).isFalse();
    }

    @Test
    void no_octet_changed_makes_another_seal_this_one() {
        isGood(SEAL, true);
        int read = 0;
        for (int place = 0; place < SEAL.encoded().length(); place++) {
            byte[] changed = octets();
            changed[place] ^= 1;
            try {
                Seal other = read(changed);
                read++;
                assertThat(other.encoded()).as("octet %d", place).isEqualTo(Bytes.of(changed));
                assertThat(isGood(other, false)).as("octet %d", place).isFalse();
            } catch (MalformedMessageException refused) {
                // a seal no more
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void another_seal_with_the_same_check_value_is_another_seal() {
        isGood(SEAL, true);
        byte[] forged = octets();
        byte[] polynomial = {0x41, 0x06, 0x71, (byte) 0xdb, 0x01}; // what CRC-32 takes for nothing
        for (int i = 0; i < polynomial.length; i++) {
            forged[forged.length - VALUE + i] ^= polynomial[i];
        }

        assertThat(crc(forged)).isEqualTo(crc(octets()));
        assertThat(read(forged)).isNotEqualTo(SEAL);
        assertThat(isGood(read(forged), false)).isFalse();
        assertThat(isGood(read(forged), true)).isTrue();
        assertThat(read(octets())).isSameAs(SEAL);
    }

    private static long crc(byte[] octets) {
        CRC32 crc = new CRC32();
        crc.update(octets);
        return crc.getValue();
    }

    @Test
    void a_seal_cut_short_or_with_octets_after_it_is_malformed_although_it_is_known() {
        isGood(SEAL, true);
        int length = SEAL.encoded().length();
        byte[] shorter = Arrays.copyOf(octets(), length - 1);
        byte[] longer = Arrays.copyOf(octets(), length + 1);

        assertThatThrownBy(() -> read(shorter)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> read(longer)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void the_seal_longest_unused_goes_first() {
        isGood(SEAL, true);
        isGood(bent(1), true);
        for (int i = 2; i < GoodSeals.MAX_SEALS; i++) {
            isGood(bent(i), true);
        }
        assertThat(isGood(SEAL, false)).isTrue();
        isGood(bent(GoodSeals.MAX_SEALS), true);

        assertThat(isGood(SEAL, false)).isTrue();
        assertThat(isGood(bent(1), false)).isFalse();
        assertThat(isGood(bent(2), false)).isTrue();
    }

    @Test
    void large_seals_push_out_others_until_they_fit_together() {
        int picture = GoodSeals.MAX_OCTETS - SEAL.encoded().length();
        isGood(SEAL, true);
        for (int i = 0; i < FIT_TOGETHER; i++) {
            isGood(withPictureOf(picture - i), true);
        }
        assertThat(isGood(SEAL, false)).isTrue();
        isGood(withPictureOf(picture - FIT_TOGETHER), true);

        assertThat(isGood(SEAL, false)).isTrue();
        assertThat(isGood(withPictureOf(picture), false)).isFalse();
        assertThat(isGood(withPictureOf(picture - 1), false)).isTrue();
    }

    private static Seal withPictureOf(int octets) {
        ASN1Encodable picture = new DEROctetString(new byte[octets]);
        return Seal.readWithoutVerification(Asn1.der(Asn1.replace(Asn1.parse(SEAL.encoded()), picture, PICTURE)));
    }

    @Test
    void a_seal_that_is_too_large_is_computed_each_time() {
        Seal large = withPictureOf(GoodSeals.MAX_OCTETS);

        assertThat(isGood(large, true)).isTrue();
        assertThat(isGood(large, false)).isFalse();
    }

    @Test
    void many_threads_confuse_nothing() {
        List<Boolean> answers = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> isGood(bent(i % 4), i % 2 == 0))
                .toList();

        assertThat(IntStream.range(0, 400).allMatch(i -> answers.get(i) == (i % 2 == 0)))
                .isTrue();
    }
}
