package io.onevisit.licence.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;

/**
 * Which code of a sheet a code is; signed along, so that none can be taken away or added unseen.
 *
 * @param sheet drawn at random for the sheet, 6 octets
 * @param number from 1
 * @param count how many codes the sheet has
 */
record SheetPlace(Bytes sheet, int number, int count) {
    static final int SHEET_OCTETS = 6;
    static final int MAX_COUNT = 16;

    SheetPlace {
        Require.that(sheet.length() == SHEET_OCTETS, "sheet", "must have " + SHEET_OCTETS + " octets");
        Require.that(count >= 1 && count <= MAX_COUNT, "codes of a sheet", "must be from 1 to " + MAX_COUNT);
        Require.that(number >= 1 && number <= count, "number on a sheet", "must be from 1 to the count");
    }

    @Override
    public String toString() {
        return "code " + number + " of " + count;
    }
}
