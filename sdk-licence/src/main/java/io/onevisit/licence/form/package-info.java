/** Licences in whatever form they come (证照载体): one door, one report, one thing that comes out. */
@NullMarked
package io.onevisit.licence.carrier;

import org.jspecify.annotations.NullMarked;
