package io.onevisit.examples.benchmarks;

/**
 * What a ratio shall at least be.
 *
 * @param asked in the words that the project set itself
 */
record Goal(double atLeast, String asked) {}
