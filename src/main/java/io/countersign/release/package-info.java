/** Release: the signed permission to execute, used once, and what became of it. */
@NullMarked
package io.countersign.release;

import org.jspecify.annotations.NullMarked;
