package io.countersign.review;

import io.countersign.audit.ActionHistory;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the votes of a stage from the exported history.
 *
 * <p>The log is ordered and an action lives on one partition: once the history shows the count's
 * own job, every vote before it is there too.
 */
@Component
class VoteEvidence {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final ActionHistory history;
  private final Clock clock;

  VoteEvidence(ActionHistory history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  /**
   * What the history holds.
   *
   * @param votes in log order
   * @param countedAt the engine's time of the count
   */
  record Evidence(List<Vote> votes, Instant countedAt) {}

  /**
   * @param jobKey the key of the job that counts
   * @throws RefusedException {@code HISTORY_UNAVAILABLE} while the history has not caught up
   */
  Evidence of(String actionId, long processInstanceKey, long jobKey) {
    String job = Long.toString(jobKey);
    awaitMark(actionId, job);
    List<Entry> entries =
        history.entriesOfInstance(
            actionId,
            Long.toString(processInstanceKey),
            Set.of(EntryKind.VOTE_CAST, EntryKind.COUNT_REQUESTED));
    Instant countedAt =
        entries.stream()
            .filter(entry -> entry.kind() == EntryKind.COUNT_REQUESTED)
            .filter(entry -> job.equals(text(entry, "jobKey")))
            .map(Entry::at)
            .findFirst()
            .orElseThrow(VoteEvidence::behind);
    List<Vote> votes =
        entries.stream()
            .filter(entry -> entry.kind() == EntryKind.VOTE_CAST)
            .map(VoteEvidence::vote)
            .toList();
    return new Evidence(votes, countedAt);
  }

  private void awaitMark(String actionId, String job) {
    Instant deadline = clock.instant().plus(PATIENCE);
    while (!history
        .find(actionId)
        .filter(action -> job.equals(action.countVotesJob()))
        .isPresent()) {
      if (clock.instant().isAfter(deadline)) {
        throw behind();
      }
      pause();
    }
  }

  private static Vote vote(Entry entry) {
    String person = text(entry, "person");
    return new Vote(
        person == null ? "" : person, text(entry, "decision"), text(entry, "comment"), entry.at());
  }

  private static @Nullable String text(Entry entry, String name) {
    return entry.detail().get(name) instanceof Object value ? value.toString() : null;
  }

  private static RefusedException behind() {
    return new RefusedException(
        ErrorCode.HISTORY_UNAVAILABLE, "The history has not caught up with the votes yet.");
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
