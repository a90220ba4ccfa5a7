package io.countersign.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How long an agent waits for the desk.
 *
 * @param until when to stop
 */
record Patience(Clock clock, Instant until) {

  private static final long LONGEST_WAIT_SECONDS = 30;

  static Patience of(Clock clock, Duration time) {
    return new Patience(clock, clock.instant().plus(time));
  }

  boolean isLeft() {
    return clock.instant().isBefore(until);
  }

  /** How many seconds the desk may hold one call until people have decided. */
  long waitSeconds() {
    long left = Duration.between(clock.instant(), until).toSeconds();
    return Math.clamp(left, 0, LONGEST_WAIT_SECONDS);
  }

  /** Asks again while that may help and there is time: only for calls that may be repeated. */
  Map<String, Object> insist(Supplier<Map<String, Object>> call) {
    while (true) {
      try {
        return call.get();
      } catch (NotPermittedException refused) {
        if (!refused.mayPass() || clock.instant().plus(refused.again()).isAfter(until)) {
          throw refused;
        }
        pause(refused.again());
      }
    }
  }

  /**
   * @throws NotPermittedException if the thread is to end
   */
  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new NotPermittedException("INTERRUPTED", "The wait was interrupted.");
    }
  }
}
