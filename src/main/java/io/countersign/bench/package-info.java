/**
 * Measures governed actions beside a bare process on the same broker in the same run. Prints
 * figures; decides nothing.
 */
@NullMarked
package io.countersign.bench;

import org.jspecify.annotations.NullMarked;
