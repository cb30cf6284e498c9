package io.onevisit.examples.benchmarks;

import io.onevisit.core.crypto.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointPreCompInfo;
import org.bouncycastle.math.ec.FixedPointUtil;

/** One SM2 signature verified by Bouncy Castle alone: in the usual way, in a better one, and as fast as it can be had. */
final class BareSm2 {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final int WIDTH = 10;

    private final byte[] message;
    private final byte[] plain;
    private final byte[] der;
    private final byte[] encodedKey;
    private final ECPublicKeyParameters ready;
    private final SM2Signer wide;

    BareSm2(VerificationKey key, byte[] message, byte[] plain) {
        this.message = message;
        this.plain = plain;
        this.der = key.algorithm().derSignature(plain);
        this.encodedKey = key.toSubjectPublicKeyInfo().toArray();
        byte[] point = new byte[65];
        point[0] = 4;
        System.arraycopy(key.x().toArray(), 0, point, 1, 32);
        System.arraycopy(key.y().toArray(), 0, point, 33, 32);
        this.ready = on(CustomNamedCurves.getByName("sm2p256v1").getCurve(), point);
        ECCurve own = ready.getParameters().getCurve().configure().create();
        ECPublicKeyParameters widest = on(own, point);
        widen(widest.getParameters().getG());
        widen(widest.getQ());
        this.wide = verifier(widest);
    }

    private static ECPublicKeyParameters on(ECCurve curve, byte[] point) {
        var named = CustomNamedCurves.getByName("sm2p256v1");
        ECPoint base = curve.importPoint(named.getG());
        ECDomainParameters domain = new ECDomainParameters(curve, base, named.getN(), named.getH());
        return new ECPublicKeyParameters(curve.decodePoint(point), domain);
    }

    /** Gives the point a table of 1,024 multiples, where Bouncy Castle's own has 64. */
    private static void widen(ECPoint point) {
        ECCurve curve = point.getCurve();
        int spacing = (FixedPointUtil.getCombSize(curve) + WIDTH - 1) / WIDTH;
        ECPoint[] table = new ECPoint[1 << WIDTH];
        table[0] = point;
        ECPoint shifted = point;
        for (int bit = 0; bit < WIDTH; bit++) {
            for (int i = 0; i < 1 << bit; i++) {
                table[(1 << bit) + i] = table[i].add(shifted);
            }
            shifted = shifted.timesPow2(spacing);
        }
        curve.normalizeAll(table);
        FixedPointPreCompInfo wide = new FixedPointPreCompInfo();
        wide.setWidth(WIDTH);
        wide.setLookupTable(curve.createCacheSafeLookupTable(table, 0, table.length));
        wide.setOffset(point.subtract(point.timesPow2(spacing)).normalize());
        curve.precompute(point, FixedPointUtil.PRECOMP_NAME, present -> wide);
    }

    /** Key and curve ready, with the tables that Bouncy Castle makes by itself. */
    boolean ready() {
        return verifies(verifier(ready));
    }

    /** The same with tables of width 10 and the identity digested once: the limit. */
    boolean wide() {
        return verifies(wide);
    }

    private static SM2Signer verifier(ECPublicKeyParameters key) {
        SM2Signer verifier = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        verifier.init(false, key);
        return verifier;
    }

    private boolean verifies(SM2Signer verifier) {
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(plain);
    }

    /** Through JCA, the key read each time, as most code does. */
    boolean naive() throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("EC", PROVIDER).generatePublic(new X509EncodedKeySpec(encodedKey));
        Signature verifier = Signature.getInstance("SM3withSM2", PROVIDER);
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(der);
    }
}
