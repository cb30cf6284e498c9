/** A bank outlet (银行网点): what a bank's system does with the library, without the department's side. */
@NullMarked
package io.onevisit.examples.outlet;

import org.jspecify.annotations.NullMarked;
