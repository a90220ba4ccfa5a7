/**
 * The vocabulary of the audit history: what the exporter writes and everyone else reads.
 *
 * <p>Plain records and names only, because these classes travel in both jars: the application and
 * the broker plugin.
 */
@NullMarked
package io.countersign.history;

import org.jspecify.annotations.NullMarked;
