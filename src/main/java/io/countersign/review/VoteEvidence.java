package io.countersign.review;

import io.countersign.action.ProposedAction;
import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.audit.HistoryMarks;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

  /** After these the vote of a stage begins afresh. */
  private static final Set<EntryKind> AFRESH =
      Set.of(EntryKind.CLARIFICATION_ANSWERED, EntryKind.CLARIFICATION_OVERDUE);

  private static final Set<EntryKind> KINDS =
      Set.of(
          EntryKind.VOTE_CAST,
          EntryKind.COUNT_REQUESTED,
          EntryKind.CLARIFICATION_ANSWERED,
          EntryKind.CLARIFICATION_OVERDUE);

  private static final Set<EntryKind> CHANGES = Set.of(EntryKind.ACTION_CHANGED);

  private final ActionHistory history;
  private final HistoryMarks marks;

  VoteEvidence(ActionHistory history, HistoryMarks marks) {
    this.history = history;
    this.marks = marks;
  }

  /**
   * What the history holds.
   *
   * @param votes in log order
   * @param countedAt the engine's time of the count
   * @param sameAction whether what the stage shows is what the history holds
   */
  record Evidence(List<Vote> votes, Instant countedAt, boolean sameAction) {}

  /** The vote that made the action what it is, as an approval of exactly that. */
  static Optional<Vote> changeTo(String digest, String stage, List<Entry> changes) {
    return changes.stream()
        .reduce((first, last) -> last)
        .filter(it -> digest.equals(text(it, "to")) && stage.equals(text(it, "stage")))
        .map(
            it ->
                new Vote(
                    String.valueOf(text(it, "by")),
                    "approve",
                    text(it, "comment"),
                    Instant.parse(String.valueOf(text(it, "votedAt"))),
                    false));
  }

  /**
   * @param action what is decided; who changed it to this approved it so, in the stage they voted
   *     in
   * @param stage the name of the stage
   * @param jobKey the key of the job that counts
   * @throws RefusedException {@code HISTORY_UNAVAILABLE} while the history has not caught up
   */
  Evidence of(ProposedAction action, String stage, long processInstanceKey, long jobKey) {
    String actionId = action.id();
    String job = Long.toString(jobKey);
    ActionDocument known = marks.await(actionId, jobKey);
    List<Entry> entries =
        history.entriesOfInstance(actionId, Long.toString(processInstanceKey), KINDS);
    Instant countedAt =
        entries.stream()
            .filter(entry -> entry.kind() == EntryKind.COUNT_REQUESTED)
            .filter(entry -> job.equals(text(entry, "jobKey")))
            .map(Entry::at)
            .findFirst()
            .orElseThrow(VoteEvidence::behind);
    int afresh =
        entries.stream()
            .filter(entry -> AFRESH.contains(entry.kind()))
            .mapToInt(entries::indexOf)
            .max()
            .orElse(-1);
    Stream<Vote> cast =
        entries.stream()
            .filter(entry -> entry.kind() == EntryKind.VOTE_CAST)
            .map(entry -> vote(entry, entries.indexOf(entry) < afresh));
    Stream<Vote> before =
        action.change() == null
            ? Stream.empty()
            : changeTo(action.digest(), stage, history.entries(actionId, CHANGES)).stream();
    return new Evidence(
        Stream.concat(before, cast).toList(),
        countedAt,
        action.matchesItsDigest() && action.digest().equals(known.digest()));
  }

  /**
   * The votes that were cast since the seats were opened last.
   *
   * @param jobKey all that happened before this job is considered
   */
  List<Vote> sinceLastCount(String actionId, long processInstanceKey, long jobKey) {
    marks.await(actionId, jobKey);
    List<Vote> votes = new ArrayList<>();
    for (Entry entry :
        history.entriesOfInstance(actionId, Long.toString(processInstanceKey), KINDS)) {
      switch (entry.kind()) {
        case VOTE_CAST -> votes.add(vote(entry, false));
        case COUNT_REQUESTED -> votes.clear();
        default -> {}
      }
    }
    return List.copyOf(votes);
  }

  private static Vote vote(Entry entry, boolean outdated) {
    String person = text(entry, "person");
    return new Vote(
        person == null ? "" : person,
        text(entry, "decision"),
        text(entry, "comment"),
        text(entry, "changes"),
        entry.at(),
        outdated);
  }

  private static @Nullable String text(Entry entry, String name) {
    return entry.detail().get(name) instanceof Object value ? value.toString() : null;
  }

  private static RefusedException behind() {
    return new RefusedException(
        ErrorCode.HISTORY_UNAVAILABLE, "The history has not caught up with the votes yet.");
  }
}
