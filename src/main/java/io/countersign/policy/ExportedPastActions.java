package io.countersign.policy;

import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.audit.HistoryMarks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Past actions from the exported history. */
@Component
class ExportedPastActions implements PastActions {

  private final ActionHistory history;
  private final HistoryMarks marks;

  ExportedPastActions(ActionHistory history, HistoryMarks marks) {
    this.history = history;
    this.marks = marks;
  }

  @Override
  public List<RecentAction> since(Instant from, String upTo) {
    marks.await(upTo, shown -> true);
    return history.proposedSince(from).stream()
        .filter(action -> !action.actionId().equals(upTo))
        .filter(action -> action.verdict() == null || action.verdict().equals("approved"))
        .map(ExportedPastActions::recent)
        .toList();
  }

  private static boolean decidedByPeople(ActionDocument action) {
    return action.verdict() != null && !"autonomous".equals(action.control());
  }

  private static RecentAction recent(ActionDocument action) {
    int slash = action.businessObject().indexOf('/');
    return new RecentAction(
        action.actionId(),
        action.agent(),
        action.type(),
        action.businessObject().substring(0, slash),
        action.businessObject().substring(slash + 1),
        // What people decided counts for repetition, not for spending without people.
        action.amount() == null || decidedByPeople(action)
            ? null
            : BigDecimal.valueOf(action.amount()),
        action.currency(),
        action.proposedAt());
  }
}
