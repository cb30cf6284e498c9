package io.onevisit.core.id;

import io.onevisit.core.internal.Require;

/**
 * A division that the start of a text names. {@code toString} shows its code only, since the rest may be somebody's
 * address.
 *
 * @param division the division
 * @param named the part of the text that names it, with the divisions above it where they are written
 * @param rest what follows in the text; may be empty
 */
public record DivisionMatch(Division division, String named, String rest) {
    public DivisionMatch {
        Require.present(division, "division");
        Require.present(named, "name");
        Require.present(rest, "rest");
    }

    /** True when the text says neither the province nor the prefecture: then even a single match may be a chance. */
    public boolean isAlone() {
        return division.code().level() == DivisionCode.Level.COUNTY && named.equals(division.name());
    }

    @Override
    public String toString() {
        return "DivisionMatch[" + division.code() + "]";
    }
}
