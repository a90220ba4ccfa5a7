package io.countersign.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many of how many.
 *
 * @param count those it is true of
 * @param of all of them
 */
record Share(long count, long of) {

  static <T> Share of(Collection<T> all, Predicate<T> which) {
    return new Share(all.stream().filter(which).count(), all.size());
  }

  /** From 0 to 1; null if there are none at all. */
  @JsonProperty
  @Nullable Double rate() {
    return of == 0 ? null : (double) count / of;
  }
}
