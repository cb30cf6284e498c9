/** Keys, certificates and whom to trust: SM2 with SM3 and ES256, side by side. */
@NullMarked
package io.onevisit.core.crypto;

import org.jspecify.annotations.NullMarked;
