/** Licences in whatever form they come (证照形式): one door, one report, one thing that comes out. */
@NullMarked
package io.onevisit.licence.form;

import org.jspecify.annotations.NullMarked;
