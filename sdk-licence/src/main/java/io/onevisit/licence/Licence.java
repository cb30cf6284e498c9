package io.onevisit.licence;

import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.status.StatusReference;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An electronic licence (电子证照) as far as it was disclosed. It comes out of a passed report of
 * {@link LicenceVerifier}. Days are days in China (Asia/Shanghai). {@code toString} shows the type code only.
 *
 * @param id the identifier (ZZBS)
 * @param name the name of the licence (ZZMC)
 * @param number the number printed on it (ZZBH), or null when not disclosed
 * @param issuerName the name of the issuing body (ZZBFJG)
 * @param issued the day of issue (ZZBFRQ)
 * @param validFrom the first day of validity (ZZYXQQSRQ)
 * @param validUntil the last day of validity (ZZYXQJZRQ), inclusive; {@link LicenceDraft#UNLIMITED} for 长期
 * @param holders the holders that were disclosed, each as far as disclosed
 * @param allHoldersShown true when no holder is hidden; false also when that cannot be told, because of decoys
 * @param fields the business fields that were disclosed, by name
 * @param operation how it came about (CZLX)
 * @param predecessor the licence that it replaces (GLZZBS), or null
 * @param holderKey the key by which the holder proves to be the holder, or null when there is none
 * @param status where its status is published
 */
public record Licence(
        LicenceId id,
        String name,
        @Nullable String number,
        String issuerName,
        LocalDate issued,
        LocalDate validFrom,
        LocalDate validUntil,
        List<Holder> holders,
        boolean allHoldersShown,
        Map<String, String> fields,
        Operation operation,
        @Nullable LicenceId predecessor,
        @Nullable VerificationKey holderKey,
        StatusReference status) {
    public Licence {
        Require.present(id, "licence identifier");
        holders = List.copyOf(holders);
        fields = Map.copyOf(fields);
    }

    /** True when somebody may hold it of whom no code is disclosed. */
    public boolean mayHaveUnseenHolders() {
        return !allHoldersShown || holders.stream().anyMatch(holder -> holder.code() == null);
    }

    /** True when it certainly has one holder, so that its fields about a person are about that one. */
    public boolean hasOneHolder() {
        return allHoldersShown && holders.size() == 1;
    }

    /** True for a licence without a last day (长期). */
    public boolean isUnlimited() {
        return validUntil.equals(LicenceDraft.UNLIMITED);
    }

    @Override
    public String toString() {
        return "licence of type " + id.typeCode();
    }
}
