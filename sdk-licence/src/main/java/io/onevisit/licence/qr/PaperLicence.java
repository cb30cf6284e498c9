package io.onevisit.licence.qr;

import io.onevisit.core.internal.Require;
import io.onevisit.licence.Holder;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.status.StatusReference;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a licence on paper says (纸质证照内容): enough of an electronic licence to be checked by eye and by machine. Type and
 * issuer are those inside the identifier. Days are days in China (Asia/Shanghai). {@code toString} shows the type only.
 *
 * @param id the identifier (ZZBS)
 * @param issued the day of issue
 * @param validFrom the first day of validity
 * @param validUntil the last day of validity, inclusive; {@link LicenceDraft#UNLIMITED} for 长期
 * @param holders who holds it, at most 8, each with a name; a code may be missing, masked or in full
 * @param fields business fields by name, {@code KZ_...}, at most 12; each 1 to 400 characters
 * @param status where its status is published
 */
public record PaperLicence(
        LicenceId id,
        LocalDate issued,
        LocalDate validFrom,
        LocalDate validUntil,
        List<Holder> holders,
        Map<String, String> fields,
        StatusReference status) {
    private static final int MAX_HOLDERS = 8;
    private static final int MAX_FIELDS = 12;
    private static final LocalDate EPOCH = LocalDate.of(1970, 1, 2);

    public PaperLicence {
        Require.present(id, "licence identifier");
        requireDay(issued, "issue date");
        requireDay(validFrom, "valid from");
        requireDay(validUntil, "valid until");
        Require.that(!validUntil.isBefore(validFrom), "valid until", "must not be before valid from");
        holders = List.copyOf(Require.present(holders, "holders"));
        Require.that(holders.size() <= MAX_HOLDERS, "holders", "must be at most " + MAX_HOLDERS);
        holders.forEach(PaperLicence::requireNamed);
        fields = Map.copyOf(Require.present(fields, "fields"));
        Require.that(fields.size() <= MAX_FIELDS, "fields", "must be at most " + MAX_FIELDS);
        fields.forEach(PaperLicence::requireField);
        Require.present(status, "status reference");
    }

    /** How much of the holders' codes stands on paper. */
    public enum HolderCodes {
        /**
         * Enough to compare with a card, too little to go about with: of a person's code the first two places and the
         * last. The usual first six and last four leave only a few thousand numbers to try. Codes of organisations are
         * public and stay whole.
         */
        MASKED,
        /** In full. */
        FULL
    }

    /**
     * What shall stand on paper of a verified licence.
     *
     * @param shown the names of the business fields to show
     * @throws io.onevisit.core.InvalidValueException when one of them is not in the licence
     */
    public static PaperLicence of(Licence licence, List<String> shown, HolderCodes codes) {
        Map<String, String> fields = new LinkedHashMap<>();
        shown.forEach(name -> fields.put(name, Require.present(licence.fields().get(name), name)));
        return new PaperLicence(
                licence.id(),
                licence.issued(),
                licence.validFrom(),
                licence.validUntil(),
                licence.holders().stream().map(holder -> onPaper(holder, codes)).toList(),
                fields,
                licence.status());
    }

    /** True when everything here is taken from {@code licence}, holders' codes masked or in full. */
    public boolean isOf(Licence licence) {
        List<String> shown = List.copyOf(fields.keySet());
        return licence.fields().keySet().containsAll(shown)
                && (equals(of(licence, shown, HolderCodes.MASKED)) || equals(of(licence, shown, HolderCodes.FULL)));
    }

    /** Ages reached are not on paper; the code stands for them, or is masked for a reason. */
    private static Holder onPaper(Holder holder, HolderCodes codes) {
        String code = holder.code();
        boolean whole = codes == HolderCodes.FULL
                || holder.codeType() == HolderCodeType.CREDIT_CODE
                || holder.codeType() == HolderCodeType.OTHER_ORGANISATION;
        return new Holder(holder.name(), whole || code == null ? code : mask(code), holder.codeType());
    }

    private static String mask(String code) {
        int hidden = Math.max(code.length() - 3, 0);
        return hidden == 0
                ? "*".repeat(code.length())
                : code.substring(0, 2) + "*".repeat(hidden) + code.substring(code.length() - 1);
    }

    private static void requireDay(@Nullable LocalDate day, String what) {
        LocalDate present = Require.present(day, what);
        Require.that(
                !present.isBefore(EPOCH) && !present.isAfter(LicenceDraft.UNLIMITED),
                what,
                "must be from 1970 to 9999");
    }

    private static void requireNamed(Holder holder) {
        Require.present(holder.name(), "holder name");
        Require.that((holder.code() == null) == (holder.codeType() == null), "holder code", "must have its type");
    }

    private static void requireField(String name, String text) {
        Require.that(PaperClaims.FIELD.matcher(name).matches(), "field name", "must be KZ_ and capitals or digits");
        Require.text(text, name, 400);
    }

    @Override
    public String toString() {
        return "licence on paper of type " + id.typeCode();
    }
}
