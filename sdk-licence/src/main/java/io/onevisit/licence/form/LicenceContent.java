package io.onevisit.licence.form;

import io.onevisit.core.internal.Require;
import io.onevisit.licence.Holder;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.status.StatusReference;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What every form of a licence says (证照内容), as far as it was disclosed. Type and issuer are those inside the identifier.
 * Days are days in China (Asia/Shanghai). {@code toString} shows form and type only.
 *
 * @param form in what form it came
 * @param id the identifier (ZZBS)
 * @param issued the day of issue (ZZBFRQ)
 * @param validFrom the first day of validity (ZZYXQQSRQ)
 * @param validUntil the last day of validity (ZZYXQJZRQ), inclusive
 * @param holders who holds it; on paper codes may be masked
 * @param fields business fields by name
 * @param status where its status is published
 */
public record LicenceContent(
        LicenceForm form,
        LicenceId id,
        LocalDate issued,
        LocalDate validFrom,
        LocalDate validUntil,
        List<Holder> holders,
        Map<String, String> fields,
        StatusReference status) {
    public LicenceContent {
        Require.present(form, "form");
        Require.present(id, "licence identifier");
        holders = List.copyOf(Require.present(holders, "holders"));
        fields = Map.copyOf(Require.present(fields, "fields"));
    }

    static LicenceContent of(LicenceForm form, Licence licence) {
        return new LicenceContent(
                form,
                licence.id(),
                licence.issued(),
                licence.validFrom(),
                licence.validUntil(),
                licence.holders(),
                licence.fields(),
                licence.status());
    }

    static LicenceContent of(PaperLicence licence) {
        return new LicenceContent(
                LicenceForm.PAPER,
                licence.id(),
                licence.issued(),
                licence.validFrom(),
                licence.validUntil(),
                licence.holders(),
                licence.fields(),
                licence.status());
    }

    @Override
    public String toString() {
        return form.nameEn() + " of type " + id.typeCode();
    }
}
