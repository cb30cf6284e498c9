/** Not API: shared by the modules of this library only. */
@NullMarked
package io.onevisit.core.internal;

import org.jspecify.annotations.NullMarked;
