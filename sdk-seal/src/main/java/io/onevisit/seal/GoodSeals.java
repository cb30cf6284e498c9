package io.onevisit.seal;

import io.onevisit.core.Bytes;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Remembers seals, by all their octets, whose maker's signature has been found good: one met again is neither read nor
 * computed again. Only that is remembered, which never changes; when the seal was valid and whether its maker may be
 * believed is asked each time. What fails is not remembered. At most 128 seals of 64 KiB each and of 2 MiB together, so
 * some 8 MiB, or 30 where they are nothing but certificates; those longest unused go first. Thread-safe.
 */
final class GoodSeals {
    static final int MAX_SEALS = 128;
    static final int MAX_OCTETS = 64 * 1024;
    static final int MAX_OCTETS_TOGETHER = 2 * 1024 * 1024;

    private final Map<Name, Seal> good = new LinkedHashMap<>(16, 0.75f, true);
    private int octetsTogether;

    /** All octets of a seal. The check value only finds the place to look: it takes a tenth of what a hash code does. */
    private static final class Name {
        private final byte[] octets;
        private final int check;

        Name(Bytes seal) {
            this.octets = seal.toArray();
            CRC32 crc = new CRC32();
            crc.update(octets);
            this.check = (int) crc.getValue();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Name that && check == that.check && Arrays.equals(octets, that.octets);
        }

        @Override
        public int hashCode() {
            return check;
        }
    }

    /**
     * The seal that {@code seal} holds.
     *
     * @throws io.onevisit.core.MalformedMessageException as {@link Seal#read(DerReader)} does, each time
     */
    Seal read(DerReader seal) {
        Seal before = find(seal.original());
        return before == null ? Seal.read(seal) : before;
    }

    /**
     * True when {@code verification} has once been true of a seal with these octets, or is now.
     *
     * @param verification the maker's signature, which must depend on nothing but the seal's octets
     */
    boolean isGood(Seal seal, BooleanSupplier verification) {
        if (find(seal.encoded()) != null) {
            return true;
        }
        boolean verified = verification.getAsBoolean();
        if (verified && seal.encoded().length() <= MAX_OCTETS) {
            remember(new Name(seal.encoded()), seal);
        }
        return verified;
    }

    private @Nullable Seal find(Bytes octets) {
        return octets.length() > MAX_OCTETS ? null : find(new Name(octets));
    }

    private synchronized @Nullable Seal find(Name name) {
        return good.get(name);
    }

    private synchronized void remember(Name name, Seal seal) {
        if (good.putIfAbsent(name, seal) != null) {
            return;
        }
        octetsTogether += name.octets.length;
        Iterator<Name> eldest = good.keySet().iterator();
        while (good.size() > MAX_SEALS || octetsTogether > MAX_OCTETS_TOGETHER) {
            octetsTogether -= eldest.next().octets.length;
            eldest.remove();
        }
    }
}
