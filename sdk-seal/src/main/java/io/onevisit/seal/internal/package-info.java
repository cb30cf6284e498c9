/** Not API: what both packages of this module need. */
@NullMarked
package io.onevisit.seal.internal;

import org.jspecify.annotations.NullMarked;
