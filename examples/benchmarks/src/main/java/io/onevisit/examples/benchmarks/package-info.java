/**
 * What the library costs, beside its peers in the same run: JMH benchmarks, and {@link
 * io.onevisit.examples.benchmarks.Speed}, which makes one table of them. They are not part of the build's verdict; tests run
 * nearly all of them once, so that they keep working.
 */
@NullMarked
package io.onevisit.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
