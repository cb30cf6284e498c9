package io.onevisit.examples.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What several rounds say of one thing.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param least of them
 * @param greatest of them
 */
record Spread(double median, double least, double greatest) {
    static Spread of(List<Double> rounds) {
        List<Double> sorted = rounds.stream().sorted().toList();
        int last = sorted.size() - 1;
        double median = (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(last));
    }

    /** How many times as fast ours is: the ratio in each round, since what slows one half of a round slows the other. */
    static Spread ofRatio(Measured ours, Measured peer) {
        List<Double> own = ours.rounds();
        List<Double> theirs = peer.rounds();
        if (own.size() != theirs.size()) { // a limit, or a peer that failed in a round
            double one = peer.time().median();
            return of(own.stream().map(time -> one / time).toList());
        }
        return of(IntStream.range(0, own.size())
                .mapToObj(round -> theirs.get(round) / own.get(round))
                .toList());
    }

    /** {@code yes} or {@code no}, with a question mark when the rounds disagree or there is but one. */
    String meets(Goal goal) {
        boolean agreed = least < greatest && least >= goal.atLeast() == greatest >= goal.atLeast();
        return (median >= goal.atLeast() ? "yes" : "no") + (agreed ? "" : "?");
    }

    /** Half of what lies between the least and the greatest; NaN of a single round. */
    double error() {
        return least < greatest ? (greatest - least) / 2 : Double.NaN;
    }
}
