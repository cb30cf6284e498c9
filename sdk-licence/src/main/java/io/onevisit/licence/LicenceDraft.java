package io.onevisit.licence;

import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Require;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a licence shall say (证照数据), before it is issued; names of GB/T 36903. Type and issuer are those inside the
 * identifier. Days are days in China (Asia/Shanghai). {@code toString} shows the type code only.
 *
 * @param id the identifier (ZZBS)
 * @param number the number printed on the licence (ZZBH), at most 128 characters
 * @param issuerName the name of the issuing body (ZZBFJG), at most 200 characters
 * @param issued the day of issue (ZZBFRQ)
 * @param validFrom the first day of validity (ZZYXQQSRQ)
 * @param validUntil the last day of validity (ZZYXQJZRQ), inclusive; {@link #UNLIMITED} for 长期
 * @param holders who holds it, with name, code type and valid code; 1 to 64
 * @param fields the business fields by name ({@code KZ_...})
 * @param operation how it came about (CZLX): one that {@link Operation#issues issues}
 * @param predecessor the licence that it replaces (GLZZBS), or null. Of every version after the first it is the version
 *     before, so of each renewal, change and undone transfer; of a transfer it is the other issuer's; a new licence has
 *     none. A new licence and a transfer are version 1
 * @param holderKey the key by which the holder can prove to be the holder ({@code cnf}), or null
 */
public record LicenceDraft(
        LicenceId id,
        String number,
        String issuerName,
        LocalDate issued,
        LocalDate validFrom,
        LocalDate validUntil,
        List<Holder> holders,
        Map<String, String> fields,
        Operation operation,
        @Nullable LicenceId predecessor,
        @Nullable VerificationKey holderKey) {
    /** The last day of a licence without a last day (长期). */
    public static final LocalDate UNLIMITED = LocalDate.of(9999, 12, 31);

    private static final LocalDate EPOCH = LocalDate.of(1970, 1, 2);

    public LicenceDraft {
        Require.present(id, "licence identifier");
        Require.text(number, "licence number", 128);
        Require.text(issuerName, "issuer name", 200);
        requireDay(issued, "issue date");
        requireDay(validFrom, "valid from");
        requireDay(validUntil, "valid until");
        Require.that(!validUntil.isBefore(validFrom), "valid until", "must not be before valid from");
        holders = List.copyOf(Require.present(holders, "holders"));
        Require.that(!holders.isEmpty() && holders.size() <= 64, "holders", "must be 1 to 64");
        Require.that(
                holders.stream().allMatch(Holder::isComplete), "holders", "must have name, code type and a valid code");
        fields = Map.copyOf(Require.present(fields, "fields"));
        Require.that(
                Require.present(operation, "operation").issues(),
                "operation",
                "must be one that brings forth a licence");
        Require.that(operation.permits(id, predecessor), "predecessor", "must be what the operation asks for");
    }

    /** The same for another time. */
    public LicenceDraft validFrom(LocalDate from, LocalDate until) {
        return new LicenceDraft(
                id, number, issuerName, issued, from, until, holders, fields, operation, predecessor, holderKey);
    }

    /** The same for other holders. */
    public LicenceDraft heldBy(List<Holder> others) {
        return new LicenceDraft(
                id,
                number,
                issuerName,
                issued,
                validFrom,
                validUntil,
                others,
                fields,
                operation,
                predecessor,
                holderKey);
    }

    /** The same with other business fields; all of them. */
    public LicenceDraft withFields(Map<String, String> others) {
        return new LicenceDraft(
                id,
                number,
                issuerName,
                issued,
                validFrom,
                validUntil,
                holders,
                others,
                operation,
                predecessor,
                holderKey);
    }

    /** The same for another key of the holder; null for none. */
    public LicenceDraft boundTo(@Nullable VerificationKey key) {
        return new LicenceDraft(
                id, number, issuerName, issued, validFrom, validUntil, holders, fields, operation, predecessor, key);
    }

    private static void requireDay(LocalDate day, String what) {
        Require.present(day, what);
        Require.that(!day.isBefore(EPOCH) && !day.isAfter(UNLIMITED), what, "must be from 1970 to 9999");
    }

    @Override
    public String toString() {
        return "draft of a licence of type " + id.typeCode();
    }
}
