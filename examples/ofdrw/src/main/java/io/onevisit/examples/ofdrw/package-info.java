/** What ofdrw, another maker of OFD documents and seals, says of ours; run in a JVM of its own. */
@NullMarked
package io.onevisit.examples.ofdrw;

import org.jspecify.annotations.NullMarked;
