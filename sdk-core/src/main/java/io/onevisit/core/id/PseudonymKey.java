package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The key that turns numbers into pseudonyms (假名密钥). Hold it apart from what it covers: with it, all citizen numbers can
 * be tried out within days. Immutable and thread-safe; {@code toString} shows nothing of it.
 */
public final class PseudonymKey {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 64;

    private final KeyParameter key;

    private PseudonymKey(byte[] octets) {
        this.key = new KeyParameter(octets);
    }

    /**
     * The key with these octets, which are copied.
     *
     * @throws InvalidValueException unless there are 16 to 64 octets
     */
    public static PseudonymKey of(byte[] octets) {
        Require.present(octets, "pseudonym key");
        Require.that(
                octets.length >= SHORTEST && octets.length <= LONGEST, "pseudonym key", "must have 16 to 64 octets");
        return new PseudonymKey(octets);
    }

    /**
     * A stand-in for the identifier {@code value} of the type {@code type}: HMAC-SM3 over type, a colon and value, 64
     * hexadecimal digits, so that no two types share a pseudonym. For people, {@link PartyId#pseudonym}.
     */
    public String pseudonym(String type, String value) {
        Require.present(type, "type");
        Require.present(value, "value");
        HMac mac = new HMac(new SM3Digest());
        mac.init(key);
        byte[] message = (type + ':' + value).getBytes(StandardCharsets.UTF_8);
        mac.update(message, 0, message.length);
        byte[] code = new byte[mac.getMacSize()];
        mac.doFinal(code, 0);
        return HexFormat.of().formatHex(code);
    }

    @Override
    public String toString() {
        return "pseudonym key";
    }
}
