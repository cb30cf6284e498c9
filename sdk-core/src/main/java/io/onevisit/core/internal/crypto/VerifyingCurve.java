package io.onevisit.core.internal.crypto;

import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointPreCompInfo;
import org.bouncycastle.math.ec.FixedPointUtil;
import org.bouncycastle.math.ec.PreCompInfo;

/**
 * A curve once more, for verifying only: on it Bouncy Castle finds wide tables of multiples of the base point and of keys
 * in place of its own narrow ones. Signing never meets them, since looking up a secret in constant time reads a table to
 * its end. A table of width 10 takes 64 KiB and as long to make as some 15 verifications, one of width 12 256 KiB and as
 * long as some 75. Thread-safe.
 */
final class VerifyingCurve {
    private final int width;
    private final ECDomainParameters domain;

    /** Both points of a verification must have tables of the same width, so each width has a copy of its own. */
    VerifyingCurve(ECDomainParameters original, int width) {
        this.width = width;
        ECCurve curve = original.getCurve().configure().create();
        this.domain = new ECDomainParameters(
                curve, curve.importPoint(original.getG()), original.getN(), original.getH(), original.getSeed());
    }

    /** The same key with its tables. */
    ECPublicKeyParameters withTable(ECPublicKeyParameters key) {
        ECPoint own = domain.getCurve().importPoint(key.getQ());
        ECPublicKeyParameters ready = new ECPublicKeyParameters(own, domain);
        requireTable(domain.getG());
        requireTable(ready.getQ());
        return ready;
    }

    private void requireTable(ECPoint point) {
        point.getCurve()
                .precompute(point, FixedPointUtil.PRECOMP_NAME, present -> isWide(present) ? present : tableOf(point));
    }

    private boolean isWide(PreCompInfo present) {
        return present instanceof FixedPointPreCompInfo table && table.getWidth() == width;
    }

    /**
     * The table of the comb method as Bouncy Castle takes it: at each index the point itself and the multiples by
     * {@code 2^(spacing * bit)} for the index's bits, added up; the offset takes out again what the point itself adds in
     * every step.
     */
    private FixedPointPreCompInfo tableOf(ECPoint point) {
        ECCurve curve = point.getCurve();
        int spacing = (FixedPointUtil.getCombSize(curve) + width - 1) / width;
        ECPoint[] multiples = new ECPoint[width];
        multiples[0] = point;
        for (int bit = 1; bit < width; bit++) {
            multiples[bit] = multiples[bit - 1].timesPow2(spacing);
        }
        curve.normalizeAll(multiples);
        ECPoint[] sums = new ECPoint[1 << width];
        sums[0] = point;
        for (int index = 1; index < sums.length; index++) {
            int withoutLowest = index & (index - 1);
            sums[index] = sums[withoutLowest].add(multiples[Integer.numberOfTrailingZeros(index)]);
        }
        curve.normalizeAll(sums);
        FixedPointPreCompInfo table = new FixedPointPreCompInfo();
        table.setWidth(width);
        table.setLookupTable(curve.createCacheSafeLookupTable(sums, 0, sums.length));
        table.setOffset(point.subtract(multiples[1]).normalize());
        return table;
    }
}
