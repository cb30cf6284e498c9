/** Electronic seals (电子印章) and what they sign, after GB/T 38540-2020. */
@NullMarked
package io.onevisit.seal;

import org.jspecify.annotations.NullMarked;
