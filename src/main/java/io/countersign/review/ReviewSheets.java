package io.countersign.review;

import io.countersign.action.ProposedAction;
import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.policy.PolicyOutlook;
import io.countersign.policy.Relaxation;
import io.countersign.review.ReviewSheet.Line;
import io.countersign.web.RefusedException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what a reviewer reads, with what happened before on the same object and by the agent. */
@Component
class ReviewSheets {

  private static final int MOST = 5;

  private final ActionHistory history;
  private final PolicyOutlook policy;

  ReviewSheets(ActionHistory history, PolicyOutlook policy) {
    this.history = history;
    this.policy = policy;
  }

  ReviewSheet of(
      ProposedAction action,
      Case.Policy found,
      @Nullable String controlReason,
      @Nullable ReviewSheet before,
      Seating seating,
      Tally tally,
      List<String> reopened,
      List<Clarification> clarifications) {
    return ReviewSheet.of(
        action,
        found,
        controlReason,
        before == null ? relaxation(action) : before.relaxation(),
        seating,
        tally,
        reopened,
        clarifications,
        earlier(action));
  }

  /** Only explains: a review opens without it. */
  private String relaxation(ProposedAction action) {
    try {
      return policy
          .relaxation(action)
          .map(Relaxation::words)
          .orElse("No change of its inputs would let it run on its own.");
    } catch (RefusedException unavailable) {
      return "It cannot be said now what would let it run on its own.";
    }
  }

  /** Without the history a review still opens; it says what is missing. */
  private List<Line> earlier(ProposedAction action) {
    String object = action.businessObject().type() + "/" + action.businessObject().id();
    try {
      return Stream.concat(
              history.latestWith("businessObject", object, MOST + 1).stream(),
              history.latestWith("agent", action.agent().id(), MOST + 1).stream())
          .filter(it -> !it.actionId().equals(action.id()))
          .distinct()
          .limit(2L * MOST)
          .map(ReviewSheets::line)
          .toList();
    } catch (RefusedException unavailable) {
      return List.of(new Line("Earlier actions", "The history cannot be read now."));
    }
  }

  private static Line line(ActionDocument earlier) {
    return new Line(
        earlier.proposedAt().toString().substring(0, 16).replace('T', ' ')
            + " "
            + earlier.businessObject(),
        "%s, %s"
            .formatted(
                earlier.summary(), earlier.verdict() == null ? "not decided" : earlier.verdict()));
  }
}
