/** A certificate authority in a box, for tests and examples; depends on Bouncy Castle alone. */
@NullMarked
package io.onevisit.examples.authority;

import org.jspecify.annotations.NullMarked;
