package io.onevisit.licence.delivery;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.id.Division;
import io.onevisit.core.internal.Require;
import java.util.List;

/** What became of an address that was one text (地址拆分): its parts, or why it was not split. Nothing is guessed. */
public sealed interface ParsedAddress {
    /**
     * Split, with the names in full and the code at the date.
     *
     * @param address its parts; without a postcode
     */
    record Split(PostalAddress address) implements ParsedAddress {
        public Split {
            Require.present(address, "address");
        }

        @Override
        public PostalAddress orThrow() {
            return address;
        }
    }

    /**
     * Not split: for a person to complete or to choose.
     *
     * @param reason why not
     * @param candidates the divisions it may be, by code; may be empty
     */
    record Unclear(Reason reason, List<Division> candidates) implements ParsedAddress {
        public Unclear {
            Require.present(reason, "reason");
            candidates = List.copyOf(Require.present(candidates, "candidates"));
        }

        @Override
        public PostalAddress orThrow() {
            throw new InvalidValueException("address", reason.problem);
        }
    }

    /** Why a text was not split. */
    enum Reason {
        /** It does not start with the name of a division. */
        NOT_FOUND("does not start with province, city and county"),
        /** It names a province or city, and none of its counties after it. */
        COUNTY_MISSING("names no county of the province or city that it names"),
        /** The name fits several counties, or is that of a county without its province and city. */
        AMBIGUOUS("may be of several counties, or of one whose city is not named"),
        /** The county is no longer; the candidates are those that took over its area. */
        ABOLISHED("names a county that is no longer"),
        /** Nothing stands after the county. */
        DETAIL_MISSING("names no street or building");

        private final String problem;

        Reason(String problem) {
            this.problem = problem;
        }
    }

    /**
     * The parts.
     *
     * @throws InvalidValueException with the reason when it was not split
     */
    PostalAddress orThrow();
}
