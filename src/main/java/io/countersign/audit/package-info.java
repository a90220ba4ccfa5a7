/**
 * The audit: reads what the exporter wrote, for the timeline, the search, and the workers that
 * decide from the history.
 */
@NullMarked
package io.countersign.audit;

import org.jspecify.annotations.NullMarked;
