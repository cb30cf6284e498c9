/** Not API: the little that the databases do differently, and transactions. */
@NullMarked
package io.onevisit.core.internal.store;

import org.jspecify.annotations.NullMarked;
