/** The label that goes onto the envelope, with what passers-by need not read hidden. */
@NullMarked
package io.onevisit.licence.delivery.label;

import org.jspecify.annotations.NullMarked;
