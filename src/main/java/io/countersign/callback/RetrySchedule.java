package io.countersign.callback;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The pauses between attempts, as the Standard Webhooks specification suggests them: about 76 h.
 *
 * <p>With full jitter around them: a pause is anything between nothing and twice what the schedule
 * says, so that what failed together does not come again together, and the whole takes as long on
 * average.
 */
final class RetrySchedule {

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  static final int ATTEMPTS = PAUSES.size() + 1;

  /** A receiver may ask for no longer pause than this. */
  static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

  private RetrySchedule() {}

  /**
   * The pause after a failed attempt.
   *
   * @param attempt 1 for the first
   * @param retryAfter the shortest pause that the receiver asks for
   */
  static Duration after(int attempt, @Nullable Duration retryAfter, RandomGenerator random) {
    long most = 2 * PAUSES.get(Math.clamp(attempt - 1L, 0, PAUSES.size() - 1)).toMillis();
    Duration pause = Duration.ofMillis(random.nextLong(1, most + 1));
    return retryAfter == null || retryAfter.compareTo(pause) < 0 ? pause : bounded(retryAfter);
  }

  static Duration bounded(Duration retryAfter) {
    return retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
  }
}
