package io.onevisit.examples.benchmarks;

import com.tencent.kona.crypto.KonaCryptoNativeProvider;
import java.security.GeneralSecurityException;
import org.openjdk.jmh.annotations.Benchmark;

/** {@link Sm2Speed} by the OpenSSL that Tencent Kona carries for Linux; apart, since elsewhere there is none. */
public class KonaNativeSpeed extends Steady {
    private final Sm2Speed others = new Sm2Speed();
    private final Kona kona = others.kona(new KonaCryptoNativeProvider());

    @Benchmark
    public boolean verify() throws GeneralSecurityException {
        return sure(others.verifies(kona));
    }

    @Benchmark
    public byte[] sign() throws GeneralSecurityException {
        return others.signs(kona);
    }
}
