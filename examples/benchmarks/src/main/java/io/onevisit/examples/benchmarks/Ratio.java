package io.onevisit.examples.benchmarks;

/**
 * How many times as fast ours is, of two results of one run.
 *
 * @param error as far as the two errors explain it, taken to be independent; NaN when one of them is not known
 */
record Ratio(double value, double error) {
    static Ratio of(Measured ours, Measured peer) {
        double value = peer.microseconds() / ours.microseconds();
        double relative = Math.hypot(ours.error() / ours.microseconds(), peer.error() / peer.microseconds());
        return new Ratio(value, value * relative);
    }

    /** {@code yes} or {@code no}, with a question mark when the error leaves it open. */
    String meets(Goal goal) {
        boolean open = Math.abs(value - goal.atLeast()) < error;
        return (value >= goal.atLeast() ? "yes" : "no") + (open ? "?" : "");
    }
}
