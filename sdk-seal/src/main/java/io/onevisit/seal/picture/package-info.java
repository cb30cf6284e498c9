/**
 * Pictures of seals (印模), drawn. The one package that needs the module {@code java.desktop}, for fonts and shapes; who
 * does not draw can leave that module out.
 */
@NullMarked
package io.onevisit.seal.picture;

import org.jspecify.annotations.NullMarked;
