/** Results by express: orders that are posted exactly once, and what carriers tell about them in whatever order. */
@NullMarked
package io.onevisit.licence.delivery;

import org.jspecify.annotations.NullMarked;
