package io.onevisit.examples.benchmarks;

import java.util.Comparator;
import java.util.List;

/**
 * Something whose cost grows with its size.
 *
 * @param benchmark measured with each size
 * @param parameter the one that is the size
 */
record Growth(String en, String zh, String benchmark, String parameter) {
    long size(Measured measured) {
        return Long.parseLong(measured.id().split(parameter + "=", 2)[1]);
    }

    /** Its results, the smallest first. */
    List<Measured> in(List<Measured> results) {
        return results.stream()
                .filter(result -> result.benchmark().equals(benchmark))
                .sorted(Comparator.comparingLong(this::size))
                .toList();
    }
}
