/** Runs the element template and its example with the real REST connector. */
@NullMarked
package io.countersign.connectors;

import org.jspecify.annotations.NullMarked;
