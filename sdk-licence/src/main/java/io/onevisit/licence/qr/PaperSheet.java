package io.onevisit.licence.qr;

import io.onevisit.core.Report;
import java.util.List;

/**
 * What was found on a sheet with several licences (一页多证核验结果).
 *
 * @param codes the report on each code, in the order of the sheet where that is known
 * @param whole the report on the sheet: every code is good, all are of one sheet, and none is missing; a code that is
 *     missing or could not be read leaves it INDETERMINATE
 */
public record PaperSheet(List<Report<PaperLicence>> codes, Report<List<PaperLicence>> whole) {
    public PaperSheet {
        codes = List.copyOf(codes);
    }
}
