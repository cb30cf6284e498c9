/** What must survive a restart: states, and messages still to be sent. */
@NullMarked
package io.onevisit.core.store;

import org.jspecify.annotations.NullMarked;
