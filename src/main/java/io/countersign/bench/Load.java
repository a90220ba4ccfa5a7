package io.countersign.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * What a number of calls took.
 *
 * @param sortedNanos each call's time, ascending, in nanoseconds
 * @param totalNanos from the first call's start to the last one's end
 */
record Load(long[] sortedNanos, long totalNanos) {

  /** Makes so many calls, at most so many at once; a failing call fails the whole. */
  static Load of(int calls, int atOnce, Callable<?> call) {
    var permits = new Semaphore(atOnce);
    long began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var times =
          IntStream.range(0, calls)
              .mapToObj(
                  n ->
                      threads.submit(
                          () -> {
                            permits.acquire();
                            try {
                              long start = System.nanoTime();
                              call.call();
                              return System.nanoTime() - start;
                            } finally {
                              permits.release();
                            }
                          }))
              .toList();
      long[] nanos = times.stream().mapToLong(Load::joined).sorted().toArray();
      return new Load(nanos, System.nanoTime() - began);
    }
  }

  double millis(double quantile) {
    int index = (int) Math.ceil(quantile * sortedNanos.length) - 1;
    return sortedNanos[Math.max(0, index)] / 1e6;
  }

  double perSecond() {
    return sortedNanos.length / (totalNanos / 1e9);
  }

  @Override
  public String toString() {
    return "p50 %.1f ms, p99 %.1f ms, %.0f/s (%d calls)"
        .formatted(millis(.5), millis(.99), perSecond(), sortedNanos.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Load(long[] nanos, long total)
        && total == totalNanos
        && Arrays.equals(nanos, sortedNanos);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sortedNanos);
  }

  private static long joined(Future<Long> time) {
    try {
      return time.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("A call failed", failed.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
