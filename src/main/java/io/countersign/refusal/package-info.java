/**
 * The log of refused calls: what was asked for and not granted never reaches the engine, so its
 * history does not tell it.
 */
@NullMarked
package io.countersign.refusal;

import org.jspecify.annotations.NullMarked;
