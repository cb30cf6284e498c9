/** Not API: one strict reader and one writer of JSON. */
@NullMarked
package io.onevisit.core.internal.json;

import org.jspecify.annotations.NullMarked;
