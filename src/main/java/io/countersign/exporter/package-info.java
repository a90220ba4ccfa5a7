/**
 * The broker plugin: turns the records of a partition into the audit history.
 *
 * <p>It sees every record in log order, at least once, and the log is kept until it has confirmed.
 * What it must remember travels in the exporter's metadata, so a replay repeats the same documents.
 */
@NullMarked
package io.countersign.exporter;

import org.jspecify.annotations.NullMarked;
