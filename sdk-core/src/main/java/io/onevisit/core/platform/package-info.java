/** The one way out to the platform and the one way in from it. */
@NullMarked
package io.onevisit.core.platform;

import org.jspecify.annotations.NullMarked;
