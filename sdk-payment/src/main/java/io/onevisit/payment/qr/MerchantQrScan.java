package io.onevisit.payment.qr;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Require;
import java.util.List;

/**
 * What came of reading an EMV merchant-presented code.
 *
 * @param conformance valid, right in its checksum only, or neither
 * @param report every check, with its clause and its place: the ID, behind the ID of its template ({@code 62/09}), and for
 *     what is wrong the character it begins at, from 0
 * @param schemes whose code it is (支付网络), and whether it keeps the rules of each; also for a code that is valid in its
 *     checksum only, empty for an invalid one
 */
public record MerchantQrScan(Conformance conformance, Report<MerchantQr> report, List<Report<EmvScheme>> schemes) {
    public MerchantQrScan {
        Require.present(conformance, "conformance");
        Require.present(report, "report");
        schemes = List.copyOf(Require.present(schemes, "schemes"));
    }

    /** What is wrong by the specification, in the order of the clauses. */
    public List<Check> problems() {
        return report.problems();
    }
}
