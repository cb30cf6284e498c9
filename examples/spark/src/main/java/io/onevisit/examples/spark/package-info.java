/** The end of the day of a whole province (全省日终对账): the library's matching on Apache Spark. */
@NullMarked
package io.onevisit.examples.spark;

import org.jspecify.annotations.NullMarked;
