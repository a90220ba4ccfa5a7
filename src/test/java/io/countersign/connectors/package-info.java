/** Runs the element templates' processes with the real connector runtime. */
@NullMarked
package io.countersign.connectors;

import org.jspecify.annotations.NullMarked;
