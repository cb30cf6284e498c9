package io.onevisit.core.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointPreCompInfo;
import org.bouncycastle.math.ec.FixedPointUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table makes a key faster and nothing else. */
class ReadyKeyTest {
    private static final byte[] MESSAGE = "最多跑一次".getBytes(UTF_8);
    private static final int WELL_USED = ReadyKey.USES_BEFORE_TABLE + 16;

    private static VerificationKey wellUsed(SigningKey key) {
        VerificationKey verification = key.verificationKey();
        byte[] signature = key.sign(MESSAGE);
        for (int i = 0; i < WELL_USED; i++) {
            assertThat(verification.verify(MESSAGE, signature)).isEqualTo(Verdict.PASSED);
        }
        return verification;
    }

    @ParameterizedTest
    @EnumSource
    void verifies_other_messages_after_its_table_is_made(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "key");
        VerificationKey used = wellUsed(key);

        for (int i = 0; i < 50; i++) {
            byte[] message = {(byte) i};
            assertThat(used.verify(message, key.sign(message))).isEqualTo(Verdict.PASSED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refuses_after_its_table_is_made_what_it_refused_before(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "key");
        VerificationKey used = wellUsed(key);
        byte[] signature = key.sign(MESSAGE);

        assertThat(used.verify(new byte[1], signature)).isEqualTo(Verdict.FAILED);
        assertThat(used.verify(MESSAGE, SigningKey.generate(algorithm, "other").sign(MESSAGE)))
                .isEqualTo(Verdict.FAILED);
        assertThat(used.verify(MESSAGE, new byte[64])).isEqualTo(Verdict.FAILED);
        assertThat(used.verify(MESSAGE, Arrays.copyOf(signature, 63))).isEqualTo(Verdict.FAILED);
        for (int bit = 0; bit < 512; bit += 7) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(used.verify(MESSAGE, changed)).as("bit %d", bit).isEqualTo(Verdict.FAILED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answers_rightly_after_whatever_it_refused(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "key");
        VerificationKey used = wellUsed(key);
        byte[] good = key.sign(MESSAGE);
        byte[] tooLarge = new byte[64];
        Arrays.fill(tooLarge, (byte) 0xff);

        for (byte[] bad :
                List.of(new byte[64], tooLarge, new byte[0], Arrays.copyOf(good, 65), key.sign(new byte[3]))) {
            assertThat(used.verify(MESSAGE, bad)).isEqualTo(Verdict.FAILED);
            assertThat(used.verify(MESSAGE, good)).isEqualTo(Verdict.PASSED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void with_the_widest_table_it_answers_the_same(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "key");
        VerificationKey heavy = key.verificationKey().forHeavyUse();
        byte[] good = key.sign(MESSAGE);

        assertThat(heavy)
                .isEqualTo(key.verificationKey())
                .hasToString(key.verificationKey().toString());
        for (int i = 0; i < 40; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            assertThat(heavy.verify(MESSAGE, good)).isEqualTo(Verdict.PASSED);
            assertThat(heavy.verify(MESSAGE, changed)).isEqualTo(Verdict.FAILED);
            assertThat(heavy.verify(new byte[i], good)).isEqualTo(Verdict.FAILED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void many_threads_make_one_table(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "key");
        Curve curve = Curve.of(algorithm);
        ReadyKey shared = new ReadyKey(curve, point(key.verificationKey()));
        byte[] good = key.sign(MESSAGE);
        Set<Object> tables = Collections.newSetFromMap(new ConcurrentHashMap<>());

        IntStream.range(0, 400).parallel().forEach(i -> {
            assertThat(shared.verifies(MESSAGE, 0, good)).isTrue();
            Optional.ofNullable(shared.withTable())
                    .map(System::identityHashCode)
                    .ifPresent(tables::add);
        });

        assertThat(tables).hasSize(1);
    }

    private static ECPublicKeyParameters point(VerificationKey key) {
        byte[] encoded = ByteBuffer.allocate(65)
                .put((byte) 4)
                .put(key.x().toArray())
                .put(key.y().toArray())
                .array();
        return Curve.of(key.algorithm()).publicKey(encoded);
    }

    @ParameterizedTest
    @EnumSource
    void many_threads_get_the_same_answers_while_the_table_is_made(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "key");
        VerificationKey shared = key.verificationKey();
        byte[] good = key.sign(MESSAGE);
        byte[] bad = key.sign(new byte[1]);
        AtomicInteger passed = new AtomicInteger();

        IntStream.range(0, 400).parallel().forEach(i -> {
            Verdict verdict = shared.verify(MESSAGE, i % 2 == 0 ? good : bad);
            assertThat(verdict).isEqualTo(i % 2 == 0 ? Verdict.PASSED : Verdict.FAILED);
            passed.addAndGet(verdict == Verdict.PASSED ? 1 : 0);
        });
        assertThat(passed).hasValue(200);
    }

    @ParameterizedTest
    @EnumSource
    void multiples_by_table_are_those_that_are_computed_without(Curve curve) {
        ECPublicKeyParameters plain = anyKey(curve);
        ECPublicKeyParameters ready = curve.withTable(plain);
        ECPublicKeyParameters widest = curve.withWidestTable(plain);
        Random random = new Random(20261122);

        for (int i = 0; i < 40; i++) {
            BigInteger one = new BigInteger(256, random).mod(curve.order());
            BigInteger two = new BigInteger(1 + i * 6, random);
            assertThat(sum(ready, one, two)).isEqualTo(sum(plain, one, two)).isEqualTo(sum(widest, one, two));
        }
    }

    @ParameterizedTest
    @EnumSource
    void signing_never_meets_the_wide_tables(Curve curve) {
        ECPublicKeyParameters plain = anyKey(curve);

        ECPublicKeyParameters ready = curve.withTable(plain);
        ECPublicKeyParameters widest = curve.withWidestTable(plain);
        SigningKey.generate(curve.algorithm(), "key").sign(MESSAGE);

        assertThat(tableWidth(ready.getQ())).isEqualTo(10);
        assertThat(tableWidth(ready.getParameters().getG())).isEqualTo(10);
        assertThat(tableWidth(widest.getQ())).isEqualTo(12);
        assertThat(tableWidth(widest.getParameters().getG())).isEqualTo(12);
        assertThat(tableWidth(plain.getQ())).isLessThan(10);
        assertThat(tableWidth(curve.domain().getG())).isLessThan(10);
        assertThat(ready.getParameters().getCurve()).isNotSameAs(curve.domain().getCurve());
        assertThat(widest.getParameters().getCurve()).isNotSameAs(curve.domain().getCurve());
    }

    @ParameterizedTest
    @EnumSource
    void a_table_takes_the_memory_that_is_told(Curve curve) {
        ECPublicKeyParameters plain = anyKey(curve);

        assertThat(tableOctets(curve.withTable(plain).getQ())).isEqualTo(64 * 1024);
        assertThat(tableOctets(curve.withWidestTable(plain).getQ())).isEqualTo(256 * 1024);
    }

    /** Two coordinates of 32 octets for each entry. */
    private static int tableOctets(ECPoint point) {
        FixedPointPreCompInfo table = FixedPointUtil.getFixedPointPreCompInfo(
                point.getCurve().getPreCompInfo(point, FixedPointUtil.PRECOMP_NAME));
        return table.getLookupTable().getSize() * 64;
    }

    private static ECPublicKeyParameters anyKey(Curve curve) {
        return curve.publicKey(
                curve.domain().getG().multiply(BigInteger.valueOf(20261122)).getEncoded(false));
    }

    private static ECPoint sum(ECPublicKeyParameters key, BigInteger ofBase, BigInteger ofKey) {
        return ECAlgorithms.sumOfTwoMultiplies(key.getParameters().getG(), ofBase, key.getQ(), ofKey)
                .normalize();
    }

    private static int tableWidth(ECPoint point) {
        FixedPointPreCompInfo table = FixedPointUtil.getFixedPointPreCompInfo(
                point.getCurve().getPreCompInfo(point, FixedPointUtil.PRECOMP_NAME));
        return table == null ? 0 : table.getWidth();
    }
}
