package io.onevisit.licence.qr;

import io.onevisit.core.Report;
import java.util.Optional;

/**
 * What was found about one code.
 *
 * @param report on the licence
 * @param issuer who signed it, if it is authentic
 * @param place where on a sheet it stands, if it is authentic and of one
 */
record PaperFinding(Report<PaperLicence> report, Optional<String> issuer, Optional<SheetPlace> place) {}
