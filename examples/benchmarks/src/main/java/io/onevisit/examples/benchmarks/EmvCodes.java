package io.onevisit.examples.benchmarks;

import com.emv.qrcode.core.exception.PresentedModeException;
import com.emv.qrcode.decoder.mpm.DecoderMpm;
import com.emv.qrcode.model.mpm.MerchantPresentedMode;
import com.emv.qrcode.validators.Crc16Validate;
import com.emv.qrcode.validators.MerchantPresentedModeValidate;
import io.onevisit.payment.qr.EmvObject;
import io.onevisit.payment.qr.MerchantQr;
import io.onevisit.payment.qr.MerchantQrScan;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading and writing the example of EMV QRCPS MPM Annex B with every check; a method whose name ends in {@code Mvallim} does
 * the same by emv-qrcode. Run it by {@code -Dmain=org.openjdk.jmh.Main -Dargs=EmvCodes}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EmvCodes {
    static final String ANNEX_B =
            "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN"
                    + "5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A6008667"
                    + "0902ME91320016A0112233449988770708123456786304A13A";

    private final List<EmvObject> objects = objects();
    private final MerchantPresentedMode model = decodeMvallim();

    private static List<EmvObject> objects() {
        List<EmvObject> all = MerchantQr.read(ANNEX_B).report().orThrow().objects();
        return all.subList(1, all.size() - 1);
    }

    private static MerchantPresentedMode decodeMvallim() {
        try {
            return DecoderMpm.decode(ANNEX_B, MerchantPresentedMode.class);
        } catch (PresentedModeException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads and checks. */
    @Benchmark
    public MerchantQrScan parse() {
        return MerchantQr.read(ANNEX_B);
    }

    /** Decodes, checks the checksum, validates. */
    @Benchmark
    public MerchantPresentedMode parseMvallim() {
        MerchantPresentedMode decoded = decodeMvallim();
        if (!Crc16Validate.validate(ANNEX_B).isValid()
                || !MerchantPresentedModeValidate.validate(decoded).isValid()) {
            throw new IllegalStateException("the example is valid");
        }
        return decoded;
    }

    /** Checks and writes. */
    @Benchmark
    public String encode() {
        return MerchantQr.of(objects).text();
    }

    /** Writes, unchecked: the model is ready and is not validated. */
    @Benchmark
    public String encodeMvallim() {
        return model.toString();
    }
}
