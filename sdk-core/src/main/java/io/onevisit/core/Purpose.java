package io.onevisit.core;

import io.onevisit.core.internal.Require;
import java.util.Set;

/**
 * Why data of a person is asked for (用途). No look-up goes out without one: State Council Decree 809 ties each use of
 * shared data to a matter and a legal basis.
 *
 * @param caseNumber the case it is for
 * @param matter the matter it is for
 * @param legalBasis the provision that allows it, at most 200 characters
 * @param operator who asks: an account or terminal of the department, never a citizen's number, since it is
 *     logged as it is
 * @param fields the fields that are needed, and no others; between 1 and 64
 */
public record Purpose(
        CaseNumber caseNumber, MatterCode matter, String legalBasis, String operator, Set<String> fields) {
    public Purpose {
        Require.present(caseNumber, "case number");
        Require.present(matter, "matter");
        Require.text(legalBasis, "legal basis", 200);
        Require.text(operator, "operator", 64);
        Require.present(fields, "fields").forEach(field -> Require.text(field, "field", 64));
        fields = Set.copyOf(fields);
        Require.that(!fields.isEmpty() && fields.size() <= 64, "fields", "must name 1 to 64 fields");
    }
}
