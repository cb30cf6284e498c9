/**
 * Shared records of people and organisations by their number: asked for with a purpose, answered in one of five ways,
 * and kept in an audit log without personal data.
 */
@NullMarked
package io.onevisit.core.record;

import org.jspecify.annotations.NullMarked;
