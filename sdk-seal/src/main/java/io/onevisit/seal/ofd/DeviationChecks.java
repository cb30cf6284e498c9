package io.onevisit.seal.ofd;

import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.Checks;
import io.onevisit.seal.Deviation;
import io.onevisit.seal.SealProfile;
import java.util.Collection;

/** Checks under a profile, which may let a deviation pass with a note. For one thread. */
final class DeviationChecks {
    private final Checks all = new Checks();
    private final SealProfile profile;

    DeviationChecks(SealProfile profile) {
        this.profile = profile;
    }

    /** The checks made so far, and where to make those that no profile moves. */
    Checks all() {
        return all;
    }

    /**
     * Records that {@code rule} holds; where it does not, a note when all that is wrong is {@code deviation} and the
     * profile tolerates that.
     */
    void that(Rule rule, Deviation deviation, boolean holds, boolean deviates, String found) {
        if (!holds && deviates && profile.tolerates(deviation)) {
            all.note(rule, Verdict.FAILED, found);
        } else {
            all.that(rule, holds, null, holds ? null : found);
        }
    }

    /** Records that none of {@code files} is at fault, or how many are. */
    void none(Rule rule, Collection<String> files) {
        all.that(rule, files.isEmpty(), null, files.isEmpty() ? null : count(files));
    }

    /** Records that none of {@code files} is at fault; those that are not {@code grave} are left to the profile. */
    void none(Rule rule, Deviation deviation, Collection<String> files, Collection<String> grave) {
        that(rule, deviation, files.isEmpty(), grave.isEmpty(), count(grave.isEmpty() ? files : grave));
    }

    /** No names: they may be of persons, and {@link OfdCoverage} has them. */
    private static String count(Collection<String> files) {
        return files.size() + " files";
    }
}
