package io.onevisit.licence.carrier;

import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Checks;
import io.onevisit.licence.Holder;
import io.onevisit.licence.qr.PaperLicence;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whose a licence on paper must be. A masked code can tell that it is somebody else's, and never whose it is.
 *
 * @param asked the holder's code
 */
record PaperHolder(String asked) {
    static PaperHolder of(PartyId id) {
        return new PaperHolder(id.value());
    }

    void check(Checks checks, PaperLicence licence) {
        if (licence.holders().stream().anyMatch(shown -> asked.equals(shown.code()))) {
            checks.that(CarrierRules.HOLDER, true);
        } else if (licence.holders().stream().map(Holder::code).anyMatch(this::mayBe)) {
            checks.undecided(CarrierRules.HOLDER, "the code on paper is masked");
        } else {
            checks.that(CarrierRules.HOLDER, false);
        }
    }

    private boolean mayBe(@Nullable String shown) {
        return shown == null || (shown.length() == asked.length() && agrees(shown));
    }

    private boolean agrees(String shown) {
        return IntStream.range(0, asked.length())
                .allMatch(at -> shown.charAt(at) == '*' || shown.charAt(at) == asked.charAt(at));
    }

    @Override
    public String toString() {
        return "holder";
    }
}
