/** Halt: stopping an agent, an action type or everything, now, and lifting it again. */
@NullMarked
package io.countersign.halt;

import org.jspecify.annotations.NullMarked;
