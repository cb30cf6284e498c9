/** A department's counter (部门窗口): one visit, from an ID number to a delivered licence. */
@NullMarked
package io.onevisit.examples.counter;

import org.jspecify.annotations.NullMarked;
