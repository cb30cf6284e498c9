/** Not API: Bouncy Castle's lightweight interface, held in one place. */
@NullMarked
package io.onevisit.core.internal.crypto;

import org.jspecify.annotations.NullMarked;
