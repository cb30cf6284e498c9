/** The sealed OFD document (版式文件), GB/T 33190-2016: written, sealed, verified whole and read. */
@NullMarked
package io.onevisit.seal.ofd;

import org.jspecify.annotations.NullMarked;
