/** Preview: what would become of an action, without starting anything. */
@NullMarked
package io.countersign.preview;

import org.jspecify.annotations.NullMarked;
