/**
 * What the library costs, beside a peer in the same run: JMH benchmarks. They are not part of the build's verdict; a test
 * runs each of them once, so that they keep working.
 */
@NullMarked
package io.onevisit.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
