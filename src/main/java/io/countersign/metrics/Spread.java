package io.countersign.metrics;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How times are spread: the exact percentiles by nearest rank, so each is a time that did occur.
 *
 * @param count how many times there are
 * @param p50Seconds the smallest time that at least half of them do not exceed; null without any
 * @param p95Seconds the same for 95 of 100
 */
record Spread(long count, @Nullable Double p50Seconds, @Nullable Double p95Seconds) {

  static Spread of(List<Duration> times) {
    long[] millis = times.stream().mapToLong(Duration::toMillis).sorted().toArray();
    return new Spread(millis.length, seconds(millis, 50), seconds(millis, 95));
  }

  private static @Nullable Double seconds(long[] sorted, int percent) {
    if (sorted.length == 0) {
      return null;
    }
    // The rank in whole numbers: 0.95 * 20 is not 19 to a computer.
    long rank = (sorted.length * (long) percent + 99) / 100;
    return sorted[(int) rank - 1] / 1_000.0;
  }
}
