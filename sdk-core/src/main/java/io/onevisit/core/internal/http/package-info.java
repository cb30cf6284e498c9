/** Not API: OkHttp, held in one place; the only code that touches sockets. */
@NullMarked
package io.onevisit.core.internal.http;

import org.jspecify.annotations.NullMarked;
