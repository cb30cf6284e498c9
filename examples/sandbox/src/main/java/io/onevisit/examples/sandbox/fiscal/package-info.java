/** A fiscal platform in a box. */
@NullMarked
package io.onevisit.examples.sandbox.fiscal;

import org.jspecify.annotations.NullMarked;
