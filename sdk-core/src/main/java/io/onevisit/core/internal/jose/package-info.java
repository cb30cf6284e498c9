/** Not API: signed JSON Web Tokens in compact form, read strictly, with SM2 beside ES256. */
@NullMarked
package io.onevisit.core.internal.jose;

import org.jspecify.annotations.NullMarked;
