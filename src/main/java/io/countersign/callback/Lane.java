package io.countersign.callback;

import io.countersign.callback.Attempt.Health;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The way to one receiver: so many attempts at once, and none while the receiver does not work. A
 * message that finds no place soon, or a closed way, is sent back at once with nothing used up.
 */
final class Lane {

  /** When the receiver asks for fewer messages and does not say for how long. */
  private static final Duration THROTTLE = Duration.ofSeconds(10);

  private static final Duration LONGEST_THROTTLE = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 200;
  private static final int SHORTEST_PAUSE_SECONDS = 10;
  private static final int LONGEST_PAUSE_SECONDS = 30;

  private final Semaphore places;
  private final int all;
  private final CircuitBreaker breaker;

  Lane(int atOnce, CircuitBreaker breaker) {
    this.all = atOnce;
    this.places = new Semaphore(atOnce, true);
    this.breaker = breaker;
  }

  Attempt send(Supplier<Attempt> sending) {
    if (!entered()) {
      return notNow();
    }
    try {
      return breaker.tryAcquirePermission() ? sent(sending) : notNow();
    } finally {
      places.release();
    }
  }

  /** Whether nothing is worth remembering of this receiver. */
  boolean isIdle() {
    return places.availablePermits() == all
        && breaker.getState() == State.CLOSED
        && breaker.getMetrics().getNumberOfFailedCalls() == 0;
  }

  private boolean entered() {
    try {
      return places.getQueueLength() < MOST_WAITING
          && places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Attempt sent(Supplier<Attempt> sending) {
    boolean told = false;
    try {
      Attempt attempt = sending.get();
      told = true;
      tell(attempt);
      return attempt;
    } finally {
      if (!told) {
        breaker.releasePermission();
      }
    }
  }

  private void tell(Attempt attempt) {
    if (!(attempt instanceof Attempt.Failed failed) || failed.health() == Health.REFUSING) {
      breaker.onSuccess(0, TimeUnit.MILLISECONDS);
      return;
    }
    breaker.onError(0, TimeUnit.MILLISECONDS, new IllegalStateException(failed.reason()));
    if (failed.health() == Health.THROTTLING) {
      breaker.transitionToOpenStateFor(throttle(failed.retryAfter()));
    }
  }

  private static Duration throttle(Duration asked) {
    if (asked == null) {
      return THROTTLE;
    }
    return asked.compareTo(LONGEST_THROTTLE) < 0 ? asked : LONGEST_THROTTLE;
  }

  private static Attempt notNow() {
    return new Attempt.NotNow(
        Duration.ofSeconds(
            ThreadLocalRandom.current()
                .nextLong(SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS + 1)));
  }
}
