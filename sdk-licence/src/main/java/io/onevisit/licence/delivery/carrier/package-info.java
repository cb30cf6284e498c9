/** Express carriers by their own interfaces: EMS, SF and Kuaidi100. */
@NullMarked
package io.onevisit.licence.delivery.carrier;

import org.jspecify.annotations.NullMarked;
