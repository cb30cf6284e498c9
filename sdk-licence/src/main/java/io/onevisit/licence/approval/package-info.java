/** Approval in seconds (秒批): what a matter needs, held against what was found. */
@NullMarked
package io.onevisit.licence.approval;

import org.jspecify.annotations.NullMarked;
