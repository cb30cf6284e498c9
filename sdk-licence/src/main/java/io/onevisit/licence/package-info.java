/** Electronic licences (电子证照): identifier, type, issue, verification and the shared store. */
@NullMarked
package io.onevisit.licence;

import org.jspecify.annotations.NullMarked;
