package io.onevisit.licence.delivery.carrier;

import io.onevisit.core.Bytes;
import java.util.Locale;

/** Kuaidi100's signatures: upper-case hexadecimal digits of MD5 over texts joined without anything between. */
final class Kuaidi100Signature {
    private Kuaidi100Signature() {}

    static String of(String... parts) {
        return Bytes.of(Md5.of(String.join("", parts))).toHex().toUpperCase(Locale.ROOT);
    }
}
