package io.onevisit.core.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.KeyKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A memory that gives back what was parsed from the very octets, and nothing for any others. */
class MetCertificatesTest {
    private static final List<byte[]> CERTIFICATES = Stream.of("one", "two", "three")
            .map(MetCertificatesTest::certificate)
            .toList();
    private static final byte[] ONE = CERTIFICATES.get(0);

    private final MetCertificates met = new MetCertificates(2);

    private static byte[] certificate(String name) {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        return CertificateAuthority.root(KeyKind.SM2, name, from, from.plusSeconds(3600))
                .certificate();
    }

    @Test
    void parses_the_same_octets_once() {
        assertThat(met.parse(ONE.clone())).isSameAs(met.parse(ONE.clone())).isEqualTo(Certificate.parse(ONE));
    }

    @Test
    void takes_no_certificate_for_another_that_differs_in_one_bit() {
        Certificate remembered = met.parse(ONE);

        for (int bit = 0; bit < ONE.length * 8; bit += 13) {
            byte[] changed = ONE.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(parsed(met, changed)).isNotEqualTo(List.of(remembered)).isEqualTo(parsed(changed));
        }
    }

    /** As without a memory: the certificate, or nothing for what is none. */
    private static List<Certificate> parsed(byte[] der) {
        return parsed(new MetCertificates(1), der);
    }

    private static List<Certificate> parsed(MetCertificates met, byte[] der) {
        try {
            return List.of(met.parse(der));
        } catch (MalformedMessageException e) {
            return List.of();
        }
    }

    @Test
    void refuses_what_is_malformed_each_time() {
        met.parse(ONE);
        byte[] cut = Arrays.copyOf(ONE, ONE.length - 1);
        byte[] longer = Arrays.copyOf(ONE, ONE.length + 1);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> met.parse(cut)).isInstanceOf(MalformedMessageException.class);
            assertThatThrownBy(() -> met.parse(longer)).isInstanceOf(MalformedMessageException.class);
            assertThatThrownBy(() -> met.parse(new byte[0])).isInstanceOf(MalformedMessageException.class);
            assertThatThrownBy(() -> met.parse(new byte[100_000])).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void keeps_what_it_parsed_when_the_caller_changes_the_octets() {
        byte[] mine = ONE.clone();
        Certificate remembered = met.parse(mine);
        Arrays.fill(mine, (byte) 0);

        assertThat(met.parse(ONE)).isSameAs(remembered);
        assertThatThrownBy(() -> met.parse(mine)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void forgets_the_one_longest_unused_when_full() {
        List<Certificate> first = CERTIFICATES.stream().map(met::parse).toList();

        assertThat(met.parse(CERTIFICATES.get(1))).isSameAs(first.get(1));
        assertThat(met.parse(ONE)).isNotSameAs(first.get(0)).isEqualTo(first.get(0));
        assertThat(met.parse(CERTIFICATES.get(2))).isNotSameAs(first.get(2));
    }

    @Test
    void confuses_nothing_among_many_threads() {
        boolean[] right = new boolean[3_000];
        IntStream.range(0, right.length).parallel().forEach(i -> {
            byte[] der = CERTIFICATES.get(i % 3);
            right[i] = Arrays.equals(met.parse(der).encoded().toArray(), der);
        });

        assertThat(right).containsOnly(true);
    }
}
