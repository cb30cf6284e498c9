/** The shared store of licences on a platform (证照共享): ask by holder or identifier, publish, annotate, compare. */
@NullMarked
package io.onevisit.licence.share;

import org.jspecify.annotations.NullMarked;
