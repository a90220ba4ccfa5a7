package io.countersign.action;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what policy and people said into the decision; whatever is unclear is a rejection. */
final class DecisionRule {

  private DecisionRule() {}

  /**
   * @param control what policy said; anything but the three words counts as blocked
   * @param controlReason why policy said so
   * @param review what the review gave, if there was one
   * @param counted whether the history holds an approving count for every stage of the route
   * @param halted why it is halted, in a sentence; null if it is not
   */
  static Decision decide(
      @Nullable String control,
      @Nullable String controlReason,
      @Nullable ReviewVerdict review,
      boolean counted,
      @Nullable String halted,
      Instant now) {
    Decision decision = decide(control, controlReason, review, counted, now);
    boolean stops = decision.verdict() == Verdict.APPROVED || decision.control().equals("blocked");
    return halted == null || !stops
        ? decision
        : new Decision(Verdict.HALTED, decision.control(), List.of(), halted, null, null, now);
  }

  /** As above, with nothing halted. */
  static Decision decide(
      @Nullable String control,
      @Nullable String controlReason,
      @Nullable ReviewVerdict review,
      boolean counted,
      Instant now) {
    String why = controlReason == null ? "Policy gave no reason." : controlReason;
    return switch (control == null ? "blocked" : control) {
      case "autonomous" ->
          new Decision(Verdict.APPROVED, "autonomous", List.of(), why, null, null, now);
      case "review" -> reviewed(review, counted, now);
      default -> new Decision(Verdict.REJECTED, "blocked", List.of(), why, null, null, now);
    };
  }

  private static Decision reviewed(@Nullable ReviewVerdict review, boolean counted, Instant now) {
    if (review == null || !review.reached() || review.verdict() == null) {
      return refused("The review gave no verdict.", now);
    }
    if (review.verdict() == Verdict.APPROVED && !counted) {
      return refused("The history holds no counted votes for this approval.", now);
    }
    String reason = review.reason() == null ? "The review decided." : review.reason();
    return new Decision(
        review.verdict(), "review", review.by(), reason, review.comment(), review.instead(), now);
  }

  private static Decision refused(String reason, Instant now) {
    return new Decision(Verdict.REJECTED, "review", List.of(), reason, null, null, now);
  }
}
