/**
 * Lists in files that several instances share: what people and operators set, and the engine does
 * not hold.
 */
@NullMarked
package io.countersign.store;

import org.jspecify.annotations.NullMarked;
