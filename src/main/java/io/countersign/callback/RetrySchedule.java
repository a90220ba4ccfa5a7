package io.countersign.callback;

import java.time.Duration;
import java.util.List;

/**
 * The pauses between attempts, as the Standard Webhooks specification suggests them: about 76 h.
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

  private RetrySchedule() {}

  /**
   * The pause after a failed attempt.
   *
   * @param attempt 1 for the first
   */
  static Duration after(int attempt) {
    return PAUSES.get(Math.clamp(attempt - 1L, 0, PAUSES.size() - 1));
  }
}
