/**
 * Identifiers as checked values: citizens, residents from Hong Kong, Macao and Taiwan, foreigners, organisations,
 * administrative divisions and postal items.
 *
 * <p>A value of these types has passed the checks of its standard. {@code parse} is strict and throws; {@code explain}
 * tells every check apart. Only the ASCII digits and letters count: nothing is trimmed, folded or guessed.
 */
@NullMarked
package io.onevisit.core.id;

import org.jspecify.annotations.NullMarked;
