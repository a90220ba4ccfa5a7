/** How long the history is kept: legal holds, deletion by age, and the trace that both leave. */
@NullMarked
package io.countersign.retention;

import org.jspecify.annotations.NullMarked;
