package io.countersign.audit;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Waits until the history has caught up with a job.
 *
 * <p>The log is ordered and an action lives on one partition: once the history shows a job, all
 * that happened to the action before it is there too.
 */
@Component
public class HistoryMarks {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final ActionHistory history;
  private final Clock clock;

  HistoryMarks(ActionHistory history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  /**
   * The action as it is once the mark is there.
   *
   * @throws RefusedException {@code HISTORY_UNAVAILABLE} if it does not come in three seconds
   */
  public ActionDocument await(String actionId, Predicate<ActionDocument> mark) {
    Instant deadline = clock.instant().plus(PATIENCE);
    while (true) {
      Optional<ActionDocument> seen = history.find(actionId).filter(mark);
      if (seen.isPresent()) {
        return seen.get();
      }
      if (clock.instant().isAfter(deadline)) {
        throw new RefusedException(
            ErrorCode.HISTORY_UNAVAILABLE, "The history has not caught up with this job yet.");
      }
      pause();
    }
  }

  /** The action once all that happened before this job is in the history. */
  public ActionDocument await(String actionId, long jobKey) {
    return await(actionId, seen -> seen.knows(jobKey));
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
