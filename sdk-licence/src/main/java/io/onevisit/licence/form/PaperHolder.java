package io.onevisit.licence.form;

import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Checks;
import io.onevisit.licence.Holder;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.qr.PaperLicence;
import java.util.stream.IntStream;

/**
 * Whose a licence on paper must be. A masked code can tell that it is somebody else's, and never whose it is.
 *
 * @param asked the holder's number
 */
record PaperHolder(PartyId asked) {
    void check(Checks checks, PaperLicence licence) {
        if (licence.holders().stream().anyMatch(shown -> shown.is(asked))) {
            checks.that(FormRules.HOLDER, true);
        } else if (licence.holders().stream().anyMatch(this::mayBe)) {
            checks.undecided(FormRules.HOLDER, "the code on paper is masked");
        } else {
            checks.that(FormRules.HOLDER, false);
        }
    }

    private boolean mayBe(Holder shown) {
        String code = shown.code();
        HolderCodeType type = shown.codeType();
        return code == null || (isMaskOf(asked.value(), code) && (type == null || type.admits(asked)));
    }

    private static boolean isMaskOf(String number, String shown) {
        return shown.length() == number.length()
                && shown.indexOf('*') >= 0
                && IntStream.range(0, number.length())
                        .allMatch(at -> shown.charAt(at) == '*' || shown.charAt(at) == number.charAt(at));
    }

    @Override
    public String toString() {
        return "holder";
    }
}
