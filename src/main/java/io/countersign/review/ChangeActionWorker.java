package io.countersign.review;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.action.ProposedAction;
import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.audit.HistoryMarks;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * <em>Change action</em>: puts a reviewer's arguments in the place of the agent's, under a new
 * digest. It takes them from the counted votes in the history; what is not there is not changed,
 * and an action that is not what the history holds stops here. Doing it twice gives the same.
 */
@Component
public class ChangeActionWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeActionWorker.class);
  private static final Set<EntryKind> COUNTS = Set.of(EntryKind.VOTES_COUNTED);

  private final ActionHistory history;
  private final HistoryMarks marks;

  ChangeActionWorker(ActionHistory history, HistoryMarks marks) {
    this.history = history;
    this.marks = marks;
  }

  @JobWorker(type = "change-action")
  public Map<String, Object> change(ActivatedJob job, @Variable ProposedAction action) {
    ActionDocument known = marks.await(action.id(), job.getKey());
    if (!action.matchesItsDigest() || !action.digest().equals(known.digest())) {
      throw new IllegalStateException("The action is not what the history holds");
    }
    Map<?, ?> wanted =
        wanted(history.entries(action.id(), COUNTS), action.digest())
            .orElseThrow(() -> new IllegalStateException("Nobody changed it by a counted vote"));
    ProposedAction changed =
        action.changed(text(wanted, "by"), text(wanted, "stage"), text(wanted, "changes"));
    if (!changed.digest().equals(text(wanted, "to"))) {
      throw new IllegalStateException("The change does not give what was counted");
    }
    LOG.info("Action {} changed by {}", action.id(), text(wanted, "by"));
    Map<String, Object> told = new HashMap<>();
    wanted.forEach((name, value) -> told.put(String.valueOf(name), value));
    told.put("action", changed);
    return Map.of("changed", told);
  }

  /** What the last count wants changed of exactly this. */
  static Optional<Map<?, ?>> wanted(List<Entry> counts, String digest) {
    return counts.stream()
        .reduce((first, last) -> last)
        .map(it -> it.detail().get("verdict"))
        .map(it -> it instanceof Map<?, ?> verdict ? verdict.get("change") : null)
        .filter(it -> it instanceof Map<?, ?> change && digest.equals(change.get("from")))
        .map(it -> (Map<?, ?>) it);
  }

  private static @Nullable String text(Map<?, ?> map, String name) {
    return map.get(name) instanceof String text ? text : null;
  }
}
