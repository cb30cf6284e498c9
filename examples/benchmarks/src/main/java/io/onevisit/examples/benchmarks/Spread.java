package io.onevisit.examples.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What several rounds say of one thing.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param error half of what lies between the least and the greatest; NaN of a single round
 */
record Spread(double median, double error) {
    static Spread of(List<Double> rounds) {
        List<Double> sorted = rounds.stream().sorted().toList();
        int last = sorted.size() - 1;
        double median = (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2;
        return new Spread(median, last == 0 ? Double.NaN : (sorted.get(last) - sorted.get(0)) / 2);
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

    /** {@code yes} or {@code no}, with a question mark when the error leaves it open. */
    String meets(Goal goal) {
        boolean open = Math.abs(median - goal.atLeast()) < error;
        return (median >= goal.atLeast() ? "yes" : "no") + (open ? "?" : "");
    }
}
