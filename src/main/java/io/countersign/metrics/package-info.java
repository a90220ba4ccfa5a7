/** The numbers that tell whether governance works, computed exactly from the exported history. */
@NullMarked
package io.countersign.metrics;

import org.jspecify.annotations.NullMarked;
