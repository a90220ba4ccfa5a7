/** Review: stages, seats, votes, and the verdict that is counted from the history alone. */
@NullMarked
package io.countersign.review;

import org.jspecify.annotations.NullMarked;
