/** The words every module shares: values, reports, outcomes and errors. */
@NullMarked
package io.onevisit.core;

import org.jspecify.annotations.NullMarked;
